package io.github.bedrockcli.aws;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * Sends a Converse body byte for byte as it was built, and takes the reply's bytes as they came, around the SDK's typed
 * operation: fields newer than the SDK pass both ways, and no reply is held more than once. Also notes when the reply's
 * headers were there.
 */
final class RawBodies implements ExecutionInterceptor {
    static final ExecutionAttribute<Call> CALL = new ExecutionAttribute<>("BedrockCliCall");

    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,9}");

    /** What the SDK is given to read: it need not understand the reply, which may be newer than it is. */
    private static final byte[] NOTHING = "{}".getBytes(StandardCharsets.US_ASCII);

    /** One call: the body to send instead of the SDK's, if any, and what came back. Used by one call at a time. */
    static final class Call {
        private final byte @Nullable [] body;
        private final boolean takesReply;
        private final @Nullable BodyTarget target;
        private final int most;
        private byte @Nullable [] reply;
        private long headersAt;

        private Call(byte @Nullable [] body, boolean takesReply, @Nullable BodyTarget target, int most) {
            this.body = body;
            this.takesReply = takesReply;
            this.target = target;
            this.most = most;
        }

        /**
         * For a reply that comes whole.
         *
         * @param body what goes over the wire, or null to leave that to the SDK
         * @param target where the reply's body goes; null for memory
         * @param most the most bytes of the reply that are taken into memory
         */
        static Call whole(byte @Nullable [] body, @Nullable BodyTarget target, int most) {
            return new Call(body, true, target, most);
        }

        /** For a stream, which does not pass here. */
        static Call streamed(byte @Nullable [] body) {
            return new Call(body, false, null, ReplyLimit.ANSWER);
        }

        /** The most of the reply that is let through. */
        long limit() {
            return target == null ? most : Long.MAX_VALUE;
        }

        /** The reply's body as it came; empty before a reply came. */
        byte[] reply() {
            return reply == null ? new byte[0] : reply;
        }

        /** {@link System#nanoTime} when the last attempt's headers had come. */
        long headersAt() {
            return headersAt;
        }
    }

    @Override
    public SdkHttpRequest modifyHttpRequest(Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
        Call call = attributes.getAttribute(CALL);
        if (call == null || call.body == null) {
            return context.httpRequest();
        }
        return context.httpRequest().toBuilder()
                .putHeader("Content-Type", "application/json")
                .putHeader("Content-Length", String.valueOf(call.body.length))
                .build();
    }

    @Override
    public Optional<RequestBody> modifyHttpContent(Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
        Call call = attributes.getAttribute(CALL);
        byte[] body = call == null ? null : call.body;
        return body == null
                ? context.requestBody()
                : Optional.of(RequestBody.fromContentProvider(
                        () -> new ByteArrayInputStream(body), body.length, "application/json"));
    }

    @Override
    public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes attributes) {
        Call call = attributes.getAttribute(CALL);
        if (call != null) {
            call.headersAt = System.nanoTime();
        }
    }

    @Override
    public Optional<InputStream> modifyHttpResponseContent(
            Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
        Call call = attributes.getAttribute(CALL);
        Optional<InputStream> content = context.responseBody();
        if (call == null || !call.takesReply || !context.httpResponse().isSuccessful() || content.isEmpty()) {
            return content;
        }
        try (InputStream in = content.get()) {
            BodyTarget target = call.target;
            if (target == null) {
                call.reply = bytes(in, context.httpResponse(), call.most);
            } else {
                OutputStream out = target.begin();
                in.transferTo(out);
                out.flush();
            }
        } catch (TransportException e) {
            // Of the SDK's own kind: no other is put to the judgement of the retries.
            throw SdkClientException.create(String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Optional.of(new ByteArrayInputStream(NOTHING));
    }

    /** Where the length is told the bytes are held once: put together from parts they would be held twice. */
    private static byte[] bytes(InputStream in, SdkHttpResponse head, int most) throws IOException {
        String told = head.firstMatchingHeader("Content-Length").orElse("");
        if (!LENGTH.matcher(told).matches() || Integer.parseInt(told) > most) {
            return in.readAllBytes();
        }
        byte[] bytes = new byte[Integer.parseInt(told)];
        int count = in.readNBytes(bytes, 0, bytes.length);
        return count == bytes.length ? bytes : Arrays.copyOf(bytes, count);
    }
}
