package io.github.bedrockcli.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockcli.family.AsyncFamily;
import io.github.bedrockcli.family.Families;
import io.github.bedrockcli.model.ModelId;
import java.util.List;

/**
 * Amazon Nova Reel: {@code amazon.nova-reel-*} (Nova user guide, "Video generation access and usage",
 * 2026-11).
 */
final class EmulatedNovaReel implements EmulatedAsyncModel {
    private static final AsyncFamily FAMILY = Families.named("nova-reel", AsyncFamily.class);
    private static final Rule TEXT = Rule.text(1, 512);
    private static final Rule PICTURE = Shape.object()
            .required("format", Rule.oneOf("png", "jpeg"))
            .required(
                    "source",
                    Shape.object()
                            .optional("bytes", Rule.text(1, Integer.MAX_VALUE))
                            .optional(
                                    "s3Location",
                                    Shape.object()
                                            .required("uri", Rule.text(1, Integer.MAX_VALUE))
                                            .optional("bucketOwner", Rule.text())));

    @Override
    public List<String> prefixes() {
        return List.of("amazon.nova-reel-");
    }

    @Override
    public void check(CatalogueModel model, JsonNode input) {
        ModelId id = ModelId.of(model.id());
        Shape.naming("taskType", FAMILY.tasks(id)).require(input);
        shape(id, input.path("taskType").asText()).require(input);
    }

    private static Shape shape(ModelId id, String task) {
        Shape shape = TableShape.of(FAMILY.parameters(id, task));
        switch (task) {
            case "MULTI_SHOT_AUTOMATED" ->
                shape.required("multiShotAutomatedParams", Shape.object().required("text", Rule.text(1, 4000)));
            case "MULTI_SHOT_MANUAL" ->
                shape.required(
                        "multiShotManualParams",
                        Shape.object()
                                .required(
                                        "shots",
                                        Rule.list(
                                                Shape.object()
                                                        .required("text", TEXT)
                                                        .optional("image", PICTURE),
                                                1,
                                                20)));
            default ->
                shape.required(
                        "textToVideoParams",
                        Shape.object().required("text", TEXT).optional("images", Rule.list(PICTURE, 1, 1)));
        }
        return shape;
    }
}
