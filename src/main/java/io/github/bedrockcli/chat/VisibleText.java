package io.github.bedrockcli.chat;

import java.util.Locale;

/**
 * Makes a model's text harmless on a terminal: a control character becomes a picture of itself, so that no answer can
 * move the cursor, rewrite the screen, set the title or fill the clipboard. Line ends and tabs stay.
 */
final class VisibleText {
    /** U+2400 SYMBOL FOR NULL; the pictures of the other C0 controls follow in their order. */
    private static final char PICTURES = '\u2400';

    private static final char PICTURE_OF_DELETE = '\u2421';

    private boolean carriageReturn;

    /** The next piece of a text, made harmless. A carriage return at its end is kept back: a line feed may follow. */
    String next(String piece) {
        StringBuilder visible = new StringBuilder(piece.length() + 8);
        for (int i = 0; i < piece.length(); i++) {
            char character = piece.charAt(i);
            if (carriageReturn && character != '\n') {
                visible.append((char) (PICTURES + '\r'));
            }
            carriageReturn = character == '\r';
            if (!carriageReturn) {
                append(visible, character);
            }
        }
        return visible.toString();
    }

    /** A whole line, made harmless; line ends in it become spaces. */
    static String line(String text) {
        return new VisibleText().next(text.strip()).replace('\n', ' ');
    }

    private static void append(StringBuilder visible, char character) {
        if (character == '\n' || character == '\t') {
            visible.append(character);
        } else if (character < ' ') {
            visible.append((char) (PICTURES + character));
        } else if (character == '\u007F') {
            visible.append(PICTURE_OF_DELETE);
        } else if (character >= '\u0080' && character <= '\u009F') {
            visible.append(String.format(Locale.ROOT, "\\u%04x", (int) character));
        } else {
            visible.append(character);
        }
    }
}
