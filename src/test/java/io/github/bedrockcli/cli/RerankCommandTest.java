package io.github.bedrockcli.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockcli.aws.BedrockException;
import io.github.bedrockcli.aws.BedrockException.Kind;
import io.github.bedrockcli.cli.Terminal.Result;
import io.github.bedrockcli.model.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code bedrock rerank}, from the arguments to the outputs and the exit code. */
final class RerankCommandTest {
    private static final String REPLY = """
            {"results":[{"index":2,"relevance_score":0.7190094},{"index":0,"relevance_score":2.4876490010363496e-05}]}""";

    @TempDir
    private Path folder;

    private final FakeBedrock bedrock = new FakeBedrock();

    private Result rerank(String... args) {
        return new Terminal().in(folder).run(bedrock, command(args));
    }

    private Result pipe(String text, String... args) {
        return new Terminal().in(folder).pipe(text).run(bedrock, command(args));
    }

    private static String[] command(String... args) {
        String[] all = new String[args.length + 1];
        all[0] = "rerank";
        System.arraycopy(args, 0, all, 1, args.length);
        return all;
    }

    private static Result usage(String error, String fix) {
        return new Result(2, "", "error: " + error + "\n" + (fix == null ? "" : "fix: " + fix + "\n"));
    }

    private JsonNode sent(int index) throws IOException {
        return Json.parse(bedrock.body(index));
    }

    @Test
    void aLineHasRankScoreIndexAndText() throws IOException {
        bedrock.answers(REPLY);
        assertThat(rerank("two wheels", "--document", "a", "--document", "b", "--document", "c", "--top", "2"))
                .isEqualTo(new Result(0, "1\t0.7190094\t2\tc\n2\t0.000024876490010363496\t0\ta\n", ""));
        assertThat(bedrock.requests.get(0).model().value()).isEqualTo("cohere.rerank-v3-5:0");
        assertThat(sent(0)).isEqualTo(Json.parse("""
                {"query":"two wheels","documents":["a","b","c"],"top_n":2,"api_version":2}"""));
        assertThat(bedrock.closed).isTrue();
    }

    @Test
    void theModelComesFromTheOptionThenTheEnvironment() {
        bedrock.answers(REPLY).answers(REPLY);
        new Terminal()
                .environment("BEDROCK_RERANK_MODEL", "amazon.rerank-v1:0")
                .pipe("a\nb\nc\n")
                .run(bedrock, "rerank", "q");
        new Terminal()
                .environment("BEDROCK_RERANK_MODEL", "amazon.rerank-v1:0")
                .pipe("a\nb\nc\n")
                .run(bedrock, "rerank", "q", "-m", "cohere.rerank-v3-5:0");
        assertThat(bedrock.requests)
                .extracting(request -> request.model().value())
                .containsExactly("amazon.rerank-v1:0", "cohere.rerank-v3-5:0");
    }

    @Test
    void whatWouldBreakALineIsEscaped() {
        bedrock.answers("{\"results\":[{\"index\":0,\"relevance_score\":1}]}");
        assertThat(rerank("q", "--document", "a\tb\nc\r\\d\u001b[31mé").out())
                .isEqualTo("1\t1\t0\ta\\tb\\nc\\r\\\\d\\u001b[31mé\n");
    }

    @Test
    void documentsComeFromLinesJsonLinesColumnsAndPipes() throws IOException {
        Files.writeString(folder.resolve("d.txt"), "a\nb\nc\n");
        Files.writeString(folder.resolve("d.jsonl"), "{\"t\":\"a\"}\n{\"t\":\"b\"}\n{\"t\":\"c\"}\n");
        Files.writeString(folder.resolve("d.csv"), "n,t\n1,a\n2,b\n3,c\n");
        for (int i = 0; i < 5; i++) {
            bedrock.answers(REPLY);
        }
        String expected = "1\t0.7190094\t2\tc\n2\t0.000024876490010363496\t0\ta\n";
        assertThat(rerank("q", "--input", "d.txt")).isEqualTo(new Result(0, expected, ""));
        assertThat(rerank("q", "--input", "d.jsonl", "--field", "/t")).isEqualTo(new Result(0, expected, ""));
        assertThat(rerank("q", "--input", "d.csv", "--column", "t")).isEqualTo(new Result(0, expected, ""));
        assertThat(pipe("a\nb\nc\n", "q")).isEqualTo(new Result(0, expected, ""));
        assertThat(pipe("a\nb\nc\n", "q", "--input", "-")).isEqualTo(new Result(0, expected, ""));
        for (int i = 0; i < 5; i++) {
            assertThat(sent(i).path("documents").toString()).isEqualTo("[\"a\",\"b\",\"c\"]");
        }
    }

