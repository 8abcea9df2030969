package io.github.bedrockcli.family;

import io.github.bedrockcli.model.ImageHeader;
import io.github.bedrockcli.model.Media;
import io.github.bedrockcli.model.MediaType;
import io.github.bedrockcli.model.UsageException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a picture that an image or an embedding model is given may be; checked before anything is sent. Sizes are judged only where the
 * picture's header tells them.
 *
 * @param types those that are taken
 * @param bytes largest picture, in bytes before base64
 * @param shortest least pixels along a side
 * @param longest most pixels along a side
 * @param pixels most pixels in all
 * @param ratio how many times the short side fits into the long one, at most
 */
record PictureLimits(List<MediaType> types, long bytes, int shortest, int longest, long pixels, double ratio) {
    /** Every type that can be told from its bytes. */
    static final List<MediaType> ALL = List.of(MediaType.PNG, MediaType.JPEG, MediaType.GIF, MediaType.WEBP);

    /** What a request body of 25,000,000 bytes holds as base64. Source: the runtime service model. */
    static final long BODY = 25_000_000L / 4 * 3;

    PictureLimits(List<MediaType> types, long bytes, long pixels) {
        this(types, bytes, 1, Integer.MAX_VALUE, pixels, Double.POSITIVE_INFINITY);
    }

    PictureLimits {
        types = List.copyOf(types);
    }

    /** Any size. */
    static PictureLimits ofTypes(MediaType... types) {
        return new PictureLimits(
                List.of(types), Long.MAX_VALUE, 1, Integer.MAX_VALUE, Long.MAX_VALUE, Double.POSITIVE_INFINITY);
    }

    /**
     * A picture that came as a parameter, its size told from its bytes.
     *
     * @param name the parameter's
     * @throws UsageException when it is no base64 of a picture
     */
    static Media picture(String name, String base64) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new UsageException(name + " is not base64", "-p " + name + "=@FILE reads a file");
        }
        MediaType type = ImageHeader.type(bytes)
                .orElseThrow(
                        () -> new UsageException(name + " is not a picture", "-p " + name + "=@FILE reads a file"));
        ImageHeader.Size size = ImageHeader.size(type, bytes);
        return new Media(type, name, bytes, size.width(), size.height());
    }

    PictureLimits atMostBytes(long most) {
        return new PictureLimits(types, most, shortest, longest, pixels, ratio);
    }

    PictureLimits sides(int least, int most) {
        return new PictureLimits(types, bytes, least, most, pixels, ratio);
    }

    PictureLimits atMostPixels(long most) {
        return new PictureLimits(types, bytes, shortest, longest, most, ratio);
    }

    PictureLimits ratioWithin(double most) {
        return new PictureLimits(types, bytes, shortest, longest, pixels, most);
    }

    /**
     * Judges a picture.
     *
     * @param owner whom messages name
     * @throws UsageException when it does not fit
     */
    void check(Media picture, String owner) {
        if (!types.contains(picture.type())) {
            throw new UsageException(
                    picture.name() + " is a " + name(picture.type()) + " picture; " + owner + " takes " + typeNames(),
                    "convert it first");
        }
        if (picture.size() > bytes) {
            throw new UsageException(
                    picture.name() + " has " + picture.size() + " bytes; " + owner + " takes pictures of at most "
                            + bytes,
                    "make it smaller");
        }
        if (picture.width() > 0 && picture.height() > 0) {
            checkSize(picture, owner);
        }
    }

    private void checkSize(Media picture, String owner) {
        int shorter = Math.min(picture.width(), picture.height());
        int longer = Math.max(picture.width(), picture.height());
        String is = picture.name() + " is " + picture.width() + "x" + picture.height() + " pixels; " + owner;
        if (longer > longest) {
            throw new UsageException(is + " takes at most " + longest + " along a side", "make it smaller");
        }
        if (shorter < shortest) {
            throw new UsageException(is + " takes at least " + shortest + " along a side", "make it larger");
        }
        if ((long) picture.width() * picture.height() > pixels) {
            throw new UsageException(is + " takes at most " + pixels + " in all", "make it smaller");
        }
        if (longer > ratio * shorter) {
            throw new UsageException(
                    is + " takes sides of at most 1:" + number(ratio), "cut it to a shape that is less long");
        }
    }

    private String typeNames() {
        return types.stream().map(PictureLimits::name).collect(Collectors.joining(" and "));
    }

    private static String name(MediaType type) {
        return switch (type) {
            case WEBP -> "WebP";
            default -> type.format().toUpperCase(Locale.ROOT);
        };
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }

    /** As {@link #check}, for type, bytes and pixels, in words that need no name of the picture; empty when it fits. */
    Optional<String> refusal(Media picture, String owner) {
        if (!types.contains(picture.type())) {
            return Optional.of("the picture is " + picture.type().name() + "; " + owner + " takes "
                    + types.stream().map(MediaType::name).collect(Collectors.joining(", ")));
        }
        if (picture.size() > bytes) {
            return Optional.of(
                    "the picture has " + picture.size() + " bytes; " + owner + " takes pictures of at most " + bytes);
        }
        long area = (long) picture.width() * picture.height();
        if (area > pixels) {
            return Optional.of("the picture has " + area + " pixels (" + picture.width() + "x" + picture.height()
                    + "); " + owner + " takes at most " + pixels);
        }
        return Optional.empty();
    }
}
