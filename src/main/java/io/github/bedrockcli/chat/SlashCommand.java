package io.github.bedrockcli.chat;

import java.util.function.Consumer;

/**
 * A command inside the chat.
 *
 * @param name with its slash
 * @param arguments what may follow, as {@code /help} shows it; empty for nothing
 * @param meaning one line for {@code /help}
 * @param action what it does with the text after the name, stripped
 */
record SlashCommand(String name, String arguments, String meaning, Consumer<String> action) {}
