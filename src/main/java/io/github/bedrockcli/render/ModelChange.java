package io.github.bedrockcli.render;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockcli.model.Json;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One difference between a saved model list and the present one.
 *
 * @param was the value before, or null
 * @param now the value now, or null
 * @param detail more in words, such as why access was lost; or null
 */
public record ModelChange(
        Kind kind,
        String id,
        @Nullable String was,
        @Nullable String now,
        @Nullable String detail) {
    /** What sort of difference it is. */
    public enum Kind {
        GONE,
        NEW,
        ACCESS_LOST,
        ACCESS_GAINED,
        BECAME_LEGACY,
        LIFECYCLE,
        END_OF_LIFE,
        NEARS_END;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    ObjectNode json() {
        ObjectNode change = Json.object();
        change.put("change", kind.word());
        change.put("id", id);
        change.put("was", was);
        change.put("now", now);
        change.put("detail", detail);
        return change;
    }

    /** A line for people: what, which, and from what to what. */
    String line() {
        StringBuilder line = new StringBuilder();
        String word = kind.word().replace('_', ' ');
        line.append(word).append(" ".repeat(15 - word.length())).append(id);
        if (kind == Kind.NEARS_END) {
            line.append("  ").append(now);
        } else if (was != null || now != null) {
            line.append("  ").append(was == null ? "-" : was);
            line.append(" -> ").append(now == null ? "-" : now);
        }
        if (detail != null) {
            line.append("  (").append(detail).append(')');
        }
        return line.toString().replaceAll("\\p{Cntrl}", " ");
    }
}
