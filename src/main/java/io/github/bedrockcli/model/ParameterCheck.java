package io.github.bedrockcli.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Base64;
import java.util.stream.StreamSupport;

/**
 * Judges values of one parameter: type, range, step, length, allowed words, number of items. A value is turned into words
 * only for a refusal: it may be a picture of many megabytes.
 *
 * @param owner whom refusals name: a family or a model
 */
record ParameterCheck(String owner, Parameter parameter) {
    /** @throws UsageException naming the parameter, the value and what is allowed */
    void check(JsonNode value) {
        if (!hasType(value)) {
            throw ParameterText.wrongType(parameter, shown(value));
        }
        if (value.isNumber()) {
            checkRange(value);
            checkStep(value);
        }
        if (value.isTextual()) {
            checkLength(value.textValue());
        }
        if (value.isTextual() || value.isNumber()) {
            checkAllowed(value);
        } else if (value.isArray()) {
            value.forEach(this::checkAllowed);
            checkItems(value);
        }
    }

    private void checkRange(JsonNode value) {
        if (parameter.surelyTakes(value)) {
            // The first decimal of a run costs milliseconds.
            return;
        }
        BigDecimal number = value.decimalValue();
        BigDecimal low = parameter.minimum();
        BigDecimal high = parameter.maximum();
        boolean tooLow =
                low != null && (parameter.minimumExcluded() ? number.compareTo(low) <= 0 : number.compareTo(low) < 0);
        if (tooLow || (high != null && number.compareTo(high) > 0)) {
            throw new UsageException(
                    subject() + " is " + parameter.constraint() + ", not " + abbreviated(value),
                    ParameterText.nearest(parameter, number));
        }
    }

    private void checkStep(JsonNode value) {
        Integer step = parameter.step();
        if (step == null) {
            return;
        }
        BigDecimal number = value.decimalValue();
        BigDecimal multiple = BigDecimal.valueOf(step);
        if (number.remainder(multiple).signum() != 0) {
            BigDecimal below = multiple.multiply(number.divide(multiple, 0, RoundingMode.FLOOR));
            throw new UsageException(
                    subject() + " is a multiple of " + step + ", not " + abbreviated(value),
                    "the nearest are " + below.toPlainString() + " and "
                            + below.add(multiple).toPlainString());
        }
    }

    private void checkLength(String text) {
        Integer most = parameter.maximumLength();
        if (most == null) {
            return;
        }
        int length = text.codePointCount(0, text.length());
        if (length > most) {
            throw new UsageException(subject() + " takes at most " + most + " characters, not " + length);
        }
    }

    private void checkAllowed(JsonNode value) {
        if (parameter.allowed().isEmpty() || parameter.allowed().contains(value.asText())) {
            return;
        }
        throw new UsageException(
                subject() + " is one of " + String.join(", ", parameter.allowed()) + ", not " + abbreviated(value),
                value.isTextual()
                        ? Spelling.nearest(value.textValue(), parameter.allowed())
                                .map(word -> "did you mean " + word + "?")
                                .orElse(null)
                        : ParameterText.nearest(parameter, value.decimalValue()));
    }

    private void checkItems(JsonNode list) {
        Integer most = parameter.maximumItems();
        if (most != null && list.size() > most) {
            throw new UsageException(subject() + " takes at most " + most + " items, not " + list.size());
        }
    }

    private boolean hasType(JsonNode value) {
        return switch (parameter.type()) {
            case INTEGER -> value.isIntegralNumber();
            case NUMBER -> value.isNumber();
            case BOOLEAN -> value.isBoolean();
            case STRING -> value.isTextual();
            case BINARY -> value.isTextual() && isBase64(value.textValue());
            case STRINGS ->
                value.isArray()
                        && StreamSupport.stream(value.spliterator(), false).allMatch(JsonNode::isTextual);
            case JSON -> true;
        };
    }

    private static boolean isBase64(String text) {
        try {
            Base64.getDecoder().decode(text);
            return !text.isEmpty();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private String subject() {
        return ParameterText.name(parameter) + " of " + owner;
    }

    private static String abbreviated(JsonNode value) {
        return ParameterText.abbreviate(shown(value));
    }

    private static String shown(JsonNode value) {
        return value.isTextual() ? "'" + value.textValue() + "'" : Json.line(value);
    }
}
