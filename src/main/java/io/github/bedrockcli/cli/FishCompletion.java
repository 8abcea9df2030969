package io.github.bedrockcli.cli;

import io.github.bedrockcli.cli.CompletionTree.Command;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The program's words as branches of fish's {@code switch}. */
final class FishCompletion {
    private static final String CASE = "        case ";
    private static final String BODY = "            ";

    private FishCompletion() {}

    static Map<String, String> parts(CompletionTree tree) {
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("BELOW", branches(tree, command -> lines(below(tree, command))));
        parts.put("PLACES", branches(tree, FishCompletion::place));
        parts.put("OPTIONS", branches(tree, command -> lines(options(command))));
        StringBuilder values = new StringBuilder();
        tree.values()
                .forEach((code, options) -> values.append(CASE)
                        .append(options.stream().map(FishCompletion::quoted).collect(Collectors.joining(" ")))
                        .append('\n')
                        .append(BODY)
                        .append("echo ")
                        .append(quoted(code))
                        .append('\n'));
        parts.put("VALUES", values.toString());
        parts.put("SORTS", ModelSorts.all().stream().map(FishCompletion::sort).collect(Collectors.joining()));
        return parts;
    }

    private static String branches(CompletionTree tree, Function<Command, String> body) {
        StringBuilder branches = new StringBuilder();
        for (Command command : tree.commands()) {
            String does = body.apply(command);
            if (!does.isEmpty()) {
                branches.append(CASE)
                        .append(quoted(command.path()))
                        .append('\n')
                        .append(BODY)
                        .append(does)
                        .append('\n');
            }
        }
        return branches.toString();
    }

    /** Prints words and what they mean, parted by a tab, which is how fish takes them. */
    private static String lines(Map<String, String> words) {
        return words.isEmpty()
                ? ""
                : words.entrySet().stream()
                        .map(word -> quoted(word.getKey()) + " " + quoted(word.getValue()))
                        .collect(Collectors.joining(
                                " \\\n" + BODY + "    ", "printf '%s\\t%s\\n' \\\n" + BODY + "    ", ""));
    }

    private static Map<String, String> below(CompletionTree tree, Command command) {
        Map<String, String> words = new LinkedHashMap<>();
        String start = command.path().isEmpty() ? "" : command.path() + " ";
        for (Command each : tree.commands()) {
            if (!each.path().isEmpty()
                    && each.path().startsWith(start)
                    && command.below().contains(each.path().substring(start.length()))) {
                words.put(each.path().substring(start.length()), each.summary());
            }
        }
        return words;
    }

    private static String place(Command command) {
        return command.arguments().isEmpty()
                ? ""
                : "echo " + quoted(command.arguments().get(0).value().code());
    }

    private static Map<String, String> options(Command command) {
        Map<String, String> words = new LinkedHashMap<>();
        command.options().forEach(option -> option.names().forEach(name -> words.put(name, option.summary())));
        return words;
    }

    private static String sort(ModelSorts sort) {
        List<String> patterns = sort.patterns();
        String any = patterns.stream()
                .map(pattern -> pattern.substring(1, pattern.length() - 1).replace(".", "\\."))
                .collect(Collectors.joining("|"));
        // Single quotes of fish take a backslash as it is, but before a quote or another one.
        return CASE + sort.name() + "\n" + BODY
                + (sort.only() ? "string match -r '^.*(?:" + any + ").*$'" : "string match -v -r '" + any + "'")
                + " -- $argv[2..-1]\n";
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
