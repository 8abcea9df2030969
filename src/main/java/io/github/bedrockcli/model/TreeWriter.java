package io.github.bedrockcli.model;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Map;

/** Writes a tree to a generator, as Jackson's {@code ObjectMapper} does, which {@link TreeReader} is without as well. */
final class TreeWriter {
    private final JsonGenerator json;
    private final Deque<Iterator<?>> around = new ArrayDeque<>();

    private TreeWriter(JsonGenerator json) {
        this.json = json;
    }

    static void write(JsonGenerator json, JsonNode root) throws IOException {
        new TreeWriter(json).write(root);
    }

    /** Not by recursion: how deep a tree may be is the generator's matter. */
    private void write(JsonNode root) throws IOException {
        begin(root);
        while (!around.isEmpty()) {
            Iterator<?> in = around.element();
            if (!in.hasNext()) {
                around.pop();
                end();
                continue;
            }
            Object next = in.next();
            if (next instanceof Map.Entry<?, ?> member) {
                json.writeFieldName((String) member.getKey());
                begin((JsonNode) member.getValue());
            } else {
                begin((JsonNode) next);
            }
        }
    }

    private void begin(JsonNode node) throws IOException {
        if (node instanceof ObjectNode object) {
            json.writeStartObject(object, object.size());
            around.push(object.properties().iterator());
        } else if (node instanceof ArrayNode array) {
            json.writeStartArray(array, array.size());
            around.push(array.elements());
        } else {
            scalar(node);
        }
    }

    private void end() throws IOException {
        if (json.getOutputContext().inArray()) {
            json.writeEndArray();
        } else {
            json.writeEndObject();
        }
    }

    private void scalar(JsonNode node) throws IOException {
        switch (node.getNodeType()) {
            case STRING -> json.writeString(node.textValue());
            case NUMBER -> number(node);
            case BOOLEAN -> json.writeBoolean(node.booleanValue());
            case BINARY -> json.writeBinary(node.binaryValue());
            case NULL, MISSING -> json.writeNull();
            default -> throw new IllegalStateException("no JSON: a node of type " + node.getNodeType());
        }
    }

    private void number(JsonNode node) throws IOException {
        switch (node.numberType()) {
            case INT -> json.writeNumber(node.intValue());
            case LONG -> json.writeNumber(node.longValue());
            case BIG_INTEGER -> json.writeNumber(node.bigIntegerValue());
            case FLOAT -> json.writeNumber(node.floatValue());
            case DOUBLE -> json.writeNumber(node.doubleValue());
            case BIG_DECIMAL -> json.writeNumber(node.decimalValue());
        }
    }
}
