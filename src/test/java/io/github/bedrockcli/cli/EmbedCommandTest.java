package io.github.bedrockcli.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockcli.aws.BedrockException;
import io.github.bedrockcli.aws.BedrockException.Kind;
import io.github.bedrockcli.cli.Terminal.Result;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code bedrock embed}, from the arguments to the outputs and the exit code. */
@Timeout(60)
final class EmbedCommandTest {
    private static final String COHERE = "cohere.embed-english-v3";
    private static final String MULTIMODAL = "amazon.titan-embed-image-v1";

    @TempDir
    private Path folder;

    private final FakeVectors bedrock = new FakeVectors();

    private Result embed(String... args) {
        return new Terminal().in(folder).run(bedrock, command(args));
    }

    private Result pipe(String text, String... args) {
        return new Terminal().in(folder).pipe(text).run(bedrock, command(args));
    }

    private static String[] command(String... args) {
        String[] all = new String[args.length + 1];
        all[0] = "embed";
        System.arraycopy(args, 0, all, 1, args.length);
        return all;
    }

    private Path file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    private static Result usage(String error, String fix) {
        return new Result(2, "", "error: " + error + "\n" + (fix == null ? "" : "fix: " + fix + "\n"));
    }

    private static BedrockException refused(String message) {
        return BedrockException.of(Kind.REFUSED, message)
                .code("ValidationException")
                .status(400)
                .build();
    }

    @Test
    void oneTextGivesOneVectorOfTheDefaultModel() {
        assertThat(embed("hello")).isEqualTo(new Result(0, "[5,0.5]\n", ""));
        assertThat(bedrock.models()).containsExactly("amazon.titan-embed-text-v2:0");
        assertThat(bedrock.bodies()).extracting(JsonNode::toString).containsExactly("{\"inputText\":\"hello\"}");
        assertThat(bedrock.isClosed()).isTrue();
    }

    @Test
    void theModelComesFromTheOptionThenTheEnvironment() {
        new Terminal()
                .environment("BEDROCK_EMBED_MODEL", "amazon.titan-embed-text-v1")
                .run(bedrock, "embed", "a");
        new Terminal()
                .environment("BEDROCK_EMBED_MODEL", "amazon.titan-embed-text-v1")
                .run(bedrock, "embed", "a", "-m", COHERE);
        new Terminal().environment("BEDROCK_MODEL", "amazon.nova-pro-v1:0").run(bedrock, "embed", "a");
        assertThat(bedrock.models())
                .containsExactly("amazon.titan-embed-text-v1", COHERE, "amazon.titan-embed-text-v2:0");
    }

    @Test
    void manyArgumentsKeepTheirOrder() {
        assertThat(embed("a", "bbb", "cc", "ünï")).isEqualTo(new Result(0, "[1,0.5]\n[3,0.5]\n[2,0.5]\n[3,0.5]\n", ""));
    }

    @Test
    void linesOfAPipeAreTexts() {
        assertThat(pipe("one\r\nthree")).isEqualTo(new Result(0, "[3,0.5]\n[5,0.5]\n", ""));
        assertThat(pipe("four\n", "-")).isEqualTo(new Result(0, "[4,0.5]\n", ""));
        assertThat(pipe("four\n", "--input", "-")).isEqualTo(new Result(0, "[4,0.5]\n", ""));
    }

    @Test
    void argumentsLeaveThePipeAlone() {
        assertThat(pipe("unread", "one")).isEqualTo(new Result(0, "[3,0.5]\n", ""));
    }

    @Test
    void titanTakesOneTextACallAndCohereNinetySix() {
        String lines =
                IntStream.range(0, 200).mapToObj(i -> "x".repeat(i % 7 + 1)).collect(Collectors.joining("\n"));
        String expected = IntStream.range(0, 200)
                .mapToObj(i -> "[" + (i % 7 + 1) + ",0.5]\n")
                .collect(Collectors.joining());
        assertThat(pipe(lines)).isEqualTo(new Result(0, expected, ""));
        assertThat(bedrock.bodies()).hasSize(200);

        FakeVectors cohere = new FakeVectors();
        assertThat(new Terminal().pipe(lines).run(cohere, "embed", "-m", COHERE))
                .isEqualTo(new Result(0, expected, ""));
        assertThat(cohere.bodies())
                .extracting(body -> body.path("texts").size())
                .containsExactlyInAnyOrder(96, 96, 8);
        assertThat(cohere.bodies())
                .extracting(body -> body.path("input_type").asText())
                .containsOnly("search_document");
    }

