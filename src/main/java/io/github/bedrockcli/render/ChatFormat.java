package io.github.bedrockcli.render;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockcli.model.Json;
import java.io.IOException;
import java.util.List;

/** The formats of a list of saved chats. */
public enum ChatFormat {
    TABLE,
    JSON;

    /**
     * Writes the whole list.
     *
     * @param width columns of the terminal that a table is fitted to; {@link Integer#MAX_VALUE} for no limit
     */
    public void write(List<ChatRow> chats, int width, Appendable out) throws IOException {
        if (this == TABLE) {
            ChatTable.write(chats, width, out);
            return;
        }
        ArrayNode list = Json.array();
        for (ChatRow chat : chats) {
            ObjectNode row = list.addObject().put("id", chat.id());
            row.put("last_used", chat.last().toString()).put("model", chat.model());
            row.put("turns", chat.turns()).put("first_prompt", chat.first());
            row.put("problem", chat.problem());
        }
        out.append(chats.isEmpty() ? "[]" : Json.pretty(list)).append('\n');
    }
}
