package io.github.bedrockcli.emulator;

import java.util.SplittableRandom;
import java.util.UUID;

/** Ids of requests and replies: unlike one another, not unguessable; a secure generator would cost time at start. */
final class RequestIds {
    private static final SplittableRandom RANDOM = new SplittableRandom();
    private static final String ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz123456789";

    private RequestIds() {}

    /** A random UUID, as the request id header has it. */
    static synchronized String uuid() {
        long high = (RANDOM.nextLong() & ~0xF000L) | 0x4000L;
        long low = (RANDOM.nextLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
        return new UUID(high, low).toString();
    }

    /** {@code prefix} and 22 letters and digits. */
    static synchronized String next(String prefix) {
        StringBuilder id = new StringBuilder(prefix);
        for (int i = 0; i < 22; i++) {
            id.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
        }
        return id.toString();
    }

    /** A seed for a picture of which none was asked; never 0, and one that every model takes. */
    static synchronized long seed() {
        return RANDOM.nextLong(1, (1L << 32) - 1);
    }

    /** A length for the padding of a frame. */
    static synchronized int padding(int longest) {
        return RANDOM.nextInt(1, longest + 1);
    }
}
