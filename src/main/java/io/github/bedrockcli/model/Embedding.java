package io.github.bedrockcli.model;

import org.jspecify.annotations.Nullable;

/** One vector, with the number of input tokens where the reply counts them for each input. */
public final class Embedding {
    private final double[] values;
    private final @Nullable Long inputTokens;

    public Embedding(double[] values, @Nullable Long inputTokens) {
        this.values = values.clone();
        this.inputTokens = inputTokens;
    }

    public int dimensions() {
        return values.length;
    }

    public double value(int index) {
        return values[index];
    }

    public @Nullable Long inputTokens() {
        return inputTokens;
    }
}
