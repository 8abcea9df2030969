package io.github.bedrockcli.emulator;

import java.util.OptionalLong;

/**
 * Where inside a reply a fault sets in.
 *
 * @param at after so many events or bytes; without, after half of them
 */
record Place(OptionalLong at) {
    /** Before the first. */
    static final Place START = new Place(OptionalLong.of(0));

    /** After half of it. */
    static final Place HALF = new Place(OptionalLong.empty());

    /** In a reply of {@code size} events or bytes. */
    int in(int size) {
        return (int) Math.min(at.orElse(size / 2), size);
    }
}
