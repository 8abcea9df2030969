package io.github.bedrockcli.family;

import io.github.bedrockcli.model.Content;
import io.github.bedrockcli.model.Footage;
import io.github.bedrockcli.model.Media;
import io.github.bedrockcli.model.Message;
import io.github.bedrockcli.model.Prompt;
import io.github.bedrockcli.model.Role;
import io.github.bedrockcli.model.UsageException;
import java.util.Locale;

/**
 * How many and how large the pictures, documents and videos of one request may be; checked before anything is sent.
 *
 * @param images most pictures in a request
 * @param imageBytes largest picture, in bytes before base64
 * @param side most pixels along a side; pictures whose header does not tell are not judged
 * @param requestBytes most bytes of all media together, as base64, which is nearly all of a large body
 */
public record MediaLimits(int images, long imageBytes, int side, long requestBytes) {
    /** No limit but the service's own on bodies: 25,000,000 bytes. Source: the runtime service model. */
    static final MediaLimits BODY = new MediaLimits(Integer.MAX_VALUE, Long.MAX_VALUE, Integer.MAX_VALUE, 25_000_000);

    /**
     * Judges a prompt.
     *
     * @param owner whom messages name
     * @throws UsageException for the first picture or document that does not fit
     */
    void check(Prompt prompt, String owner) {
        int count = 0;
        long total = 0;
        for (Message message : prompt.messages()) {
            for (Content part : message.content()) {
                if (part instanceof Content.Image image) {
                    count++;
                    checkImage(image.media(), owner);
                    total += placed(image.media(), message.role(), "pictures");
                } else if (part instanceof Content.Document document) {
                    total += placed(document.media(), message.role(), "documents");
                } else if (part instanceof Content.Video video && video.footage() instanceof Footage.Held held) {
                    total += placed(held.media(), message.role(), "videos");
                }
            }
        }
        if (count > images) {
            throw new UsageException(owner + " takes at most " + images + " pictures in a request, not " + count);
        }
        if (total > requestBytes) {
            throw new UsageException(
                    "pictures, documents and videos come to " + megabytes(total) + " as base64; a request to " + owner
                            + " holds at most " + megabytes(requestBytes),
                    "send fewer or smaller ones");
        }
    }

    private void checkImage(Media media, String owner) {
        if (media.size() > imageBytes) {
            throw new UsageException(
                    media.name() + " has " + media.size() + " bytes; " + owner + " takes pictures of at most "
                            + imageBytes,
                    "make it smaller");
        }
        if (media.width() > side || media.height() > side) {
            throw new UsageException(
                    media.name() + " is " + media.width() + "x" + media.height() + " pixels; " + owner
                            + " takes at most " + side + " along a side",
                    "make it smaller");
        }
    }

    /** Size as base64, once it is known that the turn may hold media. */
    private static long placed(Media media, Role role, String what) {
        if (role == Role.ASSISTANT) {
            throw new UsageException("only the user's turns may hold " + what + "; " + media.name()
                    + " stands in one of the assistant's");
        }
        return (media.size() + 2L) / 3 * 4;
    }

    private static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
    }
}
