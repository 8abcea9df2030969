package io.github.bedrockcli.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockcli.family.ChatForm;
import io.github.bedrockcli.family.Families;
import io.github.bedrockcli.model.Common;
import io.github.bedrockcli.model.Parameter;
import io.github.bedrockcli.model.ParameterTable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The models of the OpenAI chat form (models.md sections 13b to 18 and the recordings of gpt-oss, 2026-11). How the
 * service words what is wrong with such a body was in no source: the words are those of the schema in front of most
 * models.
 *
 * @param style what their answers look like
 */
record EmulatedChat(List<String> prefixes, ChatCompletion.Style style) implements EmulatedModel {
    private static final List<String> ROLES = List.of("system", "developer", "user", "assistant", "tool");

    static EmulatedChat of(ChatCompletion.Style style, String... prefixes) {
        return new EmulatedChat(List.of(prefixes), style);
    }

    /** All families of the form: those of a style of their own stand before this in the list of models. */
    static EmulatedChat ofTheRest() {
        List<String> prefixes = Families.all().stream()
                .filter(ChatForm.class::isInstance)
                .flatMap(family -> family.prefixes().stream())
                .toList();
        return new EmulatedChat(prefixes, ChatCompletion.Style.PLAIN);
    }

    @Override
    public boolean alwaysReasons() {
        return style.reasons();
    }

    @Override
    public Invocation accept(CatalogueModel model, JsonNode body) {
        ParameterTable table = model.parameters();
        TableShape.of(model)
                .required("messages", Rule.list(message(model), 1, Integer.MAX_VALUE))
                .require(body);
        Echo.Question question = question(body.path("messages"));
        int input = question.inputTokens();
        List<String> thoughts = Echo.tokens(style.reasons() ? Echo.THOUGHT : "");
        int most = maxTokens(table, body);
        return new ChatCompletion(
                style,
                model.id(),
                input,
                thoughts.subList(0, Math.min(thoughts.size(), Math.max(most, 0))),
                Echo.of(question, most - thoughts.size(), Echo.stops(body.path("stop"))),
                body.path("n").asInt(1),
                body.path("stream_options").path("include_usage").asBoolean());
    }

    /** Under whichever name it is given; else what the model itself stops after, where that is known. */
    private static int maxTokens(ParameterTable table, JsonNode body) {
        JsonNode given = Stream.of("max_completion_tokens", "max_tokens")
                .map(body::path)
                .filter(JsonNode::isInt)
                .findFirst()
                .or(() -> table.find(Common.MAX_TOKENS).map(Parameter::defaultValue))
                .orElse(body.path("none"));
        return given.isInt() ? given.intValue() : Integer.MAX_VALUE;
    }

    private static Rule message(CatalogueModel model) {
        List<String> kinds = new ArrayList<>(List.of("text"));
        if (model.takes("IMAGE")) {
            kinds.add("image_url");
        }
        if (model.takes("SPEECH")) {
            kinds.add("input_audio");
        }
        Rule part = Shape.object()
                .required("type", Rule.oneOf(kinds.toArray(String[]::new)))
                .andOthers();
        return Shape.object()
                .required("role", Rule.oneOf(ROLES.toArray(String[]::new)))
                .optional("content", content(part))
                .optional("tool_calls", Rule.list(Rule.any()))
                .optional("tool_call_id", Rule.text())
                .optional("name", Rule.text());
    }

    /** Text, parts, or nothing beside tool calls. */
    private static Rule content(Rule part) {
        Rule parts = Rule.list(part, 1, Integer.MAX_VALUE);
        return (value, place, found) -> {
            if (value.isArray()) {
                parts.check(value, place, found);
            } else if (!value.isNull()) {
                Rule.text().check(value, place, found);
            }
        };
    }

    private static Echo.Question question(JsonNode messages) {
        Echo.Question question = new Echo.Question();
        for (JsonNode message : messages) {
            boolean user = message.path("role").asText().equals("user");
            if (user) {
                question.turn();
            }
            JsonNode content = message.path("content");
            if (content.isTextual()) {
                hear(question, user, content.textValue());
            }
            for (JsonNode part : content) {
                if (part.has("text")) {
                    hear(question, user, part.path("text").asText());
                } else {
                    question.attach(part.path("type").asText().equals("input_audio") ? "sound" : "image");
                }
            }
        }
        return question;
    }

    private static void hear(Echo.Question question, boolean user, String text) {
        if (user) {
            question.say(text);
        } else {
            question.count(text);
        }
    }
}