    @Test
    void aLongInputIsReadOnlyAsFastAsItIsAnswered() {
        AtomicInteger read = new AtomicInteger();
        AtomicInteger answered = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        byte[] line = "text\n".getBytes(StandardCharsets.US_ASCII);
        int count = 50_000;
        java.io.InputStream lines = new java.io.InputStream() {
            @Override
            public int read() {
                throw new UnsupportedOperationException();
            }

            @Override
            public int read(byte[] target, int offset, int length) {
                if (read.get() == count) {
                    return -1;
                }
                most.accumulateAndGet(read.incrementAndGet() - answered.get(), Math::max);
                System.arraycopy(line, 0, target, offset, line.length);
                return line.length;
            }
        };
        bedrock.answers(body -> {
            answered.incrementAndGet();
            return FakeVectors.vectors(body);
        });
        AtomicInteger rows = new AtomicInteger();
        Io io = new Io(
                lines,
                new OutputStream() {
                    @Override
                    public void write(int value) {
                        rows.addAndGet(value == '\n' ? 1 : 0);
                    }
                },
                OutputStream.nullOutputStream(),
                java.util.Map.of(),
                false,
                false,
                false,
                folder,
                java.time.Clock.systemUTC());
        assertThat(new App(io, bedrock).run("embed")).isZero();
        assertThat(rows).hasValue(count);
        // 2 x 8 groups of one text, one line being read ahead, and one counted late.
        assertThat(most.get()).isLessThanOrEqualTo(2 * 8 + 2);
    }

    @Test
    void optionsBecomeTheFamilysOwnParameters() {
        embed("a", "--dimensions", "256", "--no-normalize");
        embed("a", "--normalize");
        embed("a", "-m", COHERE, "--input-type", "SEARCH_QUERY", "--truncate", "end");
        embed("a", "-m", "us.cohere.embed-v4:0", "--dimensions", "1536", "--truncate", "left", "-p", "max_tokens=9");
        embed("a", "--set", "/extra=[1]");
        assertThat(bedrock.bodies())
                .extracting(JsonNode::toString)
                .containsExactly(
                        "{\"inputText\":\"a\",\"dimensions\":256,\"normalize\":false}",
                        "{\"inputText\":\"a\",\"normalize\":true}",
                        "{\"texts\":[\"a\"],\"input_type\":\"search_query\",\"truncate\":\"END\"}",
                        "{\"texts\":[\"a\"],\"output_dimension\":1536,\"truncate\":\"LEFT\",\"max_tokens\":9,"
                                + "\"input_type\":\"search_document\"}",
                        "{\"inputText\":\"a\",\"extra\":[1]}");
    }

    @Test
    void aParameterTheModelLacksIsRefusedWithTheReason() {
        assertThat(embed("a", "-m", "amazon.titan-embed-text-v1", "--dimensions", "256"))
                .isEqualTo(usage(
                        "Titan Text Embeddings G1 takes no --dimensions: its vectors always have 1536 numbers;"
                                + " amazon.titan-embed-text-v2:0 takes it",
                        "leave it out"));
        assertThat(embed("a", "--dimensions", "300"))
                .isEqualTo(usage(
                        "dimensions (--dimensions) of Titan Text Embeddings V2 is one of 256, 512, 1024, not 300",
                        "the nearest that it takes is 256"));
        assertThat(embed("a", "-m", COHERE, "--truncate", "LEFT"))
                .isEqualTo(
                        usage("truncate (--truncate) of Cohere Embed 3 is one of NONE, START, END, not 'LEFT'", null));
        assertThat(embed("a", "-m", COHERE, "--input-type", "query").code()).isEqualTo(2);
        assertThat(embed("a", "-p", "dimension=256"))
                .isEqualTo(usage(
                        "Titan Text Embeddings V2 has no parameter 'dimension'",
                        "did you mean dimensions? bedrock params amazon.titan-embed-text-v2:0 shows all"));
        assertThat(bedrock.bodies()).isEmpty();
    }

    @Test
    void aModelThatGivesNoVectorsIsRefused() {
        assertThat(embed("a", "-m", "amazon.nova-lite-v1:0"))
                .isEqualTo(usage(
                        "amazon.nova-lite-v1:0 is not an embedding model that this command knows: its family is nova",
                        "bedrock list-models --output-modality EMBEDDING"));
        assertThat(embed("a", "-m", "luma.ray-v2:0"))
                .isEqualTo(usage(
                        "luma.ray-v2:0 answers asynchronously only: what it makes is written to S3",
                        "bedrock invoke --async --s3-output s3://BUCKET/PREFIX/ -m luma.ray-v2:0 \"PROMPT\""));
        assertThat(embed("a", "-m", "acme.vectors-v1"))
                .isEqualTo(usage(
                        "the embedding family of acme.vectors-v1 cannot be told from its id",
                        "name it with --family: titan-embed, titan-multimodal, cohere-embed, nova-embed, marengo"));
        assertThat(embed("a", "-m", "acme.vectors-v1", "--family", "cohere-embed")
                        .code())
                .isZero();
        assertThat(embed("a", "-m", "acme.vectors-v1", "--family", "cohere"))
                .isEqualTo(
                        usage(
                                "no family 'cohere'",
                                "one of: titan-embed, titan-multimodal, cohere-embed, nova-embed, marengo; bedrock params lists the ids of each"));
    }

