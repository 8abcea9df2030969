package io.github.bedrockcli.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an image model is asked. Numbers, seeds, strengths and styles are parameters and not here.
 *
 * @param text what the picture is to show, or null
 * @param images the pictures to start from or to change, in the order given
 * @param mask the part of the picture to change, as a picture, or null
 * @param size the size of the result, or null for the model's own
 * @param task the vendor's word for what to do, or null to tell it from what is given
 */
public record ImagePrompt(
        @Nullable String text,
        List<Media> images,
        @Nullable Media mask,
        @Nullable ImageSize size,
        @Nullable String task) {
    public ImagePrompt {
        images = List.copyOf(images);
    }
}
