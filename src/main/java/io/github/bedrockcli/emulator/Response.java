package io.github.bedrockcli.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockcli.model.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import software.amazon.eventstream.Message;

/** What an operation answers: a whole body, or frames one after the other. */
sealed interface Response permits Response.Whole, Response.Frames {
    int status();

    Map<String, String> headers();

    static Whole json(int status, Map<String, String> headers, JsonNode body) {
        return new Whole(status, "application/json", headers, Json.bytes(body));
    }

    static Whole json(JsonNode body) {
        return json(200, Map.of(), body);
    }

    static Whole text(int status, String contentType, String body) {
        return new Whole(status, contentType, Map.of(), body.getBytes(StandardCharsets.UTF_8));
    }

    /** A body that is known when the status line is sent. */
    final class Whole implements Response {
        private final int status;
        private final String contentType;
        private final Map<String, String> headers;
        private final byte[] body;

        Whole(int status, String contentType, Map<String, String> headers, byte[] body) {
            this.status = status;
            this.contentType = contentType;
            this.headers = headers;
            this.body = body;
        }

        @Override
        public int status() {
            return status;
        }

        @Override
        public Map<String, String> headers() {
            return headers;
        }

        String contentType() {
            return contentType;
        }

        byte[] body() {
            return body;
        }
    }

    /** An event stream: each message is sent, and flushed, on its own. */
    record Frames(Map<String, String> headers, List<Message> messages) implements Response {
        @Override
        public int status() {
            return 200;
        }
    }
}
