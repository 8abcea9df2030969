package io.github.bedrockcli.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockcli.family.AsyncFamily;
import io.github.bedrockcli.family.Families;
import io.github.bedrockcli.model.ModelId;
import java.util.List;

/** Luma Ray 2: {@code luma.ray-*} (Bedrock user guide, "Luma AI models", 2026-11). */
final class EmulatedLumaRay implements EmulatedAsyncModel {
    private static final AsyncFamily FAMILY = Families.named("luma-ray", AsyncFamily.class);
    private static final Rule FRAME = Shape.object()
            .required("type", Rule.oneOf("image"))
            .required(
                    "source",
                    Shape.object()
                            .required("type", Rule.oneOf("base64"))
                            .required("media_type", Rule.oneOf("image/jpeg", "image/png"))
                            .required("data", Rule.text(1, Integer.MAX_VALUE)));

    @Override
    public List<String> prefixes() {
        return List.of("luma.ray-");
    }

    @Override
    public void check(CatalogueModel model, JsonNode input) {
        TableShape.of(FAMILY.parameters(ModelId.of(model.id())))
                .required("prompt", Rule.text(1, 5000))
                .optional("keyframes", Shape.object().optional("frame0", FRAME).optional("frame1", FRAME))
                .require(input);
    }
}