    @Test
    void anEmptyTextIsRefusedBeforeAnythingIsSent() throws IOException {
        file("texts.txt", "one\n\nthree\n");
        assertThat(embed("--input", "texts.txt")).isEqualTo(usage("texts.txt line 2: the text is empty", null));
        assertThat(embed("a", "")).isEqualTo(usage("TEXT 2: the text is empty", null));
        assertThat(embed("")).isEqualTo(usage("TEXT: the text is empty", null));
        assertThat(bedrock.bodies()).isEmpty();
        assertThat(embed("", "--no-validate").code()).isZero();
    }

    @Test
    void anEmptyLineOfAPipeEndsTheRunAfterTheTextsBeforeIt() {
        assertThat(pipe("one\n\nthree\n"))
                .isEqualTo(new Result(2, "[3,0.5]\n", "error: standard input line 2: the text is empty\n"));
    }

    @Test
    void aTextTooLongForCohere3IsRefusedBeforeAnythingIsSent() {
        assertThat(embed("ok", "x".repeat(2049), "-m", COHERE))
                .isEqualTo(usage("TEXT 2: the text has 2049 characters; Cohere Embed 3 takes at most 2048", null));
        assertThat(embed("😀".repeat(2048), "-m", COHERE).code()).isZero();
        assertThat(bedrock.bodies()).hasSize(1);
    }

    @Test
    void nothingToEmbedIsAUsageError() {
        Result nothing =
                usage("there is no text", "bedrock embed \"your text\", or pipe lines in: ... | bedrock embed");
        assertThat(embed()).isEqualTo(nothing);
        assertThat(pipe("")).isEqualTo(nothing);
        assertThat(pipe("", "--out", "x.jsonl")).isEqualTo(nothing);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aNamedInputMayBeEmpty() throws IOException {
        file("none.txt", "");
        assertThat(embed("--input", "none.txt")).isEqualTo(new Result(0, "", "note: the input has no texts\n"));
    }

    @Test
    void jsonLinesKeepTheirIds() throws IOException {
        file("docs.jsonl", "{\"id\":\"a\",\"d\":{\"text\":\"one\"}}\n{\"id\":2,\"d\":{\"text\":\"three\"}}\n");
        assertThat(embed("--input", "docs.jsonl", "--field", "/d/text", "--id-field", "/id", "-o", "jsonl"))
                .isEqualTo(new Result(0, """
                        {"index":0,"id":"a","embedding":[3,0.5],"input_tokens":2}
                        {"index":1,"id":2,"embedding":[5,0.5],"input_tokens":2}
                        """, ""));
    }

    @Test
    void aPipeOfJsonLinesIsToldByTheField() {
        assertThat(pipe("{\"t\":\"four\"}\n", "--field", "/t")).isEqualTo(new Result(0, "[4,0.5]\n", ""));
    }

    @Test
    void badJsonNamesFileAndLineAndLeavesNothing() throws IOException {
        file("docs.jsonl", "{\"t\":\"one\"}\n{\"t\":\n");
        Result result = embed("--input", "docs.jsonl", "--field", "/t", "--out", "v.jsonl");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err())
                .startsWith("error: docs.jsonl line 2: not JSON: ")
                .hasLineCount(1);
        assertThat(folder.resolve("v.jsonl")).doesNotExist();
        assertThat(bedrock.bodies()).isEmpty();
    }

    @Test
    void aColumnOfATableIsRead() throws IOException {
        file("t.csv", "id,text\n1,\"a, b\"\n2,c\n");
        assertThat(embed("--input", "t.csv", "--column", "text")).isEqualTo(new Result(0, "[4,0.5]\n[1,0.5]\n", ""));
        file("t.tsv", "id\ttext\n1\ta, b\n");
        assertThat(embed("--input", "t.tsv", "--column", "text")).isEqualTo(new Result(0, "[4,0.5]\n", ""));
        assertThat(embed("--input", "t.csv"))
                .isEqualTo(usage(
                        "t.csv has columns: say which one is the text", "add --column NAME, as in its first line"));
    }

