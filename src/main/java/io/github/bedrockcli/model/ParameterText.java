package io.github.bedrockcli.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.util.Locale;

/** Parameter values as text: reads what was typed, and names parameters, types and values in messages. */
final class ParameterText {
    private ParameterText() {}

    /** @throws UsageException when the text is not of the type */
    static JsonNode read(Parameter parameter, String text) {
        return switch (parameter.type()) {
            case STRING, BINARY -> TextNode.valueOf(text);
            case BOOLEAN -> readBoolean(parameter, text);
            case INTEGER, NUMBER -> readNumber(parameter, text);
            case STRINGS -> readStrings(text);
            case JSON -> readJson(parameter, text);
        };
    }

    private static JsonNode readBoolean(Parameter parameter, String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> BooleanNode.TRUE;
            case "false" -> BooleanNode.FALSE;
            default -> throw wrongType(parameter, text);
        };
    }

    private static JsonNode readNumber(Parameter parameter, String text) {
        try {
            BigDecimal number = new BigDecimal(text.strip());
            if (parameter.type() == Parameter.Type.INTEGER) {
                return JsonNodeFactory.instance.numberNode(number.longValueExact());
            }
            return DecimalNode.valueOf(number);
        } catch (ArithmeticException | NumberFormatException e) {
            throw wrongType(parameter, text);
        }
    }

    /** A JSON array of strings, or the text itself as the only item. */
    private static JsonNode readStrings(String text) {
        if (text.startsWith("[")) {
            try {
                return Json.parse(text);
            } catch (JsonProcessingException e) {
                // Not JSON after all: a text that begins with a bracket.
            }
        }
        ArrayNode items = JsonNodeFactory.instance.arrayNode();
        return items.add(text);
    }

    private static JsonNode readJson(Parameter parameter, String text) {
        try {
            return Json.parse(text);
        } catch (JsonProcessingException e) {
            if (!parameter.allowed().isEmpty()) {
                // One of a few words, or an object: words need no quotes.
                return TextNode.valueOf(text);
            }
            throw new UsageException(
                    parameter.name() + " takes JSON, not '" + abbreviate(text) + "': " + e.getOriginalMessage());
        }
    }

    private static UsageException wrongType(Parameter parameter, String text) {
        return new UsageException(
                name(parameter) + " takes " + typeWithArticle(parameter) + ", not '" + abbreviate(text) + "'");
    }

    static String typeWithArticle(Parameter parameter) {
        return switch (parameter.type()) {
            case INTEGER -> "a whole number";
            case NUMBER -> "a number";
            case BOOLEAN -> "true or false";
            case STRING -> "a string";
            case STRINGS -> "a list of strings";
            case BINARY -> "base64 text, or a file as @FILE";
            case JSON -> "JSON";
        };
    }

    static String name(Parameter parameter) {
        Common common = parameter.common();
        return common == null ? parameter.name() : parameter.name() + " (" + common.option() + ")";
    }

    static String abbreviate(String text) {
        return text.length() <= 60 ? text : text.substring(0, 57) + "...";
    }
}
