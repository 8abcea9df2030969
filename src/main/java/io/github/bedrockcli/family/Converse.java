package io.github.bedrockcli.family;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockcli.model.Json;
import io.github.bedrockcli.model.Knobs;
import io.github.bedrockcli.model.ModelId;
import io.github.bedrockcli.model.ParameterTable;
import io.github.bedrockcli.model.Prompt;
import io.github.bedrockcli.model.ReplySink;
import java.util.List;
import java.util.Optional;

/** The Converse API's one body for every model. */
public final class Converse implements TextFamily {
    private final Optional<TextFamily> family;

    /** @param family whose vendor parameters go into {@code additionalModelRequestFields}; empty when unknown */
    public Converse(Optional<TextFamily> family) {
        this.family = family;
    }

    @Override
    public String name() {
        return family.map(Family::name).orElse("converse");
    }

    @Override
    public List<String> prefixes() {
        return List.of();
    }

    @Override
    public ParameterTable parameters(ModelId id) {
        return new ParameterTable("Converse", List.of());
    }

    @Override
    public ObjectNode request(Prompt prompt, Context context) {
        return Json.object();
    }

    @Override
    public void reply(JsonNode body, ReplySink sink) {}

    @Override
    public ChunkDecoder decoder(ReplySink sink) {
        return chunk -> {};
    }

    static void addKnobs(ObjectNode body, Knobs knobs, boolean stream) {}
}
