package io.github.bedrockcli.family;

import io.github.bedrockcli.model.Media;
import io.github.bedrockcli.model.MediaType;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Which pictures an embedding model takes.
 *
 * @param types the file types
 * @param bytes largest file, in bytes before base64
 * @param pixels most pixels; pictures whose header does not tell are not judged
 */
record PictureLimits(List<MediaType> types, long bytes, long pixels) {
    /** Every type that can be told from its bytes. */
    static final List<MediaType> ALL = List.of(MediaType.PNG, MediaType.JPEG, MediaType.GIF, MediaType.WEBP);

    /** What a request body of 25,000,000 bytes holds as base64. Source: the runtime service model. */
    static final long BODY = 25_000_000L / 4 * 3;

    PictureLimits {
        types = List.copyOf(types);
    }

    /** Why the model would refuse the picture; empty when it would not. */
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
