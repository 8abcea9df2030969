package io.github.bedrockcli.family;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockcli.model.Common;
import io.github.bedrockcli.model.Content;
import io.github.bedrockcli.model.Json;
import io.github.bedrockcli.model.ModelId;
import io.github.bedrockcli.model.Parameter;
import io.github.bedrockcli.model.ParameterTable;
import io.github.bedrockcli.model.Prompt;
import io.github.bedrockcli.model.ReplySink;
import io.github.bedrockcli.model.Role;
import io.github.bedrockcli.model.UsageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Amazon Nova text models, first and second generation: Micro, Lite, Pro, Premier, 2 Lite and later ones. Not Canvas,
 * Reel, Sonic and the embeddings, which have bodies of their own.
 *
 * <p>Source: Nova user guide, "Complete request schema", and recorded replies; 2026-11. Turns and answers have
 * Converse's form. {@code schemaVersion} is not sent unless asked for: recorded requests without it were answered.
 * Micro reads text only. Reasoning that Nova 1 writes into its text as {@code <thinking>} when it has tools stays text:
 * the service does not tell it apart either.
 */
final class Nova implements TextFamily {
    /** Source: Nova user guide, "Image understanding": 25 MB in all, "maximum resolution of 8,000x8,000 pixels". */
    private static final MediaLimits MEDIA = new MediaLimits(Integer.MAX_VALUE, Long.MAX_VALUE, 8000, 25_000_000);

    @Override
    public String name() {
        return "nova";
    }

    @Override
    public List<String> prefixes() {
        return List.of("amazon.nova-");
    }

    @Override
    public List<String> except() {
        return List.of("-canvas", "-reel", "-sonic", "embed");
    }

    @Override
    public ParameterTable parameters(ModelId id) {
        boolean first = isFirstGeneration(id);
        String config = "/inferenceConfig/";
        List<Parameter> rows = new ArrayList<>();
        rows.add(Parameter.integer("maxTokens", "most tokens of the answer")
                .at(config + "maxTokens")
                .range("1", first ? "5000" : null)
                .common(Common.MAX_TOKENS));
        // The guide says 0.00001 at least; a recorded request with 0 was answered.
        rows.add(Parameter.number("temperature", "randomness")
                .at(config + "temperature")
                .range("0", "1")
                .defaultsTo(0.7)
                .common(Common.TEMPERATURE));
        rows.add(Parameter.number("topP", "share of likely words considered")
                .at(config + "topP")
                .range("0", "1")
                .defaultsTo(0.9)
                .common(Common.TOP_P));
        rows.add(Parameter.integer("topK", "number of likely words considered")
                .at(config + "topK")
                .range("0", "128")
                .common(Common.TOP_K));
        rows.add(Parameter.strings("stopSequences", "texts that end the answer")
                .at(config + "stopSequences")
                .common(Common.STOP));
        addOlderNames(rows);
        if (!first) {
            reasoning().forEach(row -> rows.add(row.below("/inferenceConfig")));
        }
        rows.add(Parameter.json("toolConfig", "what the model may call: {tools, toolChoice}"));
        rows.add(Parameter.json("toolConfig.tools", "list of {toolSpec: {name, description, inputSchema: {json}}}")
                .at("/toolConfig/tools"));
        rows.add(Parameter.json(
                        "toolConfig.toolChoice",
                        "which tools may or must be called: {auto: {}}, {any: {}} or {tool: {name}}")
                .at("/toolConfig/toolChoice"));
        rows.add(Parameter.json("toolChoice", "as toolConfig.toolChoice, where the user guide has it"));
        rows.add(Parameter.string("schemaVersion", "version of the body").oneOf("messages-v1"));
        return new ParameterTable(owner(id), rows);
    }

