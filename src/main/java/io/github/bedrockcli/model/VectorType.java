package io.github.bedrockcli.model;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What the numbers of a vector are. Packed types hold eight components in each number, as the service packs them; Titan's
 * {@code binary} is the exception with one component, 0 or 1, in each.
 *
 * <p>Source: Bedrock user guide, "Cohere Embed v3", "Cohere Embed v4" and "Amazon Titan Embeddings G1 - Text", 2026-11.
 */
public enum VectorType {
    FLOAT(0, 0),
    INT8(-128, 127),
    UINT8(0, 255),
    BINARY(-128, 127),
    UBINARY(0, 255);

    private final int low;
    private final int high;

    VectorType(int low, int high) {
        this.low = low;
        this.high = high;
    }

    /** Whether its numbers are whole, and fit into a byte each. */
    public boolean isWhole() {
        return this != FLOAT;
    }

    /** Whether a byte that holds one of its numbers has a sign. */
    public boolean isSigned() {
        return low < 0;
    }

    /** Whether a number can be one of this type. */
    public boolean allows(double number) {
        return !isWhole() || (number == Math.rint(number) && number >= low && number <= high);
    }

    /** As requests and replies name it, such as {@code int8}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<VectorType> of(String wireName) {
        return Arrays.stream(values())
                .filter(type -> type.wireName().equals(wireName))
                .findFirst();
    }
}
