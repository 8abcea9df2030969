package io.github.bedrockcli.model;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The size a picture is to have: pixels, or only the shape for models that choose the pixels themselves.
 *
 * @param width pixels, or the first part of a ratio
 * @param height pixels, or the second part of a ratio
 * @param ratio whether it is a shape such as {@code 16:9} and not a number of pixels
 */
public record ImageSize(int width, int height, boolean ratio) {
    private static final Pattern FORM = Pattern.compile("([1-9]\\d{0,5})([xX:])([1-9]\\d{0,5})");

    /** Reads {@code 1024x768} or {@code 16:9}; empty when it is neither. */
    public static Optional<ImageSize> parse(String text) {
        Matcher matcher = FORM.matcher(text.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        return Optional.of(new ImageSize(
                Integer.parseInt(matcher.group(1)),
                Integer.parseInt(matcher.group(3)),
                matcher.group(2).equals(":")));
    }

    /** As it is typed. */
    @Override
    public String toString() {
        return width + (ratio ? ":" : "x") + height;
    }
}
