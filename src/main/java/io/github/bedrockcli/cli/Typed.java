package io.github.bedrockcli.cli;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import picocli.CommandLine.ParseResult;

/** Which options stand on the command line itself: standing defaults, from the configuration file, give way to them. */
final class Typed {
    /** What no shell takes for anything else. */
    private static final String PLAIN = "[A-Za-z0-9_@%+=:,./-]+";

    /** Longest command line that is shown whole, in characters. */
    private static final int MAX_LINE = 500;

    private final ParseResult parsed;

    Typed(ParseResult parsed) {
        this.parsed = parsed;
    }

    boolean has(String option) {
        return parsed.hasMatchedOption(option);
    }

    boolean any(String... options) {
        return any(List.of(options));
    }

    boolean any(Collection<String> options) {
        for (String option : options) {
            if (has(option)) {
                return true;
            }
        }
        return false;
    }

    /** The same command line with a flag more, for a shell; in words where it is long or has lines. */
    String again(String flag) {
        List<String> words = new ArrayList<>(List.of("bedrock"));
        for (Iterator<String> arguments = parsed.originalArgs().iterator(); arguments.hasNext(); ) {
            String argument = arguments.next();
            if (argument.equals("--mfa-code") && arguments.hasNext()) {
                // Good for once.
                arguments.next();
            } else if (!argument.startsWith("--mfa-code=") && !argument.equals(flag)) {
                words.add(quoted(argument));
            }
        }
        words.add(flag);
        String line = String.join(" ", words);
        boolean plain = line.length() <= MAX_LINE && line.chars().noneMatch(Character::isISOControl);
        return plain ? line : "the same command with " + flag;
    }

    private static String quoted(String word) {
        return word.matches(PLAIN) ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
