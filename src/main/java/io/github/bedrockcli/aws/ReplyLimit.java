package io.github.bedrockcli.aws;

import io.github.bedrockcli.aws.BedrockException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/** How much of a reply is taken into memory: the SDK reads replies that are no streams whole, whatever their length. */
final class ReplyLimit implements ExecutionInterceptor {
    /** A whole answer: more than the 25,000,000 bytes that the service model gives a body. */
    static final int ANSWER = 25 << 20;
    /** An answer of pictures: five of 8 MB as base64. */
    static final int PICTURES = 64 << 20;
    /** Any other reply, which the SDK makes objects of: the list of all models is one of 300 KB. */
    static final int OTHER = 8 << 20;
    /** An error reply longer than this is cut: it is some proxy's web page. */
    static final int ERROR = 1 << 20;

    @Override
    public Optional<InputStream> modifyHttpResponseContent(
            Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
        boolean good = context.httpResponse().isSuccessful();
        RawBodies.Call call = attributes.getAttribute(RawBodies.CALL);
        long limit = !good ? ERROR : call == null ? OTHER : call.limit();
        return context.responseBody().map(body -> new Limited(body, limit, good));
    }

    /** Ends, or fails, after so many bytes. */
    static final class Limited extends InputStream {
        private final InputStream body;
        private final long limit;
        private final boolean failing;
        private long left;

        Limited(InputStream body, long limit, boolean failing) {
            this.body = body;
            this.limit = limit;
            this.failing = failing;
            this.left = limit;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            if (left == 0 && !failing) {
                return -1;
            }
            // Where it would fail, only a byte beyond the limit shows that the reply is too long.
            int count = body.read(bytes, offset, (int) Math.min(length, Math.max(1, left)));
            if (count > 0 && left == 0) {
                throw new TransportException(
                        Kind.UNREADABLE, false, "the reply is longer than " + limit + " bytes, and no answer is", null);
            }
            left -= Math.max(0, count);
            return count;
        }

        @Override
        public void close() throws IOException {
            body.close();
        }
    }
}
