package io.github.bedrockcli.model;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Makes a tree of what a parser reads, as Jackson's {@code ObjectMapper} does, which is not used: it brings along calendars,
 * time zones and languages, which a short run would wait for.
 */
final class TreeReader {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final JsonParser parser;
    private final Deque<JsonNode> around = new ArrayDeque<>();

    private TreeReader(JsonParser parser) {
        this.parser = parser;
    }

    /** One whole document; a missing node where there is nothing at all. Of a member that comes twice the last counts. */
    static JsonNode document(JsonParser parser) throws IOException {
        JsonToken first = parser.nextToken();
        if (first == null) {
            return NODES.missingNode();
        }
        JsonNode root = new TreeReader(parser).value(first);
        if (parser.nextToken() != null) {
            throw new JsonParseException(parser, "something follows its end", parser.currentTokenLocation());
        }
        return root;
    }

    /** Not by recursion: how deep a document may be is the parser's matter. */
    private JsonNode value(JsonToken first) throws IOException {
        JsonNode root = node(first);
        JsonNode in = root;
        while (in.isContainerNode()) {
            // The mapper's way to the next member: the parser's other one has other words for what is wrong there.
            String name = in.isObject() ? parser.nextFieldName() : null;
            JsonToken token = in.isObject() && name == null ? parser.currentToken() : parser.nextToken();
            if (token == JsonToken.END_OBJECT || token == JsonToken.END_ARRAY) {
                if (around.isEmpty()) {
                    break;
                }
                in = around.pop();
                continue;
            }
            JsonNode next = node(token);
            if (in instanceof ObjectNode object) {
                object.replace(name, next);
            } else {
                ((ArrayNode) in).add(next);
            }
            if (next.isContainerNode()) {
                around.push(in);
                in = next;
            }
        }
        return root;
    }

    /** The node that begins with a token; of a container its beginning only. */
    private JsonNode node(JsonToken token) throws IOException {
        return switch (token) {
            case START_OBJECT -> NODES.objectNode();
            case START_ARRAY -> NODES.arrayNode();
            case VALUE_STRING -> NODES.textNode(parser.getText());
            case VALUE_NUMBER_INT -> whole();
            case VALUE_NUMBER_FLOAT -> decimal();
            case VALUE_TRUE -> NODES.booleanNode(true);
            case VALUE_FALSE -> NODES.booleanNode(false);
            case VALUE_NULL -> NODES.nullNode();
            default -> throw new IllegalStateException("no value begins with " + token);
        };
    }

    private JsonNode whole() throws IOException {
        return switch (parser.getNumberType()) {
            case INT -> NODES.numberNode(parser.getIntValue());
            case LONG -> NODES.numberNode(parser.getLongValue());
            default -> NODES.numberNode(parser.getBigIntegerValue());
        };
    }

    /** With its zeros: 1.50 stays 1.50. */
    private JsonNode decimal() throws IOException {
        try {
            return DecimalNode.valueOf(parser.getDecimalValue());
        } catch (NumberFormatException e) {
            throw new JsonParseException(parser, "the exponent of a number is out of range", e);
        }
    }
}
