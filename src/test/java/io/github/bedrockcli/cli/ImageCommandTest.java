package io.github.bedrockcli.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockcli.aws.BedrockException;
import io.github.bedrockcli.aws.BedrockException.Kind;
import io.github.bedrockcli.cli.Terminal.Result;
import io.github.bedrockcli.model.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code invoke} with an image model: options, files, formats, endings. */
final class ImageCommandTest {
    private static final String CANVAS = "amazon.nova-canvas-v1:0";
    private static final String TITAN = "amazon.titan-image-generator-v2:0";

    /** The smallest pictures there are: headers that tell 512x384. */
    private static final byte[] PNG = Base64.getDecoder().decode("iVBORw0KGgoAAAANSUhEUgAAAgAAAAGACAIAAAAAAAAA");

    private static final byte[] JPEG = Base64.getDecoder().decode("/9j/wAARCAGAAgADASIAAhEBAxEBAAAA");

    private static final String PNG_TEXT = Base64.getEncoder().encodeToString(PNG);
    private static final String SECOND_TEXT =
            Base64.getEncoder().encodeToString((text(PNG) + "2").getBytes(StandardCharsets.ISO_8859_1));

    private static final String DEFAULT_SEED =
            "note: seed 12, the service's default; --seed random makes another picture\n";

    @TempDir
    private Path folder;

    private final FakeBedrock bedrock = new FakeBedrock();

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static String pictures(String... base64) {
        return "{\"images\":["
                + String.join(
                        ",", Stream.of(base64).map(one -> "\"" + one + "\"").toList()) + "]}";
    }

    private Result canvas(String... more) {
        return invoke(Stream.concat(Stream.of("invoke", "-m", CANVAS), Stream.of(more))
                .toArray(String[]::new));
    }