    @Test
    void wrongInputOptionsAreExplained() {
        assertThat(embed("a", "--input", "b"))
                .isEqualTo(usage("texts come from TEXT or from --input, not from both", null));
        assertThat(embed("a", "--field", "/b"))
                .isEqualTo(usage("--field, --id-field and --column go with --input, not with TEXT", null));
        assertThat(embed("--input", "missing.txt"))
                .isEqualTo(usage("cannot read missing.txt: no such file or directory", null));
        assertThat(embed("--input", ".")).isEqualTo(usage("cannot read .: it is a directory", null));
        assertThat(pipe("{}", "--field", "text"))
                .isEqualTo(usage("--field is a JSON pointer, which begins with /: not 'text'", "--field /text"));
        assertThat(embed("a", "--concurrency", "0")).isEqualTo(usage("--concurrency is 1..256, not 0", null));
    }

    @Test
    void bytesThatAreNotUtf8AreNamed() throws IOException {
        Files.write(folder.resolve("l.txt"), "caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(embed("--input", "l.txt"))
                .isEqualTo(usage(
                        "l.txt is not UTF-8: byte 0xe9 at offset 3",
                        "convert it first, for example with iconv -t UTF-8"));
    }

    @Test
    void aReplyWithAnotherNumberOfVectorsIsNeverPaired() {
        bedrock.answers(body -> "{\"embeddings\":[[1,2]],\"response_type\":\"embeddings_floats\"}");
        assertThat(embed("a", "b", "-m", COHERE)).isEqualTo(new Result(5, "", """
                        error: the reply cannot be read
                        cause: the reply has 1 vectors for 2 texts: which belongs to which cannot be told
                        fix: try again; bedrock doctor shows who answers
                        """));
    }

    @Test
    void aReplyThatIsNoVectorIsAnError() {
        for (String reply : List.of("not json", "{}", "[]", "{\"embedding\":[]}", "{\"embedding\":[1,\"2\"]}")) {
            bedrock.answers(body -> reply);
            Result result = embed("a");
            assertThat(result.code()).as(reply).isEqualTo(5);
            assertThat(result.out()).as(reply).isEmpty();
            assertThat(result.err()).as(reply).startsWith("error: the reply cannot be read\ncause: the reply");
        }
    }

    @Test
    void aPictureIsEmbeddedAloneOrWithItsText() {
        Pictures.write(folder);
        int length = Pictures.base64("cat.png").length();
        assertThat(embed("-m", MULTIMODAL, "--image", "cat.png"))
                .isEqualTo(new Result(0, "[" + length + ",0.5]\n", ""));
        assertThat(embed("-m", MULTIMODAL, "--image", "cat.png", "a cat"))
                .isEqualTo(new Result(0, "[" + (length + 5) + ",0.5]\n", ""));
        assertThat(bedrock.bodies())
                .extracting(JsonNode::toString)
                .containsExactly(
                        "{\"inputImage\":\"" + Pictures.base64("cat.png") + "\"}",
                        "{\"inputText\":\"a cat\",\"inputImage\":\"" + Pictures.base64("cat.png") + "\"}");
    }

    @Test
    void manyPicturesAreAVectorEachInOrder() {
        Pictures.write(folder);
        int jpeg = Pictures.base64("cat.jpeg").length();
        int png = Pictures.base64("cat.png").length();
        assertThat(embed("-m", MULTIMODAL, "-i", "cat.jpeg", "-i", "cat.png", "-u"))
                .isEqualTo(new Result(
                        0,
                        "[" + jpeg + ",0.5]\n[" + png + ",0.5]\n",
                        "usage: 2 pictures in 2 calls; vector size 2; tokens in 4; total 0.00 s\n"));
        assertThat(embed("-m", "cohere.embed-v4:0", "-i", "cat.jpeg", "-i", "cat.png")
                        .code())
                .isZero();
        assertThat(bedrock.bodies()).hasSize(3);
        assertThat(embed("-m", COHERE, "-i", "cat.jpeg", "-i", "cat.png").code())
                .isZero();
        assertThat(bedrock.bodies()).hasSize(5);
    }

    @Test
    void aPictureMayComeFromStandardInputAndATextLeavesItAlone() throws IOException {
        Pictures.write(folder);
        byte[] png = Files.readAllBytes(folder.resolve("cat.png"));
        Result piped =
                new Terminal().in(folder).pipe(png).run(bedrock, command("-m", MULTIMODAL, "--image", "-", "a cat"));
        assertThat(piped.code()).as(piped.err()).isZero();
        assertThat(pipe("unread", "-m", MULTIMODAL, "--image", "cat.png").code())
                .isZero();
        assertThat(bedrock.bodies()).hasSize(2);
    }

    @Test
    void picturesThatDoNotFitAreExplained() throws IOException {
        Pictures.write(folder);
        assertThat(embed("-m", MULTIMODAL, "-i", "cat.png", "one", "two"))
                .isEqualTo(usage(
                        "one TEXT goes with one --image, not 2 with 1",
                        "for many: --input FILE.jsonl --field /text --image-field /image"));
        assertThat(embed("-m", MULTIMODAL, "-i", "cat.png", "-i", "cat.gif", "one"))
                .isEqualTo(usage(
                        "one TEXT goes with one --image, not 1 with 2",
                        "for many: --input FILE.jsonl --field /text --image-field /image"));
        assertThat(embed("-m", MULTIMODAL, "-i", "words.txt"))
                .isEqualTo(usage(
                        "--image words.txt: words.txt is not a picture that Bedrock's models take",
                        "give PNG, JPEG, GIF or WebP"));
        assertThat(embed("-m", MULTIMODAL, "-i", "none.png"))
                .isEqualTo(usage("--image none.png: cannot read none.png: no such file or directory", null));
        assertThat(embed("-m", MULTIMODAL, "-i", "cat.png", "--input", "words.txt"))
                .isEqualTo(usage(
                        "pictures come from --image or from --input, not from both",
                        "name them in the file: --input FILE.jsonl --image-field /image"));
        assertThat(embed("-m", MULTIMODAL, "-i", "cat.png", "-"))
                .isEqualTo(usage("beside --image the text is an argument, not standard input", null));
        assertThat(embed("-m", MULTIMODAL, "-i", "-", "-i", "-"))
                .isEqualTo(usage("standard input can be read once, and --image - is given twice", null));
        assertThat(embed("-m", MULTIMODAL, "a", "--image-field", "/i"))
                .isEqualTo(usage("--image-field goes with --input, not with TEXT or --image", null));
        file("docs.jsonl", "{\"i\":\"cat.png\"}\n");
        assertThat(embed("--input", "docs.jsonl", "--image-field", "/i"))
                .isEqualTo(usage(
                        "Titan Text Embeddings V2 does not embed pictures",
                        "bedrock list-models --output-modality EMBEDDING --input-modality IMAGE"));
        assertThat(bedrock.bodies()).isEmpty();
    }

    @Test
    void aPictureThatIsTooLargeIsRefusedUnlessNothingIsToBeChecked() throws IOException {
        byte[] large = new byte[5 * 1024 * 1024 + 1];
        Pictures.write(folder);
        byte[] png = Files.readAllBytes(folder.resolve("cat.png"));
        System.arraycopy(png, 0, large, 0, png.length);
        Files.write(folder.resolve("large.png"), large);
        assertThat(embed("-m", COHERE, "-i", "large.png"))
                .isEqualTo(usage(
                        "--image large.png: the picture has 5242881 bytes; Cohere Embed 3 takes pictures of at most"
                                + " 5242880",
                        null));
        assertThat(bedrock.bodies()).isEmpty();
        assertThat(embed("-m", COHERE, "-i", "large.png", "--no-validate").code())
                .isZero();
    }

    @Test
    void linesMayNamePicturesBesideTextsAndNeighboursOfAKindGoTogether() throws IOException {
        Pictures.write(folder);
        file("docs.jsonl", """
                {"id":1,"t":"one"}
                {"id":2,"t":"three"}
                {"id":3,"p":"cat.png"}
                {"id":4,"p":"cat.gif","t":null}
                {"id":5,"p":"cat.png","t":"a cat"}
                {"id":6,"t":"six"}
                """);
        int png = "data:image/png;base64,".length() + Pictures.base64("cat.png").length();
        int gif = "data:image/gif;base64,".length() + Pictures.base64("cat.gif").length();
        String[] args = {
            "-m",
            "cohere.embed-v4:0",
            "--input",
            "docs.jsonl",
            "--field",
            "/t",
            "--image-field",
            "/p",
            "--id-field",
            "/id",
            "-o",
            "jsonl",
            "-u",
            "--concurrency",
            "1"
        };
        assertThat(embed(args))
                .isEqualTo(new Result(
                        0,
                        """
                        {"index":0,"id":1,"embedding":[3,0.5],"input_tokens":null}
                        {"index":1,"id":2,"embedding":[5,0.5],"input_tokens":null}
                        {"index":2,"id":3,"embedding":[%d,0.5],"input_tokens":null}
                        {"index":3,"id":4,"embedding":[%d,0.5],"input_tokens":null}
                        {"index":4,"id":5,"embedding":[5,-0.5],"input_tokens":null}
                        {"index":5,"id":6,"embedding":[3,0.5],"input_tokens":1}
                        """.formatted(png, gif),
                        "usage: 6 inputs in 4 calls; vector size 2; tokens in 3; total 0.00 s\n"));
        assertThat(bedrock.bodies())
                .extracting(body -> body.fieldNames().next())
                .containsExactly("texts", "images", "inputs", "texts");
    }

    @Test
    void aPictureThatFailsIsReportedInItsPlace() throws IOException {
        Pictures.write(folder);
        file("docs.jsonl", "{\"p\":\"cat.png\"}\n{\"p\":\"none.png\"}\n{\"p\":\"words.txt\"}\n{\"p\":\"cat.gif\"}\n");
        Result result =
                embed("-m", MULTIMODAL, "--input", "docs.jsonl", "--image-field", "/p", "-o", "jsonl", "--keep-going");
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out().lines().map(line -> line.contains("\"error\"")))
                .containsExactly(false, true, true, false);
        assertThat(result.err()).isEqualTo("""
                warning: docs.jsonl line 2: cannot read none.png: no such file or directory
                warning: docs.jsonl line 3: words.txt is not a picture that Bedrock's models take
                error: 2 of 4 pictures failed
                cause: docs.jsonl line 2: cannot read none.png: no such file or directory
                """);
        FakeVectors unasked = new FakeVectors();
        assertThat(new Terminal()
                        .in(folder)
                        .run(unasked, command("-m", MULTIMODAL, "--input", "docs.jsonl", "--image-field", "/p")))
                .isEqualTo(usage("docs.jsonl line 2: cannot read none.png: no such file or directory", null));
        assertThat(unasked.bodies()).isEmpty();
    }

