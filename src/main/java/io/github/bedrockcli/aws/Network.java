package io.github.bedrockcli.aws;

import io.github.bedrockcli.model.Lazy;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** How connections are made: time-outs, proxies, and whom to trust, which is set up when TLS is first needed. */
final class Network {
    private final Duration connectTimeout;
    private final Duration readTimeout;
    private final Proxies proxies;
    private final Names names;
    private final LongSupplier nanos;
    private final Lazy<Tls> tls;

    /** Finds the addresses of a host; may take its time. */
    interface Names {
        InetAddress[] find(String host) throws IOException;
    }

    Network(Duration connectTimeout, Duration readTimeout, Proxies proxies, @Nullable Path caBundle) {
        this(connectTimeout, readTimeout, proxies, caBundle, InetAddress::getAllByName, System::nanoTime);
    }

    /** @param nanos a clock such as {@link System#nanoTime} */
    Network(
            Duration connectTimeout,
            Duration readTimeout,
            Proxies proxies,
            @Nullable Path caBundle,
            Names names,
            LongSupplier nanos) {
        this(new Lazy<>(() -> Trust.tls(caBundle)), connectTimeout, readTimeout, proxies, names, nanos);
    }

    private Network(
            Lazy<Tls> tls,
            Duration connectTimeout,
            Duration readTimeout,
            Proxies proxies,
            Names names,
            LongSupplier nanos) {
        this.connectTimeout = connectTimeout;
        this.readTimeout = readTimeout;
        this.proxies = proxies;
        this.tls = tls;
        this.names = names;
        this.nanos = nanos;
    }

    /** The same with waits of at most so long. */
    Network within(Duration limit) {
        return new Network(tls, shorter(connectTimeout, limit), shorter(readTimeout, limit), proxies, names, nanos);
    }

    /** The same with other TLS. */
    Network with(Tls other) {
        return new Network(new Lazy<>(() -> other), connectTimeout, readTimeout, proxies, names, nanos);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** Milliseconds, for one connection and again for its TLS handshake. */
    int connectMillis() {
        return millis(connectTimeout);
    }

    /** Milliseconds of silence between two bytes. */
    int readMillis() {
        return millis(readTimeout);
    }

    Duration connectTimeout() {
        return connectTimeout;
    }

    Duration readTimeout() {
        return readTimeout;
    }

    Names names() {
        return names;
    }

    long nanoTime() {
        return nanos.getAsLong();
    }

    Proxies proxies() {
        return proxies;
    }

    /** Setting up TLS takes tens of milliseconds: not done for plain http. */
    Tls tls() {
        return tls.get();
    }

    /** A socket takes 0 for "for ever", which is never meant here. */
    private static int millis(Duration duration) {
        return (int) Math.max(1, Math.min(Integer.MAX_VALUE, duration.toMillis()));
    }
}
