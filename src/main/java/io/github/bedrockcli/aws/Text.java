package io.github.bedrockcli.aws;

import java.math.BigDecimal;
import java.time.Duration;

/** Wording that messages of this package share. */
final class Text {
    private Text() {}

    /** Such as {@code 0.5 s}. */
    static String seconds(Duration duration) {
        return BigDecimal.valueOf(duration.toMillis(), 3).stripTrailingZeros().toPlainString() + " s";
    }

    /** An exception's message in one line, or its kind where it has none. */
    static String reason(Throwable error) {
        Throwable deepest = error;
        // A cause is never its own cause; a longer ring is not worth more than these steps.
        for (int depth = 0; depth < 20 && deepest.getCause() != null; depth++) {
            deepest = deepest.getCause();
        }
        String message = deepest.getMessage();
        return message == null || message.isBlank()
                ? deepest.getClass().getSimpleName()
                : firstLine(message).replaceFirst("^PKIX path (building|validation) failed: ", "");
    }

    static String firstLine(String text) {
        return text.strip().lines().findFirst().orElse("").strip();
    }

    /** An access key id as {@code aws configure list} shows it: the last four characters, and none of a short one. */
    static String masked(String key) {
        return "*".repeat(16) + (key.length() < 12 ? "" : key.substring(key.length() - 4));
    }

    /** Typographic apostrophes as plain ones: the service writes both. */
    static String foldApostrophes(String text) {
        return text.replace('\u2019', '\'');
    }
}
