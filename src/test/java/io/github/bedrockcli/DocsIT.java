package io.github.bedrockcli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockcli.emulator.Emulator;
import io.github.bedrockcli.model.Json;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every command of README.md and of the help pages, run as written by the packaged program; its AWS is the emulator. */
final class DocsIT {
    private static final Path README = Path.of("README.md").toAbsolutePath();
    private static final List<String> COMMANDS = List.of(
            "",
            "invoke",
            "stream",
            "embed",
            "rerank",
            "list-models",
            "show-model",
            "chat",
            "whoami",
            "login",
            "logout",
            "policy",
            "async",
            "async list",
            "async get",
            "doctor",
            "emulator",
            "completion");

    @TempDir
    private static Path scratch;

    private static final List<String> requests = new CopyOnWriteArrayList<>();
    private static Emulator emulator;

    @BeforeAll
    static void startTheEmulator() throws IOException {
        Shell.assumePosix();
        emulator = Emulator.start(InetAddress.getLoopbackAddress(), 0, Clock.systemUTC(), requests::add);
    }

    @AfterAll
    static void stopTheEmulator() {
        if (emulator != null) {
            emulator.close();
        }
    }

    @TestFactory
    Stream<DynamicTest> everyCommandOfTheReadmeRuns() throws Exception {
        Shell shell = user("readme");
        List<DynamicTest> tests = new ArrayList<>();
        for (Markdown.Block block : Markdown.blocks(README)) {
            if (block.language().equals("sh")) {
                List<CommandLines.Ran> lines = CommandLines.run(shell, scratch, block.lines());
                lines.forEach(line -> tests.add(check("line " + block.line() + ": ", line)));
                tests.add(DynamicTest.dynamicTest("line " + block.line() + " prints what it says", () -> {
                    if (block.answer() != null) {
                        assertThat(lines.get(lines.size() - 1).out()).isEqualTo(block.answer());
                    }
                }));
            }
        }
        tests.add(DynamicTest.dynamicTest("profile, role and sign-in were used", () -> {
            assertThat(requests).anyMatch(line -> line.startsWith("POST / 200"));
            assertThat(requests).anyMatch(line -> line.startsWith("GET /federation/credentials 200"));
        }));
        tests.add(DynamicTest.dynamicTest("files are written", () -> {
            assertThat(shell.folder().resolve("notes.md")).content().startsWith("[offline echo] ");
            assertThat(shell.folder().resolve("vectors.jsonl")).content().hasLineCount(3);
            for (String name : List.of("lighthouse.png", "ship.png", "night.png", "alone.png")) {
                BufferedImage picture =
                        ImageIO.read(shell.folder().resolve(name).toFile());
                assertThat(picture.getWidth()).as(name).isEqualTo(512);
            }
        }));
        return tests.stream();
    }

    @TestFactory
    Stream<DynamicTest> everyExampleOfTheHelpPagesRuns() throws Exception {
        List<DynamicTest> tests = new ArrayList<>();
        for (String command : COMMANDS) {
            Shell shell = user("help-" + command.replace(' ', '-'));
            String help = shell.run("bedrock " + command + " --help").out();
            List<String> examples = help.lines()
                    .dropWhile(line -> !line.equals("Examples:"))
                    .skip(1)
                    .takeWhile(line -> !line.isEmpty())
                    .map(String::strip)
                    .toList();
            tests.add(DynamicTest.dynamicTest(
                    command + " --help has examples", () -> assertThat(examples).hasSizeGreaterThan(1)));
            CommandLines.run(shell, scratch, examples).forEach(line -> tests.add(check(command + ": ", line)));
        }
        return tests.stream();
    }

    @Test
    void everyReplacementIsStillInADocument() throws Exception {
        StringBuilder documents = new StringBuilder(Files.readString(README));
        for (String command : COMMANDS) {
            documents.append(
                    user("replaced").run("bedrock " + command + " --help").out());
        }
        assertThat(CommandLines.REPLACED.keySet())
                .allSatisfy(part -> assertThat(documents).contains(part));
    }

