package io.github.bedrockcli.cli;

import java.math.BigDecimal;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import picocli.CommandLine.TypeConversionException;

/** Reads the values of options: picocli's own messages name Java's types and spell words as constants. */
final class Values {
    private Values() {}

    static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new TypeConversionException("cannot convert '" + text + "' to " + Path.class + " (" + e + ")");
        }
    }

    static Seconds seconds(String text) {
        try {
            return Seconds.of(text);
        } catch (NumberFormatException e) {
            throw noNumber(text);
        }
    }

    static BigDecimal number(String text) {
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            throw noNumber(text);
        }
    }

    static Integer whole(String text) {
        try {
            return Integer.valueOf(text);
        } catch (NumberFormatException e) {
            throw new TypeConversionException("'" + text + "' is not a whole number");
        }
    }

    static <E extends Enum<E>> E word(E[] words, String text) {
        StringBuilder known = new StringBuilder();
        for (E word : words) {
            if (word.name().equalsIgnoreCase(text)) {
                return word;
            }
            known.append(known.length() == 0 ? "" : ", ").append(word.name().toLowerCase(Locale.ROOT));
        }
        throw new TypeConversionException("'" + text + "' is none of " + known);
    }

    private static TypeConversionException noNumber(String text) {
        return new TypeConversionException("'" + text + "' is not a number");
    }
}
