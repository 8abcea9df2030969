package io.github.bedrockcli.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrockcli.Hostile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The AWS files, whatever is in them: a line that is wrong is the trouble of its profile alone, and is never shown. */
final class ProfilePropertiesTest {
    private static final String SECRET = "wJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLEKEY";
    private static final String GOOD = "[profile dev]\nregion = eu-west-3\naws_secret_access_key = " + SECRET + "\n";
    private static final List<String> PIECES = List.of(
            "[profile dev]",
            "[dev]",
            "[default]",
            "[profile default]",
            "[profile dev",
            "profile dev]",
            "[]",
            "[profile]",
            "[sso-session corp]",
            "[services s]",
            "[x] # y",
            "region = eu-west-3",
            "region=",
            "region",
            "= x",
            "=",
            "s3 =",
            "  max = 5",
            "  broken",
            "\t= y",
            "x # a = b",
            "aws_secret_access_key = " + SECRET,
            SECRET,
            "# note",
            "  ; note",
            "a: b",
            "é = ü",
            "\u0000",
            "a b = c",
            "",
            " ");

    @TempDir
    private Path home;

    private Path config;
    private Path credentials;

    @BeforeEach
    void setUp() throws IOException {
        Files.createDirectories(home.resolve(".aws"));
        config = home.resolve(".aws/config");
        credentials = home.resolve(".aws/credentials");
    }

    private Profiles read() {
        return Profiles.read(Map.of("HOME", home.toString()));
    }

    @Test
    void anyLinesAreProfilesOrTheTroubleOfOne() {
        Hostile.cases(1_000, random -> {
            Files.write(config, file(random));
            Files.write(credentials, file(random));
            Profiles profiles = read();
            for (String name : List.of("dev", "default", "profile", SECRET)) {
                try {
                    profiles.find(name);
                    profiles.section("sso-session", name);
                } catch (BedrockException e) {
                    assertThat(e.kind()).isEqualTo(BedrockException.Kind.CONFIGURATION);
                    assertThat(e.getMessage()).contains(", line ").doesNotContain(SECRET);
                }
            }
            ProfileLines.read(credentials, config);
        });
    }

    private static byte[] file(Random random) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        for (int line = random.nextInt(12); line > 0; line--) {
            boolean plain = random.nextInt(6) > 0;
            file.writeBytes(plain ? Hostile.utf8(Hostile.pick(random, PIECES)) : Hostile.bytes(random, 8));
            file.writeBytes(Hostile.utf8(random.nextInt(4) == 0 ? "\r\n" : "\n"));
        }
        return file.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[profile other]\ngarbage\n",
                "[profile other\nregion = us-east-1\n",
                "[profile other]\n= 5\n",
                "[profile other]\ns3 =\n  max = 5\n  broken\n",
                "[profile other]\n  indented = 1\n",
                "garbage\nregion = us-east-1\n",
                "\uFEFF# note\n",
                "[]\na = b\n[profile]\na = b\n",
                "[profile other]\nx # a = b\n",
                "[profile dev]\nregion = us-east-1\n"
            })
    void whatIsWrongElsewhereDoesNotMatter(String other) throws IOException {
        Files.writeString(config, other + GOOD);
        assertThat(read().require("dev").property("region")).contains("eu-west-3");
    }

    @Test
    void indentedAndColonedSettingsAreReadAsTheAwsCliReadsThem() throws IOException {
        Files.writeString(config, "[profile\tdev]\r\n\tregion : eu-west-3\r\n\tRole_Arn=a#b ; note\r\n");
        assertThat(read().require("dev").property("region")).contains("eu-west-3");
        assertThat(read().require("dev").property("role_arn")).contains("a#b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[profile dev]\nregion = eu-west-3\n" + SECRET + "\n",
                "[profile dev]\nregion = eu-west-3\n= " + SECRET + "\n",
                "# one\n# two\n[profile dev\naws_secret_access_key = " + SECRET + "\n",
                "[profile dev]\ns3 =\n  " + SECRET + "\n"
            })
    void whatIsWrongInTheProfileIsSaidWithItsLineAndNotShown(String text) throws IOException {
        Files.writeString(config, text);
        BedrockException failure = org.assertj.core.api.Assertions.catchThrowableOfType(
                BedrockException.class, () -> read().require("dev"));
        assertThat(failure.kind()).isEqualTo(BedrockException.Kind.CONFIGURATION);
        assertThat(failure.getMessage())
                .startsWith(config + ", line 3: the line ")
                .doesNotContain(SECRET);
    }

    @Test
    void bytesThatAreNotUtf8AreTheTroubleOfTheirProfile() throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(Hostile.utf8("# caf"));
        file.write(0xe9);
        file.writeBytes(Hostile.utf8("\n[profile other]\nx = "));
        file.write(0xe9);
        file.writeBytes(Hostile.utf8("\n" + GOOD));
        Files.write(config, file.toByteArray());
        assertThat(read().require("dev").property("region")).contains("eu-west-3");
        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> read().require("other")))
                .hasMessage(config + ", line 3: the line is not UTF-8");
    }

    @Test
    void aFileWithoutEndIsRefused() throws IOException {
        try (var file = new java.io.RandomAccessFile(config.toFile(), "rw")) {
            file.setLength(10_000_000_000L);
        }
        assertThat(org.assertj.core.api.Assertions.catchThrowable(this::read))
                .hasMessage(config + " cannot be read: it has more than 10000000 bytes");
        assertThat(ProfileLines.read(credentials, config)).isNotNull();
        Files.delete(config);
        Files.createSymbolicLink(config, config);
        assertThat(org.assertj.core.api.Assertions.catchThrowable(this::read))
                .hasMessage(config + " cannot be read: it is a loop of links");
    }
}
