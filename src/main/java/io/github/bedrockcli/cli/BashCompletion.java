package io.github.bedrockcli.cli;

import io.github.bedrockcli.cli.CompletionTree.Argument;
import io.github.bedrockcli.cli.CompletionTree.Command;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The program's words as branches of bash's {@code case}. */
final class BashCompletion {
    private static final String INDENT = "        ";

    private BashCompletion() {}

    static Map<String, String> parts(CompletionTree tree) {
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put(
                "COMMANDS",
                tree.commands().stream().map(BashCompletion::command).collect(Collectors.joining()));
        StringBuilder values = new StringBuilder();
        tree.values()
                .forEach((code, options) -> values.append(INDENT)
                        .append(options.stream().map(BashCompletion::pattern).collect(Collectors.joining("|")))
                        .append(") kind=")
                        .append(quoted(code))
                        .append(" ;;\n"));
        parts.put("VALUES", values.toString());
        parts.put("SORTS", ModelSorts.all().stream().map(BashCompletion::sort).collect(Collectors.joining()));
        return parts;
    }

    private static String command(Command command) {
        String options = command.options().stream()
                .flatMap(option -> option.names().stream())
                .collect(Collectors.joining(" "));
        StringBuilder line =
                new StringBuilder(INDENT).append(quoted(command.path())).append(") ");
        if (!command.below().isEmpty()) {
            line.append("below=")
                    .append(quoted(String.join(" ", command.below())))
                    .append(' ');
        }
        List<Argument> arguments = command.arguments();
        if (!arguments.isEmpty()) {
            line.append("place=")
                    .append(quoted(arguments.get(0).value().code()))
                    .append(' ');
        }
        return line.append("options=").append(quoted(options)).append(" ;;\n").toString();
    }

    /** The command may be any, the rest is word for word. */
    private static String pattern(String option) {
        return option.startsWith("*:") ? "*" + quoted(option.substring(1)) : quoted(option);
    }

    private static String sort(ModelSorts sort) {
        return INDENT + sort.name() + ") case $2 in " + String.join("|", sort.patterns()) + ") return "
                + (sort.only() ? 0 : 1) + " ;; *) return " + (sort.only() ? 1 : 0) + " ;; esac ;;\n";
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
