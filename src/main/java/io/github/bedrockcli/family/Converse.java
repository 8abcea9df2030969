package io.github.bedrockcli.family;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockcli.model.Common;
import io.github.bedrockcli.model.Json;
import io.github.bedrockcli.model.Knobs;
import io.github.bedrockcli.model.ModelId;
import io.github.bedrockcli.model.Parameter;
import io.github.bedrockcli.model.ParameterTable;
import io.github.bedrockcli.model.Prompt;
import io.github.bedrockcli.model.ReplySink;
import io.github.bedrockcli.model.UsageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The Converse API's one body for every model.
 *
 * <p>Source: the Converse and ConverseStream service models and the Bedrock user guide's notes on them, 2026-11.
 */
public final class Converse implements TextFamily {
    private static final String ADDITIONAL = "/additionalModelRequestFields";

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

    /**
     * Converse's own names, within the family's limits where the family is known, and the family's further names below
     * {@code additionalModelRequestFields}. With no family known, any other name goes there unchecked.
     */
    @Override
    public ParameterTable parameters(ModelId id) {
        Optional<ParameterTable> vendor = family.map(own -> own.parameters(id));
        List<Parameter> rows = new ArrayList<>();
        List<Parameter> refused = new ArrayList<>();
        addInference(vendor, rows, refused);
        vendor.ifPresent(table -> table.refused().stream()
                .filter(row -> row.common() == Common.TOP_K)
                .forEach(row -> refused.add(row.below(ADDITIONAL))));
        family.ifPresent(own -> own.beyondConverse(id).forEach(row -> rows.add(row.below(ADDITIONAL))));
        addTools(rows);
        addOutput(rows);
        rows.add(Parameter.json("promptVariables", "values of a prompt resource's variables: {name: {text}}"));
        rows.add(Parameter.json("additionalModelRequestFields", "parameters of the model's own"));
        rows.add(Parameter.strings("additionalModelResponseFieldPaths", "what to return of the model's own fields")
                .atMost(10));
        String owner = id.base().orElse(id.value()) + " through Converse";
        return new ParameterTable(owner, rows)
                .withRest(ADDITIONAL, family.isEmpty())
                .refusing(refused);
    }

    private static void addTools(List<Parameter> rows) {
        rows.add(Parameter.json("toolConfig", "what the model may call: {tools, toolChoice}"));
        rows.add(Parameter.json("toolConfig.tools", "list of {toolSpec: {name, description, inputSchema: {json}}}")
                .at("/toolConfig/tools"));
        rows.add(Parameter.json("toolConfig.toolChoice", "{auto: {}}, {any: {}} or {tool: {name}}")
                .at("/toolConfig/toolChoice"));
    }

    private static void addOutput(List<Parameter> rows) {
        String schema = "outputConfig.textFormat.structure.jsonSchema.";
        rows.add(Parameter.json("outputConfig", "effort and form of the answer: {textFormat, effort}"));
        rows.add(Parameter.string("outputConfig.textFormat.type", "form of the answer")
                .oneOf("json_schema")
                .at("/outputConfig/textFormat/type"));
        rows.add(Parameter.string(schema + "schema", "JSON schema of the answer, as text; @FILE reads it")
                .at("/" + schema.replace('.', '/') + "schema"));
        rows.add(Parameter.string(schema + "name", "name of the schema").at("/" + schema.replace('.', '/') + "name"));
        rows.add(Parameter.string(schema + "description", "what the schema is for")
                .at("/" + schema.replace('.', '/') + "description"));
        rows.add(Parameter.string("outputConfig.effort", "how much the model exerts itself, in its own word")
                .longest(16)
                .at("/outputConfig/effort"));
    }

    private static void addInference(Optional<ParameterTable> vendor, List<Parameter> rows, List<Parameter> refused) {
        String config = "/inferenceConfig/";
        rows.add(within(
                vendor,
                Parameter.integer("maxTokens", "most tokens of the answer")
                        .at(config + "maxTokens")
                        .range("1", null)
                        .common(Common.MAX_TOKENS)));
        List<Parameter> sampling = List.of(
                Parameter.number("temperature", "randomness")
                        .at(config + "temperature")
                        .range("0", "1")
                        .common(Common.TEMPERATURE),
                Parameter.number("topP", "share of likely words considered")
                        .at(config + "topP")
                        .range("0", "1")
                        .common(Common.TOP_P));
        for (Parameter row : sampling) {
            // A model that refuses a sampling parameter in its own body refuses it here too.
            if (vendor.isEmpty() || own(vendor, row).isPresent()) {
                rows.add(within(vendor, row));
            } else {
                refused.add(row);
            }
        }
        rows.add(within(
                vendor,
                Parameter.strings("stopSequences", "texts that end the answer")
                        .at(config + "stopSequences")
                        .atMost(2500)
                        .common(Common.STOP)));
    }