    @Test
    void whatIsForTextsIsNotSentWithPictures() throws IOException {
        Pictures.write(folder);
        file("docs.jsonl", "{\"t\":\"one\"}\n{\"p\":\"cat.png\"}\n");
        bedrock.answers(body -> "{\"embeddings\":[{\"embeddingType\":\"TEXT\",\"embedding\":[1]}]}");
        Result result = embed(
                "-m",
                "amazon.nova-2-multimodal-embeddings-v1:0",
                "--input",
                "docs.jsonl",
                "--field",
                "/t",
                "--image-field",
                "/p",
                "--truncate",
                "END",
                "-p",
                "image.detailLevel=DOCUMENT_IMAGE",
                "--concurrency",
                "1");
        assertThat(result).isEqualTo(new Result(0, "[1]\n[1]\n", ""));
        assertThat(bedrock.bodies())
                .extracting(body -> body.path("singleEmbeddingParams").toString())
                .containsExactly(
                        "{\"text\":{\"value\":\"one\",\"truncationMode\":\"END\"},\"embeddingPurpose\":\"GENERIC_INDEX\"}",
                        "{\"image\":{\"format\":\"png\",\"source\":{\"bytes\":\"" + Pictures.base64("cat.png")
                                + "\"},\"detailLevel\":\"DOCUMENT_IMAGE\"},\"embeddingPurpose\":\"GENERIC_INDEX\"}");
    }

