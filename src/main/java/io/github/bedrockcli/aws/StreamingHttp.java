package io.github.bedrockcli.aws;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpExecutionAttribute;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.http.async.AsyncExecuteRequest;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;

/**
 * Lets the SDK's asynchronous client, the only one with streaming operations, send over a blocking client: each attempt
 * runs on a thread of its own until the reply's headers are there.
 *
 * <p>A successful reply's body does not go through the SDK. It is handed to the {@link Taker}, and the SDK sees an empty
 * stream. So whoever reads the events reads the socket: nothing is read ahead, a slow reader slows the server, and what
 * goes wrong inside a stream cannot make the SDK send the request again. Signing, retries before the first byte, and
 * error replies stay the SDK's.
 */
final class StreamingHttp implements SdkAsyncHttpClient {
    /** Carries the taker from the call to this client. */
    static final SdkHttpExecutionAttribute<Taker> TAKER = new TakerAttribute();

    private final SdkHttpClient http;

    StreamingHttp(SdkHttpClient http) {
        this.http = http;
    }

    /** Who gets the reply of a streaming call. */
    interface Taker {
        /** An attempt begins; aborting it ends it at once. */
        void sending(ExecutableHttpRequest attempt);

        /** The reply is there: its headers, and its body to be read and closed. */
        void opened(SdkHttpResponse head, InputStream body);
    }

    @Override
    public CompletableFuture<Void> execute(AsyncExecuteRequest request) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Thread thread = new Thread(() -> run(request, done), "bedrock-stream");
        thread.setDaemon(true);
        thread.start();
        return done;
    }

    @Override
    public String clientName() {
        return http.clientName();
    }

    /** The blocking client belongs to others too and is closed by them. */
    @Override
    public void close() {}

    private void run(AsyncExecuteRequest request, CompletableFuture<Void> done) {
        try {
            Taker taker = request.httpExecutionAttributes().getAttribute(TAKER);
            byte[] content = content(request.requestContentPublisher());
            ExecutableHttpRequest attempt = http.prepareRequest(HttpExecuteRequest.builder()
                    .request(request.request())
                    .contentStreamProvider(() -> new ByteArrayInputStream(content))
                    .build());
            taker.sending(attempt);
            HttpExecuteResponse reply = attempt.call();
            boolean good = reply.httpResponse().isSuccessful();
            byte[] error = good ? new byte[0] : errorBody(reply);
            request.responseHandler().onHeaders(reply.httpResponse());
            if (good) {
                taker.opened(
                        reply.httpResponse(),
                        reply.responseBody().map(InputStream.class::cast).orElse(InputStream.nullInputStream()));
            }
            request.responseHandler().onStream(new Once(error));
            done.complete(null);
        } catch (Throwable e) { // An Error too: somebody waits for this thread's outcome.
            request.responseHandler().onError(e);
            done.completeExceptionally(e);
        }
    }

    private static byte[] errorBody(HttpExecuteResponse reply) throws IOException {
        if (reply.responseBody().isEmpty()) {
            return new byte[0];
        }
        try (InputStream body = reply.responseBody().get()) {
            return body.readNBytes(ReplyLimit.ERROR);
        }
    }

    /** The SDK publishes a request body that is in memory at once, on the subscribing thread. */
    private static byte[] content(Publisher<ByteBuffer> publisher) {
        CompletableFuture<byte[]> content = new CompletableFuture<>();
        publisher.subscribe(new Collector(content));
        return content.join();
    }

    private static final class Collector implements Subscriber<ByteBuffer> {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final CompletableFuture<byte[]> content;

        Collector(CompletableFuture<byte[]> content) {
            this.content = content;
        }

        @Override
        public void onSubscribe(Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(ByteBuffer buffer) {
            byte[] part = new byte[buffer.remaining()];
            buffer.get(part);
            bytes.writeBytes(part);
        }

        @Override
        public void onError(Throwable error) {
            content.completeExceptionally(error);
        }

        @Override
        public void onComplete() {
            content.complete(bytes.toByteArray());
        }
    }

    /** Publishes what is already in memory. */
    private static final class Once implements Publisher<ByteBuffer> {
        private final byte[] bytes;

        Once(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public void subscribe(Subscriber<? super ByteBuffer> subscriber) {
            subscriber.onSubscribe(new Subscription() {
                private boolean sent;

                @Override
                public void request(long count) {
                    if (!sent) {
                        sent = true;
                        if (bytes.length > 0) {
                            subscriber.onNext(ByteBuffer.wrap(bytes));
                        }
                        subscriber.onComplete();
                    }
                }

                @Override
                public void cancel() {
                    sent = true;
                }
            });
        }
    }

    private static final class TakerAttribute extends SdkHttpExecutionAttribute<Taker> {
        TakerAttribute() {
            super(Taker.class);
        }
    }
}
