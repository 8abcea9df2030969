package io.github.bedrockcli.cli;

import org.jspecify.annotations.Nullable;

/**
 * A failure as it is shown: at most four lines on standard error.
 *
 * @param what what failed
 * @param cause why, in the service's own words where there are any
 * @param fix the exact next thing to do
 * @param docs where to read on
 */
record ErrorLines(
        String what,
        @Nullable String cause,
        @Nullable String fix,
        @Nullable String docs) {
    /** Longest line, in characters: a service may put a whole request into its message. */
    private static final int MAX_LENGTH = 1_500;

    void print(Notes notes) {
        line(notes, "error: ", what);
        line(notes, "cause: ", cause);
        line(notes, "fix: ", fix);
        line(notes, "docs: ", docs);
    }

    private static void line(Notes notes, String label, @Nullable String text) {
        if (text != null && !text.isBlank()) {
            notes.line(label + oneLine(text));
        }
    }

    /** Line ends and control characters, which could rewrite a terminal, become spaces. */
    private static String oneLine(String text) {
        StringBuilder line = new StringBuilder();
        text.strip().codePoints().forEach(c -> line.appendCodePoint(Character.isISOControl(c) ? ' ' : c));
        String folded = line.toString().replaceAll(" {2,}", " ");
        return folded.length() <= MAX_LENGTH ? folded : folded.substring(0, MAX_LENGTH) + "...";
    }
}
