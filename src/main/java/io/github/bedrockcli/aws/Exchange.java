package io.github.bedrockcli.aws;

import io.github.bedrockcli.aws.BedrockException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpFullResponse;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;

/** One request and its reply, sent exactly once. {@link #abort} ends it at once from any thread. */
final class Exchange implements ExecutableHttpRequest {
    private static final int BLOCK = 16 * 1024;
    private static final Pattern SMALL = Pattern.compile("[0-9]{1,5}");
    /**
     * A server that does not read a whole request breaks the connection at once. One that breaks it later may have
     * generated, and charged for, an answer that got lost on the way, as when something between forgot the connection.
     */
    private static final long UNREAD_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final BlockingHttp http;
    private final SdkHttpRequest request;
    private final @Nullable ContentStreamProvider content;
    private final Origin origin;
    private boolean aborted;
    private @Nullable HttpConnection connection;

    Exchange(BlockingHttp http, HttpExecuteRequest request) {
        this.http = http;
        this.request = request.httpRequest();
        this.content = request.contentStreamProvider().orElse(null);
        this.origin = Origin.of(this.request);
    }

    @Override
    public HttpExecuteResponse call() throws IOException {
        boolean answered = false;
        try {
            http.began(this);
            HttpConnection kept = http.reuse(origin, again());
            HttpHead head = kept == null ? overFresh() : overKept(kept);
            http.log().reply(head);
            HttpExecuteResponse response = response(head);
            answered = true;
            return response;
        } finally {
            if (!answered) {
                finish(false);
            }
        }
    }

    @Override
    public void abort() {
        HttpConnection used;
        synchronized (this) {
            aborted = true;
            used = connection;
        }
        if (used != null) {
            used.cut();
        }
        http.ended(this);
    }

    /** Whether this is another attempt of a call, which the SDK says in a header. */
    private boolean again() {
        return request.firstMatchingHeader("amz-sdk-request")
                .filter(attempt -> !attempt.startsWith("attempt=1;"))
                .isPresent();
    }

    private HttpHead overFresh() throws IOException {
        EarlyConnection early = http.takeEarly(origin);
        return early == null ? overNew() : overEarly(early);
    }

    /** As over a new one: a failure to open it is this request's. */
    private HttpHead overEarly(EarlyConnection early) throws IOException {
        use(early.connection());
        early.await();
        if (!early.isStale()) {
            return send(early.connection());
        }
        HttpConnection kept = early.connection();
        if (http.isUsable(kept)) {
            return overKept(kept);
        }
        kept.close();
        return overNew();
    }

    private HttpHead overNew() throws IOException {
        HttpConnection fresh = http.fresh(origin);
        use(fresh);
        fresh.open();
        return send(fresh);
    }

    /** A failure like any other: a request that went out may be paid for, whatever the connection was used for before. */
    private HttpHead overKept(HttpConnection kept) throws IOException {
        use(kept);
        try {
            return send(kept);
        } catch (TransportException e) {
            throw e.retryable() ? e.onKept() : e;
        }
    }

    private void use(HttpConnection candidate) throws TransportException {
        synchronized (this) {
            connection = candidate;
            if (!aborted) {
                return;
            }
        }
        candidate.cut();
        throw TransportException.cancelled();
    }

    private void finish(boolean reusable) {
        HttpConnection used;
        boolean keep;
        synchronized (this) {
            used = connection;
            connection = null;
            keep = reusable && !aborted;
        }
        http.ended(this);
        if (used != null && keep) {
            http.keep(used);
        } else if (used != null) {
            used.close();
        }
    }

    /** A server may answer and close before it has read a large body: then its answer counts, not the broken pipe. */
    private HttpHead send(HttpConnection used) throws IOException {
        IOException unsent = null;
        try {
            write(used);
        } catch (TransportException e) {
            throw e;
        } catch (IOException e) {
            unsent = e;
        }
        long sent = http.network().nanoTime();
        try {
            HttpHead head = HttpHead.read(used);
            return unsent == null ? head : head.closing();
        } catch (TransportException e) {
            if (used.wasCut()) {
                throw TransportException.cancelled();
            }
            if (unsent == null && e.retryable() && http.network().nanoTime() - sent > UNREAD_NANOS) {
                throw e.lost();
            }
            if (unsent == null) {
                throw e;
            }
            if (unsent instanceof StalledException) {
                throw new TransportException(
                        Kind.TIMEOUT,
                        false,
                        origin.host() + " took nothing more of the request for "
                                + Text.seconds(http.network().readTimeout()),
                        unsent);
            }
            throw new TransportException(
                    Kind.NETWORK,
                    true,
                    "the connection to " + origin.host() + " broke: " + Text.reason(unsent),
                    unsent);
        }
    }

