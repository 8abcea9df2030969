package io.github.bedrockcli.chat;

import io.github.bedrockcli.model.Content;
import io.github.bedrockcli.model.Media;
import io.github.bedrockcli.render.VisibleText;

/** What a part of a turn is called when it is spoken of, on one line and harmless on a terminal. */
final class AttachedName {
    private AttachedName() {}

    static String of(Content part) {
        if (part instanceof Content.Image image) {
            return of(image.media());
        }
        if (part instanceof Content.Document document) {
            return of(document.media());
        }
        if (part instanceof Content.Video video) {
            return VisibleText.line(video.footage().name());
        }
        if (part instanceof Content.Text text) {
            // A file's text begins with its name and a colon.
            String name = VisibleText.line(text.text().lines().findFirst().orElse(""));
            return name.substring(0, Math.max(0, name.length() - 1)) + " (text, "
                    + text.text().length() + " characters)";
        }
        return "a part";
    }

    private static String of(Media media) {
        return VisibleText.line(media.name()) + " (" + media.type().format() + ", " + media.size() + " bytes)";
    }
}
