package io.github.bedrockcli.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an image model answered.
 *
 * @param pictures those that came, also when others were filtered
 * @param stop how it ended: {@link Outcome#COMPLETE}, {@link Outcome#BLOCKED} by a filter, {@link Outcome#BROKEN} when
 *     the model failed
 */
public record ImageReply(List<Picture> pictures, Stop stop) {
    public ImageReply {
        pictures = List.copyOf(pictures);
    }

    /**
     * A picture.
     *
     * @param base64 its bytes as the service sent them
     * @param seed what makes the same picture again, or null where the service does not tell
     * @param role what it is where it is not a result, such as {@code mask}; null for results
     */
    public record Picture(
            String base64, @Nullable Long seed, @Nullable String role) {}
}