    @Test
    void jsonlHasTheIdsAndJsonTheFactsOfTheCall() throws IOException {
        Files.writeString(
                folder.resolve("d.jsonl"),
                "{\"t\":\"a\",\"id\":7}\n{\"t\":\"b\",\"id\":8}\n{\"t\":\"c\",\"id\":{\"n\":9}}\n");
        bedrock.answers(REPLY).answers(REPLY);
        String[] args = {"q", "--input", "d.jsonl", "--field", "/t", "--id-field", "/id"};
        String[] jsonl = {"q", "--input", "d.jsonl", "--field", "/t", "--id-field", "/id", "-o", "jsonl"};
        assertThat(rerank(jsonl)).isEqualTo(new Result(0, """
                        {"rank":1,"score":0.7190094,"index":2,"id":{"n":9},"text":"c"}
                        {"rank":2,"score":2.4876490010363496E-5,"index":0,"id":7,"text":"a"}
                        """, ""));
        String[] json = Arrays.copyOf(args, args.length + 2);
        json[args.length] = "-o";
        json[args.length + 1] = "json";
        assertThat(Json.parse(rerank(json).out())).isEqualTo(Json.parse("""
                {"model":"cohere.rerank-v3-5:0","family":"cohere-rerank","api":"invoke","region":"us-east-1","query":"q",
                 "results":[{"rank":1,"score":0.7190094,"index":2,"id":{"n":9},"text":"c"},
                            {"rank":2,"score":2.4876490010363496E-5,"index":0,"id":7,"text":"a"}],
                 "usage":{"input_tokens":null,"output_tokens":null,"cache_read_tokens":null,"cache_write_tokens":null},
                 "latency_ms":{"first_byte":20,"total":30},"request_id":"request-1"}"""));
    }

    @Test
    void nothingToRankIsAUsageError() throws IOException {
        Result none = usage(
                "there are no documents",
                "--document TEXT, --input FILE, or pipe lines in: ... | bedrock rerank QUERY");
        assertThat(rerank("q")).isEqualTo(none);
        assertThat(pipe("", "q")).isEqualTo(none);
        Files.writeString(folder.resolve("d.txt"), "");
        assertThat(rerank("q", "--input", "d.txt")).isEqualTo(none);
        assertThat(rerank("", "--document", "a"))
                .isEqualTo(usage("the query is empty", "bedrock rerank \"your query\" --input FILE"));
        assertThat(pipe("a\n\nb\n", "q")).isEqualTo(usage("standard input line 2: the document is empty", null));
        Result noQuery = rerank("--document", "a");
        assertThat(noQuery.code()).isEqualTo(2);
        assertThat(noQuery.err()).contains("QUERY");
        assertThat(bedrock.requests).isEmpty();
    }

    @Test
    void aThousandDocumentsAreTheMost() {
        assertThat(pipe("a\n".repeat(1001), "q"))
                .isEqualTo(usage(
                        "there are more than 1000 documents, the most of one ranking",
                        "rank fewer, or --no-validate to let the service judge"));
        assertThat(bedrock.requests).isEmpty();
        bedrock.answers(REPLY).answers(REPLY);
        assertThat(pipe("a\n".repeat(1000), "q").code()).isZero();
        assertThat(pipe("a\n".repeat(1001), "q", "--no-validate").code()).isZero();
    }

