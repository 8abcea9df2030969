package io.github.bedrockcli.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockcli.aws.EventMessages;
import io.github.bedrockcli.cli.Terminal.Result;
import io.github.bedrockcli.model.Json;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

/**
 * Streams as they were recorded, and the goldens of every family, cut off after any byte: what is printed is a beginning of
 * the whole, and no exit code 0 comes with less than the whole.
 */
@Timeout(300)
final class CutStreamsTest {
    /** Another one each time; {@code -Dbedrock.seed=N} repeats what failed. */
    private static final long SEED = Long.getLong("bedrock.seed", System.nanoTime());

    /** Cuts of each stream at any byte; {@code -Dbedrock.cuts=N} makes more of them. */
    private static final int CUTS = Integer.getInteger("bedrock.cuts", 2);

    private static final Path GOLDENS = Path.of("src/test/resources/families");
    /** What may have become the mark of reasoning is taken for text when nothing more comes. */
    private static final Pattern TAG_BEGUN = Pattern.compile("</?[a-z]{0,9}$");

    private static final ReplayServer SERVER = new ReplayServer();
    private static final KeptClient CLIENT = new KeptClient();

    /** The frames of one stream, and what asks for it. */
    private record Recorded(String name, List<String> args, List<byte[]> frames) {}

    @AfterAll
    static void close() {
        CLIENT.close();
        SERVER.close();
    }

    @TestFactory
    Stream<DynamicTest> recordedStreams() throws IOException {
        Optional<Path> root = Stream.of(
                        System.getProperty("bedrock.fixtures", ""), "../shared/fixtures", "../../shared/fixtures")
                .filter(place -> !place.isEmpty())
                .map(Path::of)
                .filter(Files::isDirectory)
                .findFirst();
        if (root.isEmpty()) {
            return Stream.empty();
        }
        List<Recorded> streams = new ArrayList<>();
        try (Stream<Path> files = Files.walk(root.get())) {
            for (Path file : files.filter(path -> path.toString().endsWith(".json"))
                    .sorted()
                    .toList()) {
                JsonNode tree = Json.parse(Files.readAllBytes(file));
                if (tree.has("response_body_base64")) {
                    streams.add(recorded(root.get().relativize(file).toString(), tree));
                }
            }
        }
        return tests(streams);
    }

    @TestFactory
    Stream<DynamicTest> goldenStreams() throws IOException {
        List<Recorded> streams = new ArrayList<>();
        try (Stream<Path> files = Files.walk(GOLDENS)) {
            for (Path file :
                    files.filter(path -> path.endsWith("chunks.jsonl")).sorted().toList()) {
                streams.add(golden(file));
            }
        }
        return tests(streams);
    }

    private static Recorded recorded(String name, JsonNode tree) {
        boolean converse = tree.path("operation").asText().equals("ConverseStream");
        ByteBuffer body = ByteBuffer.wrap(
                Base64.getDecoder().decode(tree.path("response_body_base64").asText()));
        List<byte[]> frames = new ArrayList<>();
        while (body.hasRemaining()) {
            byte[] frame = new byte[body.getInt(body.position())];
            body.get(frame);
            frames.add(frame);
        }
        return new Recorded(name, args(tree.path("modelId").asText(), converse, null), frames);
    }

    private static Recorded golden(Path chunks) throws IOException {
        JsonNode asked = Json.parse(Files.readAllBytes(chunks.resolveSibling("args.json")));
        List<byte[]> frames = new ArrayList<>();
        List<String> lines = Files.readAllLines(chunks);
        boolean converse =
                asked.path("api").asText().equals("converse") || chunks.startsWith(GOLDENS.resolve("converse"));
        for (String line : lines) {
            if (converse) {
                Json.parse(line)
                        .properties()
                        .forEach(event -> frames.add(EventMessages.event(event.getKey(), Json.line(event.getValue()))));
            } else {
                frames.add(EventMessages.chunk(line));
            }
        }
        return new Recorded(
                GOLDENS.relativize(chunks.getParent()).toString(),
                args(
                        asked.path("model").asText(),
                        converse,
                        asked.path("family").textValue()),
                frames);
    }

    private static List<String> args(String model, boolean converse, String family) {
        List<String> args = new ArrayList<>(List.of("stream", "-m", model, "--no-resolve", "--max-attempts", "1"));
        args.addAll(List.of("--api", converse ? "converse" : "invoke", "--body", "{}", "--read-timeout", "20"));
        if (family != null) {
            args.addAll(List.of("--family", family));
        }
        return args;
    }

    private static Stream<DynamicTest> tests(List<Recorded> streams) {
        assertThat(streams).isNotEmpty();
        Random random = new Random(SEED);
        return streams.stream().map(stream -> {
            long seed = random.nextLong();
            return DynamicTest.dynamicTest(stream.name(), () -> cut(stream, new Random(seed)));
        });
    }

    private static void cut(Recorded stream, Random random) {
        byte[] wire = Wire.whole(stream.frames());
        Result whole = run(stream, wire);
        for (int i = 0; i < CUTS; i++) {
            int length = random.nextInt(wire.length);
            check(stream, whole, Arrays.copyOf(wire, length), "seed " + SEED + ", cut after byte " + length);
        }
        int last = stream.frames().size();
        for (int i = 0; i < CUTS; i++) {
            int count = random.nextInt(last);
            byte[] cut = Wire.unfinished(stream.frames().subList(0, count));
            check(stream, whole, cut, "seed " + SEED + ", cut after frame " + count);
            byte[] ended = Wire.whole(stream.frames().subList(0, count));
            check(stream, whole, ended, "seed " + SEED + ", ended after frame " + count);
        }
    }

    private static void check(Recorded stream, Result whole, byte[] wire, String what) {
        Result result = run(stream, wire);
        if (result.code() == 0) {
            assertThat(result).as(what).isEqualTo(whole);
            return;
        }
        String text = TAG_BEGUN.matcher(result.out().stripTrailing()).replaceFirst("");
        assertThat(whole.out()).as(what).startsWith(text);
        List<Integer> codes = new ArrayList<>(List.of(8));
        if (text.isEmpty()) {
            codes.add(7);
        }
        // A guardrail that has spoken is believed without an end: a blocked prompt's recorded stream had none.
        if (result.out().equals(whole.out()) || result.err().contains("error: the answer was blocked")) {
            codes.add(whole.code());
        }
        assertThat(result.code()).as(what + "\n" + result.err()).isIn(codes);
        assertThat(result.err().lines().dropWhile(line -> !line.startsWith("error: ")))
                .as(what + "\n" + result.err())
                .hasSizeBetween(1, 4);
    }

    private static Result run(Recorded stream, byte[] wire) {
        SERVER.answer(wire);
        Terminal terminal = new Terminal();
        SERVER.environment().forEach(terminal::environment);
        Result result = terminal.run(CLIENT, stream.args().toArray(String[]::new));
        assertThat(SERVER.requests()).as(stream.name() + "\n" + result.err()).isEqualTo(1);
        return result;
    }
}
