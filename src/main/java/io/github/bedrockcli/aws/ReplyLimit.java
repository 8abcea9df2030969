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
    /** Far above what a model answers, pictures included (requests end at 25 MB), and far below what breaks a machine. */
    static final int WHOLE = 256 << 20;
    /** An error reply longer than this is cut: it is some proxy's web page. */
    static final int ERROR = 1 << 20;

    @Override
    public Optional<InputStream> modifyHttpResponseContent(
            Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
        boolean good = context.httpResponse().isSuccessful();
        return context.responseBody().map(body -> new Limited(body, good ? WHOLE : ERROR, good));
    }

    /** Ends, or fails, after so many bytes. */
    static final class Limited extends InputStream {
        private final InputStream body;
        private final boolean failing;
        private long left;

        Limited(InputStream body, long limit, boolean failing) {
            this.body = body;
            this.left = limit;
            this.failing = failing;
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
                throw new TransportException(Kind.NETWORK, false, "the reply is too long to be an answer", null);
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
