package io.github.bedrockcli.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockcli.family.Families;
import io.github.bedrockcli.family.ImageFamily;
import io.github.bedrockcli.model.Common;
import io.github.bedrockcli.model.ImageHeader;
import io.github.bedrockcli.model.MediaType;
import io.github.bedrockcli.model.ModelId;
import io.github.bedrockcli.model.ParameterTable;
import io.github.bedrockcli.model.UsageException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * What Stability AI's models ask of a body, by their parameter tables. Where no source has the service's words for what
 * is wrong, the emulator says it in its own, and that they are its own.
 *
 * @param task what the body asks for; no member of it says so, the members together do
 */
record StabilityRules(ImageFamily family, ModelId id, String task) {
    /** The rules for what a body of a model asks for: the task that knows most of its members. */
    static StabilityRules of(CatalogueModel model, JsonNode body) {
        ModelId id = ModelId.of(model.id());
        ImageFamily family = Families.of(id)
                .filter(ImageFamily.class::isInstance)
                .map(ImageFamily.class::cast)
                .orElseThrow(() -> new IllegalStateException(id + " has no image family"));
        String best = family.tasks(id).get(0);
        for (String task : family.tasks(id)) {
            if (unknown(family.parameters(id, task), body).size()
                    < unknown(family.parameters(id, best), body).size()) {
                best = task;
            }
        }
        return new StabilityRules(family, id, best);
    }

    ParameterTable table() {
        return family.parameters(id, task);
    }

    /**
     * Refuses what the service refuses.
     *
     * @param shape what the members must be
     * @param unknownMember what is said of the first member that the model does not know; given it, and those it knows
     */
    void check(JsonNode body, Shape shape, BiFunction<String, List<String>, ServiceError> unknownMember) {
        shape.andOthers().require(body);
        List<String> unknown = unknown(table(), body);
        if (!unknown.isEmpty()) {
            throw unknownMember.apply(unknown.get(0), known());
        }
        ObjectNode copy = body.deepCopy();
        try {
            table().apply(copy, Map.of(), Map.of(), true);
            family.check(copy, id, task);
        } catch (UsageException e) {
            throw ServiceError.validation("The bedrock emulator refuses this: " + e.getMessage());
        }
    }

    /** What the model takes, whatever the task. */
    private List<String> known() {
        return family.parameters(id).all().stream().map(row -> row.name()).toList();
    }

    private static List<String> unknown(ParameterTable table, JsonNode body) {
        List<String> unknown = new ArrayList<>();
        body.fieldNames().forEachRemaining(name -> {
            if (table.find(name).isEmpty()) {
                unknown.add(name);
            }
        });
        return unknown;
    }

    /** The size of the picture in a member, where its header tells. */
    static Optional<ImageHeader.Size> size(JsonNode body, String member) {
        byte[] bytes = Base64.getDecoder().decode(body.path(member).asText());
        return ImageHeader.type(bytes)
                .map((MediaType type) -> ImageHeader.size(type, bytes))
                .filter(size -> size.width() > 0 && size.height() > 0);
    }

    /** The seed of a body; another each time where it has none, or 0; 0 where the model takes none. */
    long seed(JsonNode body) {
        if (table().find(Common.SEED).isEmpty()) {
            return 0;
        }
        long seed = body.path("seed").asLong();
        return seed == 0 ? RequestIds.seed() : seed;
    }
}
