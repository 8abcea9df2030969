package io.github.bedrockcli.model;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a model made of one input: a vector, or the same in several types where several were asked for.
 *
 * @param vectors at least one, in the order of the reply
 * @param inputTokens the number of input tokens where the reply counts them for each input, else null
 */
public record Embedding(List<Vector> vectors, @Nullable Long inputTokens) {
    public Embedding {
        vectors = List.copyOf(vectors);
        if (vectors.isEmpty()) {
            throw new IllegalArgumentException("an embedding has at least one vector");
        }
    }

    public static Embedding of(Vector vector, @Nullable Long inputTokens) {
        return new Embedding(List.of(vector), inputTokens);
    }

    /** The first vector, which is the only one unless several types were asked for. */
    public Vector vector() {
        return vectors.get(0);
    }

    /** How many numbers there are, for people: {@code 1024}, or {@code float 1536, ubinary 192}. */
    public String size() {
        return vectors.size() == 1
                ? String.valueOf(vector().size())
                : vectors.stream()
                        .map(vector -> vector.type().wireName() + " " + vector.size())
                        .collect(Collectors.joining(", "));
    }
}
