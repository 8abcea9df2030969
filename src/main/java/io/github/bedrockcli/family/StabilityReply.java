package io.github.bedrockcli.family;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockcli.model.ImageReply;
import io.github.bedrockcli.model.Outcome;
import io.github.bedrockcli.model.Stop;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The reply of Stability AI's newer models: {@code seeds}, {@code finish_reasons} and {@code images}, of which only the
 * reasons come when a filter stepped in.
 *
 * <p>Source: Bedrock user guide, "Stability AI models", 2026-11: a reason that is not null is {@code Filter reason:
 * prompt}, {@code Filter reason: output image}, {@code Filter reason: input image} or {@code Inference error}.
 */
final class StabilityReply {
    private static final String FAILED = "Inference error";

    private StabilityReply() {}

    /** @throws UnreadableReplyException when it holds neither a picture nor a reason */
    static ImageReply read(JsonNode body) {
        List<ImageReply.Picture> pictures = new ArrayList<>();
        JsonNode images = body.path("images");
        for (int at = 0; at < images.size(); at++) {
            String base64 = images.path(at).asText("");
            if (!base64.isEmpty()) {
                pictures.add(
                        new ImageReply.Picture(base64, seed(body.path("seeds").path(at)), null));
            }
        }
        for (JsonNode reason : body.path("finish_reasons")) {
            if (reason.isTextual()) {
                return new ImageReply(pictures, stop(reason.textValue()));
            }
        }
        if (pictures.isEmpty()) {
            throw new UnreadableReplyException("the reply has neither a picture nor a reason for having none");
        }
        return new ImageReply(pictures, new Stop(null, Outcome.COMPLETE));
    }

    /** The guide calls seeds strings and shows numbers; 0 is none, for it makes another picture each time. */
    private static @Nullable Long seed(JsonNode seed) {
        return seed.asLong() == 0 ? null : Long.valueOf(seed.asLong());
    }

    private static Stop stop(String reason) {
        return new Stop(reason, reason.equals(FAILED) ? Outcome.BROKEN : Outcome.BLOCKED);
    }
}
