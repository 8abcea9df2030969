package io.github.bedrockcli.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bedrockcli.model.Media;
import io.github.bedrockcli.model.MediaType;
import io.github.bedrockcli.model.UsageException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Types and sizes of pictures and documents, told from their bytes. */
final class MediaFilesTest {
    @TempDir
    private Path folder;

    private MediaFiles media;

    @BeforeEach
    void setUp() {
        Io io = TestIo.none();
        media = new MediaFiles(new InputFiles(new Io(
                InputStream.nullInputStream(),
                io.out(),
                io.err(),
                Map.of(),
                true,
                false,
                false,
                folder,
                Clock.systemUTC())));
    }

    private String file(String name, String hex) throws Exception {
        Files.write(folder.resolve(name), HexFormat.of().parseHex(hex.replace(" ", "")));
        return name;
    }

    private void check(String hex, MediaType type, int width, int height) throws Exception {
        Media image = media.image(file("lies.txt", hex));
        assertThat(image.type()).isEqualTo(type);
        assertThat(image.width()).isEqualTo(width);
        assertThat(image.height()).isEqualTo(height);
    }

    @Test
    void picturesAreToldByTheirBytesWithTheirSize() throws Exception {
        check("89504E470D0A1A0A 0000000D 49484452 00000140 000000F0 0806", MediaType.PNG, 320, 240);
        check("474946383961 4001 F000 00", MediaType.GIF, 320, 240);
        check("FFD8 FFE0 0004 0000 FFC0 0011 08 00F0 0140 03 000000", MediaType.JPEG, 320, 240);
        check("52494646 00000000 57454250 56503858 0A000000 00000000 3F0100 EF0000", MediaType.WEBP, 320, 240);
        check("52494646 00000000 57454250 5650384C 00000000 2F 3FC13B00", MediaType.WEBP, 320, 240);
        check("52494646 00000000 57454250 56503820 00000000 000000 9D012A 4001 F000", MediaType.WEBP, 320, 240);
    }

    @Test
    void aPictureWhoseHeaderTellsNoSizeIsRefused() throws Exception {
        for (String hex : List.of(
                "FFD8FF",
                "89504E470D0A",
                "89504E470D0A1A0A 0000000D 49484452 00000140 0000",
                "89504E470D0A1A0A 0000000D 49484452 00000000 000000F0 0806",
                "89504E470D0A1A0A 0000000D 49484452 FFFFFFFF 80000000 0806",
                "474946383961 4001",
                "52494646 00000000 57454250 56503858 0A000000")) {
            String name = file("cut.png", hex);
            assertThatThrownBy(() -> media.image(name))
                    .as(hex)
                    .isInstanceOf(UsageException.class)
                    .hasMessageContaining("but is cut off or damaged: it tells no width and height");
        }
    }

    @Test
    void aDocumentThatIsNotWhatItsNameSaysIsRefused() throws Exception {
        Files.writeString(folder.resolve("report.pdf"), "<html>404</html>");
        assertThatThrownBy(() -> media.document("report.pdf"))
                .isInstanceOf(UsageException.class)
                .hasMessage("report.pdf is named .pdf, but its bytes are those of something else");
    }

    @Test
    void whatIsNoPictureIsRefused() throws Exception {
        String name = file("photo.png", "00112233");
        assertThatThrownBy(() -> media.image(name))
                .isInstanceOf(UsageException.class)
                .hasMessage("photo.png is not a picture that Bedrock's models take");
    }

    @Test
    void documentsAreToldByTheirBytesAndTextByItsName() throws Exception {
        Files.writeString(folder.resolve("a.bin"), "%PDF-1.7 ...");
        Files.writeString(folder.resolve("b.md"), "# Title");
        Files.writeString(folder.resolve("c"), "plain");
        Files.write(folder.resolve("d.zip"), "PK\u0003\u0004....xl/workbook.xml".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(media.document("a.bin").type()).isEqualTo(MediaType.PDF);
        assertThat(media.document("b.md").type()).isEqualTo(MediaType.MD);
        assertThat(media.document("c").type()).isEqualTo(MediaType.TXT);
        assertThat(media.document("d.zip").type()).isEqualTo(MediaType.XLSX);
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource({
        "00000018 66747970 6D703432 00000000, MP4",
        "00000014 66747970 69736F6D 00000000, MP4",
        "00000014 66747970 71742020 00000000, MOV",
        "00000008 77696465 00000000 6D646174, MOV",
        "00000014 66747970 33677034 00000000, THREE_GP",
        "1A45DFA3 A3 4286 8101 42F7 8101 4282 84 7765626D, WEBM",
        "1A45DFA3 A3 4286 8101 42F7 8101 4282 88 6D6174726F736B61, MKV",
        "464C5601 05 00000009, FLV",
        "000001BA 44 0004, MPEG",
        "000001B3 14 00F0, MPEG",
        "3026B2758E66CF11 A6D9, WMV"
    })
    void videosAreToldByTheirBytes(String hex, MediaType type) throws Exception {
        assertThat(media.video(file("lies.txt", hex)).type()).isEqualTo(type);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "00", "000001", "89504E470D0A1A0A", "1A45DF", "52494646 00000000 41564920"})
    void whatIsNoVideoIsRefused(String hex) throws Exception {
        String name = file("film.mp4", hex);
        assertThatThrownBy(() -> media.video(name))
                .isInstanceOfSatisfying(
                        UsageException.class,
                        refusal -> assertThat(refusal.fix()).startsWith("give MP4"))
                .hasMessage("film.mp4 is not a video that Bedrock's models take");
    }

    @Test
    void aPictureIsNoDocumentAndBinaryIsNoText() throws Exception {
        String picture = file("p.pdf", "89504E470D0A1A0A");
        assertThatThrownBy(() -> media.document(picture)).hasMessage("p.pdf is a picture");
        String binary = file("b.txt", "FF00FF00");
        assertThatThrownBy(() -> media.document(binary)).hasMessage("b.txt is not UTF-8: byte 0xff at offset 0");
    }

    @Test
    void unreadableFilesSayWhy() {
        assertThatThrownBy(() -> media.image("none.png")).hasMessage("cannot read none.png: no such file or directory");
        assertThatThrownBy(() -> media.image(".")).hasMessage("cannot read .: it is a directory");
    }
}
