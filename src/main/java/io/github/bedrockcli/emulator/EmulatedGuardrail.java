package io.github.bedrockcli.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.bedrockcli.model.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The emulator's guardrail, the same under every id: it has one pattern, the word {@code forbidden}, and masks it in the
 * input, in what stands in tags or guardContent blocks where there are any. So scripts can be tried on a guardrail that
 * intervenes. Form of its verdict: bedrock-api.md 2.1 and 3.2 and the recordings; of its tags: seed-guide.md 3.6.
 */
final class EmulatedGuardrail {
    static final String CONFIG = "amazon-bedrock-guardrailConfig";

    private static final String ACTION = "amazon-bedrock-guardrailAction";
    private static final String TRACE = "amazon-bedrock-trace";
    private static final Pattern WORD = Pattern.compile("\\bforbidden\\b", Pattern.CASE_INSENSITIVE);
    private static final String MASK = "{Forbidden}";
    private static final Pattern SUFFIX = Pattern.compile("[A-Za-z0-9]{1,20}");
    private static final List<String> MODES = List.of("SYNCHRONOUS", "ASYNCHRONOUS");

    private final String id;
    private final boolean traced;
    private final List<String> found = new ArrayList<>();

    private EmulatedGuardrail(String id, boolean traced) {
        this.id = id;
        this.traced = traced;
    }

    /**
     * The guardrail of an InvokeModel request. Takes its object out of the body, and the tags out of the texts.
     *
     * @throws ServiceError when headers and body do not go together
     */
    static Optional<EmulatedGuardrail> of(Request request, JsonNode body) {
        @Nullable JsonNode config = body instanceof ObjectNode object ? object.remove(CONFIG) : null;
        Optional<String> identifier = request.header("x-amzn-bedrock-guardrailidentifier");
        if (identifier.isEmpty()) {
            if (config != null) {
                throw ServiceError.validation(
                        "The " + CONFIG + " field is only allowed together with a guardrail identifier.");
            }
            return Optional.empty();
        }
        boolean traced = request.header("x-amzn-bedrock-trace").orElse("").startsWith("ENABLED");
        EmulatedGuardrail guardrail = new EmulatedGuardrail(identifier.get(), traced);
        guardrail.judgeTagged(body, suffix(config));
        return Optional.of(guardrail);
    }

    /**
     * The guardrail of a Converse request.
     *
     * @throws ServiceError when its object is not one
     */
    static Optional<EmulatedGuardrail> of(JsonNode body) {
        JsonNode config = body.path("guardrailConfig");
        if (!config.has("guardrailIdentifier")) {
            return Optional.empty();
        }
        if (!config.has("guardrailVersion")) {
            throw ServiceError.validation("A guardrail identifier and a guardrail version go together.");
        }
        checkWord(config.path("trace"), "guardrailConfig.trace", List.of("enabled", "disabled", "enabled_full"));
        checkWord(
                config.path("streamProcessingMode"), "guardrailConfig.streamProcessingMode", List.of("sync", "async"));
        EmulatedGuardrail guardrail = new EmulatedGuardrail(
                config.path("guardrailIdentifier").asText(),
                config.path("trace").asText().startsWith("enabled"));
        boolean marked = !body.findValues("guardContent").isEmpty();
        for (JsonNode message : body.path("messages")) {
            for (JsonNode block : message.path("content")) {
                guardrail.judgeText(marked ? block.path("guardContent").path("text") : block);
            }
        }
        return Optional.of(guardrail);
    }

    boolean intervened() {
        return !found.isEmpty();
    }

    /** Marks a reply, or a chunk of a stream, of InvokeModel; the last holds the trace. */
    void mark(ObjectNode reply, boolean last) {
        reply.put(ACTION, intervened() ? "INTERVENED" : "NONE");
        if (last && traced) {
            ObjectNode input = reply.putObject(TRACE).putObject("guardrail").putObject("input");
            input.set(id, assessment());
        }
    }

    /** The trace of a Converse reply; null when none was asked for. */
    @Nullable
    ObjectNode trace() {
        if (!traced) {
            return null;
        }
        ObjectNode trace = Json.object();
        ObjectNode guardrail = trace.putObject("guardrail");
        guardrail.put("actionReason", intervened() ? "Guardrail masked." : "No action.");
        guardrail.putObject("inputAssessment").set(id, assessment());
        return trace;
    }

    private ObjectNode assessment() {
        ObjectNode assessment = Json.object();
        if (intervened()) {
            ArrayNode regexes =
                    assessment.putObject("sensitiveInformationPolicy").putArray("regexes");
            found.forEach(match -> regexes.addObject()
                    .put("name", "Forbidden")
                    .put("regex", WORD.pattern())
                    .put("match", match)
                    .put("action", "ANONYMIZED"));
        }
        assessment.putObject("invocationMetrics").put("guardrailProcessingLatency", 1);
        return assessment;
    }

    private static String suffix(@Nullable JsonNode config) {
        if (config == null) {
            return "";
        }
        checkWord(config.path("streamProcessingMode"), CONFIG + ".streamProcessingMode", MODES);
        String suffix = config.path("tagSuffix").asText("");
        if (config.has("tagSuffix") && !SUFFIX.matcher(suffix).matches()) {
            throw Constraint.pattern(CONFIG + ".tagSuffix", suffix, SUFFIX.pattern());
        }
        return suffix;
    }

    private static void checkWord(JsonNode word, String member, List<String> allowed) {
        if (!word.isMissingNode() && !allowed.contains(word.asText())) {
            throw Constraint.enumeration(member, word.asText(), allowed);
        }
    }

    private void judgeTagged(JsonNode body, String suffix) {
        String name = "amazon-bedrock-guardrails-guardContent_" + suffix;
        Pattern tagged = Pattern.compile("<" + name + ">(.*?)</" + name + ">", Pattern.DOTALL);
        boolean tags = !suffix.isEmpty() && tagged.matcher(Json.line(body)).find();
        change(body, text -> {
            if (!tags) {
                return masked(text);
            }
            return tagged.matcher(text).replaceAll(tag -> Matcher.quoteReplacement(masked(tag.group(1))));
        });
    }

    /** Puts another text in place of each, in objects and lists. */
    private static void change(JsonNode node, UnaryOperator<String> change) {
        if (node instanceof ObjectNode object) {
            object.properties().forEach(member -> {
                if (member.getValue().isTextual()) {
                    member.setValue(
                            TextNode.valueOf(change.apply(member.getValue().textValue())));
                } else {
                    change(member.getValue(), change);
                }
            });
        } else if (node instanceof ArrayNode array) {
            for (int at = 0; at < array.size(); at++) {
                if (array.get(at).isTextual()) {
                    array.set(at, TextNode.valueOf(change.apply(array.get(at).textValue())));
                } else {
                    change(array.get(at), change);
                }
            }
        }
    }

    private void judgeText(JsonNode block) {
        if (block instanceof ObjectNode object && object.path("text").isTextual()) {
            object.put("text", masked(object.path("text").textValue()));
        }
    }

    private String masked(String text) {
        return WORD.matcher(text).replaceAll(match -> {
            found.add(match.group());
            return Matcher.quoteReplacement(MASK);
        });
    }
}
