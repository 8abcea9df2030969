package io.github.bedrockcli.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Sees to it that a flag that is given is on. */
final class Flags {
    private Flags() {}

    /** Applies to a command and everything below it: picocli would take a flag as the opposite of its default. */
    static void apply(CommandLine command) {
        CommandSpec spec = command.getCommandSpec();
        List<OptionSpec> options = List.copyOf(spec.options());
        // All of them, so that help pages keep their order.
        options.forEach(spec::remove);
        options.forEach(option -> spec.addOption(isFlag(option) ? onWhenGiven(option) : option));
        command.getSubcommands().values().forEach(Flags::apply);
    }

    private static boolean isFlag(OptionSpec option) {
        return option.arity().max() == 0;
    }

    private static OptionSpec onWhenGiven(OptionSpec option) {
        return option.toBuilder().fallbackValue("true").build();
    }
}
