package io.github.bedrockcli.model;

/** The numbers of one vector, and what they are. */
public final class Vector {
    private final VectorType type;
    private final double[] values;

    /** @param values kept as they are, not copied: nobody changes them */
    public Vector(VectorType type, double[] values) {
        this.type = type;
        this.values = values;
    }

    public VectorType type() {
        return type;
    }

    /** How many numbers it has. */
    public int size() {
        return values.length;
    }

    public double value(int index) {
        return values[index];
    }
}
