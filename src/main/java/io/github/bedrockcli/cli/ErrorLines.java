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

    /** A policy statement is no use when it is cut; IAM takes none that is longer than this as a managed policy. */
    private static final int MAX_FIX = 6_144;

    void print(Notes notes) {
        line(notes, "error: ", what, MAX_LENGTH);
        line(notes, "cause: ", cause, MAX_LENGTH);
        line(notes, "fix: ", fix, MAX_FIX);
        line(notes, "docs: ", docs, MAX_LENGTH);
    }

    private static void line(Notes notes, String label, @Nullable String text, int longest) {
        if (text != null && !text.isBlank()) {
            notes.line(label + oneLine(text, longest));
        }
    }

    /** As it would stand in a line of its own. */
    static String oneLine(String text) {
        return oneLine(text, MAX_LENGTH);
    }

    /** Line ends and control characters, which could rewrite a terminal, become spaces. */
    private static String oneLine(String text, int longest) {
        StringBuilder line = new StringBuilder();
        text.strip().codePoints().forEach(c -> line.appendCodePoint(Character.isISOControl(c) ? ' ' : c));
        String folded = line.toString().replaceAll(" {2,}", " ");
        return folded.length() <= longest ? folded : folded.substring(0, longest) + "...";
    }
}
