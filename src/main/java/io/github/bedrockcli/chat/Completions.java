package io.github.bedrockcli.chat;

import java.util.List;

/** What may be typed next at the prompt: names of commands, of parameters, of files. Text is never completed. */
public final class Completions {
    private final SlashCommands commands;
    private final FileArgument files;

    Completions(SlashCommands commands, FileArgument files) {
        this.commands = commands;
        this.files = files;
    }

    /**
     * The words that can stand at the end of {@code typed}.
     *
     * @param typed the text before the cursor
     */
    Choice complete(String typed) {
        if (!typed.startsWith("/") || typed.contains("\n")) {
            return Choice.NONE;
        }
        int space = typed.indexOf(' ');
        if (space < 0) {
            return new Choice(
                    typed,
                    commands.table().stream()
                            .filter(command -> command.name().startsWith(typed))
                            .map(command -> new Word(command.name(), command.meaning(), true))
                            .toList());
        }
        String rest = typed.substring(space + 1).stripLeading();
        return switch (typed.substring(0, space)) {
            case "/param" ->
                new Choice(
                        rest,
                        commands.parameterNames().stream()
                                .filter(name -> name.startsWith(rest))
                                .map(name -> new Word(name + "=", "", false))
                                .toList());
            case "/image", "/file", "/save", "/load" ->
                new Choice(
                        rest,
                        files.completions(rest).stream()
                                .map(name -> new Word(name, "", !name.endsWith("/")))
                                .toList());
            default -> Choice.NONE;
        };
    }

    /**
     * Words to choose from.
     *
     * @param typed the part of the text that a word replaces
     */
    record Choice(String typed, List<Word> words) {
        static final Choice NONE = new Choice("", List.of());
    }

    /**
     * A word.
     *
     * @param meaning a few words for people, or nothing
     * @param whole whether nothing more belongs to it, so that a space may follow
     */
    record Word(String text, String meaning, boolean whole) {}
}
