package io.github.bedrockcli.family;

import io.github.bedrockcli.model.Media;
import io.github.bedrockcli.model.MediaType;
import io.github.bedrockcli.model.UsageException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * A mask of Titan Image Generator or Nova Canvas: as large as the picture it belongs to, and nothing but black and white.
 * The pixels of a JPEG are not judged: it blurs every edge a little, and where the service draws the line is not
 * documented.
 *
 * <p>Sources: Bedrock user guide, "Amazon Titan Image Generator G1 models" and its input limits; Nova user guide,
 * "Request and response structure for image generation"; 2026-11.
 */
final class MaskPicture {
    /** Where the header of a PNG tells bits a channel, and which channels there are. */
    private static final int DEPTH_AT = 24;

    private static final int CHANNELS_AT = 25;
    private static final int RGB = 2;
    private static final int GREY_AND_ALPHA = 4;
    private static final int RGB_AND_ALPHA = 6;

    /** Larger ones than any model takes are left to the service; decoding them would fill the memory. */
    private static final long MOST_PIXELS = 20_000_000;

    private static final int WHITE = 0xFFFFFFFF;
    private static final int BLACK = 0xFF000000;

    private MaskPicture() {}

    /**
     * Judges a mask against the picture it belongs to.
     *
     * @param plain whether the service wants RGB of eight bits and no alpha channel, not even an opaque one
     * @param owner whom messages name
     * @throws UsageException when it is not one that the service takes
     */
    static void check(Media mask, Media picture, boolean plain, String owner) {
        if (mask.type() != MediaType.PNG && mask.type() != MediaType.JPEG) {
            throw new UsageException(
                    "the mask is a " + mask.type().format() + " picture; " + owner + " takes PNG and JPEG",
                    "convert it first");
        }
        boolean known = mask.width() > 0 && picture.width() > 0;
        if (known && (mask.width() != picture.width() || mask.height() != picture.height())) {
            throw new UsageException(
                    "the mask is " + mask.width() + "x" + mask.height() + " pixels and the picture " + picture.width()
                            + "x" + picture.height() + "; " + owner + " wants them to be of the same size",
                    "make the mask " + picture.width() + "x" + picture.height());
        }
        if (mask.type() == MediaType.PNG) {
            checkPng(mask, plain, owner);
        }
    }

    private static void checkPng(Media mask, boolean plain, String owner) {
        byte[] bytes = mask.bytes();
        int channels = bytes.length > CHANNELS_AT ? bytes[CHANNELS_AT] : RGB;
        if (plain && (channels == RGB_AND_ALPHA || channels == GREY_AND_ALPHA)) {
            throw new UsageException(
                    "the mask has an alpha channel; " + owner + " takes masks without one",
                    "save it as RGB without transparency");
        }
        if (plain && (channels != RGB || bytes[DEPTH_AT] != 8)) {
            throw new UsageException(
                    "the mask is not an RGB picture of eight bits a channel, as " + owner + " wants it",
                    "save it as RGB, not as greyscale or with a palette");
        }
        if ((long) mask.width() * mask.height() <= MOST_PIXELS) {
            checkPixels(decoded(bytes), owner);
        }
    }

    private static BufferedImage decoded(byte[] bytes) {
        try {
            // Reading closes the stream.
            BufferedImage image = ImageIO.read(new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes)));
            if (image != null) {
                return image;
            }
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
            // Broken in one way or another.
        }
        throw new UsageException("the mask is a PNG that cannot be read", "save it again");
    }

    private static void checkPixels(BufferedImage image, String owner) {
        int[] row = new int[image.getWidth()];
        for (int y = 0; y < image.getHeight(); y++) {
            image.getRGB(0, y, row.length, 1, row, 0, row.length);
            if (IntStream.of(row).anyMatch(pixel -> pixel >>> 24 != 0xFF)) {
                throw new UsageException(
                        "the mask has transparent parts; " + owner + " takes opaque black and white",
                        "save it without transparency");
            }
            if (IntStream.of(row).anyMatch(pixel -> pixel != BLACK && pixel != WHITE)) {
                throw new UsageException(
                        "the mask has colours or greys; " + owner + " takes pure black and pure white",
                        "draw it without smooth edges");
            }
        }
    }
}
