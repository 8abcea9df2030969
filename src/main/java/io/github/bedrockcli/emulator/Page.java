package io.github.bedrockcli.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockcli.model.Json;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/** One page of a list, as the control plane's {@code maxResults} and {@code nextToken} cut it. */
final class Page {
    private static final int MAX = 1000;

    private Page() {}

    /** The reply to a paged list operation whose rows go under {@code member}. */
    static Response of(Request request, String member, List<ObjectNode> rows) {
        int size = size(request);
        int from = request.queryValue("nextToken").map(Page::offset).orElse(0);
        int to = Math.min(rows.size(), from + size);
        ObjectNode reply = Json.object();
        reply.putArray(member).addAll(rows.subList(Math.min(from, to), to));
        if (to < rows.size()) {
            reply.put("nextToken", token(to));
        }
        return Response.json(reply);
    }

    private static int size(Request request) {
        String text = request.queryValue("maxResults").orElse(String.valueOf(MAX));
        if (!text.matches("\\d{1,9}")) {
            throw ServiceError.of(400, "SerializationException", "NUMBER_VALUE cannot be converted to Integer");
        }
        int size = Integer.parseInt(text);
        if (size < 1) {
            throw Constraint.atLeast("maxResults", text, "1");
        }
        if (size > MAX) {
            throw Constraint.atMost("maxResults", text, String.valueOf(MAX));
        }
        return size;
    }

    private static String token(int offset) {
        byte[] text = String.format(Locale.ROOT, "from:%d", offset).getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text);
    }

    private static int offset(String token) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
            if (text.startsWith("from:")) {
                return Integer.parseInt(text.substring("from:".length()));
            }
        } catch (IllegalArgumentException e) {
            // Not one of our tokens: refused below.
        }
        throw ServiceError.validation("The provided nextToken is invalid.");
    }
}
