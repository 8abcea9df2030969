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
 * @param limits which values of that type are allowed
 * @param usual what the service takes when nothing is sent, as documented; null where there is none
 * @param required whether the service refuses a body without it
 * @param standIn what is sent when the user gave nothing, for parameters the family requires or whose service
 *     default is of no use; null for nothing
 * @param common the command line's own option for it, or null
 * @param excludes names of parameters that the service refuses beside this one
 * @param meaning a short phrase for people, not a sentence: small at its beginning, no full stop; for JSON it shows the form
 */
public record Parameter(
        String name,
        JsonPointer pointer,
        Type type,
        Limits limits,
        @Nullable Object usual,
        boolean required,
        @Nullable Object standIn,
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
        /** Bytes, base64 in the body; {@code @FILE} on the command line. */
        BINARY("base64 or @FILE"),
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

    /**
     * Which values are allowed.
     *
     * @param least smallest number as text, or null: every run makes these tables, and few look at a number
     * @param minimumExcluded true when the minimum itself is refused
     * @param most largest number as text, or null
     * @param allowed the only values a string may have; empty for any
     * @param maximumItems most items a list may have, or null
     * @param maximumLength most characters a string may have, or null
     * @param step what a number is a multiple of, or null
     */
    public record Limits(
            @Nullable String least,
            boolean minimumExcluded,
            @Nullable String most,
            List<String> allowed,
            @Nullable Integer maximumItems,
            @Nullable Integer maximumLength,
            @Nullable Integer step) {
        static final Limits NONE = new Limits(null, false, null, List.of(), null, null, null);

        public Limits {
            allowed = List.copyOf(allowed);
        }

        /** The numbers and list sizes that both allow. */
        public Limits and(Limits other) {
            BigDecimal minimum = minimum();
            BigDecimal maximum = maximum();
            BigDecimal otherMinimum = other.minimum();
            BigDecimal otherMaximum = other.maximum();
            boolean otherLow = minimum == null || (otherMinimum != null && otherMinimum.compareTo(minimum) >= 0);
            boolean otherHigh = maximum == null || (otherMaximum != null && otherMaximum.compareTo(maximum) < 0);
            boolean otherItems =
                    maximumItems == null || (other.maximumItems != null && other.maximumItems < maximumItems);
            return new Limits(
                    otherLow ? other.least : least,
                    otherLow ? other.minimumExcluded : minimumExcluded,
                    otherHigh ? other.most : most,
                    allowed,
                    otherItems ? other.maximumItems : maximumItems,
                    maximumLength,
                    step);
        }

        @Nullable
        BigDecimal minimum() {
            return decimal(least);
        }

        @Nullable
        BigDecimal maximum() {
            return decimal(most);
        }

        /** Whether a whole number is in the range, as far as that can be told without a decimal; false proves nothing. */
        boolean surelyHold(long number) {
            boolean highEnough = least == null
                    || (isWhole(least)
                            && (minimumExcluded ? number > Long.parseLong(least) : number >= Long.parseLong(least)));
            return highEnough && (most == null || (isWhole(most) && number <= Long.parseLong(most)));
        }

        /** Whether these are so few digits, and nothing else, that a long holds them. */
        private static boolean isWhole(String text) {
            for (int i = 0; i < text.length(); i++) {
                if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                    return false;
                }
            }
            return !text.isEmpty() && text.length() <= 18;
        }

        private Limits numbers(@Nullable String low, boolean excluded, @Nullable String high) {
            return new Limits(low, excluded, high, allowed, maximumItems, maximumLength, step);
        }

        private Limits words(List<String> words) {
            return new Limits(least, minimumExcluded, most, words, maximumItems, maximumLength, step);
        }

        private Limits items(int count) {
            return new Limits(least, minimumExcluded, most, allowed, count, maximumLength, step);
        }

        private Limits length(int count) {
            return new Limits(least, minimumExcluded, most, allowed, maximumItems, count, step);
        }

        private Limits multiples(int of) {
            return new Limits(least, minimumExcluded, most, allowed, maximumItems, maximumLength, of);
        }
    }

    public Parameter {
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

    /** Bytes such as a picture's, as base64. */
    public static Parameter binary(String name, String meaning) {
        return of(name, Type.BINARY, meaning);
    }

    /** Any JSON value: an object, a list of objects. */
    public static Parameter json(String name, String meaning) {
        return of(name, Type.JSON, meaning);
    }

    private static Parameter of(String name, Type type, String meaning) {
        JsonPointer pointer = JsonPointer.empty().appendProperty(name);
        return new Parameter(name, pointer, type, Limits.NONE, null, false, null, null, List.of(), meaning);
    }

    /** What the service takes when nothing is sent, as it stands in a body. */
    public @Nullable JsonNode defaultValue() {
        return usual == null ? null : own(usual);
    }

    /** What is sent when the user gave nothing, as it stands in a body. */
    public @Nullable JsonNode sentWhenAbsent() {
        return standIn == null ? null : own(standIn);
    }

    public @Nullable BigDecimal minimum() {
        return limits.minimum();
    }

    public boolean minimumExcluded() {
        return limits.minimumExcluded();
    }

    /** Whether a number is a whole one that is in the range, as far as that is soon told; false proves nothing. */
    boolean surelyTakes(JsonNode number) {
        return number.isIntegralNumber() && number.canConvertToLong() && limits.surelyHold(number.longValue());
    }

    public @Nullable BigDecimal maximum() {
        return limits.maximum();
    }

    public List<String> allowed() {
        return limits.allowed();
    }

    public @Nullable Integer maximumItems() {
        return limits.maximumItems();
    }

    public @Nullable Integer maximumLength() {
        return limits.maximumLength();
    }

    public @Nullable Integer step() {
        return limits.step();
    }

    /** The same at another place in the body, for example {@code /textGenerationConfig/topP}. */
    public Parameter at(String jsonPointer) {
        return at(JsonPointer.compile(jsonPointer));
    }

    /** The same with its place moved below another object, for example {@code /additionalModelRequestFields}. */
    public Parameter below(String jsonPointer) {
        return at(JsonPointer.compile(jsonPointer).append(pointer));
    }

    /** The same as a member of an object of the body, whose name its own then begins with. */
    public Parameter inside(String object) {
        JsonPointer place = JsonPointer.empty().appendProperty(object).append(pointer);
        return new Parameter(
                object + "." + name, place, type, limits, usual, required, standIn, common, excludes, meaning);
    }

    private Parameter at(JsonPointer place) {
        return new Parameter(name, place, type, limits, usual, required, standIn, common, excludes, meaning);
    }

    /** Numbers from {@code low} to {@code high}, both included; null leaves a side open. */
    public Parameter range(@Nullable String low, @Nullable String high) {
        return limited(limits.numbers(low, false, high));
    }

    /** Numbers greater than {@code low} up to {@code high}. */
    public Parameter above(String low, String high) {
        return limited(limits.numbers(low, true, high));
    }

    public Parameter oneOf(String... values) {
        return limited(limits.words(List.of(values)));
    }

    /** Lists of at most so many items. */
    public Parameter atMost(int items) {
        return limited(limits.items(items));
    }

    /** Strings of at most so many characters. */
    public Parameter longest(int characters) {
        return limited(limits.length(characters));
    }

    /** Numbers that are multiples of {@code number}. */
    public Parameter multipleOf(int number) {
        return limited(limits.multiples(number));
    }

    /** The same with other limits, for example those that another row has. */
    public Parameter limited(Limits others) {
        return new Parameter(name, pointer, type, others, usual, required, standIn, common, excludes, meaning);
    }

    /** The service's documented default, for people; it is not sent. */
    public Parameter defaultsTo(Object value) {
        return new Parameter(name, pointer, type, limits, value, required, standIn, common, excludes, meaning);
    }

    /** Required by the service, and nothing can stand in for it. */
    public Parameter mustBeGiven() {
        return new Parameter(name, pointer, type, limits, usual, true, standIn, common, excludes, meaning);
    }

    /** Not required after all, and nothing is sent when the user gave none. */
    public Parameter optional() {
        return new Parameter(name, pointer, type, limits, usual, false, null, common, excludes, meaning);
    }

    /** Sent when the user gave none, though the service would take its own: for defaults that are of no use. */
    public Parameter raisedTo(Object value) {
        return new Parameter(name, pointer, type, limits, usual, required, value, common, excludes, meaning);
    }

    /** Required by the service; {@code value} is sent when the user gave none. */
    public Parameter requiredElse(Object value) {
        return new Parameter(name, pointer, type, limits, usual, true, value, common, excludes, meaning);
    }

    public Parameter common(Common option) {
        return new Parameter(name, pointer, type, limits, usual, required, standIn, option, excludes, meaning);
    }

    public Parameter notWith(String... names) {
        return new Parameter(name, pointer, type, limits, usual, required, standIn, common, List.of(names), meaning);
    }

    /** The range or the allowed values in a few characters, such as {@code 0..1} or {@code NONE|START|END}. */
    public String constraint() {
        if (!allowed().isEmpty()) {
            return String.join("|", allowed());
        }
        if (maximumItems() != null) {
            return "at most " + maximumItems() + " items";
        }
        if (maximumLength() != null) {
            return "at most " + maximumLength() + " characters";
        }
        BigDecimal low = minimum();
        BigDecimal high = maximum();
        if (low == null && high == null) {
            return step() == null ? "" : "a multiple of " + step();
        }
        return (low == null ? "" : (minimumExcluded() ? ">" : "") + low.toPlainString())
                + ".."
                + (high == null ? "" : high.toPlainString())
                + (step() == null ? "" : " in steps of " + step());
    }

    private static @Nullable BigDecimal decimal(@Nullable String number) {
        return number == null ? null : new BigDecimal(number);
    }

    /** A value as this parameter has it: a single string stands for a list of one. */
    private JsonNode own(Object value) {
        JsonNode node = node(value);
        return type == Type.STRINGS ? Json.array().add(node) : node;
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
