package io.github.bedrockcli.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockcli.family.AsyncFamily;
import io.github.bedrockcli.family.Families;
import io.github.bedrockcli.model.ModelId;
import java.util.List;

/**
 * TwelveLabs Marengo Embed, asynchronous: {@code twelvelabs.marengo-embed-*} (Bedrock user guide, "TwelveLabs Marengo
 * Embed 3.0" and "TwelveLabs Marengo Embed 2.7", 2026-11).
 */
final class EmulatedMarengoAsync implements EmulatedAsyncModel {
    private static final AsyncFamily FAMILY = Families.named("marengo", AsyncFamily.class);
    private static final Rule TEXT = Rule.text(1, Integer.MAX_VALUE);

    @Override
    public List<String> prefixes() {
        return List.of("twelvelabs.marengo-embed-");
    }

    @Override
    public void check(CatalogueModel model, JsonNode input) {
        ModelId id = ModelId.of(model.id());
        Shape.naming("inputType", FAMILY.tasks(id)).require(input);
        shape(id, input.path("inputType").asText()).require(input);
    }

    private static Shape shape(ModelId id, String type) {
        Shape shape = TableShape.of(FAMILY.parameters(id, type));
        boolean flat = model27(id);
        Shape place = flat ? shape : shape.inner(type);
        switch (type) {
            case "text", "text_image" -> place.required("inputText", TEXT);
            case "multi_input" -> place.optional("inputText", Rule.text());
            default -> {
                // Sound, pictures and videos have no text beside them.
            }
        }
        return flat ? shape : shape.must(type);
    }

    private static boolean model27(ModelId id) {
        return id.base().filter(base -> base.contains("-2-7-")).isPresent();
    }
}
