package io.github.bedrockcli.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockcli.model.Json;
import java.util.ArrayList;
import java.util.List;

/**
 * TwelveLabs Pegasus 1.2 (models.md section 21, 2026-11). The reason of a whole reply and that of a stream have
 * different names, as in public code that reads both.
 */
final class EmulatedPegasus implements EmulatedModel {
    private static final Rule SOURCE = Shape.object()
            .optional("base64String", Rule.text(1, Integer.MAX_VALUE))
            .optional(
                    "s3Location",
                    Shape.object().required("uri", Rule.text(1, 1024)).optional("bucketOwner", Rule.text(12, 12)));

    @Override
    public List<String> prefixes() {
        return List.of("twelvelabs.pegasus-");
    }

    @Override
    public boolean converses() {
        return false;
    }

    @Override
    public Invocation accept(CatalogueModel model, JsonNode body) {
        TableShape.of(model)
                .required("inputPrompt", Rule.text(1, Integer.MAX_VALUE))
                .required("mediaSource", SOURCE)
                .require(body);
        Echo.Question question =
                new Echo.Question().attach("video").say(body.path("inputPrompt").asText());
        int input = question.inputTokens();
        Echo echo = Echo.of(question, body.path("maxOutputTokens").asInt(4096), List.of());
        return new Analysis(input, echo);
    }

    /** One answer, whole or in pieces. */
    private record Analysis(int input, Echo echo) implements Invocation {
        @Override
        public Counts counts() {
            return new Counts(input, echo.tokens(), false);
        }

        @Override
        public ObjectNode reply() {
            return Json.object().put("message", echo.text()).put("finishReason", reason());
        }

        @Override
        public List<ObjectNode> chunks() {
            List<ObjectNode> chunks = new ArrayList<>();
            for (String piece : echo.pieces()) {
                chunks.add(Json.object().put("message", piece).put("stopReason", ""));
            }
            chunks.add(Json.object().put("message", "").put("stopReason", reason()));
            return chunks;
        }

        private String reason() {
            return echo.end() == Echo.End.MAX_TOKENS ? "length" : "stop";
        }
    }
}
