package io.github.bedrockcli.render;

import io.github.bedrockcli.model.Embedding;
import io.github.bedrockcli.model.Vector;
import io.github.bedrockcli.model.VectorType;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The writers of embeddings, a row of 1,024 numbers an operation. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class VectorsBenchmark {
    private static final int ROWS = 200;
    private static final int DIMENSIONS = 1024;

    @Param
    private VectorFormat format;

    private final EmbeddingRow[] rows = new EmbeddingRow[ROWS];
    private Path scratch;

    @Setup
    public void make() throws IOException {
        Random random = new Random(6);
        for (int row = 0; row < ROWS; row++) {
            double[] values = new double[DIMENSIONS];
            for (int i = 0; i < DIMENSIONS; i++) {
                // As services send them: what a float holds, in nine digits at most.
                values[i] = Double.parseDouble(Float.toString((float) (random.nextGaussian() / 32)));
            }
            rows[row] = EmbeddingRow.of(row, null, Embedding.of(new Vector(VectorType.FLOAT, values), 12L));
        }
        scratch = Files.createTempDirectory("bedrock-bench");
    }

    @TearDown
    public void delete() throws IOException {
        Files.delete(scratch);
    }

    @Benchmark
    @OperationsPerInvocation(ROWS)
    public void write() throws IOException {
        try (EmbeddingWriter writer = format.writer(OutputStream.nullOutputStream(), scratch, VectorType.FLOAT)) {
            for (EmbeddingRow row : rows) {
                writer.write(row);
            }
            writer.finish();
        }
    }
}
