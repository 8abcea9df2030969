package io.github.bedrockcli.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockcli.aws.BedrockException;
import io.github.bedrockcli.aws.BedrockException.Kind;
import io.github.bedrockcli.cli.Terminal.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code embed --out} that is cut, and goes on with {@code --resume}. */
@Timeout(60)
final class EmbedResumeTest {
    private static final String COHERE = "cohere.embed-english-v3";
    private static final String COMMAND = "bedrock embed --input t.txt --out v.txt --concurrency 1 --resume";

    @TempDir
    private Path folder;

    private final FakeVectors bedrock = new FakeVectors();

    @BeforeEach
    void sevenTexts() throws IOException {
        file("t.txt", "a\nbb\nccc\ndddd\neeeee\nffffff\nggggggg\n");
    }

    private void file(String name, String content) throws IOException {
        Files.writeString(folder.resolve(name), content);
    }

    private Path path(String name) {
        return folder.resolve(name);
    }

    private Result run(FakeVectors service, String... more) {
        String[] args = {"embed", "--input", "t.txt", "--out", "v.txt", "--concurrency", "1"};
        return new Terminal().in(folder).run(service, with(args, more));
    }

    private static String[] with(String[] args, String... more) {
        return Stream.concat(Arrays.stream(args), Arrays.stream(more)).toArray(String[]::new);
    }

    private static BedrockException lost() {
        return BedrockException.of(Kind.NETWORK, "Connection reset").build();
    }

    private static FakeVectors failingOn(String text) {
        return new FakeVectors().failsOn(text, lost());
    }

