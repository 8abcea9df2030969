package io.github.bedrockcli.render;

import io.github.bedrockcli.model.VectorType;
import java.io.IOException;

/**
 * The rows that a file has already.
 *
 * @param rows how many, failed ones included
 * @param bytes their length, without what stands before the first
 */
public record RowsThere(long rows, long bytes) {
    public static final RowsThere NONE = new RowsThere(0, 0);

    /**
     * How many numbers each row of an array has; 0 when no row has any yet.
     *
     * @throws IOException when the rows are not of equal length
     */
    int dimensions(VectorType type) throws IOException {
        long numbers = bytes / (type.isWhole() ? 1 : Float.BYTES);
        if (bytes > 0 && (rows == 0 || numbers % rows != 0)) {
            throw new IOException(bytes + " bytes are no " + rows + " rows of equal length");
        }
        return bytes == 0 ? 0 : Math.toIntExact(numbers / rows);
    }
}
