package io.github.bedrockcli.cli;

import io.github.bedrockcli.model.UsageException;
import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A number of seconds as it was typed: checked where it is used, under the name of its option. */
final class Seconds {
    private static final int MOST = 1_000_000;

    /** Digits of a whole number that is below the most. */
    private static final int DIGITS = 6;

    private final long millis;

    /** Null for the usual forms: to load the class of exact numbers takes longer than to read all options. */
    private final @Nullable BigDecimal exact;

    private Seconds(long millis, @Nullable BigDecimal exact) {
        this.millis = millis;
        this.exact = exact;
    }

    /** @throws NumberFormatException when the text is no number */
    static Seconds of(String text) {
        long millis = plainMillis(text);
        return millis > 0 ? new Seconds(millis, null) : new Seconds(0, new BigDecimal(text));
    }

    /** The thousandths in digits with at most one point among them; 0 for none, and for any other text. */
    private static long plainMillis(String text) {
        int point = text.indexOf('.');
        int whole = point < 0 ? text.length() : point;
        if (whole == 0 || whole > DIGITS) {
            return 0;
        }
        long millis = 0;
        for (int i = 0; i < text.length() || i <= whole + 3; i++) {
            int digit = i < text.length() ? text.charAt(i) - '0' : 0;
            if (i != point && (digit < 0 || digit > 9)) {
                return 0;
            }
            if (i < whole || (i > whole && i <= whole + 3)) {
                millis = 10 * millis + digit;
            }
        }
        return millis;
    }

    /** @throws UsageException when it is not above 0 and at most a million */
    Duration duration(String option) {
        if (exact == null) {
            return Duration.ofMillis(millis);
        }
        if (exact.signum() <= 0 || exact.compareTo(BigDecimal.valueOf(MOST)) > 0) {
            throw new UsageException(option + " is a number of seconds above 0, not " + exact);
        }
        // Zero would be no limit at all.
        return Duration.ofMillis(Math.max(1, exact.movePointRight(3).longValue()));
    }
}
