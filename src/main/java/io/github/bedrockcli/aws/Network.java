package io.github.bedrockcli.aws;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/** How connections are made: time-outs, proxies, and whom to trust, which is set up when TLS is first needed. */
final class Network {
    private final Duration connectTimeout;
    private final Duration readTimeout;
    private final Proxies proxies;
    private final @Nullable Path caBundle;
    private final Names names;
    private final LongSupplier nanos;
    private @Nullable SSLSocketFactory secureSockets;

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
        this.connectTimeout = connectTimeout;
        this.readTimeout = readTimeout;
        this.proxies = proxies;
        this.caBundle = caBundle;
        this.names = names;
        this.nanos = nanos;
    }

    /** The same with waits of at most so long. */
    Network within(Duration limit) {
        return new Network(
                shorter(connectTimeout, limit), shorter(readTimeout, limit), proxies, caBundle, names, nanos);
    }

    /** The same with other sockets for TLS. */
    Network with(SSLSocketFactory sockets) {
        Network other = new Network(connectTimeout, readTimeout, proxies, caBundle, names, nanos);
        synchronized (other) {
            other.secureSockets = sockets;
        }
        return other;
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
    synchronized SSLSocketFactory secureSockets() {
        SSLSocketFactory sockets = secureSockets;
        if (sockets == null) {
            sockets = Trust.sockets(caBundle);
            secureSockets = sockets;
        }
        return sockets;
    }

    /** A socket takes 0 for "for ever", which is never meant here. */
    private static int millis(Duration duration) {
        return (int) Math.max(1, Math.min(Integer.MAX_VALUE, duration.toMillis()));
    }
}
