package io.github.bedrockcli.family;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockcli.model.Json;
import io.github.bedrockcli.model.ModelId;
import io.github.bedrockcli.model.ParameterTable;
import io.github.bedrockcli.model.Prompt;
import io.github.bedrockcli.model.ReplySink;
import java.util.List;

/** Amazon Nova text models. */
final class Nova implements TextFamily {
    @Override
    public String name() {
        return "nova";
    }

    @Override
    public List<String> prefixes() {
        return List.of("amazon.nova-lite");
    }

    @Override
    public ParameterTable parameters(ModelId id) {
        return new ParameterTable("Nova", List.of());
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
}
