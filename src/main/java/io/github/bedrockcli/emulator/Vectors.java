package io.github.bedrockcli.emulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.SplittableRandom;

/** Made-up embeddings: the same content always gives the same vector, and different contents different ones. */
final class Vectors {
    private Vectors() {}

    /** A vector of length 1 with {@code size} components. */
    static float[] unit(String text, int size) {
        SplittableRandom random = new SplittableRandom(seed(text));
        double[] raw = new double[size];
        double squares = 0;
        for (int i = 0; i < size; i++) {
            raw[i] = random.nextDouble(-1, 1);
            squares += raw[i] * raw[i];
        }
        float[] unit = new float[size];
        for (int i = 0; i < size; i++) {
            unit[i] = (float) (raw[i] / Math.sqrt(squares));
        }
        return unit;
    }

    /** The mean of two vectors of the same size, again of length 1. */
    static float[] mean(float[] first, float[] second) {
        double squares = 0;
        float[] mean = new float[first.length];
        for (int i = 0; i < mean.length; i++) {
            mean[i] = first[i] + second[i];
            squares += (double) mean[i] * mean[i];
        }
        for (int i = 0; i < mean.length; i++) {
            mean[i] = (float) (mean[i] / Math.sqrt(squares));
        }
        return mean;
    }

    static ArrayNode floats(float[] vector, float scale) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode(vector.length);
        for (float component : vector) {
            array.add(component * scale);
        }
        return array;
    }

    /** A whole number a component, from -127 to 127, moved by {@code offset}. */
    static ArrayNode bytes(float[] vector, int offset) {
        float largest = 0;
        for (float component : vector) {
            largest = Math.max(largest, Math.abs(component));
        }
        ArrayNode array = JsonNodeFactory.instance.arrayNode(vector.length);
        for (float component : vector) {
            array.add(Math.round(component / largest * 127) + offset);
        }
        return array;
    }

    /** The sign of each component, 1 or 0. */
    static ArrayNode signs(float[] vector) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode(vector.length);
        for (float component : vector) {
            array.add(component > 0 ? 1 : 0);
        }
        return array;
    }

    /** The signs, eight to a byte, the first in the highest bit. */
    static ArrayNode packed(float[] vector, int offset) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode(vector.length / 8);
        for (int start = 0; start + 8 <= vector.length; start += 8) {
            int bits = 0;
            for (int i = 0; i < 8; i++) {
                bits = (bits << 1) | (vector[start + i] > 0 ? 1 : 0);
            }
            array.add(bits + offset);
        }
        return array;
    }

    /** FNV-1a over the characters. */
    private static long seed(String text) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        }
        return hash;
    }
}
