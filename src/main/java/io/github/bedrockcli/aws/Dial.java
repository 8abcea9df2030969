package io.github.bedrockcli.aws;

import io.github.bedrockcli.aws.BedrockException.Kind;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import jdk.net.ExtendedSocketOptions;
import org.jspecify.annotations.Nullable;

/** From a host's name to a connected socket, in the time there is for it; may be cut from any thread at any moment. */
final class Dial {
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.%a-z]*");
    /** NAT gateways and load balancers of AWS forget a connection that was silent for 350 s; models think for longer. */
    private static final int KEEP_ALIVE_SECONDS = 60;

    private final String host;
    private final int port;
    private final boolean proxy;
    private final Network network;
    private final CompletableFuture<InetAddress[]> addresses = new CompletableFuture<>();
    private volatile boolean cut;
    private volatile @Nullable Socket socket;

    /** @param proxy whether the host is a proxy, for messages */
    Dial(String host, int port, boolean proxy, Network network) {
        this.host = host;
        this.port = port;
        this.proxy = proxy;
        this.network = network;
    }

    void cut() {
        cut = true;
        addresses.cancel(false);
        close();
    }

    /** Closes the socket, if there is one yet. */
    void close() {
        Socket open = socket;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                // Nothing can be done about a socket that does not close, and nothing depends on it.
            }
        }
    }

    void endSending() {
        Socket open = socket;
        if (open != null) {
            try {
                open.shutdownOutput();
            } catch (IOException e) {
                close();
            }
        }
    }

    /** Tries the host's addresses one after the other. */
    Socket connect() throws TransportException {
        InetAddress[] found = find();
        IOException failure = new EOFException("no address");
        for (InetAddress address : found) {
            Socket candidate = new Socket();
            socket = candidate;
            try {
                if (cut) {
                    break;
                }
                candidate.setTcpNoDelay(true);
                keepAlive(candidate);
                candidate.connect(new InetSocketAddress(address, port), share(found.length));
                return candidate;
            } catch (IOException e) {
                close();
                failure = e;
            }
        }
        if (cut) {
            close();
            throw TransportException.cancelled();
        }
        throw failure instanceof SocketTimeoutException
                ? late("no connection to " + place(), failure)
                : new TransportException(
                        Kind.NETWORK, true, "cannot connect to " + place() + ": " + Text.reason(failure), failure);
    }

    /** The system's own two hours before it looks whether the other side is still there would be too late. */
    static void keepAlive(Socket socket) throws IOException {
        socket.setKeepAlive(true);
        if (socket.supportedOptions().contains(ExtendedSocketOptions.TCP_KEEPIDLE)) {
            socket.setOption(ExtendedSocketOptions.TCP_KEEPIDLE, KEEP_ALIVE_SECONDS);
            socket.setOption(ExtendedSocketOptions.TCP_KEEPINTERVAL, KEEP_ALIVE_SECONDS);
        }
    }

    /** A look-up can neither be cut nor given a time: it has a thread of its own, which is left to itself then. */
    private InetAddress[] find() throws TransportException {
        try {
            if (ADDRESS.matcher(host).matches()) {
                return InetAddress.getAllByName(host);
            }
            Thread thread = new Thread(this::lookUp, "bedrock-look-up");
            thread.setDaemon(true);
            thread.start();
            return addresses.get(network.connectMillis(), TimeUnit.MILLISECONDS);
        } catch (UnknownHostException e) {
            throw unknown(e);
        } catch (TimeoutException e) {
            throw late("no address for " + (proxy ? "the proxy's host " : "the host ") + host, e);
        } catch (ExecutionException e) {
            throw unknown(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw TransportException.cancelled();
        } catch (java.util.concurrent.CancellationException e) {
            throw TransportException.cancelled();
        }
    }

    private void lookUp() {
        try {
            addresses.complete(network.names().find(host));
        } catch (IOException | RuntimeException e) {
            addresses.completeExceptionally(e);
        }
    }

    /** Milliseconds for each of several addresses: its share, but enough for a connection across the world. */
    private int share(int count) {
        int all = network.connectMillis();
        return Math.max(Math.min(all, 2000), all / count);
    }

    private TransportException unknown(@Nullable Throwable cause) {
        String what = proxy ? "the proxy's host " : "the host ";
        return new TransportException(Kind.NETWORK, true, "cannot find " + what + host, cause);
    }

    private TransportException late(String what, Exception cause) {
        return new TransportException(
                Kind.TIMEOUT, true, what + " within " + Text.seconds(network.connectTimeout()), cause);
    }

    private String place() {
        return (proxy ? "the proxy " : "") + host + ":" + port;
    }
}
