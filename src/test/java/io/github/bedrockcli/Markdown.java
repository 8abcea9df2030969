package io.github.bedrockcli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The fenced blocks of a Markdown file. */
final class Markdown {
    private static final String FENCE = "```";

    private Markdown() {}

    /**
     * A fenced block.
     *
     * @param line where its first line stands in the file, from 1
     * @param answer the {@code text} block that follows with nothing between, which is what the block prints; or null
     */
    record Block(String language, int line, List<String> lines, String answer) {}

    static List<Block> blocks(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        List<Block> blocks = new ArrayList<>();
        int at = 0;
        while (at < lines.size()) {
            if (!lines.get(at).startsWith(FENCE)) {
                at++;
                continue;
            }
            int end = end(lines, at);
            blocks.add(new Block(
                    lines.get(at).substring(FENCE.length()), at + 2, lines.subList(at + 1, end), answer(lines, end)));
            at = end + 1;
        }
        return blocks;
    }

    private static int end(List<String> lines, int start) {
        for (int at = start + 1; at < lines.size(); at++) {
            if (lines.get(at).equals(FENCE)) {
                return at;
            }
        }
        throw new AssertionError("the block that begins in line " + (start + 1) + " has no end");
    }

    private static String answer(List<String> lines, int end) {
        int next = end + 1;
        while (next < lines.size() && lines.get(next).isBlank()) {
            next++;
        }
        if (next == lines.size() || !lines.get(next).equals(FENCE + "text")) {
            return null;
        }
        return String.join("\n", lines.subList(next + 1, end(lines, next))) + "\n";
    }
}