    private void write(HttpConnection used) throws IOException {
        http.log().request(request.method().name(), origin, request.encodedPath(), request.headers());
        byte[] head = head(used).getBytes(StandardCharsets.UTF_8);
        if (content == null) {
            used.write(head, 0, head.length);
            return;
        }
        try (InputStream body = content.newStream()) {
            byte[] block = new byte[blockSize()];
            int count = body.readNBytes(block, 0, block.length);
            // One write for a small request: two would wait for each other's acknowledgement.
            byte[] first = Arrays.copyOf(head, head.length + count);
            System.arraycopy(block, 0, first, head.length, count);
            used.write(first, 0, first.length);
            if (count == block.length) {
                writeRest(used, body, new byte[BLOCK]);
            }
        }
    }

    /** Room for one byte more than a small body has, so that its end is seen; a block of a large one. */
    private int blockSize() {
        String length = request.firstMatchingHeader("Content-Length").orElse("");
        return SMALL.matcher(length).matches() ? Math.min(BLOCK, Integer.parseInt(length) + 1) : BLOCK;
    }

    private void writeRest(HttpConnection used, InputStream body, byte[] block) throws IOException {
        try (UploadWatch watch = UploadWatch.start(used, http.network().readMillis())) {
            try {
                for (int count = block.length; count > 0; ) {
                    count = body.readNBytes(block, 0, block.length);
                    used.write(block, 0, count);
                    watch.progress();
                }
            } catch (IOException e) {
                throw watch.stalled() ? new StalledException(e) : e;
            }
        }
    }

    /** The server took nothing more of the request; it may have answered all the same. */
    private static final class StalledException extends IOException {
        private static final long serialVersionUID = 1L;

        StalledException(IOException cause) {
            super(cause);
        }
    }

    private String head(HttpConnection used) throws TransportException {
        StringBuilder text = new StringBuilder(1024);
        text.append(request.method().name()).append(' ');
        used.plainProxy().ifPresent(proxy -> text.append("http://").append(origin.hostHeader()));
        String path = request.encodedPath();
        text.append(path.isEmpty() ? "/" : path);
        request.encodedQueryParameters().ifPresent(query -> text.append('?').append(query));
        text.append(" HTTP/1.1\r\n");
        if (request.firstMatchingHeader("Host").isEmpty()) {
            header(text, "Host", origin.hostHeader());
        }
        if (content != null && request.firstMatchingHeader("Content-Length").isEmpty()) {
            throw new IllegalArgumentException("a request body without Content-Length");
        }
        for (var entry : request.headers().entrySet()) {
            for (String value : entry.getValue()) {
                header(text, entry.getKey(), value);
            }
        }
        String authorization =
                used.plainProxy().map(Proxies.Proxy::authorization).orElse(null);
        if (authorization != null) {
            header(text, "Proxy-Authorization", authorization);
        }
        return text.append("\r\n").toString();
    }

    private static void header(StringBuilder text, String name, String value) throws TransportException {
        if (value.indexOf('\r') >= 0 || value.indexOf('\n') >= 0) {
            throw new TransportException(Kind.CONFIGURATION, false, "a line break in the header " + name, null);
        }
        text.append(name).append(": ").append(value).append("\r\n");
    }

    private HttpExecuteResponse response(HttpHead head) throws TransportException {
        HttpConnection used;
        synchronized (this) {
            used = connection;
        }
        if (used == null) {
            throw TransportException.cancelled();
        }
        boolean bodiless = request.method() == SdkHttpMethod.HEAD || head.status() == 204 || head.status() == 304;
        ReplyBody body = ReplyBody.of(head, bodiless, used, this::finish);
        SdkHttpFullResponse.Builder response =
                SdkHttpFullResponse.builder().statusCode(head.status()).statusText(head.reason());
        head.headers().stream()
                .filter(header -> !unreadable(header))
                .forEach(header -> response.appendHeader(header.name(), header.value()));
        return HttpExecuteResponse.builder()
                .response(response.build())
                .responseBody(AbortableInputStream.create(body, this))
                .build();
    }

    /** The SDK (2.46.17) fails with an IllegalArgumentException where a server asks to wait a negative time. */
    private static boolean unreadable(HttpHead.Header header) {
        boolean asking =
                header.name().equalsIgnoreCase("Retry-After") || header.name().equalsIgnoreCase("x-amz-retry-after");
        return asking && header.value().startsWith("-");
    }
}
