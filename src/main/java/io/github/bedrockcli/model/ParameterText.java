package io.github.bedrockcli.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
            default ->
                throw new UsageException(
                        name(parameter) + " takes true or false, not " + abbreviate(quoted(text)),
                        Spelling.nearest(text, List.of("true", "false"))
                                .map(word -> "did you mean " + word + "?")
                                .orElse(null));
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
            throw wrongType(parameter, quoted(text));
        }
    }

    /** A JSON array of strings, or the text itself as the only item. */
    private static JsonNode readStrings(String text) {
        if (text.startsWith("[")) {
            try {
                return Json.parseOnce(text);
            } catch (JsonProcessingException e) {
                // Not JSON after all: a text that begins with a bracket.
            }
        }
        ArrayNode items = JsonNodeFactory.instance.arrayNode();
        return items.add(text);
    }

    private static JsonNode readJson(Parameter parameter, String text) {
        try {
            return Json.parseOnce(text);
        } catch (JsonProcessingException e) {
            if (!parameter.allowed().isEmpty()) {
                // One of a few words, or an object: words need no quotes.
                return TextNode.valueOf(text);
            }
            throw new UsageException(
                    parameter.name() + " takes JSON, not '" + abbreviate(text) + "': " + e.getOriginalMessage());
        }
    }

    private static String quoted(String text) {
        return "'" + text + "'";
    }

    /** @param shown the value as a message shows it */
    static UsageException wrongType(Parameter parameter, String shown) {
        String constraint = parameter.constraint();
        return new UsageException(
                name(parameter) + " takes " + typeWithArticle(parameter) + ", not " + abbreviate(shown),
                constraint.isEmpty() ? null : "allowed is " + constraint);
    }

    /** Which allowed number is nearest to one that is not allowed; null where nothing is known of that. */
    static @Nullable String nearest(Parameter parameter, BigDecimal number) {
        if (parameter.type() == Parameter.Type.JSON) {
            return null;
        }
        Optional<BigDecimal> nearest = parameter.allowed().isEmpty()
                ? bound(parameter, number)
                : parameter.allowed().stream()
                        .map(BigDecimal::new)
                        .min(Comparator.comparing(
                                allowed -> allowed.subtract(number).abs()));
        return nearest.map(value -> "the nearest that it takes is " + value.toPlainString())
                .orElse(
                        parameter.minimum() == null
                                ? null
                                : "it has to be more than "
                                        + parameter.minimum().toPlainString());
    }

    /** The end of the range that a number is beyond, or the multiple of the step next to that end. */
    private static Optional<BigDecimal> bound(Parameter parameter, BigDecimal number) {
        BigDecimal low = parameter.minimum();
        BigDecimal high = parameter.maximum();
        boolean below = low != null && number.compareTo(low) <= 0;
        if (below && parameter.minimumExcluded()) {
            return Optional.empty();
        }
        BigDecimal end = below ? low : high;
        Integer step = parameter.step();
        if (end == null || step == null) {
            return Optional.ofNullable(end);
        }
        BigDecimal multiple = BigDecimal.valueOf(step);
        RoundingMode inward = below ? RoundingMode.CEILING : RoundingMode.FLOOR;
        return Optional.of(multiple.multiply(end.divide(multiple, 0, inward)));
    }

    private static String typeWithArticle(Parameter parameter) {
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
