package io.github.bedrockcli.render;

import java.util.Locale;

/**
 * Makes text of others harmless on a terminal: a control character becomes a picture of itself, so that no answer can
 * move the cursor, rewrite the screen, set the title or fill the clipboard. Line ends and tabs stay.
 *
 * <p>So do the characters that override the direction of text become visible, and those that isolate a part of it: they
 * make a command read otherwise than it runs (CVE-2021-42574). Right-to-left script and the marks U+200E and U+200F need
 * none of them and stay.
 */
public final class VisibleText {
    /** U+2400 SYMBOL FOR NULL; the pictures of the other C0 controls follow in their order. */
    private static final char PICTURES = '\u2400';

    private static final char PICTURE_OF_DELETE = '\u2421';

    private boolean carriageReturn;

    /** The next piece of a text, made harmless. A carriage return at its end is kept back: a line feed may follow. */
    public String next(String piece) {
        if (!carriageReturn && piece.chars().noneMatch(unit -> acts((char) unit))) {
            return piece;
        }
        StringBuilder visible = new StringBuilder(piece.length() + 8);
        for (int i = 0; i < piece.length(); i++) {
            char unit = piece.charAt(i);
            if (carriageReturn && unit != '\n') {
                visible.append((char) (PICTURES + '\r'));
            }
            carriageReturn = unit == '\r';
            if (!carriageReturn) {
                append(visible, unit);
            }
        }
        return visible.toString();
    }

    /** What is left when no more comes. */
    public String end() {
        String left = carriageReturn ? String.valueOf((char) (PICTURES + '\r')) : "";
        carriageReturn = false;
        return left;
    }

    /** A whole text, made harmless. */
    public static String of(String text) {
        VisibleText visible = new VisibleText();
        return visible.next(text) + visible.end();
    }

    /** A whole line, made harmless; line ends in it become spaces. */
    public static String line(String text) {
        return of(text.strip()).replace('\n', ' ');
    }

    private static void append(StringBuilder visible, char unit) {
        if (!acts(unit)) {
            visible.append(unit);
        } else if (unit < ' ') {
            visible.append((char) (PICTURES + unit));
        } else if (unit == '\u007F') {
            visible.append(PICTURE_OF_DELETE);
        } else {
            visible.append(String.format(Locale.ROOT, "\\u%04x", (int) unit));
        }
    }

    /** Whether a terminal does something else with a character than to show it. */
    private static boolean acts(char unit) {
        return (unit < ' ' && unit != '\n' && unit != '\t')
                || (unit >= '\u007F' && unit <= '\u009F')
                || (unit >= '\u202A' && unit <= '\u202E')
                || (unit >= '\u2066' && unit <= '\u2069');
    }
}
