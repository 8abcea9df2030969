package io.github.bedrockcli.family;

import java.util.ArrayList;
import java.util.List;
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
 *
 * <p>Sources: Bedrock user guide, "Extended thinking", "Adaptive thinking" and "Structured outputs for Anthropic Claude
 * models"; Anthropic's reference, "Effort"; public reports of Bedrock's refusals; 2026-11.
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
        return is(4, 5) && (line.equals("sonnet") || line.equals("haiku"));
    }

    /**
     * The kinds of thinking it takes: with a budget from 3.7 to 4.6, adaptive from 4.6 on. Where the user guide and
     * Anthropic's reference differ (whether 4.7 can turn it off), the service judges.
     */
    List<String> thinking() {
        if (!atLeast(3, 7)) {
            return List.of();
        }
        if (alwaysThinks()) {
            return List.of("adaptive");
        }
        if (atLeast(4, 7)) {
            return List.of("adaptive", "disabled");
        }
        return atLeast(4, 6) ? List.of("adaptive", "enabled", "disabled") : List.of("enabled", "disabled");
    }

    /** Whether thinking cannot be turned off. */
    boolean alwaysThinks() {
        return major >= 5 && (line.equals("fable") || line.equals("mythos"));
    }

    /** Whether efforts beyond {@code high} need thinking: known of Opus 5. */
    boolean thinksToExertItself() {
        return line.equals("opus") && is(5, 0);
    }

    /** The words for {@code output_config.effort}; none where it has no such thing: Opus has from 4.5, others from 4.6. */
    List<String> efforts() {
        if (!atLeast(4, line.equals("opus") ? 5 : 6)) {
            return List.of();
        }
        List<String> words = new ArrayList<>(List.of("low", "medium", "high"));
        if (atLeast(4, 7)) {
            words.add("xhigh");
        }
        if (atLeast(4, 6)) {
            words.add("max");
        }
        return words;
    }

    /** Whether answers can be bound to a JSON schema: from 4.5 on. Which later models cannot, is not certain. */
    boolean formatsOutput() {
        return atLeast(4, 5);
    }

    boolean is(int wantedMajor, int wantedMinor) {
        return major == wantedMajor && minor == wantedMinor;
    }

    boolean atLeast(int wantedMajor, int wantedMinor) {
        return major > wantedMajor || (major == wantedMajor && minor >= wantedMinor);
    }
}
