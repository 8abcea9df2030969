package io.github.bedrockcli.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** What a model makes of one accepted request: the whole reply and, for text, the same as chunks. */
interface Invocation {
    Counts counts();

    ObjectNode reply();

    /** The chunks of a stream; the last is where the invocation metrics go. Empty where the model cannot stream. */
    default List<ObjectNode> chunks() {
        return List.of();
    }

    /** What is sent behind the chunks and is no JSON. */
    default List<String> trailers() {
        return List.of();
    }

    /**
     * Tokens of a call.
     *
     * @param input 0 for a model that counts none, such as an image model
     * @param output 0 for a model that writes none, such as an embedding model
     * @param cached whether the model tells cache counts too
     */
    record Counts(int input, int output, boolean cached) {}
}
