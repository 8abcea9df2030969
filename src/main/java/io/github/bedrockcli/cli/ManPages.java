package io.github.bedrockcli.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine;

/** The manual pages, one for each command, made from the commands that also print the help. */
final class ManPages {
    private final String date;
    private final String source;
    private final Map<String, String> pages = new LinkedHashMap<>();

    /**
     * @param date as {@code 2026-11-21}, shown at the foot of each page
     * @param source what the pages belong to, such as {@code bedrock 0.1.0}
     */
    ManPages(CommandLine program, String date, String source) {
        this.date = date;
        this.source = source;
        add(program);
    }

    /** Page by file name, such as {@code bedrock-async-list.1}. */
    Map<String, String> pages() {
        return pages;
    }

    private void add(CommandLine command) {
        String name = command.getCommandSpec().qualifiedName("-");
        pages.put(name + ".1", new ManPage(command).text(date, source));
        command.getSubcommands().values().stream().distinct().forEach(this::add);
    }
}
