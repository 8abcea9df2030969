package io.github.bedrockcli.aws;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A connection that is being opened on a thread of its own, for a request that is still being made: a TLS handshake takes a
 * fresh virtual machine longer than reading arguments, prompt and keys.
 */
final class EarlyConnection {
    /** As good as just opened: no server or load balancer gives a client less time for its first request. */
    private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final HttpConnection connection;
    private final Network network;
    private final CompletableFuture<@Nullable Void> opened = new CompletableFuture<>();

    EarlyConnection(HttpConnection connection, Network network) {
        this.connection = connection;
        this.network = network;
        Thread thread = new Thread(this::open, "bedrock-connection");
        thread.setDaemon(true);
        thread.start();
    }

    private void open() {
        try {
            connection.open();
            connection.becomeIdle();
            opened.complete(null);
        } catch (TransportException | RuntimeException e) {
            // Thrown by who waits for the connection; where nobody does, nothing failed.
            opened.completeExceptionally(e);
        }
    }

    HttpConnection connection() {
        return connection;
    }

    /** Whether the connection has waited for its request so long that it may have been closed. */
    boolean isStale() {
        return network.nanoTime() - connection.idleSince() > FRESH_NANOS;
    }

    /** Waits until the connection is open, or fails as opening it failed; cutting the connection ends that. */
    void await() throws TransportException {
        try {
            opened.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof TransportException failure) {
                throw failure;
            }
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw e;
        }
    }

    /** Closes it, open or not. */
    void discard() {
        connection.cut();
    }
}
