package io.github.bedrockcli.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sizes of pictures as they are typed. */
final class ImageSizeTest {
    @ParameterizedTest
    @CsvSource({"1024x768, 1024, 768, false", "512X512, 512, 512, false", "16:9, 16, 9, true"})
    void pixelsAndRatiosAreRead(String text, int width, int height, boolean ratio) {
        assertThat(ImageSize.parse(text)).contains(new ImageSize(width, height, ratio));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1024", "1024x", "x768", "0x768", "1024x-1", "1e3x5", "99999999x1", "16/9"})
    void anythingElseIsNone(String text) {
        assertThat(ImageSize.parse(text)).isEmpty();
    }
}
