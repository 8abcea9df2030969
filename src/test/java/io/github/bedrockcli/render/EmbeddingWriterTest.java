package io.github.bedrockcli.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.bedrockcli.model.Embedding;
import io.github.bedrockcli.model.Vector;
import io.github.bedrockcli.model.VectorType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The five formats of embeddings, byte by byte. */
final class EmbeddingWriterTest {
    @TempDir
    private Path scratch;

    private byte[] write(VectorFormat format, EmbeddingRow... rows) throws IOException {
        return write(format, VectorType.FLOAT, rows);
    }

    private byte[] write(VectorFormat format, VectorType type, EmbeddingRow... rows) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (EmbeddingWriter writer = format.writer(out, scratch, type)) {
            for (EmbeddingRow row : rows) {
                writer.write(row);
            }
            writer.finish();
        }
        assertThat(scratch).isEmptyDirectory();
        return out.toByteArray();
    }

    private String text(VectorFormat format, EmbeddingRow... rows) throws IOException {
        return new String(write(format, rows), StandardCharsets.UTF_8);
    }

    private static EmbeddingRow row(long index, double... values) {
        return EmbeddingRow.of(index, null, Embedding.of(new Vector(VectorType.FLOAT, values), 3L));
    }

    private static EmbeddingRow row(long index, VectorType type, double... values) {
        return EmbeddingRow.of(index, null, Embedding.of(new Vector(type, values), 3L));
    }

    private static EmbeddingRow failed(long index) {
        return EmbeddingRow.failed(index, null, "no \"luck\"");
    }

    private static List<Float> floats(byte[] bytes, int from) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes, from, bytes.length - from).order(ByteOrder.LITTLE_ENDIAN);
        List<Float> floats = new ArrayList<>();
        while (buffer.hasRemaining()) {
            floats.add(buffer.getFloat());
        }
        return floats;
    }

    @Test
    void vectorIsAJsonArrayALine() throws IOException {
        assertThat(text(VectorFormat.VECTOR, row(0, 0.25, -1.5e-7), failed(1), row(2, 1, 0)))
                .isEqualTo("[0.25,-1.5E-7]\nnull\n[1,0]\n");
        assertThat(text(VectorFormat.VECTOR)).isEmpty();
    }

    @Test
    void jsonlHasIndexIdVectorAndTokens() throws IOException {
        EmbeddingRow named = EmbeddingRow.of(
                1, TextNode.valueOf("ä\"b"), Embedding.of(new Vector(VectorType.FLOAT, new double[] {0.5}), null));
        EmbeddingRow lost = EmbeddingRow.failed(2, IntNode.valueOf(7), "no \"luck\"");
        assertThat(text(VectorFormat.JSONL, row(0, 0.25, 2), named, lost)).isEqualTo("""
                        {"index":0,"embedding":[0.25,2],"input_tokens":3}
                        {"index":1,"id":"ä\\"b","embedding":[0.5],"input_tokens":null}
                        {"index":2,"id":7,"error":"no \\"luck\\""}
                        """);
    }

    @Test
    void csvIsNumbersOnly() throws IOException {
        assertThat(text(VectorFormat.CSV, row(0, 0.25, -2), failed(1), row(2, 3, 4)))
                .isEqualTo("0.25,-2\n\n3,4\n");
    }

    @Test
    void f32IsLittleEndianAndFailuresAreNaN() throws IOException {
        byte[] bytes = write(VectorFormat.F32, failed(0), row(1, 1.5, -2), failed(2));
        assertThat(floats(bytes, 0)).containsExactly(Float.NaN, Float.NaN, 1.5f, -2f, Float.NaN, Float.NaN);
        assertThat(write(VectorFormat.F32, row(0, 1.0))).containsExactly(0, 0, 0x80, 0x3f);
        assertThat(write(VectorFormat.F32, failed(0))).isEmpty();
    }

    @Test
    void npyHasTheShapeInAnAlignedHeader() throws IOException {
        byte[] bytes = write(VectorFormat.NPY, row(0, 1.5, 2, 3), failed(1));
        assertThat(bytes).startsWith(0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0);
        int length = (bytes[8] & 0xff) | (bytes[9] & 0xff) << 8;
        assertThat((10 + length) % 64).isZero();
        String header = new String(bytes, 10, length, StandardCharsets.US_ASCII);
        assertThat(header).matches("\\{'descr': '<f4', 'fortran_order': False, 'shape': \\(2, 3\\), } *\n");
        assertThat(floats(bytes, 10 + length)).containsExactly(1.5f, 2f, 3f, Float.NaN, Float.NaN, Float.NaN);
    }

    @Test
    void wholeNumbersAreWrittenAsSuch() throws IOException {
        EmbeddingRow signed = row(0, VectorType.INT8, -128, 0, 127);
        assertThat(text(VectorFormat.VECTOR, signed)).isEqualTo("[-128,0,127]\n");
        assertThat(text(VectorFormat.CSV, signed)).isEqualTo("-128,0,127\n");
        assertThat(text(VectorFormat.JSONL, signed))
                .isEqualTo("{\"index\":0,\"embedding\":[-128,0,127],\"input_tokens\":3}\n");
    }

    @Test
    void npyHasAByteForAWholeNumberAndSaysWhetherItHasASign() throws IOException {
        byte[] signed = write(VectorFormat.NPY, VectorType.INT8, row(0, VectorType.INT8, -128, 0, 127));
        assertThat(new String(signed, 10, 60, StandardCharsets.US_ASCII))
                .startsWith("{'descr': '|i1', 'fortran_order': False, 'shape': (1, 3), }");
        assertThat(Arrays.copyOfRange(signed, 128, 131)).containsExactly(-128, 0, 127);
        byte[] unsigned = write(VectorFormat.NPY, VectorType.UBINARY, row(0, VectorType.UBINARY, 255, 1));
        assertThat(new String(unsigned, 10, 60, StandardCharsets.US_ASCII)).startsWith("{'descr': '|u1'");
        assertThat(Arrays.copyOfRange(unsigned, 128, 130)).containsExactly(255, 1);
    }

    @Test
    void anArrayOfWholeNumbersHasNoPlaceForAFailure() {
        assertThatThrownBy(() -> write(VectorFormat.NPY, VectorType.INT8, failed(0)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no sign for that");
        assertThatThrownBy(() -> write(VectorFormat.NPY, VectorType.INT8, row(0, 0.5)))
                .hasMessage("vector 0 is float, not int8");
    }

    @Test
    void severalTypesAreAnObjectInJsonlAndNowhereElse() throws IOException {
        EmbeddingRow both = EmbeddingRow.of(
                0,
                null,
                new Embedding(
                        List.of(
                                new Vector(VectorType.FLOAT, new double[] {0.5, -1}),
                                new Vector(VectorType.UBINARY, new double[] {255})),
                        null));
        assertThat(text(VectorFormat.JSONL, both))
                .isEqualTo(
                        "{\"index\":0,\"embedding\":{\"float\":[0.5,-1],\"ubinary\":[255]},\"input_tokens\":null}\n");
        for (VectorFormat format : List.of(VectorFormat.VECTOR, VectorFormat.CSV, VectorFormat.NPY, VectorFormat.F32)) {
            assertThatThrownBy(() -> write(format, both))
                    .as(format.name())
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("only jsonl");
        }
    }

    @Test
    void npyHeaderHoldsAnyCount() {
        for (long rows : new long[] {0, 1, 999_999_999_999L, Long.MAX_VALUE}) {
            byte[] header = NpyArray.header(VectorType.FLOAT, rows, 1536);
            assertThat(header.length % 64).isZero();
            assertThat(header[header.length - 1]).isEqualTo((byte) '\n');
        }
    }

    @Test
    void anArrayOfUnequalVectorsIsRefused() {
        assertThatThrownBy(() -> write(VectorFormat.NPY, row(0, 1, 2), row(1, 1)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("vector 1 has 1 numbers");
    }

    @Test
    void aRunThatFailsLeavesNoScratchFile() throws IOException {
        try (EmbeddingWriter writer = VectorFormat.NPY.writer(new ByteArrayOutputStream(), scratch, VectorType.FLOAT)) {
            writer.write(row(0, 1, 2));
        }
        assertThat(scratch).isEmptyDirectory();
    }

    @Test
    void numbersAreTheShortestThatReadBackTheSame() {
        // 2.0E-3 and 2^-44 are among those that Double.toString writes too long before JDK 19.
        for (double value : new double[] {
            0.1,
            -0.0991,
            2.0E-3,
            5.684341886080802E-14,
            2.2E-322,
            Double.MIN_VALUE,
            Double.MAX_VALUE,
            1.0E23,
            0.052358660846948624
        }) {
            String text = Numbers.text(value);
            assertThat(Double.parseDouble(text)).isEqualTo(value);
            assertThat(text).matches("-?(0|[1-9][0-9]*)\\.[0-9]+(E-?[0-9]+)?");
        }
        assertThat(Numbers.text(2.0E-3)).isEqualTo("0.002");
        assertThat(Numbers.text(1.0E23)).isEqualTo("1.0E23");
        assertThat(Numbers.text(-127)).isEqualTo("-127");
        assertThat(Numbers.text(0)).isEqualTo("0");
        assertThat(Numbers.text(-0.0)).isEqualTo("-0.0");
    }
}
