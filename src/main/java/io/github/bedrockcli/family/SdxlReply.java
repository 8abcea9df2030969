package io.github.bedrockcli.family;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockcli.model.ImageReply;
import io.github.bedrockcli.model.Outcome;
import io.github.bedrockcli.model.Stop;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The reply of {@link StableDiffusionXl}: a result, and artifacts that each have an end of their own.
 *
 * <p>Source: Bedrock user guide, "Stability.ai Diffusion 1.0", 2024-05; that a result other than {@code success} comes
 * with an {@code error}, public code (epam/ai-dial-adapter-bedrock, 2024).
 */
final class SdxlReply {
    private static final String SUCCESS = "success";

    private SdxlReply() {}

    /**
     * The pictures, also filtered ones, which come blurred; not those that failed.
     *
     * @throws UnreadableReplyException when it is another reply
     */
    static ImageReply read(JsonNode body) {
        JsonNode artifacts = body.path("artifacts");
        if (!body.path("result").isTextual() && !artifacts.isArray()) {
            throw new UnreadableReplyException("the reply has neither a result nor artifacts");
        }
        List<ImageReply.Picture> pictures = new ArrayList<>();
        Stop stop = new Stop(null, Outcome.COMPLETE);
        for (JsonNode artifact : artifacts) {
            String base64 = artifact.path("base64").asText("");
            Stop own = stop(artifact.path("finishReason").textValue(), base64);
            if (own.outcome() != Outcome.BROKEN && !base64.isEmpty()) {
                pictures.add(new ImageReply.Picture(base64, seed(artifact.path("seed")), null));
            }
            stop = stop.outcome() == Outcome.COMPLETE ? own : stop;
        }
        return new ImageReply(pictures, failure(body).orElse(stop));
    }

    private static @Nullable Long seed(JsonNode seed) {
        return seed.isIntegralNumber() ? Long.valueOf(seed.longValue()) : null;
    }

    private static Stop stop(@Nullable String reason, String base64) {
        if ("CONTENT_FILTERED".equals(reason)) {
            return new Stop(reason, Outcome.BLOCKED);
        }
        return new Stop(reason, "ERROR".equals(reason) || base64.isEmpty() ? Outcome.BROKEN : Outcome.COMPLETE);
    }

    /** What the reply as a whole says, where that is no success or there is nothing in it. */
    private static Optional<Stop> failure(JsonNode body) {
        String result = body.path("result").asText(SUCCESS);
        if (!result.equals(SUCCESS)) {
            String message = body.path("error").path("message").textValue();
            return Optional.of(new Stop(result, Outcome.BROKEN, message));
        }
        return body.path("artifacts").isEmpty()
                ? Optional.of(new Stop(result, Outcome.BROKEN, "there is no picture in the reply"))
                : Optional.empty();
    }
}