    @Test
    void documentsThatNoRequestCanCarryAreRefused() {
        String line = "x".repeat(1_000_000) + "\n";
        assertThat(pipe(line.repeat(26), "q"))
                .isEqualTo(usage(
                        "the documents come to more than 25000000 bytes, the most of one request",
                        "rank fewer or shorter documents"));
        Result wide = pipe("é".repeat(13_000_000) + "\n", "q");
        assertThat(wide.code()).isEqualTo(2);
        assertThat(wide.err()).startsWith("error: query and documents come to 26000");
        assertThat(bedrock.requests).isEmpty();
    }

    @Test
    void wrongOptionsAreExplained() {
        assertThat(rerank("q", "--document", "a", "--input", "d.txt"))
                .isEqualTo(usage("documents come from --document or from --input, not from both", null));
        assertThat(rerank("q", "--document", "a", "-m", "cohere.embed-v4:0"))
                .isEqualTo(usage(
                        "cohere.embed-v4:0 is not a rerank model that this command knows: its family is cohere-embed",
                        "leave -m out for cohere.rerank-v3-5:0, or bedrock list-models --search rerank"));
        assertThat(rerank("q", "--document", "a", "-m", "acme.rank-v1"))
                .isEqualTo(usage(
                        "the rerank family of acme.rank-v1 cannot be told from its id",
                        "name it with --family: cohere-rerank, amazon-rerank"));
        assertThat(rerank("q", "--input", "none.txt"))
                .isEqualTo(usage("cannot read none.txt: no such file or directory", null));
        assertThat(rerank("q", "--document", "a", "-o", "csv").code()).isEqualTo(2);
        assertThat(bedrock.requests).isEmpty();
        assertThat(new Terminal().run(bedrock, "invoke", "-m", "cohere.rerank-v3-5:0", "Hi"))
                .isEqualTo(usage(
                        "cohere.rerank-v3-5:0 is not a text model: its family, cohere-rerank, gives rankings",
                        "bedrock rerank -m cohere.rerank-v3-5:0"));
    }

    @Test
    void aRefusalExitsFiveAndThrottlingSix() {
        bedrock.fails(BedrockException.of(Kind.REFUSED, "Malformed input request")
                        .code("ValidationException")
                        .build())
                .fails(BedrockException.of(Kind.THROTTLED, "Too many requests").build());
        assertThat(rerank("q", "--document", "a"))
                .isEqualTo(new Result(
                        5,
                        "",
                        "error: the service refused the request: the request's body does not fit the model"
                                + " (ValidationException)\ncause: Malformed input request\n"
                                + "fix: look at the body with --print-request; bedrock params cohere.rerank-v3-5:0"
                                + " shows what it takes\n"));
        assertThat(rerank("q", "--document", "a").code()).isEqualTo(6);
    }

    @Test
    void aReplyThatIsNoRankingIsAnError() {
        bedrock.answers("not json");
        assertThat(rerank("q", "--document", "a", "--out", "r.txt").err())
                .startsWith("error: the reply cannot be read\ncause: the reply is not JSON, from line 1, column ");
        bedrock.answers("{}");
        assertThat(rerank("q", "--document", "a")).isEqualTo(new Result(5, "", """
                        error: the reply cannot be read
                        cause: the reply has nothing where a ranking should be
                        fix: try again; bedrock doctor shows who answers
                        """));
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void printRequestSendsNothing() {
        assertThat(rerank("q", "--document", "a", "--print-request", "-m", "amazon.rerank-v1:0"))
                .isEqualTo(new Result(0, """
                        POST https://bedrock-runtime.us-east-1.amazonaws.com/model/amazon.rerank-v1:0/invoke
                        Content-Type: application/json

                        {"query":"q","documents":["a"]}
                        """, ""));
        assertThat(bedrock.requests).isEmpty();
    }

    @Test
    void usageAndDetailsGoToStandardError() throws IOException {
        bedrock.answers(REPLY);
        assertThat(pipe("a\nb\nc\n", "q", "-u", "-v", "--out", "r.tsv")).isEqualTo(new Result(0, "", """
                        request id: request-1, region: us-east-1, family: cohere-rerank
                        usage: 2 of 3 documents; tokens in ?; total 0.03 s
                        """));
        assertThat(folder.resolve("r.tsv")).content().hasLineCount(2);
    }
}
