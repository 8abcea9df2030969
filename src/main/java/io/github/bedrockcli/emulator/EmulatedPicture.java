package io.github.bedrockcli.emulator;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.ImageIO;

/**
 * What every image model of the emulator answers: a picture that says of itself that no model made it. Its colours come
 * from the prompt and the seed, so that the same request gives the same bytes and another seed another picture.
 *
 * <p>PNG is written by hand, which spares the start of AWT; JPEG is not, and there is no WebP: the JDK cannot write it.
 */
final class EmulatedPicture {
    private static final List<String> LETTERS = """
            .###..#####.#####.#.....#####.#...#.#####
            #...#.#.....#.....#.......#...##..#.#....
            #...#.#.....#.....#.......#...#.#.#.#....
            #...#.####..####..#.......#...#.#.#.####.
            #...#.#.....#.....#.......#...#..##.#....
            #...#.#.....#.....#.......#...#...#.#....
            .###..#.....#.....#####.#####.#...#.#####
            .........................................
            .........................................
            ####..#####..####.#####.#...#.####..#####
            #...#...#...#.......#...#...#.#...#.#....
            #...#...#...#.......#...#...#.#...#.#....
            ####....#...#.......#...#...#.####..####.
            #.......#...#.......#...#...#.#.#...#....
            #.......#...#.......#...#...#.#..#..#....
            #.....#####..####...#....###..#...#.#####
            """.lines().toList();

    private static final int WHITE = 0xFFFFFF;
    private static final int OPAQUE = 0xFF000000;

    private final int width;
    private final int height;
    private final Colours colours;

    private EmulatedPicture(int width, int height, Colours colours) {
        this.width = width;
        this.height = height;
        this.colours = colours;
    }

    /** What colour, as ARGB, each place has. */
    private interface Colours {
        int at(int x, int y);
    }

    /**
     * A picture.
     *
     * @param prompt what its colours come from, with the seed
     */
    static EmulatedPicture of(int width, int height, String prompt, long seed) {
        CRC32 hash = new CRC32();
        hash.update((seed + " " + prompt).getBytes(StandardCharsets.UTF_8));
        int above = (int) hash.getValue() & 0xFFFFFF;
        hash.update(1);
        int below = (int) hash.getValue() & 0xFFFFFF;
        Text text = new Text(width, height);
        return new EmulatedPicture(width, height, (x, y) -> {
            if (text.covers(x, y)) {
                return OPAQUE | WHITE;
            }
            int ground = between(above, below, y, height);
            return OPAQUE | (inDisc(x, y, width, height) ? darker(ground) : between(ground, WHITE, 1, 4));
        });
    }

    /** A mask: black, the part that is changed, in the middle of white. */
    static EmulatedPicture mask(int width, int height) {
        return new EmulatedPicture(width, height, (x, y) -> inDisc(x, y, width, height) ? OPAQUE : OPAQUE | WHITE);
    }

    /** The same with nothing around its middle: transparent there. */
    EmulatedPicture cutOut() {
        return new EmulatedPicture(width, height, (x, y) -> inDisc(x, y, width, height) ? colours.at(x, y) : 0);
    }

    /**
     * The picture in a format, as base64.
     *
     * @throws ServiceError for a format that the emulator cannot write
     */
    String base64(String format) {
        byte[] bytes = switch (format) {
            case "png" -> png();
            case "jpeg", "jpg" -> jpeg();
            default ->
                throw ServiceError.validation("The bedrock emulator writes png and jpeg pictures, not " + format + ".");
        };
        return Base64.getEncoder().encodeToString(bytes);
    }

    private byte[] png() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'});
        boolean transparent = (colours.at(0, 0) & OPAQUE) == 0;
        ByteBuffer header = ByteBuffer.allocate(13).putInt(width).putInt(height);
        // Eight bits a channel; RGB or RGBA; the only compression and filter method; not interlaced.
        header.put((byte) 8).put((byte) (transparent ? 6 : 2)).put(new byte[3]);
        chunk(out, "IHDR", header.array());
        chunk(out, "IDAT", deflated(transparent ? 4 : 3));
        chunk(out, "IEND", new byte[0]);
        return out.toByteArray();
    }

    /** The rows, each with the filter {@code Sub}: a pixel is told by its difference from the one before. */
    private byte[] deflated(int channels) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        byte[] row = new byte[1 + width * channels];
        row[0] = 1;
        try (DeflaterOutputStream rows = new DeflaterOutputStream(out, deflater, 1 << 16)) {
            for (int y = 0; y < height; y++) {
                int before = 0;
                for (int x = 0, at = 1; x < width; x++) {
                    int colour = colours.at(x, y);
                    row[at++] = (byte) ((colour >> 16 & 0xFF) - (before >> 16 & 0xFF));
                    row[at++] = (byte) ((colour >> 8 & 0xFF) - (before >> 8 & 0xFF));
                    row[at++] = (byte) ((colour & 0xFF) - (before & 0xFF));
                    if (channels == 4) {
                        row[at++] = (byte) ((colour >>> 24) - (before >>> 24));
                    }
                    before = colour;
                }
                rows.write(row);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        } finally {
            deflater.end();
        }
        return out.toByteArray();
    }

    private static void chunk(ByteArrayOutputStream out, String type, byte[] content) {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 check = new CRC32();
        check.update(name);
        check.update(content);
        out.writeBytes(ByteBuffer.allocate(4).putInt(content.length).array());
        out.writeBytes(name);
        out.writeBytes(content);
        out.writeBytes(ByteBuffer.allocate(4).putInt((int) check.getValue()).array());
    }

    private byte[] jpeg() {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, colours.at(x, y));
            }
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(image, "jpeg", out)) {
                throw new IllegalStateException("this JDK writes no JPEG");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return out.toByteArray();
    }

    private static boolean inDisc(int x, int y, int width, int height) {
        long dx = 2L * x + 1 - width;
        long dy = 2L * y + 1 - height;
        long radius = Math.min(width, height) * 9L / 10;
        return dx * dx + dy * dy <= radius * radius;
    }

    /** The colour {@code part} of {@code whole} steps from one to another. */
    private static int between(int from, int to, int part, int whole) {
        int mixed = 0;
        for (int shift = 0; shift <= 16; shift += 8) {
            int start = from >> shift & 0xFF;
            int end = to >> shift & 0xFF;
            mixed |= (start + (end - start) * part / whole) << shift;
        }
        return mixed;
    }

    /** Dark enough for white letters. */
    private static int darker(int colour) {
        return (colour & 0xFEFEFE) >> 1;
    }

    /** Where the letters are: in the middle, as large as the disc allows. */
    private static final class Text {
        private final int cell;
        private final int left;
        private final int top;

        Text(int width, int height) {
            int columns = LETTERS.get(0).length();
            cell = Math.max(1, Math.min(width, height) * 7 / 10 / columns);
            left = (width - cell * columns) / 2;
            top = (height - cell * LETTERS.size()) / 2;
        }

        boolean covers(int x, int y) {
            int column = Math.floorDiv(x - left, cell);
            int row = Math.floorDiv(y - top, cell);
            return row >= 0
                    && row < LETTERS.size()
                    && column >= 0
                    && column < LETTERS.get(row).length()
                    && LETTERS.get(row).charAt(column) == '#';
        }
    }
}
