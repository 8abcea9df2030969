package io.github.bedrockcli.render;

import com.fasterxml.jackson.core.io.NumberOutput;

/** Numbers as text: the shortest decimal that reads back as the same double, valid in JSON; whole ones without a point. */
final class Numbers {
    /** Up to here every whole double is one that a long and a reader's integer can hold without loss: 2^53. */
    private static final double WHOLE = 9_007_199_254_740_992d;

    private Numbers() {}

    static String text(double value) {
        boolean negativeZero = value == 0 && 1 / value < 0;
        if (value == Math.rint(value) && Math.abs(value) <= WHOLE && !negativeZero) {
            return Long.toString((long) value);
        }
        // Not Double.toString: before JDK 19 it gives more digits than needed for some numbers.
        return NumberOutput.toString(value, true);
    }
}