    @Test
    void aFailureInsideAReplyIsARefusal() {
        Pictures.write(folder);
        bedrock.answers(body -> body.has("inputImage")
                ? "{\"embedding\":null,\"inputTextTokenCount\":0,\"message\":\"no such luck\"}"
                : FakeVectors.vectors(body));
        assertThat(embed("-m", MULTIMODAL, "-i", "cat.png"))
                .isEqualTo(new Result(
                        5, "", "error: the service refused the request\ncause: --image cat.png: no such luck\n"));
    }

    @Test
    void wholeNumbersGoToTheFormatsThatHaveAPlaceForThem() throws IOException {
        bedrock.answers(body -> "{\"embeddings\":{\"int8\":[[-1,2]]},\"response_type\":\"embeddings_by_type\"}");
        String[] asked = {"a", "-m", COHERE, "-p", "embedding_types=int8"};
        assertThat(embed(with(asked))).isEqualTo(new Result(0, "[-1,2]\n", ""));
        assertThat(embed(with(asked, "-o", "csv")).out()).isEqualTo("-1,2\n");
        assertThat(embed(with(asked, "-o", "npy", "--out", "v.npy")).code()).isZero();
        assertThat(Files.readAllBytes(folder.resolve("v.npy"))).hasSize(128 + 2).endsWith(-1, 2);
        int calls = bedrock.bodies().size();
        assertThat(embed(with(asked, "-o", "f32", "--out", "v.f32")))
                .isEqualTo(usage(
                        "-o f32 holds float32 numbers, not int8",
                        "-o npy holds them as they are, and says what they are"));
        assertThat(embed(with(asked, "-o", "npy", "--out", "w.npy", "--keep-going")))
                .isEqualTo(usage(
                        "an array of whole numbers has no sign for a row that failed, so --keep-going and -o npy do not"
                                + " go together for int8",
                        "-o jsonl"));
        assertThat(bedrock.bodies()).hasSize(calls);
    }