    @Test
    void theJsonOfAnAnswerHasTheMembersThatTheReadmeLists() throws Exception {
        JsonNode answer =
                Json.parse(user("json").run("bedrock invoke -o json Hello").out());
        List<String> members = new ArrayList<>();
        answer.fieldNames().forEachRemaining(members::add);
        assertThat(readmeRow("| `-o json` |")).contains("`" + String.join(" ", members) + "`");
    }

    @Test
    void theEventsOfAStreamAreAmongThoseThatTheReadmeLists() throws Exception {
        String row = readmeRow("| `stream -o events` |");
        List<String> types = user("events")
                .run("bedrock stream -o events Hello")
                .out()
                .lines()
                .map(DocsIT::type)
                .toList();
        assertThat(types)
                .contains("start", "text", "usage", "stop")
                .allSatisfy(type -> assertThat(row).contains("`" + type + "`"));
    }

    @Test
    void theTroublesOfTheReadmeAreSaidInThoseWords() throws Exception {
        Shell shell = user("troubles");
        Files.writeString(shell.home().resolve(".aws").resolve("config"), """
                [profile NAME]
                region = us-east-1
                sso_start_url = https://example.awsapps.com/start
                sso_region = us-east-1
                sso_account_id = 123456789012
                sso_role_name = Developer
                """);
        Map<String, String> troubles = Map.of(
                "bedrock invoke Hello", "no AWS region is set",
                "bedrock invoke --profile NAME Hello", "profile 'NAME' is not signed in",
                "bedrock invoke --region us-east-1 --no-resolve -m anthropic.claude-haiku-4-5-20251001-v1:0 Hello",
                        "with on-demand throughput isn't supported",
                "bedrock invoke --region us-east-1 -m amazon.nothing-v1:0 Hello",
                        "The provided model identifier is invalid");
        for (Map.Entry<String, String> trouble : troubles.entrySet()) {
            String said = shell.run(trouble.getKey()).err().replace('\u2019', '\'');
            assertThat(said).contains(trouble.getValue());
            assertThat(Files.readString(README)).contains(trouble.getValue() + "`");
        }
    }

    private static String type(String line) {
        try {
            return Json.parse(line).path("type").asText();
        } catch (IOException e) {
            throw new AssertionError(line, e);
        }
    }

    private static String readmeRow(String start) throws IOException {
        return Files.readAllLines(README).stream()
                .filter(line -> line.startsWith(start))
                .findFirst()
                .orElseThrow();
    }

    private static DynamicTest check(String place, CommandLines.Ran ran) {
        return DynamicTest.dynamicTest(place + ran.line(), () -> {
            assumeTrue(ran.missing() == null, "skipped: " + ran.missing() + " is not on this machine");
            assertThat(ran.code()).as(ran.err()).isZero();
        });
    }

    /** A user in a folder of their own, with what the documents' commands work on. */
    private static Shell user(String name) throws IOException, InterruptedException {
        Path place = Files.createDirectories(scratch.resolve(name));
        Path folder = Files.createDirectories(place.resolve("folder"));
        Shell shell = new Shell(folder, place);
        AwsSetUp.write(shell, emulator);
        shell.run("mkdir target && cp -r '" + Shell.application() + "' target/bedrock");
        Files.writeString(folder.resolve("docs.txt"), "a red bicycle\na blue car\na lighthouse\n");
        Files.writeString(folder.resolve("docs.jsonl"), """
                {"id": "a", "text": "a red bicycle"}
                {"id": "b", "text": "a blue car"}
                """);
        Files.write(
                folder.resolve("cat.png"),
                HexFormat.of().parseHex("89504e470d0a1a0a0000000d49484452000000400000004008060000"));
        Files.writeString(folder.resolve("schema.json"), "{\"type\":\"object\",\"additionalProperties\":false}");
        Files.writeString(folder.resolve("tools.json"), "[{\"name\":\"now\",\"input_schema\":{\"type\":\"object\"}}]");
        ImageIO.write(
                new BufferedImage(512, 512, BufferedImage.TYPE_INT_RGB),
                "png",
                folder.resolve("mask.png").toFile());
        if (Shell.isOnPath("git")) {
            shell.run("git init -q . && git add docs.txt && git -c user.name=A -c user.email=a@example.com"
                    + " commit -q -m 'Add the first documents' && echo 'a tree' >> docs.jsonl.new && git add .");
        }
        return shell;
    }
}
