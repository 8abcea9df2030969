package io.github.bedrockcli.family;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import io.github.bedrockcli.model.Embedding;
import io.github.bedrockcli.model.Vector;
import io.github.bedrockcli.model.VectorType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads lists of numbers out of replies; anything else in their place is an error, never a zero. */
final class VectorReader {
    private VectorReader() {}

    /** The floats of {@code list}. */
    static Vector floats(JsonNode list) {
        return vector(list, VectorType.FLOAT);
    }

    /** The numbers of {@code list}, each one that the type can have. */
    static Vector vector(JsonNode list, VectorType type) {
        if (!list.isArray() || list.isEmpty()) {
            throw new UnreadableReplyException("the reply has " + kind(list) + " where a vector should be");
        }
        double[] values = new double[list.size()];
        for (int i = 0; i < values.length; i++) {
            JsonNode value = list.get(i);
            if (!value.isNumber()) {
                throw new UnreadableReplyException(
                        "the reply's vector has " + kind(value) + " at place " + i + " where a number should be");
            }
            values[i] = value.doubleValue();
            if (!type.allows(values[i])) {
                throw new UnreadableReplyException("the reply's " + type.wireName() + " vector has " + value
                        + " at place " + i + ", which is no such number");
            }
        }
        return new Vector(type, values);
    }

    /** The float vectors of a list of lists, an embedding each. */
    static List<Embedding> embeddings(JsonNode lists, @Nullable Long inputTokens) {
        return embeddings(List.of(vectors(lists, VectorType.FLOAT)), inputTokens);
    }

    /** An object with a list of vectors for each type; a null is a type that was not asked for. */
    static List<Embedding> embeddingsByType(JsonNode byType, @Nullable Long inputTokens) {
        List<List<Vector>> columns = new ArrayList<>();
        for (Map.Entry<String, JsonNode> entry : byType.properties()) {
            if (!entry.getValue().isNull()) {
                columns.add(vectors(entry.getValue(), type(entry.getKey())));
            }
        }
        return embeddings(columns, inputTokens);
    }

    /** An object with one vector for each type; a null is a type that was not asked for. */
    static Embedding embeddingByType(JsonNode byType, @Nullable Long inputTokens) {
        List<Vector> vectors = new ArrayList<>();
        for (Map.Entry<String, JsonNode> entry : byType.properties()) {
            if (!entry.getValue().isNull()) {
                vectors.add(vector(entry.getValue(), type(entry.getKey())));
            }
        }
        if (vectors.isEmpty()) {
            throw new UnreadableReplyException("the reply has " + kind(byType) + " where vectors should be");
        }
        return new Embedding(vectors, inputTokens);
    }

    private static List<Vector> vectors(JsonNode lists, VectorType type) {
        if (!lists.isArray()) {
            throw new UnreadableReplyException("the reply has " + kind(lists) + " where a list of vectors should be");
        }
        List<Vector> vectors = new ArrayList<>(lists.size());
        lists.forEach(list -> vectors.add(vector(list, type)));
        return vectors;
    }

    /**
     * Puts the vectors of one input together.
     *
     * @param columns the vectors of each type
     * @param inputTokens known for one input only when there is but one
     */
    private static List<Embedding> embeddings(List<List<Vector>> columns, @Nullable Long inputTokens) {
        int inputs = columns.isEmpty() ? 0 : columns.get(0).size();
        Long each = inputs == 1 ? inputTokens : null;
        List<Embedding> embeddings = new ArrayList<>(inputs);
        for (int row = 0; row < inputs; row++) {
            List<Vector> vectors = new ArrayList<>(columns.size());
            for (List<Vector> column : columns) {
                if (column.size() != inputs) {
                    throw new UnreadableReplyException(
                            "the reply has " + inputs + " vectors of one type and " + column.size() + " of another");
                }
                vectors.add(column.get(row));
            }
            embeddings.add(new Embedding(vectors, each));
        }
        return embeddings;
    }

    private static VectorType type(String name) {
        return VectorType.of(name)
                .orElseThrow(() -> new UnreadableReplyException("the reply has vectors of an unknown type: " + name));
    }

    static String kind(JsonNode node) {
        if (node.isMissingNode()) {
            return "nothing";
        }
        if (node.getNodeType() == JsonNodeType.ARRAY) {
            return node.isEmpty() ? "an empty list" : "a list";
        }
        return "a JSON " + node.getNodeType().name().toLowerCase(Locale.ROOT);
    }
}