    @Test
    void severalTypesAtOnceGoToJsonlOnly() {
        bedrock.answers(body -> "{\"embeddings\":{\"float\":[[0.5]],\"ubinary\":[[255]]}}");
        String[] asked = {"a", "-m", "cohere.embed-v4:0", "-p", "embedding_types=[\"float\",\"ubinary\"]"};
        for (String format : List.of("vector", "csv", "npy", "f32")) {
            assertThat(embed(with(asked, "-o", format)))
                    .isEqualTo(usage(
                            "several types of vectors at once have no place in -o " + format,
                            "-o jsonl, where embedding is an object by type; or ask for one type"));
        }
        assertThat(bedrock.bodies()).isEmpty();
        assertThat(embed(with(asked, "-o", "jsonl", "-u")))
                .isEqualTo(new Result(
                        0,
                        "{\"index\":0,\"embedding\":{\"float\":[0.5],\"ubinary\":[255]},\"input_tokens\":1}\n",
                        "usage: 1 text in 1 call; vector size float 1, ubinary 1; tokens in 1; total 0.00 s\n"));
    }

    private static String[] with(String[] args, String... more) {
        return Stream.concat(Arrays.stream(args), Arrays.stream(more)).toArray(String[]::new);
    }

    @Test
    void aFailureEndsTheRunAfterTheRowsBeforeIt() {
        bedrock.failsOn("bad", refused("Malformed input request"));
        assertThat(embed("a", "bad", "c"))
                .isEqualTo(new Result(
                        5,
                        "[1,0.5]\n",
                        "error: the service refused the request: the request's body does not fit the model"
                                + " (ValidationException)\ncause: TEXT 2: Malformed input request\n"
                                + "fix: look at the body with --print-request; bedrock params"
                                + " amazon.titan-embed-text-v2:0 shows what it takes\n"));
    }

    @Test
    void aFailureLeavesNoFileOfThatName() {
        bedrock.failsOn("bad", refused("Malformed input request"));
        assertThat(embed("a", "bad", "--out", "v.npy", "-o", "npy").code()).isEqualTo(5);
        assertThat(folder.resolve("v.npy")).doesNotExist();
        assertThat(folder.resolve("v.npy.partial")).exists();
    }

    @Test
    void throttlingExitsSix() {
        bedrock.failsOn(
                "a", BedrockException.of(Kind.THROTTLED, "Too many requests").build());
        assertThat(embed("a").code()).isEqualTo(6);
    }

    @Test
    void keepGoingReportsFailedRowsInPlaceAndExitsOne() throws IOException {
        file("t.txt", "one\n\nbad\nfour\n");
        bedrock.failsOn("bad", refused("Too many input tokens"));
        String said = """
                warning: t.txt line 2: the text is empty
                warning: t.txt line 3: Too many input tokens
                error: 2 of 4 texts failed
                cause: t.txt line 2: the text is empty
                """;
        assertThat(embed("--input", "t.txt", "--keep-going"))
                .isEqualTo(new Result(1, "[3,0.5]\nnull\nnull\n[4,0.5]\n", said));
        assertThat(embed("--input", "t.txt", "--keep-going", "-o", "jsonl")).isEqualTo(new Result(1, """
                        {"index":0,"embedding":[3,0.5],"input_tokens":2}
                        {"index":1,"error":"the text is empty"}
                        {"index":2,"error":"Too many input tokens"}
                        {"index":3,"embedding":[4,0.5],"input_tokens":2}
                        """, said));
        assertThat(embed("--input", "t.txt", "--keep-going", "-o", "csv").out()).isEqualTo("3,0.5\n\n\n4,0.5\n");
    }

