package io.github.bedrockcli.family;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import io.github.bedrockcli.model.Embedding;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads lists of numbers out of replies; anything else in their place is an error, never a zero. */
final class VectorReader {
    private VectorReader() {}

    /** The numbers of {@code vector}. */
    static Embedding vector(JsonNode vector, @Nullable Long inputTokens) {
        if (!vector.isArray() || vector.isEmpty()) {
            throw new UnreadableReplyException("the reply has " + kind(vector) + " where a vector should be");
        }
        double[] values = new double[vector.size()];
        for (int i = 0; i < values.length; i++) {
            JsonNode value = vector.get(i);
            if (!value.isNumber()) {
                throw new UnreadableReplyException(
                        "the reply's vector has " + kind(value) + " at place " + i + " where a number should be");
            }
            values[i] = value.doubleValue();
        }
        return new Embedding(values, inputTokens);
    }

    /** The vectors of a list of lists; {@code inputTokens} is known for one input only when there is but one. */
    static List<Embedding> vectors(JsonNode list, @Nullable Long inputTokens) {
        if (!list.isArray()) {
            throw new UnreadableReplyException("the reply has " + kind(list) + " where a list of vectors should be");
        }
        Long each = list.size() == 1 ? inputTokens : null;
        List<Embedding> vectors = new ArrayList<>(list.size());
        list.forEach(vector -> vectors.add(vector(vector, each)));
        return vectors;
    }

    private static String kind(JsonNode node) {
        if (node.isMissingNode()) {
            return "nothing";
        }
        if (node.getNodeType() == JsonNodeType.ARRAY) {
            return node.isEmpty() ? "an empty list" : "a list";
        }
        return "a JSON " + node.getNodeType().name().toLowerCase(Locale.ROOT);
    }
}
