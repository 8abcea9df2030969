package io.github.bedrockcli.cli;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The keys that a configuration file may have: long names of options, with and without their command. To ask a command
 * takes milliseconds, so that only as many are asked as the keys of the file need.
 */
final class KnownKeys {
    private final Deque<String> unasked;
    private final Function<String, CommandLine> commands;
    private final Set<String> keys = new TreeSet<>();

    /** @param names of the commands, in the order in which they are asked */
    KnownKeys(Collection<String> names, Function<String, CommandLine> commands) {
        this.unasked = new ArrayDeque<>(names);
        this.commands = commands;
    }

    boolean contains(String key) {
        int dot = key.indexOf('.');
        if (dot >= 0) {
            String command = key.substring(0, dot);
            if (unasked.remove(command)) {
                ask(command);
            }
        } else {
            while (!keys.contains(key) && !unasked.isEmpty()) {
                ask(unasked.remove());
            }
        }
        return keys.contains(key);
    }

    /** Asks every command. */
    Set<String> all() {
        while (!unasked.isEmpty()) {
            ask(unasked.remove());
        }
        return keys;
    }

    private void ask(String command) {
        add(command, commands.apply(command));
    }

    /** A command's keys bear its name; so do those of the commands below it. */
    private void add(String command, CommandLine line) {
        for (OptionSpec option : line.getCommandSpec().options()) {
            String key = Config.key(option);
            if (key != null) {
                keys.add(key);
                keys.add(command + "." + key);
            }
        }
        for (CommandLine below : line.getSubcommands().values()) {
            add(command, below);
        }
    }
}