    private static List<String> texts(FakeVectors service) {
        return service.bodies().stream()
                .map(body -> body.path("inputText").asText())
                .toList();
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void aCutRunSaysWhatIsKeptAndTheNextOneGoesOnThere() throws IOException {
        assertThat(run(failingOn("dddd"))).isEqualTo(new Result(7, "", """
                error: no answer from the service; 3 rows are kept in v.txt.partial
                cause: Connection reset
                fix: %s
                """.formatted(COMMAND)));
        assertThat(names()).containsExactly("t.txt", "v.txt.partial", "v.txt.resume");
        assertThat(path("v.txt.partial")).hasContent("[1,0.5]\n[2,0.5]\n[3,0.5]\n");

        assertThat(run(bedrock, "--resume", "-u")).isEqualTo(new Result(0, "", """
                note: 3 rows are kept in v.txt.partial; the run goes on after t.txt line 3
                usage: 4 texts in 4 calls; vector size 2; tokens in 8; total 0.00 s
                """));
        assertThat(texts(bedrock)).containsExactly("dddd", "eeeee", "ffffff", "ggggggg");
        assertThat(path("v.txt")).hasContent("[1,0.5]\n[2,0.5]\n[3,0.5]\n[4,0.5]\n[5,0.5]\n[6,0.5]\n[7,0.5]\n");
        assertThat(names()).containsExactly("t.txt", "v.txt");
    }

    @ParameterizedTest
    @ValueSource(strings = {"vector", "jsonl", "csv", "npy", "f32"})
    void inEveryFormatARunThatIsCutAfterEachRowGivesTheBytesOfAWholeOne(String format) throws IOException {
        run(new FakeVectors(), "-o", format);
        byte[] whole = Files.readAllBytes(path("v.txt"));
        Files.delete(path("v.txt"));
        for (String text : List.of("a", "bb", "ccc", "dddd", "eeeee", "ffffff", "ggggggg")) {
            assertThat(run(failingOn(text), "-o", format, "--resume").code()).isEqualTo(7);
            assertThat(path("v.txt")).doesNotExist();
        }
        assertThat(run(bedrock, "-o", format, "--resume").code()).isZero();
        assertThat(texts(bedrock)).containsExactly("ggggggg");
        assertThat(Files.readAllBytes(path("v.txt"))).isEqualTo(whole);
        assertThat(names()).containsExactly("t.txt", "v.txt");
    }

    @Test
    void wholeNumbersGoOnAsWell() throws IOException {
        String[] asked = {"-m", COHERE, "-p", "embedding_types=int8", "-o", "npy"};
        file("t.txt", IntStream.range(0, 200).mapToObj(i -> "t" + i + "\n").collect(Collectors.joining()));
        FakeVectors whole = new FakeVectors().answers(EmbedResumeTest::bytes);
        assertThat(run(whole, asked).code()).isZero();
        byte[] expected = Files.readAllBytes(path("v.txt"));
        Files.delete(path("v.txt"));
        FakeVectors cut = new FakeVectors().answers(body -> {
            if (body.toString().contains("\"t100\"")) {
                throw lost();
            }
            return bytes(body);
        });
        assertThat(run(cut, asked).err()).startsWith("error: no answer from the service; 96 rows are kept in ");
        bedrock.answers(EmbedResumeTest::bytes);
        assertThat(run(bedrock, with(asked, "--resume")).code()).isZero();
        assertThat(bedrock.bodies())
                .extracting(body -> body.path("texts").size())
                .containsExactly(96, 8);
        assertThat(Files.readAllBytes(path("v.txt"))).isEqualTo(expected);
    }

    private static String bytes(JsonNode body) {
        StringBuilder vectors = new StringBuilder();
        body.path("texts")
                .forEach(text -> vectors.append(vectors.isEmpty() ? "" : ",")
                        .append('[')
                        .append(text.textValue().hashCode() % 100)
                        .append(",-1]"));
        return "{\"embeddings\":{\"int8\":[" + vectors + "]}}";
    }

    /** What kill -9 can leave: rows that the journal does not tell yet, and a record that is torn. */
    @ParameterizedTest
    @ValueSource(strings = {"jsonl", "npy", "f32"})
    void whateverIsTornAtTheEndIsMadeAgain(String format) throws IOException {
        run(new FakeVectors(), "-o", format);
        byte[] whole = Files.readAllBytes(path("v.txt"));
        Files.delete(path("v.txt"));
        run(failingOn("ffffff"), "-o", format);
        byte[] partial = Files.readAllBytes(path("v.txt.partial"));
        byte[] journal = Files.readAllBytes(path("v.txt.resume"));
        int first = new String(journal, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf('\n') + 1;
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 40; i++) {
            String what = format + ", seed " + seed + ", round " + i;
            int told = first + random.nextInt(journal.length - first + 1);
            // What was written beyond the journal is any part of whole rows; what is missing is found by the checksums.
            int written = random.nextInt(partial.length + 1);
            Files.write(path("v.txt.resume"), Arrays.copyOf(journal, told));
            Files.write(path("v.txt.partial"), Arrays.copyOf(partial, random.nextBoolean() ? partial.length : written));
            FakeVectors service = new FakeVectors();
            assertThat(run(service, "-o", format, "--resume").code()).as(what).isZero();
            assertThat(Files.readAllBytes(path("v.txt"))).as(what).isEqualTo(whole);
            assertThat(service.bodies()).as(what).hasSizeBetween(2, 7);
            Files.delete(path("v.txt"));
        }
    }

    @Test
    void rowsThatThePowerFailureTookAreFoundByTheirChecksums() throws IOException {
        run(failingOn("eeeee"));
        byte[] partial = Files.readAllBytes(path("v.txt.partial"));
        Arrays.fill(partial, 20, partial.length, (byte) 0);
        Files.write(path("v.txt.partial"), partial);
        assertThat(run(bedrock, "--resume")).isEqualTo(new Result(0, "", """
                note: 2 rows of v.txt.partial did not reach the disk whole, and will be made again
                note: 2 rows are kept in v.txt.partial; the run goes on after t.txt line 2
                """));
        assertThat(path("v.txt")).hasContent("[1,0.5]\n[2,0.5]\n[3,0.5]\n[4,0.5]\n[5,0.5]\n[6,0.5]\n[7,0.5]\n");
    }

    @Test
    void anotherInputIsRefusedByItsFirstRowThatDiffers() throws IOException {
        run(failingOn("eeeee"));
        file("t.txt", "a\nbb\nxxx\ndddd\neeeee\n");
        String fix = "fix: give the input of the first run again; --force in place of --resume starts over\n";
        assertThat(run(bedrock, "--resume"))
                .isEqualTo(new Result(
                        2, "", "error: t.txt line 3 is not the input that row 3 of v.txt.partial was made of\n" + fix));
        file("t.txt", "a\nbb\n");
        assertThat(run(bedrock, "--resume"))
                .isEqualTo(new Result(2, "", "error: the input ends after 2 of the 4 rows of v.txt.partial\n" + fix));
        assertThat(bedrock.bodies()).isEmpty();
        file("t.txt", "a\nbb\nccc\ndddd\nnew\n");
        assertThat(run(bedrock, "--resume").code()).isZero();
        assertThat(texts(bedrock)).containsExactly("new");
    }

    @Test
    void otherOptionsAreRefused() throws IOException {
        run(failingOn("eeeee"));
        String fix = "fix: give the options of the first run again; --force in place of --resume starts over\n";
        assertThat(run(bedrock, "--resume", "--dimensions", "256"))
                .isEqualTo(new Result(
                        2,
                        "",
                        "error: v.txt.partial was begun with requests [{\"inputText\":\"text\"}], not"
                                + " [{\"inputText\":\"text\",\"dimensions\":256}]\n" + fix));
        assertThat(run(bedrock, "--resume", "-m", COHERE))
                .isEqualTo(new Result(
                        2,
                        "",
                        "error: v.txt.partial was begun with model amazon.titan-embed-text-v2:0, not " + COHERE + "\n"
                                + fix));
        assertThat(run(bedrock, "--resume", "-o", "csv"))
                .isEqualTo(new Result(2, "", "error: v.txt.partial was begun with output vector, not csv\n" + fix));
        assertThat(bedrock.bodies()).isEmpty();
        assertThat(run(bedrock, "--resume", "--keep-going").code()).isZero();
        assertThat(bedrock.bodies()).hasSize(3);
    }

    @Test
    void withoutResumeTheRowsOfACutRunAreNotLostUnasked() throws IOException {
        run(failingOn("eeeee"));
        assertThat(run(bedrock)).isEqualTo(new Result(2, "", """
                error: v.txt.partial holds 4 rows of a cut run
                fix: --resume goes on after them, --force starts over
                """));
        assertThat(bedrock.bodies()).isEmpty();
        assertThat(path("v.txt.partial")).hasContent("[1,0.5]\n[2,0.5]\n[3,0.5]\n[4,0.5]\n");
        assertThat(run(bedrock, "--force")).isEqualTo(new Result(0, "", ""));
        assertThat(bedrock.bodies()).hasSize(7);
        assertThat(names()).containsExactly("t.txt", "v.txt");
    }

    @Test
    void aRunThatIsCompleteSendsNothing() throws IOException {
        assertThat(run(bedrock, "--resume")).isEqualTo(new Result(0, "", ""));
        byte[] whole = Files.readAllBytes(path("v.txt"));
        for (String[] again : new String[][] {{"--resume"}, {"--resume", "--force"}}) {
            assertThat(run(bedrock, again))
                    .isEqualTo(new Result(0, "", "note: v.txt is complete; nothing is left to do\n"));
        }
        assertThat(bedrock.bodies()).hasSize(7);
        assertThat(Files.readAllBytes(path("v.txt"))).isEqualTo(whole);
    }

    @Test
    void aFileThatIsMadeAnewStaysUntilTheNewOneIsWhole() throws IOException {
        file("v.txt", "old\n");
        assertThat(run(failingOn("eeeee"), "--force").code()).isEqualTo(7);
        assertThat(path("v.txt")).hasContent("old\n");
        assertThat(run(bedrock, "--resume")).isEqualTo(new Result(2, "", """
                        error: v.txt exists already
                        fix: choose another name, or add --force
                        """));
        assertThat(run(bedrock, "--resume", "--force").code()).isZero();
        assertThat(bedrock.bodies()).hasSize(3);
        assertThat(path("v.txt")).content().startsWith("[1,0.5]\n").hasLineCount(7);
    }

    @Test
    void thereIsNothingToGoOnWithButAFile() {
        Result refused = new Result(
                2, "", "error: --resume goes on with the file of --out, and there is none\nfix: --out FILE\n");
        Terminal terminal = new Terminal().in(folder);
        assertThat(terminal.run(bedrock, "embed", "a", "--resume")).isEqualTo(refused);
        assertThat(terminal.run(bedrock, "embed", "a", "--resume", "--out", "-"))
                .isEqualTo(refused);
        assertThat(terminal.run(bedrock, "embed", "a", "--resume", "--out", "/dev/null"))
                .isEqualTo(refused);
        assertThat(bedrock.bodies()).isEmpty();
    }

    @Test
    void twoRunsDoNotWriteOneFile() throws IOException {
        Result[] second = new Result[1];
        bedrock.answers(body -> {
            if (second[0] == null) {
                second[0] = run(new FakeVectors(), "--resume");
            }
            return FakeVectors.vectors(body);
        });
        assertThat(run(bedrock)).isEqualTo(new Result(0, "", ""));
        assertThat(second[0]).isEqualTo(new Result(2, "", """
                error: another run is writing v.txt.partial
                fix: wait for its end, or choose another name for --out
                """));
        assertThat(names()).containsExactly("t.txt", "v.txt");
    }

    @Test
    void aStreamThatIsGivenAgainGoesOn() throws IOException {
        String[] args = {"embed", "--out", "v.txt", "--concurrency", "1", "-m", COHERE, "-o", "jsonl"};
        String lines = IntStream.range(0, 300).mapToObj(i -> "t" + i + "\n").collect(Collectors.joining());
        FakeVectors cut = failingOn("t200");
        Result first = new Terminal().in(folder).pipe(lines).run(cut, args);
        assertThat(first.code()).isEqualTo(7);
        assertThat(first.err())
                .contains("; 192 rows are kept in v.txt.partial\n")
                .endsWith("fix: ... | bedrock embed --out v.txt --concurrency 1 -m " + COHERE + " -o jsonl --resume\n");
        Result second = new Terminal().in(folder).pipe(lines).run(bedrock, with(args, "--resume"));
        assertThat(second)
                .isEqualTo(new Result(
                        0,
                        "",
                        "note: 192 rows are kept in v.txt.partial; the run goes on after standard input line 192\n"));
        assertThat(bedrock.bodies())
                .extracting(body -> body.path("texts").size())
                .containsExactly(96, 12);
        assertThat(Files.readAllLines(path("v.txt"))).hasSize(300);
    }

    @Test
    void rowsThatFailedStayAndAreCountedAtTheEnd() throws IOException {
        file("t.txt", "a\nbad\nccc\ndddd\nworse\n");
        FakeVectors first = new FakeVectors().answers(body -> {
            if (body.toString().contains("\"bad\"")) {
                throw BedrockException.of(Kind.REFUSED, "no").build();
            }
            if (body.toString().contains("\"dddd\"")) {
                throw BedrockException.of(Kind.ACCESS_DENIED, "not now").build();
            }
            return FakeVectors.vectors(body);
        });
        assertThat(run(first, "--keep-going").err()).startsWith("""
                warning: t.txt line 2: no
                error: access denied; 3 rows are kept in v.txt.partial
                """);
        FakeVectors second = new FakeVectors()
                .failsOn("worse", BedrockException.of(Kind.REFUSED, "nor this").build());
        assertThat(run(second, "--keep-going", "--resume")).isEqualTo(new Result(1, "", """
                note: 3 rows are kept in v.txt.partial; the run goes on after t.txt line 3
                warning: t.txt line 5: nor this
                error: 2 of 5 texts failed
                cause: t.txt line 2: failed before the run was cut
                """));
        assertThat(path("v.txt")).hasContent("[1,0.5]\nnull\n[3,0.5]\n[4,0.5]\nnull\n");
    }

    @Test
    void arraysRememberTheFailuresBeforeTheirFirstVector() throws IOException {
        file("t.txt", "bad\nbb\nccc\n");
        FakeVectors first = new FakeVectors().answers(body -> {
            throw BedrockException.of(body.toString().contains("bad") ? Kind.REFUSED : Kind.ACCESS_DENIED, "no")
                    .build();
        });
        assertThat(run(first, "-o", "f32", "--keep-going").err()).contains("1 row is kept in v.txt.partial\n");
        assertThat(run(bedrock, "-o", "f32", "--keep-going", "--resume").code()).isEqualTo(1);
        assertThat(Files.readAllBytes(path("v.txt"))).hasSize(3 * 2 * 4);
        assertThat(texts(bedrock)).containsExactly("bb", "ccc");
    }

    @Test
    void aRefusedTextIsMendedAndTheRunGoesOn() throws IOException {
        bedrock.failsOn("ccc", BedrockException.of(Kind.REFUSED, "no such text").build());
        assertThat(run(bedrock)).isEqualTo(new Result(5, "", """
                error: the service refused the request; 2 rows are kept in v.txt.partial
                cause: t.txt line 3: no such text
                fix: %s
                """.formatted(COMMAND)));
        file("t.txt", "a\nbb\nmended\n");
        FakeVectors second = new FakeVectors();
        assertThat(run(second, "--resume").code()).isZero();
        assertThat(texts(second)).containsExactly("mended");
    }

    @Test
    void whatThrottlingNeedsIsSaidBeforeGoingOn() {
        BedrockException throttled = BedrockException.of(Kind.THROTTLED, "Too many requests")
                .code("ThrottlingException")
                .status(429)
                .build();
        Result result = run(bedrock.failsOn("bb", throttled));
        assertThat(result.code()).isEqualTo(6);
        assertThat(result.err()).matches("""
                error: throttled.*; 1 row is kept in v.txt.partial
                cause: Too many requests
                fix: .*; then %s
                docs: .*
                """.formatted(COMMAND));
    }

    @Test
    void aRunThatMadeNoRowLeavesNothing() throws IOException {
        assertThat(run(failingOn("a"))).isEqualTo(new Result(7, "", """
                error: no answer from the service
                cause: Connection reset
                fix: check the network, the proxy and the region
                """));
        assertThat(names()).containsExactly("t.txt");
    }

    @Test
    void filesOfOthersAreLeftAlone() throws IOException {
        file("v.txt.partial", "of another program\n");
        Result unknown = new Result(2, "", """
                error: v.txt.partial is there already, and not of a run that can go on
                fix: remove it, or choose another name for --out
                """);
        assertThat(run(bedrock)).isEqualTo(unknown);
        assertThat(run(bedrock, "--resume")).isEqualTo(unknown);
        assertThat(path("v.txt.partial")).hasContent("of another program\n");
        Files.delete(path("v.txt.partial"));
        file("v.txt.resume", "of another program\n");
        assertThat(run(bedrock, "--force")).isEqualTo(new Result(2, "", """
                error: v.txt.resume is not this program's
                fix: choose another name for --out
                """));
        assertThat(path("v.txt.resume")).hasContent("of another program\n");
        assertThat(names()).containsExactly("t.txt", "v.txt.resume");
        assertThat(bedrock.bodies()).isEmpty();
    }

    @Test
    void linksUnderTheNamesBesideTheFileAreNotFollowed() throws IOException {
        file("precious", "of somebody\n");
        for (String beside : List.of("v.txt.partial", "v.txt.resume")) {
            Files.createSymbolicLink(path(beside), path("precious"));
            Result result = run(bedrock, "--force");
            assertThat(result.code()).as(beside).isEqualTo(2);
            assertThat(path("precious")).as(beside).hasContent("of somebody\n");
            Files.delete(path(beside));
        }
        assertThat(bedrock.bodies()).isEmpty();
    }

    @Test
    void theCommandThatGoesOnIsFitForAShell() throws IOException {
        file("my t.txt", "a\nb\n");
        Result result = new Terminal()
                .in(folder)
                .run(
                        failingOn("b"),
                        "embed",
                        "--input",
                        "my t.txt",
                        "--out=it's",
                        "--mfa-code",
                        "123456",
                        "--concurrency=1");
        assertThat(result.err())
                .endsWith("fix: bedrock embed --input 'my t.txt' '--out=it'\\''s' --concurrency=1 --resume\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--resume", "--force", "--quiet"})
    void itsOwnInputIsNeitherTakenForRowsNorReplaced(String option) throws IOException {
        Files.createLink(path("link.txt"), path("t.txt"));
        FakeVectors service = new FakeVectors();
        Result result =
                new Terminal().in(folder).run(service, "embed", "--input", "t.txt", "--out", "link.txt", option);
        assertThat(result).isEqualTo(new Result(2, "", """
                error: --out link.txt is the file that the inputs come from
                fix: choose another name for --out
                """));
        assertThat(texts(service)).isEmpty();
        assertThat(path("t.txt")).content().startsWith("a\nbb\n");
    }

    @Test
    void whatIsNoFileInTheJournalsPlaceIsLeftAlone() throws IOException {
        Files.createDirectory(path("v.txt.resume"));
        assertThat(run(bedrock, "--resume")).isEqualTo(new Result(2, "", """
                error: v.txt.resume is not a file
                fix: choose another name for --out
                """));
        assertThat(names()).containsExactly("t.txt", "v.txt.resume");
    }
}
