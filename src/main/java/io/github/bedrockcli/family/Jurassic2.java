package io.github.bedrockcli.family;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockcli.model.Common;
import io.github.bedrockcli.model.Json;
import io.github.bedrockcli.model.ModelId;
import io.github.bedrockcli.model.Outcome;
import io.github.bedrockcli.model.Parameter;
import io.github.bedrockcli.model.ParameterTable;
import io.github.bedrockcli.model.Prompt;
import io.github.bedrockcli.model.ReplySink;
import io.github.bedrockcli.model.Stop;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * AI21 Jurassic-2 Mid and Ultra. It completes a text and cannot stream.
 *
 * <p>Source: Bedrock user guide, "AI21 Labs Jurassic-2 models", and a recorded reply; 2026-11. The guide writes
 * {@code applyToPunctuation} in its prose and {@code applyToPunctuations} in the body; the body counts.
 * {@code numResults} is AI21's own and not in the guide. There is no chat form, so several turns are written as a
 * {@link Transcript}. Pictures and documents are refused: the body has no place for them. The reply holds no token
 * counts.
 */
final class Jurassic2 implements TextFamily {
    private static final Map<String, String> SWITCHES = new TreeMap<>(Map.of(
            "applyToWhitespaces", "white space",
            "applyToPunctuations", "punctuation",
            "applyToNumbers", "numbers",
            "applyToStopwords", "stop words",
            "applyToEmojis", "emojis"));

    @Override
    public String name() {
        return "ai21-j2";
    }

    @Override
    public List<String> prefixes() {
        return List.of("ai21.j2-");
    }

    @Override
    public boolean streams(ModelId id) {
        return false;
    }

    @Override
    public ParameterTable parameters(ModelId id) {
        List<Parameter> rows = new ArrayList<>();
        rows.add(Parameter.integer("maxTokens", "most tokens of the answer")
                .range("0", "8191")
                .defaultsTo(200)
                .common(Common.MAX_TOKENS));
        rows.add(Parameter.number("temperature", "randomness")
                .range("0", "1")
                .defaultsTo(0.5)
                .common(Common.TEMPERATURE));
        rows.add(Parameter.number("topP", "share of likely words considered")
                .range("0", "1")
                .defaultsTo(0.5)
                .common(Common.TOP_P));
        rows.add(Parameter.strings("stopSequences", "texts that end the answer").common(Common.STOP));
        rows.add(Parameter.integer("numResults", "number of answers").range("1", null));
        addPenalty(rows, "presencePenalty", "words that are there already", "5");
        addPenalty(rows, "countPenalty", "words by how often they are there already", "1");
        addPenalty(rows, "frequencyPenalty", "words by how often they are there, for the text's length", "500");
        return new ParameterTable(id.base().orElse("Jurassic-2"), rows);
    }

    private static void addPenalty(List<Parameter> rows, String name, String what, String most) {
        rows.add(Parameter.json(name, "{\"scale\":…,\"applyTo…\":…}: the rows below as one object"));
        rows.add(Parameter.number(name + ".scale", "penalty for " + what)
                .at("/" + name + "/scale")
                .range("0", most)
                .defaultsTo(0));
        SWITCHES.forEach((member, applied) ->
                rows.add(Parameter.bool(name + "." + member, "whether the penalty is for " + applied + " too")
                        .at("/" + name + "/" + member)
                        .defaultsTo(true)));
    }

    @Override
    public ObjectNode request(Prompt prompt, Context context) {
        Turns turns = Turns.of(prompt, context.id().base().orElse("Jurassic-2"), false);
        return Json.object().put("prompt", Transcript.completion(turns, prompt));
    }

    @Override
    public void reply(JsonNode body, ReplySink sink) {
        Generations answers = new Generations(sink);
        JsonNode completions = body.path("completions");
        for (int index = 0; index < completions.size(); index++) {
            JsonNode completion = completions.path(index);
            JsonNode text = completion.path("data").path("text");
            JsonNode reason = completion.path("finishReason").path("reason");
            if (text.isTextual() || reason.isTextual()) {
                answers.text(index, text.textValue());
                answers.ended(stop(reason.textValue()));
            }
        }
        answers.close();
    }

    /** Never asked for: there are no streams. Should one come, each chunk is read as a reply. */
    @Override
    public ChunkDecoder decoder(ReplySink sink) {
        return chunk -> reply(chunk, sink);
    }

    private static Stop stop(@Nullable String reason) {
        Outcome outcome = switch (reason == null ? "" : reason) {
            case "length" -> Outcome.TRUNCATED;
            case "stop" -> Outcome.STOP_SEQUENCE;
            default -> Outcome.COMPLETE;
        };
        return new Stop(reason, outcome);
    }
}
