package io.github.bedrockcli.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Single values of parameters: read from text, and checked for type, range and spelling. */
final class ParameterValues {
    private ParameterValues() {}

    /**
     * Checks one value against its row.
     *
     * @param owner whom messages name: a family or a model
     * @throws UsageException naming the parameter, the value and what is allowed
     */
    static void check(String owner, Parameter parameter, JsonNode value) {
        String shown = value.isTextual() ? "'" + value.textValue() + "'" : Json.line(value);
        if (!hasType(parameter.type(), value)) {
            throw new UsageException(
                    name(parameter) + " takes " + typeWithArticle(parameter) + ", not " + abbreviate(shown));
        }
        if (value.isNumber()) {
            checkRange(owner, parameter, value);
        }
        if (value.isTextual() || value.isNumber()) {
            checkAllowed(owner, parameter, value);
        } else if (value.isArray()) {
            value.forEach(item -> checkAllowed(owner, parameter, item));
        }
        Integer items = parameter.maximumItems();
        if (value.isArray() && items != null && value.size() > items) {
            throw new UsageException(
                    name(parameter) + " of " + owner + " takes at most " + items + " items, not " + value.size());
        }
    }

    private static void checkAllowed(String owner, Parameter parameter, JsonNode value) {
        if (parameter.allowed().isEmpty() || parameter.allowed().contains(value.asText())) {
            return;
        }
        String shown = value.isTextual() ? "'" + value.textValue() + "'" : Json.line(value);
        throw new UsageException(
                name(parameter) + " of " + owner + " is one of " + String.join(", ", parameter.allowed()) + ", not "
                        + abbreviate(shown),
                value.isTextual()
                        ? Spelling.nearest(value.textValue(), parameter.allowed())
                                .map(word -> "did you mean " + word + "?")
                                .orElse(null)
                        : null);
    }

    private static void checkRange(String owner, Parameter parameter, JsonNode value) {
        BigDecimal number = value.decimalValue();
        BigDecimal low = parameter.minimum();
        BigDecimal high = parameter.maximum();
        boolean tooLow =
                low != null && (parameter.minimumExcluded() ? number.compareTo(low) <= 0 : number.compareTo(low) < 0);
        if (tooLow || (high != null && number.compareTo(high) > 0)) {
            throw new UsageException(name(parameter) + " of " + owner + " is " + parameter.constraint() + ", not "
                    + abbreviate(Json.line(value)));
        }
    }

    private static String name(Parameter parameter) {
        Common common = parameter.common();
        return common == null ? parameter.name() : parameter.name() + " (" + common.option() + ")";
    }

    /**
     * Reads {@code text} as the parameter's type.
     *
     * @throws UsageException when it is not of that type
     */
    static JsonNode read(Parameter parameter, String text) {
        return switch (parameter.type()) {
            case STRING -> TextNode.valueOf(text);
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
            throw new UsageException(
                    parameter.name() + " takes JSON: " + e.getOriginalMessage() + " in " + abbreviate(text));
        }
    }

    private static UsageException wrongType(Parameter parameter, String text) {
        return new UsageException(
                name(parameter) + " takes " + typeWithArticle(parameter) + ", not '" + abbreviate(text) + "'");
    }

    private static String typeWithArticle(Parameter parameter) {
        return switch (parameter.type()) {
            case INTEGER -> "a whole number";
            case NUMBER -> "a number";
            case BOOLEAN -> "true or false";
            case STRING -> "a string";
            case STRINGS -> "a list of strings";
            case JSON -> "JSON";
        };
    }

    private static boolean hasType(Parameter.Type type, JsonNode value) {
        return switch (type) {
            case INTEGER -> value.isIntegralNumber();
            case NUMBER -> value.isNumber();
            case BOOLEAN -> value.isBoolean();
            case STRING -> value.isTextual();
            case STRINGS -> {
                List<JsonNode> items = new ArrayList<>();
                value.forEach(items::add);
                yield value.isArray() && items.stream().allMatch(JsonNode::isTextual);
            }
            case JSON -> true;
        };
    }

    private static String abbreviate(String text) {
        return text.length() <= 60 ? text : text.substring(0, 57) + "...";
    }
}
