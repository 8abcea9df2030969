package io.github.bedrockcli.model;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One row of a family's parameter table: the single source for validation, help, documentation and the emulator.
 *
 * @param name the vendor's name, as typed after {@code -p}
 * @param pointer where it stands in the request body
 * @param type what a value looks like
 * @param minimum smallest number allowed, or null
 * @param minimumExcluded true when the minimum itself is refused
 * @param maximum largest number allowed, or null
 * @param allowed the only values that a string, a number or an item of a list may have; empty for any
 * @param maximumItems most items a list may have, or null
 * @param defaultValue what the service takes when nothing is sent, as documented; null where there is none
 * @param required whether the service refuses a body without it
 * @param sentWhenAbsent what is sent when the user gave nothing, for parameters the family requires or whose service
 *     default is of no use; null for nothing
 * @param common the command line's own option for it, or null
 * @param excludes names of parameters that the service refuses beside this one
 * @param meaning one line for people
 */
public record Parameter(
        String name,
        JsonPointer pointer,
        Type type,
        @Nullable BigDecimal minimum,
        boolean minimumExcluded,
        @Nullable BigDecimal maximum,
        List<String> allowed,
        @Nullable Integer maximumItems,
        @Nullable JsonNode defaultValue,
        boolean required,
        @Nullable JsonNode sentWhenAbsent,
        @Nullable Common common,
        List<String> excludes,
        String meaning) {

    /** The shapes of values. */
    public enum Type {
        INTEGER("integer"),
        NUMBER("number"),
        BOOLEAN("true|false"),
        STRING("string"),
        STRINGS("list of strings"),
        JSON("JSON");

        private final String display;

        Type(String display) {
            this.display = display;
        }

        /** The name shown to people. */
        public String display() {
            return display;
        }
    }

    public Parameter {
        allowed = List.copyOf(allowed);
        excludes = List.copyOf(excludes);
    }

    public static Parameter integer(String name, String meaning) {
        return of(name, Type.INTEGER, meaning);
    }

    public static Parameter number(String name, String meaning) {
        return of(name, Type.NUMBER, meaning);
    }

    public static Parameter bool(String name, String meaning) {
        return of(name, Type.BOOLEAN, meaning);
    }

    public static Parameter string(String name, String meaning) {
        return of(name, Type.STRING, meaning);
    }

    public static Parameter strings(String name, String meaning) {
        return of(name, Type.STRINGS, meaning);
    }

    /** Any JSON value: an object, a list of objects. */
    public static Parameter json(String name, String meaning) {
        return of(name, Type.JSON, meaning);
    }

    private static Parameter of(String name, Type type, String meaning) {
        return new Parameter(
                name,
                JsonPointer.empty().appendProperty(name),
                type,
                null,
                false,
                null,
                List.of(),
                null,
                null,
                false,
                null,
                null,
                List.of(),
                meaning);
    }

    /** The same at another place in the body, for example {@code /textGenerationConfig/topP}. */
    public Parameter at(String jsonPointer) {
        return copy(
                JsonPointer.compile(jsonPointer),
                minimum,
                minimumExcluded,
                maximum,
                allowed,
                maximumItems,
                defaultValue,
                required,
                sentWhenAbsent,
                common,
                excludes);
    }

    /** Numbers from {@code low} to {@code high}, both included; null leaves a side open. */
    public Parameter range(@Nullable String low, @Nullable String high) {
        return copy(
                pointer,
                low == null ? null : new BigDecimal(low),
                false,
                high == null ? null : new BigDecimal(high),
                allowed,
                maximumItems,
                defaultValue,
                required,
                sentWhenAbsent,
                common,
                excludes);
    }

    /** Numbers greater than {@code low} up to {@code high}. */
    public Parameter above(String low, String high) {
        return copy(
                pointer,
                new BigDecimal(low),
                true,
                new BigDecimal(high),
                allowed,
                maximumItems,
                defaultValue,
                required,
                sentWhenAbsent,
                common,
                excludes);
    }

    public Parameter oneOf(String... values) {
        return copy(
                pointer,
                minimum,
                minimumExcluded,
                maximum,
                List.of(values),
                maximumItems,
                defaultValue,
                required,
                sentWhenAbsent,
                common,
                excludes);
    }

    public Parameter atMost(int items) {
        return copy(
                pointer,
                minimum,
                minimumExcluded,
                maximum,
                allowed,
                items,
                defaultValue,
                required,
                sentWhenAbsent,
                common,
                excludes);
    }

    /** The service's documented default, for people; it is not sent. */
    public Parameter defaultsTo(Object value) {
        return copy(
                pointer,
                minimum,
                minimumExcluded,
                maximum,
                allowed,
                maximumItems,
                node(value),
                required,
                sentWhenAbsent,
                common,
                excludes);
    }

    /** Required by the service; {@code value} is sent when the user gave none. */
    public Parameter requiredElse(Object value) {
        return copy(
                pointer,
                minimum,
                minimumExcluded,
                maximum,
                allowed,
                maximumItems,
                defaultValue,
                true,
                node(value),
                common,
                excludes);
    }

    public Parameter common(Common option) {
        return copy(
                pointer,
                minimum,
                minimumExcluded,
                maximum,
                allowed,
                maximumItems,
                defaultValue,
                required,
                sentWhenAbsent,
                option,
                excludes);
    }

    public Parameter notWith(String... names) {
        return copy(
                pointer,
                minimum,
                minimumExcluded,
                maximum,
                allowed,
                maximumItems,
                defaultValue,
                required,
                sentWhenAbsent,
                common,
                List.of(names));
    }

    /** The range or the allowed values in a few characters, such as {@code 0..1} or {@code NONE|START|END}. */
    public String constraint() {
        if (!allowed.isEmpty()) {
            return String.join("|", allowed);
        }
        if (maximumItems != null) {
            return "at most " + maximumItems + " items";
        }
        if (minimum == null && maximum == null) {
            return "";
        }
        String low = minimum == null ? "" : (minimumExcluded ? ">" : "") + minimum.toPlainString();
        return low + ".." + (maximum == null ? "" : maximum.toPlainString());
    }

    private Parameter copy(
            JsonPointer place,
            @Nullable BigDecimal low,
            boolean lowExcluded,
            @Nullable BigDecimal high,
            List<String> values,
            @Nullable Integer items,
            @Nullable JsonNode standard,
            boolean needed,
            @Nullable JsonNode sent,
            @Nullable Common option,
            List<String> others) {
        return new Parameter(
                name,
                place,
                type,
                low,
                lowExcluded,
                high,
                values,
                items,
                standard,
                needed,
                sent,
                option,
                others,
                meaning);
    }

    private static JsonNode node(Object value) {
        if (value instanceof Integer number) {
            return IntNode.valueOf(number);
        }
        if (value instanceof Boolean flag) {
            return BooleanNode.valueOf(flag);
        }
        if (value instanceof Number number) {
            return DecimalNode.valueOf(new BigDecimal(number.toString()));
        }
        return TextNode.valueOf(value.toString());
    }
}