    /** The service takes these spellings too: they were recorded. */
    private static void addOlderNames(List<Parameter> rows) {
        Map<String, String> names = Map.of("maxTokens", "max_new_tokens", "topP", "top_p", "topK", "top_k");
        for (Parameter row : List.copyOf(rows)) {
            String older = names.get(row.name());
            if (older != null) {
                rows.add(new Parameter(
                        older,
                        JsonPointer.compile("/inferenceConfig/" + older),
                        row.type(),
                        row.limits(),
                        row.usual(),
                        false,
                        null,
                        null,
                        List.of(row.name()),
                        "the same as " + row.name()));
            }
        }
    }

    /** With effort {@code high} the guide wants no temperature, topP and maxTokens; whether it is refused is not certain. */
    private static List<Parameter> reasoning() {
        return List.of(
                Parameter.json("reasoningConfig", "reasoning before the answer: {type, maxReasoningEffort}"),
                Parameter.string("reasoningConfig.type", "whether it reasons")
                        .at("/reasoningConfig/type")
                        .oneOf("enabled", "disabled"),
                Parameter.string("reasoningConfig.maxReasoningEffort", "how much it reasons")
                        .at("/reasoningConfig/maxReasoningEffort")
                        .oneOf("low", "medium", "high"));
    }

    /** Reasoning stands at the top here, not in inferenceConfig as in Nova's own body: so it was recorded. */
    @Override
    public List<Parameter> beyondConverse(ModelId id) {
        List<Parameter> rows =
                new ArrayList<>(parameters(id).find(Common.TOP_K).stream().toList());
        if (!isFirstGeneration(id)) {
            rows.addAll(reasoning());
        }
        return rows;
    }

    @Override
    public void settle(Draft draft) {
        turnReasoningOn(draft.body().path("inferenceConfig"));
    }

    @Override
    public void settleConverse(Draft draft) {
        turnReasoningOn(draft.body().path("additionalModelRequestFields"));
    }

    private static void turnReasoningOn(JsonNode fields) {
        if (fields.path("reasoningConfig") instanceof ObjectNode reasoning
                && reasoning.has("maxReasoningEffort")
                && !reasoning.has("type")) {
            reasoning.put("type", "enabled");
        }
    }

    /** An id that does not tell, such as a fine-tuned model's, gets the wider limits of the second. */
    private static boolean isFirstGeneration(ModelId id) {
        return id.base().map(base -> !base.matches("amazon\\.nova-\\d.*")).orElse(false);
    }

    @Override
    public MediaLimits mediaLimits(ModelId id) {
        return MEDIA;
    }

    /** Source: Nova user guide, "Multimodal support": documents "Converse API only". */
    @Override
    public boolean needsConverse(Prompt prompt) {
        return prompt.messages().stream()
                .flatMap(message -> message.content().stream())
                .anyMatch(Content.Document.class::isInstance);
    }

    @Override
    public ObjectNode request(Prompt prompt, Context context) {
        if (context.validate()) {
            MEDIA.check(prompt, owner(context.id()));
            refuseMediaOfMicro(prompt, context.id());
            if (prompt.messages().get(0).role() != Role.USER) {
                throw new UsageException(owner(context.id()) + " takes turns that the user begins");
            }
        }
        ObjectNode body = Json.object();
        ConverseContent.put(body, prompt, context.validate());
        return body;
    }

    private static void refuseMediaOfMicro(Prompt prompt, ModelId id) {
        if (id.base().orElse("").contains("-micro")) {
            prompt.messages().stream()
                    .flatMap(message -> message.content().stream())
                    .filter(ConverseContent::isMedia)
                    .findFirst()
                    .ifPresent(part -> {
                        throw new UsageException(
                                owner(id) + " reads text only, no pictures, documents or videos",
                                "use amazon.nova-lite-v1:0 or a larger one");
                    });
        }
    }

    @Override
    public void reply(JsonNode body, ReplySink sink) {
        ConverseAnswer.reply(body, sink);
    }

    @Override
    public ChunkDecoder decoder(ReplySink sink) {
        return new ConverseAnswer(sink);
    }

    private static String owner(ModelId id) {
        return id.base().orElse("Nova");
    }
}
