package io.github.bedrockcli.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a value in a request body has to be. The words are those of the JSON schema library whose messages Bedrock passes
 * on ("expected type: String, found: Integer", "5 is not less or equal to 1"), seen in recordings and public reports.
 */
@FunctionalInterface
interface Rule {
    /** Adds what is wrong with {@code value}, which stands at {@code place}. */
    void check(JsonNode value, List<String> place, List<Violation> found);

    /** Everything that is wrong with a whole body. */
    default List<Violation> violations(JsonNode body) {
        return violations(body, List.of());
    }

    /** Everything that is wrong with a value that stands at {@code place}. */
    default List<Violation> violations(JsonNode value, List<String> place) {
        List<Violation> found = new ArrayList<>();
        check(value, place, found);
        return found;
    }

    /**
     * Refuses a body in the wording of most models.
     *
     * @throws ServiceError when anything is wrong with it
     */
    default void require(JsonNode body) {
        List<Violation> found = violations(body);
        if (!found.isEmpty()) {
            throw Violation.malformed(found);
        }
    }

    static Rule any() {
        return (value, place, found) -> {};
    }

    static Rule text() {
        return text(0, Integer.MAX_VALUE);
    }

    /** Text of {@code shortest} to {@code longest} characters. */
    static Rule text(int shortest, int longest) {
        return (value, place, found) -> {
            if (!isType(value, value.isTextual(), "String", "string", place, found)) {
                return;
            }
            int length = value.textValue().codePointCount(0, value.textValue().length());
            if (length < shortest) {
                found.add(at(
                        place,
                        "expected minLength: " + shortest + ", actual: " + length,
                        "String should have at least " + shortest + " character"));
            } else if (length > longest) {
                found.add(at(
                        place,
                        "expected maxLength: " + longest + ", actual: " + length,
                        "String should have at most " + longest + " characters"));
            }
        };
    }

    static Rule oneOf(String... words) {
        List<String> allowed = List.of(words);
        return (value, place, found) -> {
            if (!value.isTextual() || !allowed.contains(value.textValue())) {
                String list = String.join(
                        ", ", allowed.stream().map(word -> "'" + word + "'").toList());
                found.add(at(place, value.asText() + " is not a valid enum value", "Input should be " + list));
            }
        };
    }

    /** One of a few whole numbers. */
    static Rule oneOf(int... numbers) {
        List<Integer> allowed = Arrays.stream(numbers).boxed().toList();
        return (value, place, found) -> {
            if (!value.isInt() || !allowed.contains(value.intValue())) {
                found.add(
                        at(place, value.asText() + " is not a valid enum value", "Input should be one of " + allowed));
            }
        };
    }

    static Rule bool() {
        return (value, place, found) -> isType(value, value.isBoolean(), "Boolean", "boolean", place, found);
    }

    /** A whole number; null leaves a side open. */
    static Rule integer(@Nullable Integer low, @Nullable Integer high) {
        return number("Integer", "integer", decimal(low), false, decimal(high));
    }

    /** A number from {@code low} to {@code high}, both included. */
    static Rule number(String low, String high) {
        return number("Number", "number", new BigDecimal(low), false, new BigDecimal(high));
    }

    static Rule list(Rule item) {
        return list(item, 0, Integer.MAX_VALUE);
    }

    static Rule list(Rule item, int fewest, int most) {
        return (value, place, found) -> {
            if (!isType(value, value.isArray(), "JSONArray", "list", place, found)) {
                return;
            }
            if (value.size() < fewest) {
                String schema = "expected minimum item count: " + fewest + ", found: " + value.size();
                found.add(at(place, schema, "List should have at least " + fewest + " item"));
            }
            if (value.size() > most) {
                String schema = "expected maximum item count: " + most + ", found: " + value.size();
                found.add(at(place, schema, "List should have at most " + most + " items"));
            }
            for (int index = 0; index < value.size(); index++) {
                item.check(value.get(index), step(place, String.valueOf(index)), found);
            }
        };
    }

    /** A number, whole or not; null leaves a side open. */
    static Rule number(boolean whole, @Nullable BigDecimal low, boolean above, @Nullable BigDecimal high) {
        return whole ? number("Integer", "integer", low, above, high) : number("Number", "number", low, above, high);
    }

    private static Rule number(
            String schemaType, String fieldType, @Nullable BigDecimal low, boolean above, @Nullable BigDecimal high) {
        return (value, place, found) -> {
            boolean right = schemaType.equals("Integer") ? value.isIntegralNumber() : value.isNumber();
            if (!isType(value, right, schemaType, fieldType, place, found)) {
                return;
            }
            BigDecimal number = value.decimalValue();
            if (low != null && (above ? number.compareTo(low) <= 0 : number.compareTo(low) < 0)) {
                String schema = value.asText() + (above ? " is not greater than " : " is not greater or equal to ");
                String field = above ? "Input should be greater than " : "Input should be greater than or equal to ";
                found.add(at(place, schema + low.toPlainString(), field + low.toPlainString()));
            }
            if (high != null && number.compareTo(high) > 0) {
                found.add(at(
                        place,
                        value.asText() + " is not less or equal to " + high.toPlainString(),
                        "Input should be less than or equal to " + high.toPlainString()));
            }
        };
    }

    /** Says so when a value is not of its type; the type's names in both wordings. */
    static boolean isType(
            JsonNode value, boolean right, String schema, String field, List<String> place, List<Violation> found) {
        if (!right) {
            String article = field.startsWith("i") ? "an " : "a ";
            String text = "expected type: " + schema + ", found: " + typeOf(value);
            found.add(at(
                    place, text, "Input should be " + (field.equals("integer") ? "a " : article) + "valid " + field));
        }
        return right;
    }

    static Violation at(List<String> place, String schema, String field) {
        return new Violation(place, schema, place, field);
    }

    static List<String> step(List<String> place, String... more) {
        List<String> longer = new ArrayList<>(place);
        longer.addAll(Arrays.asList(more));
        return List.copyOf(longer);
    }

    private static @Nullable BigDecimal decimal(@Nullable Integer number) {
        return number == null ? null : BigDecimal.valueOf(number);
    }

    private static String typeOf(JsonNode value) {
        return switch (value.getNodeType()) {
            case ARRAY -> "JSONArray";
            case OBJECT -> "JSONObject";
            case BOOLEAN -> "Boolean";
            case NULL, MISSING -> "Null";
            case NUMBER -> value.isIntegralNumber() ? "Integer" : "BigDecimal";
            default -> "String";
        };
    }
}
