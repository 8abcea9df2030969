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
import io.github.bedrockcli.model.Usage;
import io.github.bedrockcli.model.UsageException;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Amazon Titan Text Lite, Express, Premier and {@code titan-tg1-large}.
 *
 * <p>Source: Bedrock user guide, "Amazon Titan Text models", and recorded replies; 2026-11. A prompt is sent in the
 * guide's conversational form, {@code User: …\nBot:}, also when it is the only turn; {@code --raw-prompt} sends it
 * alone. A text that has that form already is left as it is. Pictures and documents are refused: the body has no place
 * for them.
 */
final class TitanText implements TextFamily {
    /** Characters of {@code inputText}. Source: Bedrock user guide, quotas of Titan Text. */
    private static final int MAX_INPUT = 42_000;

    private static final Pattern WRAPPED = Pattern.compile("\\s*User:.*\\nBot:\\s*", Pattern.DOTALL);

    @Override
    public String name() {
        return "titan-text";
    }

    @Override
    public List<String> prefixes() {
        return List.of("amazon.titan-text-", "amazon.titan-tg1-");
    }

    @Override
    public ParameterTable parameters(ModelId id) {
        String config = "/textGenerationConfig/";
        return new ParameterTable(
                owner(id),
                List.of(
                        Parameter.integer("maxTokenCount", "most tokens of the answer")
                                .at(config + "maxTokenCount")
                                .range("0", maxTokens(id.base().orElse("")))
                                .defaultsTo(512)
                                .common(Common.MAX_TOKENS),
                        Parameter.number("temperature", "randomness")
                                .at(config + "temperature")
                                .range("0", "1")
                                .defaultsTo(0.7)
                                .common(Common.TEMPERATURE),
                        Parameter.number("topP", "share of likely words considered")
                                .at(config + "topP")
                                .above("0", "1")
                                .defaultsTo(0.9)
                                .common(Common.TOP_P),
                        Parameter.strings("stopSequences", "texts that end the answer")
                                .at(config + "stopSequences")
                                .common(Common.STOP)));
    }

    /** The service enforces these strictly; that of tg1-large is not published. */
    private static @Nullable String maxTokens(String base) {
        if (base.startsWith("amazon.titan-text-lite")) {
            return "4096";
        }
        if (base.startsWith("amazon.titan-text-express")) {
            return "8192";
        }
        return base.startsWith("amazon.titan-text-premier") ? "3072" : null;
    }

    @Override
    public ObjectNode request(Prompt prompt, Context context) {
        Turns turns = Turns.of(prompt, owner(context.id()), false);
        String text = prompt.raw() || isConversation(turns, prompt) ? turns.raw(prompt) : Transcript.of(turns, prompt);
        if (context.validate() && text.length() > MAX_INPUT) {
            throw new UsageException(
                    "the prompt has " + text.length() + " characters; " + owner(context.id()) + " takes at most "
                            + MAX_INPUT,
                    "shorten it, or use a model with a larger context");
        }
        return Json.object().put("inputText", text);
    }

    private static boolean isConversation(Turns turns, Prompt prompt) {
        return turns.list().size() == 1
                && prompt.system() == null
                && WRAPPED.matcher(turns.list().get(0).text()).matches();
    }

    @Override
    public void reply(JsonNode body, ReplySink sink) {
        Long output = null;
        JsonNode last = body.path("results").path(-1);
        for (JsonNode result : body.path("results")) {
            pushText(result, sink);
            Long count = Counts.of(result.path("tokenCount"));
            output = output == null || count == null ? count : Long.valueOf(output + count);
            last = result;
        }
        sink.usage(Usage.of(Counts.of(body.path("inputTextTokenCount")), output));
        boolean answered = !last.path("outputText").asText("").isEmpty()
                || last.path("completionReason").isTextual();
        if (!pushError(body, sink) && answered) {
            sink.stop(stop(last.path("completionReason").textValue()));
        }
    }

    @Override
    public ChunkDecoder decoder(ReplySink sink) {
        return chunk -> {
            pushText(chunk, sink);
            sink.usage(Usage.of(
                    Counts.of(chunk.path("inputTextTokenCount")), Counts.of(chunk.path("totalOutputTextTokenCount"))));
            if (!pushError(chunk, sink) && chunk.path("completionReason").isTextual()) {
                sink.stop(stop(chunk.path("completionReason").textValue()));
            }
        };
    }

    private static void pushText(JsonNode result, ReplySink sink) {
        String text = result.path("outputText").textValue();
        if (text != null && !text.isEmpty()) {
            sink.text(text);
        }
    }

    /** A content policy's objection comes as a top-level text beside status 200. */
    private static boolean pushError(JsonNode tree, ReplySink sink) {
        String error = tree.path("error").textValue();
        if (error == null || error.isEmpty()) {
            return false;
        }
        sink.stop(new Stop(null, Outcome.BLOCKED, error));
        return true;
    }

    /** The guide says FINISHED where the service says FINISH. */
    private static Stop stop(@Nullable String reason) {
        Outcome outcome = switch (reason == null ? "" : reason) {
            case "LENGTH" -> Outcome.TRUNCATED;
            case "STOP_CRITERIA_MET" -> Outcome.STOP_SEQUENCE;
            case "CONTENT_FILTERED" -> Outcome.BLOCKED;
            default -> StopWords.outcome(reason == null ? "" : reason);
        };
        return new Stop(reason, outcome);
    }

    private static String owner(ModelId id) {
        return id.base().orElse("Titan Text");
    }
}
