package io.github.bedrockcli.model;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Reads a picture's type and size from its first bytes, without decoding the picture. */
public final class ImageHeader {
    private ImageHeader() {}

    /** Pixels; 0 where the header does not tell. */
    public record Size(int width, int height) {
        public static final Size UNKNOWN = new Size(0, 0);
    }

    /** PNG, JPEG, GIF or WebP; empty for anything else. */
    public static Optional<MediaType> type(byte[] bytes) {
        if (ascii(bytes, 1, "PNG\r\n") && unsigned(bytes, 0) == 0x89) {
            return Optional.of(MediaType.PNG);
        }
        if (unsigned(bytes, 0) == 0xFF && unsigned(bytes, 1) == 0xD8 && unsigned(bytes, 2) == 0xFF) {
            return Optional.of(MediaType.JPEG);
        }
        if (ascii(bytes, 0, "GIF87a") || ascii(bytes, 0, "GIF89a")) {
            return Optional.of(MediaType.GIF);
        }
        if (ascii(bytes, 0, "RIFF") && ascii(bytes, 8, "WEBP")) {
            return Optional.of(MediaType.WEBP);
        }
        return Optional.empty();
    }

    /** Unknown where the header ends before it tells, or tells what no picture can have. */
    public static Size size(MediaType type, byte[] bytes) {
        Size size = switch (type) {
            case PNG -> bytes.length < 24 ? Size.UNKNOWN : new Size(bigEndian(bytes, 16, 4), bigEndian(bytes, 20, 4));
            case GIF ->
                bytes.length < 10 ? Size.UNKNOWN : new Size(littleEndian(bytes, 6, 2), littleEndian(bytes, 8, 2));
            case JPEG -> jpegSize(bytes);
            case WEBP -> webpSize(bytes);
            default -> Size.UNKNOWN;
        };
        return size.width() > 0 && size.height() > 0 ? size : Size.UNKNOWN;
    }

    /** Walks the segments up to the frame header (SOF0 to SOF15 without DHT, JPG, DAC). */
    private static Size jpegSize(byte[] bytes) {
        int at = 2;
        while (at + 9 <= bytes.length && unsigned(bytes, at) == 0xFF) {
            int marker = unsigned(bytes, at + 1);
            if (marker == 0xFF) {
                at++;
                continue;
            }
            boolean frame = marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
            if (frame) {
                return new Size(bigEndian(bytes, at + 7, 2), bigEndian(bytes, at + 5, 2));
            }
            at += 2 + Math.max(2, bigEndian(bytes, at + 2, 2));
        }
        return Size.UNKNOWN;
    }

    /** The three forms of WebP: lossy, lossless, extended. */
    private static Size webpSize(byte[] bytes) {
        if (ascii(bytes, 12, "VP8X") && bytes.length >= 30) {
            return new Size(1 + littleEndian(bytes, 24, 3), 1 + littleEndian(bytes, 27, 3));
        }
        if (ascii(bytes, 12, "VP8L") && bytes.length >= 25) {
            int bits = littleEndian(bytes, 21, 4);
            return new Size(1 + (bits & 0x3FFF), 1 + ((bits >> 14) & 0x3FFF));
        }
        if (ascii(bytes, 12, "VP8 ") && bytes.length >= 30) {
            return new Size(littleEndian(bytes, 26, 2) & 0x3FFF, littleEndian(bytes, 28, 2) & 0x3FFF);
        }
        return Size.UNKNOWN;
    }

    private static boolean ascii(byte[] bytes, int at, String text) {
        byte[] expected = text.getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < expected.length; i++) {
            if (unsigned(bytes, at + i) != expected[i]) {
                return false;
            }
        }
        return true;
    }

    private static int bigEndian(byte[] bytes, int at, int length) {
        int value = 0;
        for (int i = 0; i < length; i++) {
            value = value << 8 | Math.max(0, unsigned(bytes, at + i));
        }
        return value;
    }

    private static int littleEndian(byte[] bytes, int at, int length) {
        int value = 0;
        for (int i = length - 1; i >= 0; i--) {
            value = value << 8 | Math.max(0, unsigned(bytes, at + i));
        }
        return value;
    }

    /** The byte at a place, or -1 past the end. */
    private static int unsigned(byte[] bytes, int at) {
        return at < bytes.length ? bytes[at] & 0xFF : -1;
    }
}
