package io.github.bedrockcli.model;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Token counts of one call; null where the service did not say. */
public record Usage(
        @Nullable Long inputTokens,
        @Nullable Long outputTokens,
        @Nullable Long cacheReadTokens,
        @Nullable Long cacheWriteTokens) {
    public static final Usage UNKNOWN = new Usage(null, null, null, null);

    public static Usage of(@Nullable Long inputTokens, @Nullable Long outputTokens) {
        return new Usage(inputTokens, outputTokens, null, null);
    }

    /** This, with every count that {@code later} knows put over it. */
    public Usage mergedWith(Usage later) {
        return new Usage(
                later.inputTokens != null ? later.inputTokens : inputTokens,
                later.outputTokens != null ? later.outputTokens : outputTokens,
                later.cacheReadTokens != null ? later.cacheReadTokens : cacheReadTokens,
                later.cacheWriteTokens != null ? later.cacheWriteTokens : cacheWriteTokens);
    }

    /** Sums of both; a count that neither knows stays unknown. */
    public Usage plus(Usage other) {
        return new Usage(
                sum(inputTokens, other.inputTokens),
                sum(outputTokens, other.outputTokens),
                sum(cacheReadTokens, other.cacheReadTokens),
                sum(cacheWriteTokens, other.cacheWriteTokens));
    }

    // Spelled out, like hashCode: what a record has of its own is put together at run time, for milliseconds.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Usage that
                && Objects.equals(inputTokens, that.inputTokens)
                && Objects.equals(outputTokens, that.outputTokens)
                && Objects.equals(cacheReadTokens, that.cacheReadTokens)
                && Objects.equals(cacheWriteTokens, that.cacheWriteTokens);
    }

    @Override
    public int hashCode() {
        return Objects.hash(inputTokens, outputTokens, cacheReadTokens, cacheWriteTokens);
    }

    private static @Nullable Long sum(@Nullable Long left, @Nullable Long right) {
        if (left == null) {
            return right;
        }
        return right == null ? left : Long.valueOf(left + right);
    }
}
