package io.github.bedrockcli.aws;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.regex.Pattern;

/** Wording that messages of this package share. */
final class Text {
    private static final Pattern NAMED_SECRET = Pattern.compile(
            "(?i)([\\w-]*(?:token|secret|passw|credential|key)[\\w-]*[\"']?\\s*[=:]\\s*[\"']?)[^\\s\"',}]+");

    /** Not the path of a file, which begins with a slash. */
    private static final Pattern LONG_RUN = Pattern.compile("(?<![\\w/.~-])[\\w+=-][\\w+/=-]{31,}");

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

    /** Whether a text has no control characters, which a header cannot have. */
    static boolean fitsHeader(String text) {
        return text.chars().noneMatch(Character::isISOControl);
    }

    /** What another program says, without what may be a secret: a value after such a name, and long runs of letters. */
    static String withoutSecrets(String text) {
        return NAMED_SECRET.matcher(LONG_RUN.matcher(text).replaceAll("***")).replaceAll("$1***");
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
