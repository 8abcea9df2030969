package io.github.bedrockcli.cli;

import java.util.List;
import java.util.Locale;

/** A manual page as it is being written, in the man macros of roff; everything it is given is plain text. */
final class Roff {
    private final StringBuilder page = new StringBuilder();
    private boolean headed;

    /**
     * @param date as {@code 2026-11-21}, shown at the foot
     * @param source what the page belongs to, such as {@code bedrock 0.1.0}
     */
    Roff(String name, String date, String source) {
        page.append(".\\\" Made from the same source as --help.\n");
        page.append(".TH ").append(quoted(name.toUpperCase(Locale.ROOT)));
        page.append(" 1 ").append(date).append(' ').append(quoted(source));
        page.append(" \"User Commands\"\n");
        // Left-aligned and without hyphenation: ids and options stay whole.
        page.append(".nh\n.ad l\n");
    }

    Roff section(String heading) {
        page.append(".SH ").append(quoted(heading)).append('\n');
        headed = true;
        return this;
    }

    Roff paragraph(String text) {
        newParagraph();
        return line(plain(text));
    }

    /** A heading begins one already. */
    private void newParagraph() {
        if (!headed) {
            page.append(".PP\n");
        }
        headed = false;
    }

    /** A line of text of the current paragraph, made of {@link #plain}, {@link #bold} and {@link #italic}. */
    Roff line(String inline) {
        headed = false;
        page.append(protectedLine(inline)).append('\n');
        return this;
    }

    /** What a term means, the term made of {@link #plain}, {@link #bold} and {@link #italic}. */
    Roff term(String inline, String meaning) {
        page.append(".TP\n");
        line(inline);
        return meaning.isEmpty() ? line("\\&") : line(plain(meaning));
    }

    /** Lines that stay as they are, indented. */
    Roff literal(List<String> lines) {
        newParagraph();
        page.append(".RS 4\n.nf\n");
        lines.forEach(text -> line(plain(text)));
        page.append(".fi\n.RE\n");
        return this;
    }

    static String bold(String text) {
        return "\\fB" + plain(text) + "\\fR";
    }

    static String italic(String text) {
        return "\\fI" + plain(text) + "\\fR";
    }

    /** Every character as itself: a bare {@code -} or {@code '} may come out as a typographic one, which no shell knows. */
    static String plain(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(letter -> escaped.append(escape(letter)));
        return escaped.toString();
    }

    private static String escape(int letter) {
        return switch (letter) {
            case '\\' -> "\\(rs";
            case '-' -> "\\-";
            case '\'' -> "\\(aq";
            case '"' -> "\\(dq";
            case '`' -> "\\(ga";
            case '^' -> "\\(ha";
            case '~' -> "\\(ti";
            case '\t' -> "    ";
            default -> letter < 0x80 ? Character.toString(letter) : "\\[u%04X]".formatted(letter);
        };
    }

    private static String quoted(String text) {
        return '"' + plain(text) + '"';
    }

    /** A line that begins with a point would be taken for a request. */
    private static String protectedLine(String inline) {
        return inline.startsWith(".") ? "\\&" + inline : inline;
    }

    @Override
    public String toString() {
        return page.toString();
    }
}
