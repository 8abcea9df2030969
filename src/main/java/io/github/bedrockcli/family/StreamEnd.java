package io.github.bedrockcli.family;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockcli.model.Reply;

/**
 * Knows when nothing more of an answer can come, so that nobody waits for a server that keeps the connection open.
 *
 * <p>Source: recorded streams. The last chunk of InvokeModelWithResponseStream holds the invocation metrics, the last
 * event of ConverseStream is {@code metadata}; both come with or after the answer's own end event.
 */
public final class StreamEnd {
    private StreamEnd() {}

    /** Whether {@code chunk} is the last of a stream whose answer has ended. */
    public static boolean isLast(JsonNode chunk, Reply reply) {
        return reply.stop() != null && (chunk.has(InvokeEnvelope.METRICS) || chunk.has("metadata"));
    }
}