    @Test
    void keepGoingFindsTheOneTextOfABatchThatIsRefused() {
        bedrock.failsOn("bad", refused("too long"));
        String lines = "a\n".repeat(50) + "bad\n" + "b\n".repeat(49);
        Result result = pipe(lines, "-m", COHERE, "--keep-going");
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out()).isEqualTo("[1,0.5]\n".repeat(50) + "null\n" + "[1,0.5]\n".repeat(49));
        assertThat(result.err()).endsWith("error: 1 of 100 texts failed\ncause: standard input line 51: too long\n");
    }

    @Test
    void keepGoingDoesNotGoOnWithoutAccess() {
        bedrock.answers(body -> {
            throw BedrockException.of(Kind.ACCESS_DENIED, "no").build();
        });
        assertThat(pipe("a\n".repeat(10_000), "--keep-going").code()).isEqualTo(4);
        assertThat(bedrock.bodies()).hasSizeLessThan(100);
        FakeVectors unknown = new FakeVectors().answers(body -> {
            throw refused("The provided model identifier is invalid.");
        });
        assertThat(new Terminal().pipe("a\n".repeat(10_000)).run(unknown, "embed", "-m", COHERE, "--keep-going"))
                .isEqualTo(new Result(
                        5,
                        "",
                        "error: the service refused the request: this region has no model of this id"
                                + " (ValidationException)\ncause: The provided model identifier is invalid.\n"
                                + "fix: bedrock list-models shows the ids of us-east-1\n"));
    }

    @Test
    void usageCountsTextsCallsAndTokens() {
        assertThat(embed("a", "b", "c", "-u").err())
                .isEqualTo("usage: 3 texts in 3 calls; vector size 2; tokens in 6; total 0.00 s\n");
        assertThat(embed("a", "b", "c", "-u", "-m", COHERE).err())
                .isEqualTo("usage: 3 texts in 1 call; vector size 2; tokens in 3; total 0.00 s\n");
    }

    @Test
    void verboseShowsTheRequestId() {
        assertThat(embed("a", "-v"))
                .isEqualTo(new Result(
                        0,
                        "[1,0.5]\n",
                        "request id: request-1, from TEXT, region: us-east-1, family: titan-embed,"
                                + " vector size: 2\n"));
    }

    @Test
    void tokensOfABatchAreNotGuessedPerText() {
        assertThat(embed("a", "b", "-m", COHERE, "-o", "jsonl").out()).isEqualTo("""
                        {"index":0,"embedding":[1,0.5],"input_tokens":null}
                        {"index":1,"embedding":[1,0.5],"input_tokens":null}
                        """);
        assertThat(embed("a", "-m", COHERE, "-o", "jsonl").out())
                .isEqualTo("{\"index\":0,\"embedding\":[1,0.5],\"input_tokens\":1}\n");
    }

    @Test
    void printRequestShowsTheFirstCallAndSendsNothing() throws IOException {
        file("t.txt", "one\ntwo\n");
        assertThat(embed("--input", "t.txt", "--print-request", "--dimensions", "256"))
                .isEqualTo(new Result(0, """
                        POST https://bedrock-runtime.us-east-1.amazonaws.com/model/amazon.titan-embed-text-v2:0/invoke

                        {"inputText":"one","dimensions":256}
                        """, ""));
        assertThat(bedrock.bodies()).isEmpty();
    }

    @Test
    void aFileAppearsWhenItIsWholeAndIsNotReplacedUnasked() throws IOException {
        assertThat(embed("a", "--out", "v.txt")).isEqualTo(new Result(0, "", ""));
        assertThat(folder.resolve("v.txt")).hasContent("[1,0.5]\n");
        assertThat(embed("ab", "--out", "v.txt").code()).isEqualTo(2);
        assertThat(folder.resolve("v.txt")).hasContent("[1,0.5]\n");
        assertThat(embed("ab", "--out", "v.txt", "--force").code()).isZero();
        assertThat(folder.resolve("v.txt")).hasContent("[2,0.5]\n");
        assertThat(folder).isDirectoryContaining("glob:**v.txt");
        assertThat(embed("a", "--out", "none/v.txt").code()).isEqualTo(2);
        assertThat(bedrock.bodies()).hasSize(2);
    }

    @Test
    void binaryFormatsGoToFilesAndPipesButNotToTerminals() throws IOException {
        assertThat(embed("a", "bb", "-o", "f32", "--out", "v.f32").code()).isZero();
        assertThat(Files.readAllBytes(folder.resolve("v.f32"))).hasSize(2 * 2 * 4);
        assertThat(embed("a", "bb", "-o", "npy", "--out", "v.npy").code()).isZero();
        assertThat(Files.readAllBytes(folder.resolve("v.npy"))).hasSize(128 + 2 * 2 * 4);
        try (var files = Files.list(folder)) {
            assertThat(files).hasSize(2);
        }
        assertThat(new Terminal().showing(80).run(bedrock, "embed", "a", "-o", "npy"))
                .isEqualTo(usage("a terminal cannot show binary numbers", "write them to a file with --out FILE"));
    }

    @Test
    void aClosedPipeStopsTheCallsAndExitsQuietly() {
        OutputStream head = new OutputStream() {
            private int lines;

            @Override
            public void write(int value) throws IOException {
                if (lines > 0) {
                    throw new IOException("Broken pipe");
                }
                lines += value == '\n' ? 1 : 0;
            }
        };
        Result result = new Terminal().pipe("text\n".repeat(100_000)).out(head).run(bedrock, "embed");
        assertThat(result.code()).isEqualTo(141);
        assertThat(result.err()).isEmpty();
        assertThat(bedrock.bodies()).hasSizeLessThan(1000);
    }
}
