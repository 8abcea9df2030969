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
        List<Parameter> rows = new ArrayList<>(inference(vendor));
        family.ifPresent(own -> own.beyondConverse(id).forEach(row -> rows.add(row.below(ADDITIONAL))));
        rows.add(Parameter.json("toolConfig", "{\"tools\":[{\"toolSpec\":…}],\"toolChoice\":…}"));
        rows.add(Parameter.json("outputConfig", "{\"textFormat\":…}: the answer as JSON of a given schema"));
        rows.add(Parameter.json("promptVariables", "values for the variables of a prompt resource"));
        rows.add(Parameter.json("additionalModelRequestFields", "parameters of the model's own"));
        rows.add(Parameter.strings("additionalModelResponseFieldPaths", "what to return of the model's own fields")
                .atMost(10));
        String owner = id.base().orElse(id.value()) + " through Converse";
        return new ParameterTable(owner, rows).withRest(ADDITIONAL, family.isEmpty());
    }

    private static List<Parameter> inference(Optional<ParameterTable> vendor) {
        String config = "/inferenceConfig/";
        List<Parameter> rows = new ArrayList<>();
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
            }
        }
        rows.add(within(
                vendor,
                Parameter.strings("stopSequences", "texts that end the answer")
                        .at(config + "stopSequences")
                        .atMost(2500)
                        .common(Common.STOP)));
        return rows;
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
        ConverseContent.put(body, prompt);
        return body;
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
