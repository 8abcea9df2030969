package io.github.bedrockcli.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrockcli.Hostile;
import io.github.bedrockcli.aws.BedrockException;
import io.github.bedrockcli.cli.Terminal.Result;
import io.github.bedrockcli.model.Json;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Prompts from anywhere, of any bytes, and configuration files of any bytes. */
final class PromptPropertiesTest {
    private static final String ANSWER =
            "{\"output\":{\"message\":{\"content\":[{\"text\":\"ok\"}]}},\"stopReason\":\"end_turn\"}";
    private static final String SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
    private static final List<String> PIECES = List.of(
            "region=eu-west-1",
            "invoke.region",
            "regoin=1",
            "model",
            "=",
            ":",
            "\\",
            "\\u00",
            "\\uXYZ1",
            "\\u0061",
            "# note",
            "! note",
            "\n",
            "\n",
            "\n",
            "\r\n",
            "\\\n",
            " ",
            SECRET,
            SECRET + "=" + SECRET,
            "mfa-code=1",
            "quiet=true");

    @TempDir
    private Path folder;

    @Test
    void aPromptIsSentAsItWasGivenOrRefused() {
        Hostile.cases(300, random -> {
            byte[] pipe = Hostile.bytes(random, 6);
            byte[] file = Hostile.bytes(random, 6);
            String argument = Hostile.text(random, 6);
            Files.write(folder.resolve("file"), file);
            List<String> expected = new ArrayList<>();
            boolean wrong = !add(expected, pipe) | !add(expected, file);
            boolean given = !argument.isEmpty() && !argument.equals("-");
            if (given) {
                add(expected, argument);
            }
            FakeBedrock bedrock = new FakeBedrock().answers(ANSWER);
            List<String> args = new ArrayList<>(List.of("invoke", "-f", "file"));
            if (given) {
                args.addAll(List.of("--", argument));
            }
            Result result = new Terminal()
                    .in(folder)
                    .pipe(Hostile.inPieces(random, pipe))
                    .run(bedrock, args.toArray(String[]::new));
            String text = String.join("\n\n", expected);
            if (wrong || text.isBlank()) {
                assertThat(result.code()).as(result.err()).isEqualTo(2);
                assertThat(result.err())
                        .matches("error: (?:there is no prompt|(?:file|standard input) is not UTF-8: byte"
                                + " 0x[89a-f][0-9a-f] at offset \\d+)\nfix: [^\n]+\n");
                assertThat(bedrock.requests).isEmpty();
            } else {
                assertThat(result).isEqualTo(new Result(0, "ok\n", ""));
                assertThat(Json.parse(bedrock.body(0))
                                .at("/messages/0/content/0/text")
                                .asText())
                        .isEqualTo(text);
            }
        });
    }

    private static boolean add(List<String> texts, byte[] bytes) {
        try {
            add(
                    texts,
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(bytes))
                            .toString()
                            .replaceFirst("^\uFEFF", ""));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static void add(List<String> texts, String text) {
        String bare = text.replaceFirst("[\r\n]+\\z", "");
        if (!bare.isEmpty()) {
            texts.add(bare);
        }
    }

    @Test
    void aConfigurationFileOfAnyBytesIsReadOrRefusedAndNeverShown() {
        Map<String, CommandLine> commands =
                new App(TestIo.none(), new FakeBedrock()).commandLine().getSubcommands();
        Path file = folder.resolve("config.properties");
        Io io = new Io(
                InputStream.nullInputStream(),
                OutputStream.nullOutputStream(),
                OutputStream.nullOutputStream(),
                Map.of("BEDROCK_CONFIG", file.toString()),
                true,
                false,
                false,
                folder,
                Clock.systemUTC());
        Hostile.cases(1_000, random -> {
            Files.write(file, config(random));
            try {
                Config.load(io, new KnownKeys(commands.keySet(), commands::get));
            } catch (BedrockException e) {
                assertThat(e.kind()).isEqualTo(BedrockException.Kind.CONFIGURATION);
                assertThat(e.getMessage() + e.fix().orElse(""))
                        .contains(file.toString())
                        .containsPattern(", line \\d+: | is not UTF-8: byte 0x.. at offset \\d+")
                        .doesNotContain(SECRET);
            }
        });
    }

    private static byte[] config(Random random) {
        if (random.nextInt(4) == 0) {
            return Hostile.bytes(random, 20);
        }
        StringBuilder text = new StringBuilder();
        for (int piece = random.nextInt(15); piece > 0; piece--) {
            text.append(Hostile.pick(random, PIECES));
        }
        return Hostile.utf8(text.toString());
    }

    @Test
    void anArgumentIsCheckedByItsBytes() throws Exception {
        Path commandLine = folder.resolve("cmdline");
        byte[] bytes = "java\0Main\0invoke\0a?b\0".getBytes(StandardCharsets.UTF_8);
        bytes["java\0Main\0invoke\0a".length()] = (byte) 0xff;
        Files.write(commandLine, bytes);
        RawArguments raw = RawArguments.in(commandLine);
        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> raw.check(List.of("invoke", "a\uFFFDb"), null)))
                .hasMessage("argument 2 is not UTF-8: byte 0xff at offset 1");
        List<String> losses = new ArrayList<>();
        raw.check(List.of("invoke", "a\uFFFDb"), losses::add);
        assertThat(losses).containsExactly("argument 2: 1 byte that is not UTF-8 replaced with U+FFFD");
        Files.writeString(commandLine, "java\0Main\0invoke\0a\uFFFDb\0");
        raw.check(List.of("invoke", "a\uFFFDb"), null);
        RawArguments.in(folder.resolve("none")).check(List.of("invoke", "a\uFFFDb"), null);
    }
}
