package io.github.bedrockcli.emulator;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * The listening socket and its connections, a thread each. Plain sockets rather than the JDK's HTTP server: that one
 * costs 30 to 70 ms at start, which every offline run would pay, and cannot break a connection in the middle of an answer.
 */
final class WireServer implements AutoCloseable {
    private static final long PAUSE_NANOS = 10_000_000;

    private final ServerSocket listener;
    private final Consumer<Exchange> handler;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private WireServer(ServerSocket listener, Consumer<Exchange> handler) {
        this.listener = listener;
        this.handler = handler;
    }

    /**
     * Listens; answers begin at once.
     *
     * @throws java.net.BindException when the port is taken or the address is not one of this machine
     */
    static WireServer start(ListenAddress address, Consumer<Exchange> handler) throws IOException {
        ServerSocket listener = address.listen();
        WireServer server = new WireServer(listener, handler);
        daemon("emulator-accept", server::accept).start();
        return server;
    }

    int port() {
        return listener.getLocalPort();
    }

    @Override
    public void close() {
        closeQuietly(listener);
        open.forEach(WireServer::closeQuietly);
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                open.add(socket);
                if (listener.isClosed()) {
                    break; // Taken by the kernel before it saw the close: nobody is to answer it.
                }
                answer(socket);
            } catch (IOException e) {
                // Closed by close(), a client that left before it was accepted, or no file handles: try again.
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
        open.forEach(WireServer::closeQuietly);
    }

    private void answer(Socket socket) {
        try {
            daemon("emulator-connection", () -> serve(socket)).start();
        } catch (OutOfMemoryError e) {
            // The system gives no more threads: the client is told, where it would wait for ever.
            open.remove(socket);
            closeQuietly(socket);
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            WireConnection connection = new WireConnection(socket);
            while (connection.next()) {
                handler.accept(connection);
                if (!connection.reusable()) {
                    return;
                }
            }
        } catch (IOException e) {
            // The client went away; there is nobody left to tell.
        } finally {
            open.remove(socket);
        }
    }

    private static Thread daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    private static void closeQuietly(AutoCloseable socket) {
        try {
            socket.close();
        } catch (Exception e) {
            // Closing is all that was wanted of it.
        }
    }
}
