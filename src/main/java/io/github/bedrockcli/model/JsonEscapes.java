package io.github.bedrockcli.model;

import java.util.Locale;

/**
 * Writes as {@code \\u} escapes what JSON lets pass inside its strings and others do not: halves of surrogate pairs, which
 * UTF-8 cannot hold, and the control characters U+007F to U+009F, which Jackson leaves as they are.
 */
final class JsonEscapes {
    private JsonEscapes() {}

    /** @param json a whole document, in which such characters stand in strings only */
    static String in(String json) {
        int from = 0;
        while (from < json.length() && json.charAt(from) < '\u007F') {
            from++;
        }
        StringBuilder escaped = null;
        for (int at = from; at < json.length(); at++) {
            char unit = json.charAt(at);
            boolean pair = Character.isHighSurrogate(unit)
                    && at + 1 < json.length()
                    && Character.isLowSurrogate(json.charAt(at + 1));
            boolean escapes = (unit >= '\u007F' && unit <= '\u009F') || (Character.isSurrogate(unit) && !pair);
            if (escapes && escaped == null) {
                escaped = new StringBuilder(json.length() + 16).append(json, 0, at);
            }
            if (escaped != null) {
                if (pair) {
                    escaped.append(unit).append(json.charAt(at + 1));
                } else if (escapes) {
                    escaped.append(String.format(Locale.ROOT, "\\u%04x", (int) unit));
                } else {
                    escaped.append(unit);
                }
            }
            at += pair ? 1 : 0;
        }
        return escaped == null ? json : escaped.toString();
    }
}
