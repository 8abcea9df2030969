package io.github.bedrockcli.cli;

import io.github.bedrockcli.cli.Completed.Sort;
import io.github.bedrockcli.cli.CompletionTree.Argument;
import io.github.bedrockcli.cli.CompletionTree.Command;
import io.github.bedrockcli.cli.CompletionTree.Option;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The program's words as specifications of zsh's {@code _arguments}, in a function a command. */
final class ZshCompletion {
    private static final String NEXT = " \\\n        ";

    private ZshCompletion() {}

    static Map<String, String> parts(CompletionTree tree) {
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("SORTS", ModelSorts.all().stream().map(ZshCompletion::sort).collect(Collectors.joining()));
        parts.put(
                "COMMANDS",
                tree.commands().stream().map(command -> command(tree, command)).collect(Collectors.joining()));
        return parts;
    }

    private static String command(CompletionTree tree, Command command) {
        List<String> specifications = new ArrayList<>();
        command.options().forEach(option -> specifications.add(option(option)));
        if (!command.below().isEmpty()) {
            return parent(tree, command, specifications);
        }
        command.arguments().forEach(argument -> specifications.add(argument(argument)));
        return function(command.path()) + "() {\n    _arguments -s -S" + NEXT + String.join(NEXT, specifications)
                + "\n}\n\n";
    }

    /** Offers the commands below, and hands the rest of the line on to the one that is there. */
    private static String parent(CompletionTree tree, Command command, List<String> specifications) {
        specifications.add("'1: :->command'");
        specifications.add("'*:: :->rest'");
        StringBuilder text = new StringBuilder(function(command.path()))
                .append("() {\n")
                .append("    local curcontext=$curcontext state line\n")
                .append("    typeset -A opt_args\n")
                .append("    _arguments -C -S")
                .append(NEXT)
                .append(String.join(NEXT, specifications))
                .append(" && return\n")
                .append("    case $state in\n")
                .append("        command)\n")
                .append("            local -a commands=(\n");
        String start = command.path().isEmpty() ? "" : command.path() + " ";
        for (Command each : tree.commands()) {
            if (!each.path().isEmpty()
                    && each.path().startsWith(start)
                    && command.below().contains(each.path().substring(start.length()))) {
                text.append("                ")
                        .append(quoted(each.path().substring(start.length()) + ":" + each.summary()))
                        .append('\n');
            }
        }
        text.append("            )\n            _describe -t commands command commands\n            ;;\n")
                .append("        rest)\n            curcontext=${curcontext%:*:*}:bedrock-$words[1]:\n")
                .append("            case $words[1] in\n");
        for (String below : command.below()) {
            text.append("                ")
                    .append(below)
                    .append(") ")
                    .append(function(start + below))
                    .append(" ;;\n");
        }
        return text.append("            esac\n            ;;\n    esac\n}\n\n").toString();
    }

    private static String function(String path) {
        return path.isEmpty() ? "_bedrock" : "_bedrock-" + path.replace(' ', '-');
    }

    private static String option(Option option) {
        String explained = "[" + escaped(option.summary(), "[]:") + "]";
        Completed value = option.value();
        if (value != null) {
            explained += ":" + escaped(option.label(), ":") + ":" + action(value);
        }
        String before =
                option.help() ? "(- *)" : option.repeatable() ? "*" : "(" + String.join(" ", option.names()) + ")";
        String rest = explained;
        return option.names().stream()
                .map(name -> quoted(before + name + (value == null ? "" : name.startsWith("--") ? "=" : "+") + rest))
                .collect(Collectors.joining(NEXT));
    }

    private static String argument(Argument argument) {
        return quoted((argument.several() ? "*" : "1") + ":" + escaped(argument.label(), ":") + ":"
                + action(argument.value()));
    }

    /** A space before a function keeps the arguments away that would fit a function of zsh's own. */
    private static String action(Completed value) {
        return value.sort() == Sort.NONE ? " " : " _bedrock_value " + value.code();
    }

    private static String sort(ModelSorts sort) {
        String pattern = "(" + String.join("|", sort.patterns()) + ")";
        return "        " + sort.name() + ") ids=("
                + (sort.only() ? "${(M)ids:#" + pattern + "}" : "${ids:#" + pattern + "}") + ") ;;\n";
    }

    private static String escaped(String text, String characters) {
        StringBuilder escaped = new StringBuilder();
        text.chars().forEach(each -> {
            if (each == '\\' || characters.indexOf(each) >= 0) {
                escaped.append('\\');
            }
            escaped.append((char) each);
        });
        return escaped.toString();
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
