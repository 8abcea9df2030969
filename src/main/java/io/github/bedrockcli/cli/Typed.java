package io.github.bedrockcli.cli;

import java.util.Collection;
import java.util.List;
import picocli.CommandLine.ParseResult;

/** Which options stand on the command line itself: standing defaults, from the configuration file, give way to them. */
final class Typed {
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
        return options.stream().anyMatch(this::has);
    }
}
