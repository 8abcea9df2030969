package io.github.bedrockcli.family;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A Claude model's line and version, as its id tells: {@code claude-3-5-sonnet-…} up to 3.7, {@code claude-opus-4-1-…}
 * since.
 *
 * <p>Rules are by version, not by lists of ids, so that the next model of a line is known. A line or version that no
 * rule names keeps everything: the service judges.
 */
record ClaudeVersion(String line, int major, int minor) {
    private static final Pattern NUMBER_FIRST = Pattern.compile("anthropic\\.claude-(\\d+)(?:-(\\d{1,2}))?-([a-z]+).*");
    private static final Pattern LINE_FIRST =
            Pattern.compile("anthropic\\.claude-([a-z]+)-(\\d{1,2})(?:-(\\d{1,2}))?(?:[-:].*)?");

    static Optional<ClaudeVersion> of(String base) {
        Matcher numbered = NUMBER_FIRST.matcher(base);
        if (numbered.matches()) {
            return Optional.of(version(numbered.group(3), numbered.group(1), numbered.group(2)));
        }
        Matcher lined = LINE_FIRST.matcher(base);
        return lined.matches()
                ? Optional.of(version(lined.group(1), lined.group(2), lined.group(3)))
                : Optional.empty();
    }

    private static ClaudeVersion version(String line, String major, @Nullable String minor) {
        return new ClaudeVersion(line, Integer.parseInt(major), minor == null ? 0 : Integer.parseInt(minor));
    }

    /**
     * Whether {@code temperature}, {@code top_p} and {@code top_k} are refused: Opus from 4.7, Sonnet, Fable and Mythos
     * from 5. Haiku has no such version yet.
     */
    boolean refusesSampling() {
        return switch (line) {
            case "opus" -> major > 4 || (major == 4 && minor >= 7);
            case "sonnet", "fable", "mythos" -> major >= 5;
            default -> false;
        };
    }

    /** Whether {@code temperature} and {@code top_p} are refused beside each other. */
    boolean takesOneOfTemperatureAndTopP() {
        return major == 4 && minor == 5 && (line.equals("sonnet") || line.equals("haiku"));
    }

    boolean is(int wantedMajor, int wantedMinor) {
        return major == wantedMajor && minor == wantedMinor;
    }
}
