package io.github.bedrockcli.render;

import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Saved chats as a table for people, a line each; times are UTC. */
final class ChatTable {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final String GAP = "  ";

    /** Characters of the first prompt where the width is not limited: enough to know it by. */
    private static final int FIRST = 60;

    /** Least columns for the first prompt on a narrow terminal. */
    private static final int LEAST = 10;

    private ChatTable() {}

    /** Nothing at all when there are no rows. */
    static void write(List<ChatRow> chats, int limit, Appendable out) throws IOException {
        if (chats.isEmpty()) {
            return;
        }
        List<List<String>> lines = new ArrayList<>();
        lines.add(List.of("ID", "LAST USED", "TURNS", "MODEL", "FIRST PROMPT"));
        chats.forEach(chat -> lines.add(cells(chat)));
        int[] widths = new int[5];
        for (List<String> line : lines) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], DisplayWidth.of(line.get(i)));
            }
        }
        int before = widths[0] + widths[1] + widths[2] + widths[3] + 4 * GAP.length();
        widths[4] = Math.min(FIRST, Math.max(LEAST, limit - before));
        for (List<String> line : lines) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                String cell = DisplayWidth.fit(line.get(i), widths[i]);
                text.append(cell)
                        .append(" ".repeat(widths[i] - DisplayWidth.of(cell)))
                        .append(GAP);
            }
            out.append(text.toString().stripTrailing()).append('\n');
        }
    }

    private static List<String> cells(ChatRow chat) {
        return List.of(
                shown(chat.id()),
                time(chat.last()),
                chat.problem() == null ? Integer.toString(chat.turns()) : "-",
                chat.model() == null ? "-" : shown(chat.model()),
                shown(chat.problem() == null ? String.valueOf(chat.first()) : "cannot be read: " + chat.problem()));
    }

    private static String time(Instant instant) {
        return TIME.format(instant);
    }

    /** One line; control characters, which could rewrite a terminal, become spaces. */
    private static String shown(String text) {
        return text.replaceAll("[\\p{Cc}\\s]+", " ");
    }
}
