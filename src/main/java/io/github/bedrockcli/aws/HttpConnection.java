package io.github.bedrockcli.aws;

import io.github.bedrockcli.aws.BedrockException.Kind;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * One connection to a server, through a proxy where there is one: opening, TLS, bytes in and out, and being cut from
 * another thread at any moment.
 */
final class HttpConnection {
    private static final int BUFFER = 16 * 1024;
    private static final long JUST_USED_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final Origin origin;
    private final Network network;
    private final Optional<Proxies.Proxy> proxy;
    private final Dial dial;
    private final byte[] buffer = new byte[BUFFER];
    private int position;
    private int limit;
    private long idleSince;
    private int replies;
    private volatile boolean cut;
    private @Nullable Socket socket;
    private volatile Tls.@Nullable Secured secured;
    private boolean opened;

    HttpConnection(Origin origin, Network network) {
        this.origin = origin;
        this.network = network;
        this.proxy = network.proxies().forOrigin(origin);
        this.dial = new Dial(
                proxy.map(Proxies.Proxy::host).orElse(origin.host()),
                proxy.map(Proxies.Proxy::port).orElse(origin.port()),
                proxy.isPresent(),
                network);
    }

    Origin origin() {
        return origin;
    }

    Optional<Proxies.Proxy> proxy() {
        return proxy;
    }

    /** What bytes go through; null while it is not open. */
    @Nullable
    Socket socket() {
        return socket;
    }

    /** What protects it; null while nothing does. */
    Tls.@Nullable Secured secured() {
        return secured;
    }

    /** The proxy that plain http requests are addressed to; https goes through a tunnel and does not show it. */
    Optional<Proxies.Proxy> plainProxy() {
        return origin.secure() ? Optional.empty() : proxy;
    }

    void open() throws TransportException {
        Socket connected = dial.connect();
        if (proxy.isPresent() && proxy.get().secure()) {
            connected = secure(connected, proxy.get().host(), proxy.get().port());
        }
        socket = connected;
        if (origin.secure()) {
            if (proxy.isPresent()) {
                Tunnel.open(this, proxy.get());
                if (limit > position) {
                    // Bytes in the clear, from whoever sits between: they must not pass for bytes out of the tunnel.
                    throw new TransportException(
                            Kind.NETWORK,
                            false,
                            "the proxy " + proxy.get() + " sent more than its reply to CONNECT",
                            null);
                }
            }
            socket = secure(connected, origin.host(), origin.port());
        }
        opened = true;
    }

    /** Cuts the connection under whatever another thread is doing with it, which then fails as cancelled. */
    void cut() {
        cut = true;
        dial.cut();
        release();
    }

    boolean wasCut() {
        return cut;
    }

    /** Closes the socket itself: closing it through TLS could wait for the other side. */
    void close() {
        dial.close();
        release();
    }

    private void release() {
        Tls.Secured held = secured;
        if (held != null) {
            held.release();
        }
    }

    /** Fails a write that waits in another thread; what the server has sent can still be read, unless over TLS. */
    void endSending() {
        dial.endSending();
    }

    /** After a reply. */
    void keep() {
        replies++;
        becomeIdle();
    }

    void becomeIdle() {
        idleSince = network.nanoTime();
    }

    long idleSince() {
        return idleSince;
    }

    /**
     * Whether this idle connection can be used again: the server has neither closed it nor sent anything. To look takes a
     * millisecond, which is not spent right after a reply of a server that has answered more than once here: one that
     * closes each connection without a word never does.
     */
    boolean usable(long maxIdleNanos) {
        long idle = network.nanoTime() - idleSince;
        if (cut || limit > position || idle > maxIdleNanos) {
            return false;
        }
        if (replies > 1 && idle < JUST_USED_NANOS) {
            return true;
        }
        try {
            requireSocket().setSoTimeout(1);
            fill();
            return false;
        } catch (SocketTimeoutException e) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    void write(byte[] bytes, int offset, int length) throws IOException {
        requireSocket().getOutputStream().write(bytes, offset, length);
    }

    /** One byte, or -1 at the end; waits at most the read time-out. */
    int read() throws TransportException {
        return position < limit || more() ? buffer[position++] & 0xff : -1;
    }

    /** How many bytes have been taken from the socket and not yet read. */
    int buffered() {
        return limit - position;
    }

    /** The byte that is read after so many others; -1 where it has not been taken from the socket. */
    int peek(int offset) {
        return offset < buffered() ? buffer[position + offset] & 0xff : -1;
    }

    /** At least one byte, or -1 at the end; waits at most the read time-out. */
    int read(byte[] bytes, int offset, int length) throws TransportException {
        if (position >= limit && !more()) {
            return -1;
        }
        int count = Math.min(length, limit - position);
        System.arraycopy(buffer, position, bytes, offset, count);
        position += count;
        return count;
    }

    private boolean more() throws TransportException {
        try {
            requireSocket().setSoTimeout(opened ? network.readMillis() : network.connectMillis());
            return fill();
        } catch (SocketTimeoutException e) {
            if (!opened) {
                throw new TransportException(
                        Kind.TIMEOUT,
                        true,
                        "the proxy " + proxy.map(Proxies.Proxy::toString).orElse("") + " did not open the way to "
                                + origin.authority() + " within " + Text.seconds(network.connectTimeout()),
                        e);
            }
            throw TransportException.lost(
                    Kind.TIMEOUT,
                    "no byte came from " + origin.host() + " for " + Text.seconds(network.readTimeout()),
                    e);
        } catch (IOException e) {
            if (cut) {
                throw TransportException.cancelled();
            }
            throw new TransportException(
                    Kind.NETWORK, true, "the connection to " + origin.host() + " broke: " + Text.reason(e), e);
        }
    }

    private boolean fill() throws IOException {
        InputStream in = requireSocket().getInputStream();
        int count = in.read(buffer, 0, buffer.length);
        position = 0;
        limit = Math.max(0, count);
        return count > 0;
    }

    private Socket requireSocket() throws IOException {
        Socket open = socket;
        if (open == null) {
            throw new EOFException("the connection is not open");
        }
        return open;
    }

    private Socket secure(Socket connected, String host, int port) throws TransportException {
        try {
            Tls.Secured protectedNow = network.tls().over(connected, host, port, network.connectMillis());
            secured = protectedNow;
            return protectedNow.socket();
        } catch (IOException e) {
            close();
            if (cut) {
                throw TransportException.cancelled();
            }
            throw handshakeFailure(host, e);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private TransportException handshakeFailure(String host, IOException e) {
        if (e instanceof SocketTimeoutException) {
            return new TransportException(
                    Kind.TIMEOUT,
                    true,
                    "no TLS handshake with " + host + " within " + Text.seconds(network.connectTimeout()),
                    e);
        }
        return new TransportException(
                Kind.NETWORK, broke(e), "no secure connection to " + host + ": " + Text.reason(e), e);
    }

    /** A handshake cut short is like a refused connection; one that fails by its own rules fails again. */
    static boolean broke(IOException e) {
        return !(e instanceof SSLException)
                || e.getCause() instanceof EOFException
                || e.getCause() instanceof SocketException;
    }

    /** Writes text as UTF-8. */
    void write(String head) throws IOException {
        byte[] bytes = head.getBytes(StandardCharsets.UTF_8);
        write(bytes, 0, bytes.length);
    }
}
