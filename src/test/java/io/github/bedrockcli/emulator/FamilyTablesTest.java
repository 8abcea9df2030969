package io.github.bedrockcli.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockcli.family.Families;
import io.github.bedrockcli.family.Family;
import io.github.bedrockcli.family.ImageFamily;
import io.github.bedrockcli.model.Json;
import io.github.bedrockcli.model.ModelId;
import io.github.bedrockcli.model.Parameter;
import io.github.bedrockcli.model.ParameterTable;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * The families' parameter tables and the emulator's checks are written apart from one another, each from the
 * specification: where both know a model, neither knows a parameter, or a limit, that the other does not.
 */
final class FamilyTablesTest {
    private final Catalogue catalogue = Catalogue.load();

    @Test
    void everyParameterOfAFamilyIsKnown() {
        int seen = 0;
        for (CatalogueModel model : catalogue.listed()) {
            Optional<EmulatedModel> emulated = EmulatedModels.find(model.id());
            Optional<Family> family = Families.of(ModelId.of(model.id()));
            if (emulated.isEmpty() || family.isEmpty()) {
                continue;
            }
            for (Table table : tables(family.get(), ModelId.of(model.id()))) {
                for (Parameter parameter : table.rows().all()) {
                    String refusal = refusal(emulated.get(), model, with(model, table, parameter, Json.object()));
                    assertThat(refusal)
                            .as(model.id() + " " + parameter.name())
                            .doesNotContain("extraneous key [" + parameter.name() + "]")
                            .doesNotContain(parameter.name() + ": Extra inputs");
                    seen++;
                }
            }
        }
        assertThat(seen).isGreaterThan(50);
    }

    @Test
    void numbersBeyondAFamilysMaximumAreRefused() {
        int seen = 0;
        for (CatalogueModel model : catalogue.listed()) {
            Optional<EmulatedModel> emulated = EmulatedModels.find(model.id());
            Optional<Family> family = Families.of(ModelId.of(model.id()));
            if (emulated.isEmpty() || family.isEmpty()) {
                continue;
            }
            for (Table table : tables(family.get(), ModelId.of(model.id()))) {
                for (Parameter parameter : table.rows().all()) {
                    if (parameter.maximum() != null) {
                        JsonNode beyond = LongNode.valueOf(parameter.maximum().longValue() + 1);
                        String refusal = refusal(emulated.get(), model, with(model, table, parameter, beyond));
                        assertThat(refusal)
                                .as(model.id() + " " + parameter.name())
                                .contains(parameter.name())
                                .containsAnyOf("is not less or equal to", "less than or equal to");
                        seen++;
                    }
                }
            }
        }
        assertThat(seen).isGreaterThan(20);
    }

    /** A table, and the task of an image model that it is for; null for the only table of another model. */
    private record Table(ParameterTable rows, String task) {}

    private static List<Table> tables(Family family, ModelId id) {
        if (family instanceof ImageFamily image) {
            return image.tasks(id).stream()
                    .map(task -> new Table(image.parameters(id, task), task))
                    .toList();
        }
        return List.of(new Table(family.parameters(id), null));
    }

    /** A body with this parameter and, for Claude, whose check names one fault only, what it requires. */
    private static ObjectNode with(CatalogueModel model, Table table, Parameter parameter, JsonNode value) {
        ObjectNode body = Json.object();
        if (table.task() != null && model.provider().equals("Amazon")) {
            body.put("taskType", table.task());
        }
        if (model.id().startsWith("anthropic.")) {
            body.put("anthropic_version", "bedrock-2023-05-31").put("max_tokens", 5);
            body.putArray("messages");
        }
        Json.put(body, parameter.pointer(), value);
        return body;
    }

    private static String refusal(EmulatedModel emulated, CatalogueModel model, ObjectNode body) {
        try {
            emulated.accept(model, body);
            return "";
        } catch (ServiceError e) {
            return e.text();
        }
    }
}
