package io.github.bedrockcli.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockcli.model.ImageHeader;
import io.github.bedrockcli.model.Json;
import java.util.List;

/** Stable Diffusion XL: {@code stability.stable-diffusion-xl*} (seed-guide.md 2.14 and 2.15). */
final class EmulatedSdxl implements EmulatedModel {
    @Override
    public List<String> prefixes() {
        return List.of("stability.stable-diffusion-xl");
    }

    @Override
    public Invocation accept(CatalogueModel model, JsonNode body) {
        StabilityRules rules = StabilityRules.of(model, body);
        Shape prompt = Shape.object()
                .required("text", Rule.text(0, 2000))
                .optional("weight", Rule.number(false, null, false, null));
        Shape shape = TableShape.of(rules.table()).required("text_prompts", Rule.list(prompt, 1, Integer.MAX_VALUE));
        rules.check(body, shape, (name, known) -> {
            String words = "extraneous key [" + name + "] is not permitted";
            return Violation.malformed(List.of(Rule.at(List.of(), words, words)));
        });
        return new Generation(model, body, rules.seed(body));
    }

    /** One picture. */
    private record Generation(CatalogueModel model, JsonNode body, long seed) implements Invocation {
        @Override
        public Counts counts() {
            return new Counts(0, 0, false);
        }

        @Override
        public ObjectNode reply() {
            ImageHeader.Size size = size();
            ObjectNode reply = Json.object().put("result", "success");
            reply.putArray("artifacts")
                    .addObject()
                    .put("seed", seed)
                    .put(
                            "base64",
                            EmulatedPicture.of(size.width(), size.height(), prompts(), seed)
                                    .base64("png"))
                    .put("finishReason", "SUCCESS");
            return reply;
        }

        private String prompts() {
            return Json.line(body.path("text_prompts"));
        }

        /** The first version makes half the size, as AWS's samples for it ask. */
        private ImageHeader.Size size() {
            if (body.has("init_image")) {
                return StabilityRules.size(body, "init_image").orElse(new ImageHeader.Size(1024, 1024));
            }
            int usual = model.id().endsWith("-v0") ? 512 : 1024;
            return new ImageHeader.Size(
                    body.path("width").asInt(usual), body.path("height").asInt(usual));
        }
    }
}
