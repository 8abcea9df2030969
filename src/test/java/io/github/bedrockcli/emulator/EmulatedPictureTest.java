package io.github.bedrockcli.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bedrockcli.model.ImageHeader;
import io.github.bedrockcli.model.MediaType;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

final class EmulatedPictureTest {
    @Test
    void pngIsReadableAndHasTheSizeAskedFor() throws IOException {
        BufferedImage image = read(EmulatedPicture.of(96, 64, "a red fox", 7).base64("png"));
        assertThat(image.getWidth()).isEqualTo(96);
        assertThat(image.getHeight()).isEqualTo(64);
        assertThat(image.getColorModel().hasAlpha()).isFalse();
    }

    @Test
    void headerTellsTypeAndSize() {
        byte[] bytes = bytes(EmulatedPicture.of(320, 4096, "", 0).base64("png"));
        assertThat(ImageHeader.type(bytes)).contains(MediaType.PNG);
        assertThat(ImageHeader.size(MediaType.PNG, bytes)).isEqualTo(new ImageHeader.Size(320, 4096));
    }

    @Test
    void sameRequestGivesTheSameBytesAndAnotherSeedOrPromptDoesNot() {
        String picture = EmulatedPicture.of(64, 64, "a red fox", 7).base64("png");
        assertThat(EmulatedPicture.of(64, 64, "a red fox", 7).base64("png")).isEqualTo(picture);
        assertThat(EmulatedPicture.of(64, 64, "a red fox", 8).base64("png")).isNotEqualTo(picture);
        assertThat(EmulatedPicture.of(64, 64, "a blue fox", 7).base64("png")).isNotEqualTo(picture);
    }

    @Test
    void cutOutIsTransparentAroundItsMiddle() throws IOException {
        BufferedImage image =
                read(EmulatedPicture.of(64, 64, "a red fox", 7).cutOut().base64("png"));
        assertThat(image.getRGB(0, 0) >>> 24).isZero();
        assertThat(image.getRGB(32, 32) >>> 24).isEqualTo(255);
    }

    @Test
    void maskIsBlackOnWhite() throws IOException {
        BufferedImage image = read(EmulatedPicture.mask(64, 32).base64("png"));
        assertThat(image.getRGB(0, 0)).isEqualTo(0xFFFFFFFF);
        assertThat(image.getRGB(32, 16)).isEqualTo(0xFF000000);
    }

    @Test
    void jpegIsOneAndWebpIsSaidNotToBe() throws IOException {
        EmulatedPicture picture = EmulatedPicture.of(64, 32, "a red fox", 7);
        byte[] bytes = bytes(picture.base64("jpeg"));
        assertThat(ImageHeader.type(bytes)).contains(MediaType.JPEG);
        assertThat(read(picture.base64("jpeg")).getWidth()).isEqualTo(64);
        assertThatThrownBy(() -> picture.base64("webp"))
                .isInstanceOf(ServiceError.class)
                .hasMessageContaining("writes png and jpeg pictures, not webp");
    }

    private static BufferedImage read(String base64) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(bytes(base64)));
    }

    private static byte[] bytes(String base64) {
        return Base64.getDecoder().decode(base64);
    }
}
