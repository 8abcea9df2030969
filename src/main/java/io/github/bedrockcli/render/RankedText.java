package io.github.bedrockcli.render;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * A document in its place in a ranking.
 *
 * @param rank from 1, the best
 * @param index place in the input, from 0
 * @param id the input's own name for it, or null
 */
public record RankedText(
        int rank, double score, int index, @Nullable JsonNode id, String text) {}