    private Result invoke(String... args) {
        return new Terminal().in(folder).run(bedrock, args);
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private JsonNode sent() throws IOException {
        return Json.parse(bedrock.body(0));
    }

    @Test
    void aPictureIsWrittenToAFreeNumberAndItsNamePrinted() throws Exception {
        bedrock.answers(pictures(PNG_TEXT)).answers(pictures(PNG_TEXT));
        assertThat(canvas("a red fox")).isEqualTo(new Result(0, "image-1.png\n", DEFAULT_SEED));
        Files.move(folder.resolve("image-1.png"), folder.resolve("image-1.jpg"));
        assertThat(canvas("-q", "a red fox")).isEqualTo(new Result(0, "image-2.png\n", ""));
        assertThat(names()).containsExactly("image-1.jpg", "image-2.png");
        assertThat(folder.resolve("image-2.png")).hasBinaryContent(PNG);
        assertThat(sent()).isEqualTo(Json.parse("""
                {"taskType":"TEXT_IMAGE","textToImageParams":{"text":"a red fox"}}""".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void severalPicturesAreNumberedAfterTheName() throws Exception {
        bedrock.answers(pictures(PNG_TEXT, SECOND_TEXT));
        assertThat(canvas("--count", "2", "--seed", "7", "--out", "cat.png", "x"))
                .isEqualTo(new Result(0, "cat-1.png\ncat-2.png\n", "note: seed 7\n"));
        assertThat(names()).containsExactly("cat-1.png", "cat-2.png");
    }

    @Test
    void oneOfSeveralKeepsItsNumberAndTheRestIsSaidToBeBlocked() throws Exception {
        bedrock.answers("{\"images\":[\"" + PNG_TEXT + "\"],\"error\":\"one was filtered\"}");
        assertThat(canvas("--count", "3", "--seed", "7", "--out", "cat.png", "x"))
                .isEqualTo(new Result(10, "cat-1.png\n", """
                        note: seed 7
                        error: not all pictures came (1 of 3): the rest was blocked
                        cause: one was filtered
                        """));
        assertThat(names()).containsExactly("cat-1.png");
    }

    @Test
    void aBlockedPictureExitsTenAndLeavesNothing() throws Exception {
        bedrock.answers("{\"images\":null,\"error\":\"the prompt was filtered\"}");
        assertThat(canvas("--out", "cat.png", "x")).isEqualTo(new Result(10, "", """
                        error: the picture was blocked
                        cause: the prompt was filtered
                        """));
        assertThat(names()).isEmpty();
    }

    @Test
    void whatTheContentFilterRefusesExitsTen() {
        bedrock.fails(BedrockException.of(Kind.BLOCKED, "This request has been blocked by our content filters.")
                .code("ValidationException")
                .build());
        assertThat(canvas("x")).isEqualTo(new Result(10, "", """
                        error: blocked by the service's content filter (ValidationException)
                        cause: This request has been blocked by our content filters.
                        fix: change the prompt
                        """));
    }

    @Test
    void fewerPicturesThanAskedForAreNoted() {
        bedrock.answers(pictures(PNG_TEXT));
        assertThat(canvas("--count", "2", "--seed", "7", "x").err())
                .isEqualTo("note: seed 7\nnote: 1 of 2 pictures came, and the service does not say why\n");
    }

    @Test
    void aMaskThatComesBackIsNamedAfterItsRole() throws Exception {
        Files.write(folder.resolve("cat.png"), PNG);
        bedrock.answers("{\"images\":[\"" + PNG_TEXT + "\"],\"maskImage\":\"" + PNG_TEXT + "\"}");
        Result result = canvas(
                "--image", "cat.png", "-p", "maskPrompt=the hat", "-p", "returnMask=true", "-q", "--out", "hat.png");
        assertThat(result).isEqualTo(new Result(0, "hat.png\nhat-mask.png\n", ""));
        assertThat(sent().path("taskType").asText()).isEqualTo("INPAINTING");
        assertThat(sent().at("/inPaintingParams/image").asText()).isEqualTo(PNG_TEXT);
    }

    @Test
    void theEndingFollowsTheBytes() throws Exception {
        String jpeg = Base64.getEncoder().encodeToString(JPEG);
        for (int i = 0; i < 4; i++) {
            bedrock.answers(pictures(jpeg));
        }
        assertThat(canvas("-q", "x").out()).isEqualTo("image-1.jpg\n");
        assertThat(canvas("-q", "--out", "cat", "x").out()).isEqualTo("cat.jpg\n");
        assertThat(canvas("--seed", "1", "--out", "cat.png", "x"))
                .isEqualTo(
                        new Result(0, "cat.png\n", "note: cat.png holds a jpeg picture, as it came\nnote: seed 1\n"));
        assertThat(canvas("--seed", "1", "--out", "b.JPEG", "x"))
                .isEqualTo(new Result(0, "b.JPEG\n", "note: seed 1\n"));
    }

    @Test
    void nothingIsPaidForWhenAFileIsInTheWay() throws Exception {
        Files.writeString(folder.resolve("cat-2.png"), "old");
        Result result = canvas("--count", "2", "--out", "cat.png", "x");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).startsWith("error: ").contains("cat-2.png exists already");
        Files.writeString(folder.resolve("dog.webp"), "old");
        assertThat(canvas("--out", "dog", "x").err()).contains("dog.webp exists already");
        assertThat(bedrock.requests).isEmpty();
        assertThat(names()).containsExactly("cat-2.png", "dog.webp");
        bedrock.answers(pictures(PNG_TEXT, SECOND_TEXT));
        assertThat(canvas("-q", "--count", "2", "--out", "cat.png", "--force", "x")
                        .code())
                .isZero();
        assertThat(folder.resolve("cat-2.png")).hasSize(PNG.length + 1);
    }

    @Test
    void whatAppearsMeanwhileStaysAndSoDoesThePicture() throws Exception {
        // A GIF is not among the endings that are looked for before the call.
        String gif = Base64.getEncoder().encodeToString("GIF89a\1\0\1\0".getBytes(StandardCharsets.ISO_8859_1));
        Files.writeString(folder.resolve("cat.gif"), "old");
        bedrock.answers(pictures(gif));
        assertThat(canvas("--seed", "1", "--out", "cat", "x")).isEqualTo(new Result(0, "cat-2.gif\n", """
                        note: cat.gif has appeared meanwhile; the picture is in cat-2.gif
                        note: seed 1
                        """));
        assertThat(folder.resolve("cat.gif")).hasContent("old");
    }

    @Test
    void aFolderGetsNumberedPictures() throws Exception {
        Files.createDirectory(folder.resolve("pics"));
        bedrock.answers(pictures(PNG_TEXT)).answers(pictures(PNG_TEXT));
        assertThat(canvas("-q", "--out", "pics", "x").out()).isEqualTo("pics/image-1.png\n");
        assertThat(canvas("-q", "--out", "pics/", "x").out()).isEqualTo("pics/image-2.png\n");
        Result missing = canvas("--out", "none/", "x");
        assertThat(missing.code()).isEqualTo(2);
        assertThat(missing.err()).contains("none cannot be written to: no such file or directory");
    }

    @Test
    void aDashSendsThePictureToStandardOutput() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        bedrock.answers(pictures(PNG_TEXT));
        Result result =
                new Terminal().in(folder).out(out).run(bedrock, "invoke", "-m", CANVAS, "--out", "-", "-q", "x");
        assertThat(result.code()).isZero();
        assertThat(out.toByteArray()).isEqualTo(PNG);
    }

    @Test
    void aDashIsRefusedWhereThePictureHasNoPlace() {
        assertThat(canvas("--out", "-", "--count", "2", "x"))
                .isEqualTo(
                        new Result(2, "", "error: --out - takes one picture, not 2\nfix: --out FILE numbers them\n"));
        assertThat(canvas("--out", "-", "-o", "json", "x").err()).contains("is where the JSON goes");
        Result terminal = new Terminal().in(folder).showing(80).run(bedrock, "invoke", "-m", CANVAS, "--out", "-", "x");
        assertThat(terminal.code()).isEqualTo(2);
        assertThat(terminal.err()).startsWith("error: a picture is nothing to print on a terminal\n");
        assertThat(bedrock.requests).isEmpty();
    }

    @Test
    void jsonNamesTheFilesAndHoldsNoPicture() throws Exception {
        bedrock.answers("{\"images\":[\"" + PNG_TEXT + "\",\"" + PNG_TEXT + "\"],\"maskImage\":\"" + SECOND_TEXT
                + "\",\"error\":null}");
        Result result =
                invoke("invoke", "-m", TITAN, "-o", "json", "--count", "2", "--seed", "7", "--out", "a.png", "x");
        assertThat(result.code()).isZero();
        assertThat(result.err()).isEqualTo("note: seed 7\n");
        assertThat(Json.parse(result.out().getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(Json.parse("""
                        {"model":"amazon.titan-image-generator-v2:0","family":"titan-image","api":"invoke",
                         "region":"us-east-1","text":null,"stop_reason":null,"outcome":"complete",
                         "usage":{"input_tokens":null,"output_tokens":null,"cache_read_tokens":null,
                                  "cache_write_tokens":null},
                         "latency_ms":{"first_byte":20,"total":30},"request_id":"request-1",
                         "images":[{"path":"a-1.png","seed":7,"bytes":33,"width":512,"height":384},
                                   {"path":"a-2.png","seed":7,"bytes":33,"width":512,"height":384},
                                   {"path":"a-mask.png","seed":null,"bytes":34,"width":512,"height":384,"role":"mask"}],
                         "response":{"images":["a-1.png","a-2.png"],"maskImage":"a-mask.png","error":null}}""".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void rawIsTheReplyByteForByte() throws Exception {
        String reply = "{ \"images\": [\"" + PNG_TEXT + "\"], \"error\": \"half\" }";
        bedrock.answers(reply).answers("not JSON");
        assertThat(canvas("-o", "raw", "x").out()).isEqualTo(reply);
        assertThat(canvas("-o", "raw", "--out", "reply.json", "x").code()).isZero();
        assertThat(folder.resolve("reply.json")).hasContent("not JSON");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"images":["***"]}   | the reply has a picture that is no base64: Illegal base64 character 2a
            {"images":[]}        | the reply has neither pictures nor a reason why not
            {}                   | the reply has neither pictures nor a reason why not
            """)
    void aReplyThatIsNoneExitsFive(String reply, String why) throws Exception {
        bedrock.answers(reply);
        assertThat(canvas("x")).isEqualTo(new Result(5, "", """
                        error: the reply is not one that the family nova-canvas gives
                        cause: %s
                        fix: -o raw prints it as received; --family reads it another way
                        """.formatted(why)));
        assertThat(names()).isEmpty();
    }

    @Test
    void usageTellsSizesAndWhatTheyArePricedAs() {
        bedrock.answers(pictures(PNG_TEXT));
        assertThat(invoke("invoke", "-m", TITAN, "-q", "-u", "x").err())
                .isEqualTo("usage: pictures 1 (512x384); priced as 512x512; total 0.03 s; first byte 0.02 s\n");
    }

    @Test
    void aRandomSeedIsSentAndTold() throws Exception {
        bedrock.answers(pictures(PNG_TEXT)).answers(pictures(PNG_TEXT));
        String err = canvas("--seed", "random", "x").err();
        JsonNode seed = sent().at("/imageGenerationConfig/seed");
        assertThat(seed.longValue()).isBetween(1L, 2147483646L);
        assertThat(err).isEqualTo("note: seed " + seed.longValue() + "\n");
        canvas("--seed", "random", "x");
        assertThat(Json.parse(bedrock.body(1)).at("/imageGenerationConfig/seed"))
                .isNotEqualTo(seed);
    }

    @Test
    void aBodyIsSentAsItIsAndItsReplyRead() throws Exception {
        bedrock.answers(pictures(PNG_TEXT, SECOND_TEXT));
        String body = """
                {"taskType":"TEXT_IMAGE","textToImageParams":{"text":"x"},"imageGenerationConfig":{"numberOfImages":2,"seed":5}}""";
        assertThat(canvas("--body", body, "--out", "b.png"))
                .isEqualTo(new Result(0, "b-1.png\nb-2.png\n", "note: seed 5\n"));
        assertThat(bedrock.body(0)).isEqualTo(body);
        assertThat(canvas("--body", body, "--mask", "m.png").code()).isEqualTo(2);
        assertThat(canvas("--body", body, "--count", "2").code()).isEqualTo(2);
    }

    @Test
    void aPromptMayComeFromAPipeAndAPictureToo() throws Exception {
        bedrock.answers(pictures(PNG_TEXT)).answers(pictures(PNG_TEXT));
        new Terminal().in(folder).pipe("a fox\n").run(bedrock, "invoke", "-m", CANVAS, "in the snow");
        assertThat(sent().at("/textToImageParams/text").asText()).isEqualTo("a fox\n\nin the snow");
        new Terminal()
                .in(folder)
                .pipe(PNG)
                .run(bedrock, "invoke", "-m", CANVAS, "--image", "-", "--task", "BACKGROUND_REMOVAL");
        assertThat(Json.parse(bedrock.body(1))
                        .at("/backgroundRemovalParams/image")
                        .asText())
                .isEqualTo(PNG_TEXT);
    }

    @Test
    void aPictureAsAParameterIsReadFromItsFile() throws Exception {
        Files.write(folder.resolve("cat.png"), PNG);
        bedrock.answers(pictures(PNG_TEXT));
        canvas("-p", "conditionImage=@cat.png", "x");
        assertThat(sent().at("/textToImageParams/conditionImage").asText()).isEqualTo(PNG_TEXT);
    }

    @Test
    void aModelWhoseIdTellsNothingIsAskedByItsFamily() throws Exception {
        bedrock.answers(pictures(PNG_TEXT));
        String arn = "arn:aws:bedrock:us-east-1:123456789012:provisioned-model/abcdef012345";
        assertThat(invoke("invoke", "-m", arn, "--family", "titan-image", "-q", "x")
                        .out())
                .isEqualTo("image-1.png\n");
        assertThat(bedrock.requests.get(0).model().value()).isEqualTo(arn);
    }

    @Test
    void streamFallsBackToInvoke() {
        bedrock.answers(pictures(PNG_TEXT));
        assertThat(invoke("stream", "-m", CANVAS, "--seed", "1", "x")).isEqualTo(new Result(0, "image-1.png\n", """
                        note: amazon.nova-canvas-v1:0 cannot stream; its whole answer is fetched at once
                        note: seed 1
                        """));
        assertThat(invoke("stream", "-m", CANVAS, "-o", "events", "x").code()).isEqualTo(2);
    }

    @Test
    void printRequestWritesNoPicture() throws Exception {
        Result result = canvas("--print-request", "--count", "2", "x");
        assertThat(result.code()).isZero();
        assertThat(result.out()).endsWith("""

                {"taskType":"TEXT_IMAGE","textToImageParams":{"text":"x"},"imageGenerationConfig":{"numberOfImages":2}}
                """);
        assertThat(names()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "--system, x",
        "--document, a.pdf",
        "--video, a.mp4",
        "--messages, a.json",
        "--prefill, x",
        "--max-tokens, 5",
        "--temperature, 0.5",
        "--stop, x"
    })
    void textOptionsAreRefusedForPictures(String option, String value) {
        assertThat(canvas(option, value, "x")).isEqualTo(new Result(2, "", """
                        error: amazon.nova-canvas-v1:0 makes pictures; %s is for text models
                        fix: leave it out; --image, --mask, --negative, --count, --size, --seed and --task are for pictures
                        """.formatted(option)));
    }

    @ParameterizedTest
    @CsvSource({"--mask, a.png", "--negative, x", "--count, 2", "--size, 512x512", "--seed, 5", "--task, TEXT_IMAGE"})
    void imageOptionsAreRefusedForTexts(String option, String value) {
        assertThat(invoke("invoke", option, value, "x")).isEqualTo(new Result(2, "", """
                        error: amazon.nova-lite-v1:0 gives text; %s is for image models
                        fix: name an image model with -m: bedrock list-models --output-modality image
                        """.formatted(option)));
    }

    @Test
    void aTextModelThatHasASeedTakesIt() throws Exception {
        Result result = invoke("invoke", "-m", "openai.gpt-oss-120b-1:0", "--seed", "5", "--print-request", "x");
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out()).contains("\"seed\":5");
        assertThat(invoke("invoke", "-m", "openai.gpt-oss-120b-1:0", "--count", "2", "x")
                        .code())
                .isEqualTo(2);
    }

    @Test
    void standingDefaultsAreLeftToTheModelsTheyFit() throws Exception {
        Path config = Files.writeString(
                folder.resolve("config.properties"), "system=Be brief.\nmax-tokens=9\nseed=5\ncount=2\nsize=512x512\n");
        bedrock.answers(pictures(PNG_TEXT, SECOND_TEXT))
                .answers("{\"output\":{\"message\":{\"content\":[{\"text\":\"ok\"}]}},\"stopReason\":\"end_turn\"}");
        Terminal terminal = new Terminal().in(folder).environment("BEDROCK_CONFIG", config.toString());
        assertThat(terminal.run(bedrock, "invoke", "-m", CANVAS, "x"))
                .isEqualTo(new Result(0, "image-1.png\nimage-2.png\n", "note: seed 5\n"));
        assertThat(terminal.run(bedrock, "invoke", "x")).isEqualTo(new Result(0, "ok\n", ""));
        assertThat(sent().path("imageGenerationConfig"))
                .hasToString("{\"width\":512,\"height\":512,\"numberOfImages\":2,\"seed\":5}");
        assertThat(bedrock.body(1)).contains("\"maxTokens\":9", "Be brief.").doesNotContain("seed");
    }

    @Test
    void wrongSizesAndSeedsAreSaidPlainly() {
        assertThat(canvas("--size", "big", "x").err()).startsWith("error: --size takes WIDTHxHEIGHT in pixels");
        assertThat(canvas("--seed", "abc", "x").err())
                .isEqualTo("error: --seed takes a whole number or random, not 'abc'\n");
        assertThat(canvas().err()).startsWith("error: amazon.nova-canvas-v1:0 (TEXT_IMAGE) needs a prompt");
    }

    @Test
    void aFamilyOfPicturesIsNamedSoWhereOnlyTextsFit() {
        assertThat(invoke("chat", "-m", CANVAS)).isEqualTo(new Result(2, "", """
                        error: amazon.nova-canvas-v1:0 is not a text model: its family, nova-canvas, gives pictures
                        fix: bedrock invoke -m amazon.nova-canvas-v1:0
                        """));
        assertThat(invoke("chat", "--family", "nova-canvas").err())
                .startsWith("error: the models of the family nova-canvas give pictures\n");
        assertThat(invoke("invoke", "--family", "nova-canvs", "x").err())
                .isEqualTo(
                        "error: no family 'nova-canvs'\nfix: did you mean --family nova-canvas? bedrock params lists the families\n");
    }
}
