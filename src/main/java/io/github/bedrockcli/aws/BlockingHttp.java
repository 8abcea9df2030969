package io.github.bedrockcli.aws;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;

/**
 * HTTP/1.1 over plain sockets for every client of a run, and the connections kept for the next request.
 *
 * <p>The JDK's {@code HttpURLConnection} was measured to be light enough but cannot be cancelled while it waits for
 * bytes, sends a POST twice when a connection breaks, takes a reply that was cut short for whole, and refuses user and
 * password for proxy tunnels, the last three unless properties of the whole process say otherwise. This does what is
 * needed of HTTP and no more: redirects are not followed, nothing is sent twice.
 */
final class BlockingHttp implements SdkHttpClient {
    /** Well below the idle limits of load balancers: a request never meets a connection that is just being closed. */
    private static final long MAX_IDLE_NANOS = TimeUnit.SECONDS.toNanos(20);

    private final Network network;
    private final WireLog log;
    private final Map<Origin, Deque<HttpConnection>> idle = new HashMap<>();
    private final Set<Exchange> underWay = ConcurrentHashMap.newKeySet();
    private @Nullable EarlyConnection early;
    private boolean closed;

    BlockingHttp(Network network, WireLog log) {
        this.network = network;
        this.log = log;
    }

    Network network() {
        return network;
    }

    WireLog log() {
        return log;
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        return new Exchange(this, request);
    }

    @Override
    public String clientName() {
        return "Socket";
    }

    /** Cuts what is under way, which fails as cancelled, and closes what is idle. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            idle.values().forEach(connections -> connections.forEach(HttpConnection::close));
            idle.clear();
            if (early != null) {
                early.discard();
                early = null;
            }
        }
        underWay.forEach(Exchange::abort);
    }

    void began(Exchange exchange) throws TransportException {
        underWay.add(exchange);
        synchronized (this) {
            if (closed) {
                throw TransportException.cancelled();
            }
        }
    }

    void ended(Exchange exchange) {
        underWay.remove(exchange);
    }

    HttpConnection fresh(Origin origin) {
        return new HttpConnection(origin, network);
    }

    /** Begins to open the connection of the first request to come; once for all clients. */
    synchronized void connectEarly(Origin origin) {
        if (!closed && early == null) {
            early = new EarlyConnection(fresh(origin), network);
        }
    }

    /** The connection that was begun for such a request, which is the caller's from now on; or null. */
    synchronized @Nullable EarlyConnection takeEarly(Origin origin) {
        EarlyConnection begun = early;
        if (begun == null || !begun.connection().origin().equals(origin)) {
            return null;
        }
        early = null;
        return begun;
    }

    /**
     * A connection from an earlier request that still stands, or null.
     *
     * @param again whether an attempt of the call has failed: it may have met a kept connection just being closed, so the
     *     next one is spared another of those; the new connection is instead of one that was kept
     */
    @Nullable
    HttpConnection reuse(Origin origin, boolean again) {
        if (again) {
            HttpConnection replaced = take(origin);
            if (replaced != null) {
                replaced.close();
            }
            return null;
        }
        for (HttpConnection kept = take(origin); kept != null; kept = take(origin)) {
            if (isUsable(kept)) {
                return kept;
            }
            kept.close();
        }
        return null;
    }

    /** Whether an idle connection still stands. */
    boolean isUsable(HttpConnection connection) {
        return connection.usable(MAX_IDLE_NANOS);
    }

    void keep(HttpConnection connection) {
        connection.keep();
        synchronized (this) {
            if (!closed) {
                idle.computeIfAbsent(connection.origin(), origin -> new ArrayDeque<>())
                        .push(connection);
                return;
            }
        }
        connection.close();
    }

    private synchronized @Nullable HttpConnection take(Origin origin) {
        Deque<HttpConnection> connections = idle.get(origin);
        return connections == null ? null : connections.poll();
    }
}