    private static Optional<Parameter> own(Optional<ParameterTable> vendor, Parameter row) {
        Common common = row.common();
        return common == null ? Optional.empty() : vendor.flatMap(table -> table.find(common));
    }

    /** Converse's row with the limits of the family's: what is too much for the model is too much here. */
    private static Parameter within(Optional<ParameterTable> vendor, Parameter row) {
        Parameter own = own(vendor, row).orElse(row);
        Parameter limited = row.limited(row.limits().and(own.limits()));
        // The only pair that excludes each other in any family is temperature and top-p.
        return own.excludes().isEmpty() ? limited : limited.notWith("topP");
    }

    @Override
    public boolean advisesOneOfTemperatureAndTopP() {
        return family.map(TextFamily::advisesOneOfTemperatureAndTopP).orElse(false);
    }

    @Override
    public MediaLimits mediaLimits(ModelId id) {
        return family.map(own -> own.mediaLimits(id)).orElse(MediaLimits.BODY);
    }

    @Override
    public ObjectNode request(Prompt prompt, Context context) {
        if (context.validate()) {
            mediaLimits(context.id()).check(prompt, context.id().base().orElse("Converse"));
        }
        ObjectNode body = Json.object();
        ConverseContent.put(body, prompt, context.validate());
        return body;
    }

    @Override
    public void settle(Draft draft) {
        if (draft.body().at("/outputConfig/textFormat") instanceof ObjectNode format
                && format.has("structure")
                && !format.has("type")) {
            format.put("type", "json_schema");
        }
        if (draft.validate() && !draft.body().has("toolConfig") && holdsToolBlocks(draft.body())) {
            throw new UsageException(
                    "the turns hold calls of tools or their results; Converse wants the tools beside them",
                    "-p toolConfig.tools=@FILE");
        }
        family.ifPresent(own -> own.settleConverse(draft));
    }

    private static boolean holdsToolBlocks(ObjectNode body) {
        boolean holds = false;
        for (JsonNode message : body.path("messages")) {
            for (JsonNode block : message.path("content")) {
                holds |= block.has("toolUse") || block.has("toolResult");
            }
        }
        return holds;
    }

    @Override
    public void reply(JsonNode body, ReplySink sink) {
        ConverseAnswer.reply(body, sink);
    }

    @Override
    public ChunkDecoder decoder(ReplySink sink) {
        return new ConverseAnswer(sink);
    }

    /** Puts the service's knobs into a body that {@link #request} made. */
    static void addKnobs(ObjectNode body, Knobs knobs, boolean stream) {
        Knobs.Guardrail guardrail = knobs.guardrail();
        if (guardrail != null) {
            addGuardrail(body, guardrail, stream);
        }
        if (knobs.serviceTier() != null) {
            body.putObject("serviceTier").put("type", knobs.serviceTier());
        }
        if (knobs.latency() != null) {
            body.putObject("performanceConfig").put("latency", knobs.latency());
        }
        if (!knobs.requestMetadata().isEmpty()) {
            ObjectNode metadata = body.putObject("requestMetadata");
            knobs.requestMetadata().forEach(metadata::put);
        }
    }

    private static void addGuardrail(ObjectNode body, Knobs.Guardrail guardrail, boolean stream) {
        ObjectNode config = body.putObject("guardrailConfig")
                .put("guardrailIdentifier", guardrail.id())
                .put("guardrailVersion", guardrail.version());
        if (guardrail.trace()) {
            config.put("trace", "enabled");
        }
        if (stream && guardrail.streamMode() != null) {
            config.put("streamProcessingMode", guardrail.streamMode());
        }
        if (guardrail.tagInput()) {
            tagInput(body);
        }
    }

    /** The texts of the last user turn become guardContent: then the guardrail judges nothing else. */
    private static void tagInput(ObjectNode body) {
        JsonNode messages = body.path("messages");
        int last = messages.size() - 1;
        while (last >= 0 && !messages.path(last).path("role").asText().equals("user")) {
            last--;
        }
        boolean tagged = false;
        if (messages.path(last).path("content") instanceof ArrayNode blocks) {
            for (int at = 0; at < blocks.size(); at++) {
                JsonNode text = blocks.get(at).path("text");
                if (text.isTextual()) {
                    ObjectNode block = Json.object();
                    block.putObject("guardContent").putObject("text").set("text", text);
                    blocks.set(at, block);
                    tagged = true;
                }
            }
        }
        if (!tagged) {
            throw new UsageException("--guardrail-tag-input finds no text in the last turn of the user's");
        }
    }
}
