package io.github.bedrockcli.model;

import org.jspecify.annotations.Nullable;

/**
 * What one vector is made of: a text, a picture, or both together.
 *
 * @param text the text, or null
 * @param image the picture, or null; never null beside a null text
 */
public record EmbeddingInput(
        @Nullable String text, @Nullable Media image) {
    /** What there is. */
    public enum Kind {
        TEXT("texts"),
        IMAGE("pictures"),
        TEXT_AND_IMAGE("a text and a picture together");

        private final String display;

        Kind(String display) {
            this.display = display;
        }

        /** For messages: what a model takes or does not take. */
        public String display() {
            return display;
        }
    }

    public EmbeddingInput {
        if (text == null && image == null) {
            throw new IllegalArgumentException("an input has a text, a picture or both");
        }
    }

    public static EmbeddingInput of(String text) {
        return new EmbeddingInput(text, null);
    }

    public Kind kind() {
        return image == null ? Kind.TEXT : text == null ? Kind.IMAGE : Kind.TEXT_AND_IMAGE;
    }

    /** Bytes of the picture before base64; 0 without one. */
    public int imageSize() {
        return image == null ? 0 : image.size();
    }
}
