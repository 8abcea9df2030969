package io.github.bedrockcli.emulator;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/**
 * Where the emulator listens, and whether with TLS.
 *
 * @param port 0 for any free port
 * @param key with which TLS is spoken, or null for plain HTTP
 */
public record ListenAddress(
        InetAddress address, int port, @Nullable ServerKey key) {
    private static final int BACKLOG = 512;

    /** A free port of the loopback address, plain HTTP. */
    static ListenAddress loopback() {
        return new ListenAddress(loopbackAddress(), 0, null);
    }

    /** @throws java.net.BindException when the port is taken or the address is not one of this machine */
    ServerSocket listen() throws IOException {
        ServerSocket listener = key == null ? new ServerSocket() : key.socket();
        try {
            listener.setReuseAddress(true);
            listener.bind(new InetSocketAddress(address, port), BACKLOG);
            return listener;
        } catch (IOException e) {
            listener.close();
            throw e;
        }
    }

    /** Where clients of this machine reach it, such as {@code http://127.0.0.1:8173}. */
    URI endpoint(int boundPort) {
        InetAddress reachable = address.isAnyLocalAddress() ? loopbackAddress() : address;
        String host = reachable.getHostAddress();
        String bracketed = reachable instanceof Inet6Address ? "[" + host + "]" : host;
        return URI.create((key == null ? "http://" : "https://") + bracketed + ":" + boundPort);
    }

    private static InetAddress loopbackAddress() {
        try {
            return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }
}
