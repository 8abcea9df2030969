package io.github.bedrockcli.render;

/** How wide text is on a terminal, and text cut to a width without breaking a character. */
final class DisplayWidth {
    private static final String ELLIPSIS = "…";

    private DisplayWidth() {}

    /** Columns that the text takes: 2 for a wide character, 0 for a mark that stands on the one before it. */
    static int of(String text) {
        return text.codePoints().map(DisplayWidth::of).sum();
    }

    /** The text itself when it fits, else its beginning and an ellipsis. */
    static String fit(String text, int width) {
        if (of(text) <= width) {
            return text;
        }
        return prefix(text, width - 1) + ELLIPSIS;
    }

    /** The longest beginning that fits, without a broken character. */
    static String prefix(String text, int width) {
        StringBuilder kept = new StringBuilder();
        int used = 0;
        for (int c : text.codePoints().toArray()) {
            used += of(c);
            if (used > width) {
                break;
            }
            kept.appendCodePoint(c);
        }
        return kept.toString();
    }

    /** As {@link #fit}, with the ellipsis in the middle: for ids, which differ at their ends. */
    static String fitMiddle(String text, int width) {
        if (of(text) <= width) {
            return text;
        }
        int tail = (width - 1) / 2;
        int[] points = text.codePoints().toArray();
        int from = points.length;
        for (int used = 0; from > 0 && used + of(points[from - 1]) <= tail; from--) {
            used += of(points[from - 1]);
        }
        return fit(text, width - tail) + new String(points, from, points.length - from);
    }

    /** Source of the wide ranges: Unicode Standard Annex #11, East Asian Width W and F, in blocks. */
    private static int of(int c) {
        int type = Character.getType(c);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT) {
            return 0;
        }
        boolean wide = (c >= 0x1100 && c <= 0x115F)
                || (c >= 0x2E80 && c <= 0xA4CF && c != 0x303F)
                || (c >= 0xAC00 && c <= 0xD7A3)
                || (c >= 0xF900 && c <= 0xFAFF)
                || (c >= 0xFE30 && c <= 0xFE6F)
                || (c >= 0xFF00 && c <= 0xFF60)
                || (c >= 0xFFE0 && c <= 0xFFE6)
                || (c >= 0x1F300 && c <= 0x1F64F)
                || (c >= 0x1F680 && c <= 0x1F6FF)
                || (c >= 0x1F900 && c <= 0x1FAFF)
                || (c >= 0x20000 && c <= 0x3FFFD);
        return wide ? 2 : 1;
    }
}
