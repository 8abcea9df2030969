package io.github.bedrockcli.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockcli.aws.BedrockException;
import io.github.bedrockcli.aws.BedrockException.Kind;
import io.github.bedrockcli.cli.Terminal.Result;
import io.github.bedrockcli.model.Api;
import io.github.bedrockcli.model.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** invoke and stream through the front door, with Bedrock behind its interface. */
final class GenerateCommandTest {
    private static final String ANSWER = """
            {"output":{"message":{"role":"assistant","content":[{"text":"Hello"}]}},"stopReason":"end_turn",\
            "usage":{"inputTokens":3,"outputTokens":2}}""";
    private static final String CUT = """
            {"output":{"message":{"role":"assistant","content":[{"text":"Hel"}]}},"stopReason":"max_tokens",\
            "usage":{"inputTokens":3,"outputTokens":1}}""";
    private static final String BLOCKED = """
            {"output":{"message":{"role":"assistant","content":[{"text":"no"}]}},"stopReason":"content_filtered",\
            "usage":{"inputTokens":3,"outputTokens":1}}""";
    private static final String START = "{\"messageStart\":{\"role\":\"assistant\"}}";
    private static final String STOP = "{\"messageStop\":{\"stopReason\":\"end_turn\"}}";
    private static final String METADATA = "{\"metadata\":{\"usage\":{\"inputTokens\":3,\"outputTokens\":2}}}";

    @TempDir
    private Path folder;

    private final FakeBedrock bedrock = new FakeBedrock();

    private static String delta(String text) {
        return Json.line(Json.object()
                .set(
                        "contentBlockDelta",
                        Json.object()
                                .put("contentBlockIndex", 0)
                                .set("delta", Json.object().put("text", text))));
    }

    private JsonNode sent() throws JsonProcessingException {
        return Json.parse(bedrock.body(bedrock.requests.size() - 1));
    }

    private String sentText() throws JsonProcessingException {
        return sent().at("/messages/0/content/0/text").textValue();
    }

    @Test
    void invokePrintsTheAnswerAndNothingElse() throws Exception {
        Result result = new Terminal().run(bedrock.answers(ANSWER), "invoke", "Hi");
        assertThat(result).isEqualTo(new Result(0, "Hello\n", ""));
        assertThat(sentText()).isEqualTo("Hi");
        assertThat(bedrock.closed).isTrue();
    }

    @Test
    void theDefaultModelComesFromTheEnvironmentAndAnOptionBeatsIt() {
        bedrock.answers(ANSWER).answers(ANSWER);
        new Terminal().environment("BEDROCK_MODEL", "amazon.nova-pro-v1:0").run(bedrock, "invoke", "Hi");
        new Terminal()
                .environment("BEDROCK_MODEL", "amazon.nova-pro-v1:0")
                .run(bedrock, "invoke", "-m", "us.amazon.nova-micro-v1:0", "Hi");
        assertThat(bedrock.requests)
                .extracting(request -> request.model().value())
                .containsExactly("amazon.nova-pro-v1:0", "us.amazon.nova-micro-v1:0");
    }

    @Test
    void standardInputComesFirstThenABlankLineThenTheArgument() throws Exception {
        new Terminal().pipe("one\ntwo\n").run(bedrock.answers(ANSWER), "invoke", "Explain");
        assertThat(sentText()).isEqualTo("one\ntwo\n\nExplain");
    }

    @Test
    void filesAreJoinedByABlankLine() throws Exception {
        Files.writeString(folder.resolve("a.txt"), "\uFEFFalpha\r\n");
        Files.writeString(folder.resolve("b.txt"), "beta");
        new Terminal().in(folder).run(bedrock.answers(ANSWER), "invoke", "-f", "a.txt", "-f", "b.txt");
        assertThat(sentText()).isEqualTo("alpha\n\nbeta");
    }

    @Test
    void aSeedThatIsChosenForATextModelIsTold() throws Exception {
        String reply = "{\"choices\":[{\"message\":{\"content\":\"Hello\"},\"finish_reason\":\"stop\"}]}";
        Result result = new Terminal()
                .run(bedrock.answers(reply), "invoke", "-m", "openai.gpt-oss-20b-1:0", "--seed", "random", "Hi");
        long sent = Json.parse(bedrock.requests.get(0).body()).path("seed").asLong();
        assertThat(sent).isPositive();
        assertThat(result).isEqualTo(new Result(0, "Hello\n", "note: seed " + sent + "\n"));
    }

    @Test
    void noStdinLeavesStandardInputAlone() throws Exception {
        new Terminal().pipe("loop lines\n").run(bedrock.answers(ANSWER), "invoke", "--no-stdin", "Hi");
        assertThat(sentText()).isEqualTo("Hi");
    }

    @Test
    void anEmptyPipeCountsAsNone() throws Exception {
        new Terminal().pipe("\n").run(bedrock.answers(ANSWER), "invoke", "Hi");
        assertThat(sentText()).isEqualTo("Hi");
        assertThat(new Terminal().pipe("").run(bedrock, "invoke")).isEqualTo(new Result(2, "", """
                        error: there is no prompt
                        fix: bedrock invoke "your prompt", or pipe one in: echo ... | bedrock invoke
                        """));
    }

    @Test
    void whatAnAnswerHoldsBesideTextIsNotPassedOver() {
        String image = "{\"image\":{\"format\":\"png\",\"source\":{\"bytes\":\"aQ==\"}}}";
        bedrock.answers(
                "{\"output\":{\"message\":{\"content\":[" + image + "," + image + "]}},\"stopReason\":\"end_turn\"}");
        assertThat(new Terminal().run(bedrock, "invoke", "--api", "converse", "Hi"))
                .isEqualTo(new Result(0, "", "note: the answer also holds 2 images; -o json or -o raw shows it\n"));
    }

    @Test
    void aPromptResourceNeedsNoPromptButTakesVariables() throws Exception {
        String converse = "{\"output\":{\"message\":{\"content\":[{\"text\":\"Hi\"}]}},\"stopReason\":\"end_turn\"}";
        String arn = "arn:aws:bedrock:us-east-1:123456789012:prompt/ABCDEFGHIJ:1";
        bedrock.answers(converse).answers(converse);
        assertThat(new Terminal()
                        .run(bedrock, "invoke", "-m", arn, "-p", "promptVariables={\"who\":{\"text\":\"Ada\"}}"))
                .isEqualTo(new Result(0, "Hi\n", ""));
        new Terminal().run(bedrock, "invoke", "-m", arn, "And?");
        assertThat(new String(bedrock.requests.get(0).body(), StandardCharsets.UTF_8))
                .isEqualTo("{\"promptVariables\":{\"who\":{\"text\":\"Ada\"}}}");
        assertThat(new String(bedrock.requests.get(1).body(), StandardCharsets.UTF_8))
                .isEqualTo("{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"And?\"}]}]}");
    }

    @Test
    void aPromptWithQuotesAndBracesIsSentAsItIs() throws Exception {
        String prompt = "{\"a\": [1, \"%s {0} ${x}\"]} \u65E5\u672C \uD83D\uDE00 'quoted' \\n";
        new Terminal().pipe("").run(bedrock.answers(ANSWER), "invoke", prompt);
        assertThat(sentText()).isEqualTo(prompt);
    }

    @Test
    void anAtSignIsAPromptNotAFileOfArguments() throws Exception {
        new Terminal().run(bedrock.answers(ANSWER), "invoke", "@handle says hi");
        assertThat(sentText()).isEqualTo("@handle says hi");
    }

    @Test
    void invalidUtf8IsRefusedWithItsOffset() {
        Result result =
                new Terminal().pipe(new byte[] {'a', 'b', (byte) 0xC3, '('}).run(bedrock, "invoke");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).startsWith("error: standard input is not UTF-8: byte 0xc3 at offset 2\n");
        assertThat(bedrock.requests).isEmpty();
    }

    @Test
    void aTruncatedAnswerWarnsAndStrictMakesItNine() {
        bedrock.answers(CUT).answers(CUT);
        String warning = "warning: the answer was cut at the token limit; raise --max-tokens for more\n";
        assertThat(new Terminal().run(bedrock, "invoke", "Hi")).isEqualTo(new Result(0, "Hel\n", warning));
        assertThat(new Terminal().run(bedrock, "invoke", "--strict", "Hi")).isEqualTo(new Result(9, "Hel\n", warning));
    }

    @Test
    void claudeWithTemperatureAndTopPIsWarnedOf() {
        String claude = "{\"content\":[{\"type\":\"text\",\"text\":\"Hello\"}],\"stop_reason\":\"end_turn\"}";
        String older = "{\"completion\":\"Hello\",\"stop_reason\":\"stop_sequence\",\"stop\":null}";
        String warning = "warning: temperature and top-p are both set; the model's vendor advises to set one of them\n";
        String haiku = "anthropic.claude-3-haiku-20240307-v1:0";
        assertThat(sampled(haiku, claude, "--top-p=0.5")).isEqualTo(new Result(0, "Hello\n", warning));
        assertThat(sampled(haiku, ANSWER, "--top-p=0.5", "--api=converse"))
                .isEqualTo(new Result(0, "Hello\n", warning));
        assertThat(sampled("anthropic.claude-v2", older, "-p", "top_p=0.5"))
                .isEqualTo(new Result(0, "Hello\n", warning));
        assertThat(sampled("anthropic.claude-v2", older, "--top-k=5")).isEqualTo(new Result(0, "Hello\n", ""));
        assertThat(sampled("amazon.nova-lite-v1:0", ANSWER, "--top-p=0.5")).isEqualTo(new Result(0, "Hello\n", ""));
    }

    /** Asks with a temperature and what else is given. */
    private Result sampled(String model, String answer, String... more) {
        List<String> args = new ArrayList<>(List.of("invoke", "-m", model, "--temperature=0.5", "Hi"));
        args.addAll(List.of(more));
        return new Terminal().run(bedrock.answers(answer), args.toArray(String[]::new));
    }

    @Test
    void aBlockedAnswerExitsTen() {
        assertThat(new Terminal().run(bedrock.answers(BLOCKED), "invoke", "Hi"))
                .isEqualTo(new Result(10, "no\n", "error: the answer was blocked (stop reason content_filtered)\n"));
    }

    @Test
    void aReplyOfAnotherFamilyIsNotAnEmptyAnswer() {
        Result result = new Terminal().run(bedrock.answers("{\"unexpected\":true}"), "invoke", "Hi");
        assertThat(result.code()).isEqualTo(5);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).startsWith("error: the reply is not one that the family nova gives\n");
    }

    @Test
    void jsonCarriesWhatTheContractNames() throws Exception {
        Result result = new Terminal().run(bedrock.answers(ANSWER), "invoke", "-o", "json", "Hi");
        JsonNode json = Json.parse(result.out());
        assertThat(json.properties().stream().map(java.util.Map.Entry::getKey))
                .containsExactly(
                        "model",
                        "family",
                        "api",
                        "region",
                        "text",
                        "stop_reason",
                        "outcome",
                        "usage",
                        "latency_ms",
                        "request_id",
                        "response");
        assertThat(json.get("text").textValue()).isEqualTo("Hello");
        assertThat(json.get("outcome").textValue()).isEqualTo("complete");
        assertThat(json.at("/usage/input_tokens").intValue()).isEqualTo(3);
        assertThat(json.at("/latency_ms/first_byte").intValue()).isEqualTo(20);
        assertThat(json.get("response")).isEqualTo(Json.parse(ANSWER));
        assertThat(result.out()).endsWith("}\n").hasLineCount(1);
    }

    @Test
    void rawIsTheBodyByteForByte() {
        assertThat(new Terminal().run(bedrock.answers(ANSWER), "invoke", "-o", "raw", "Hi"))
                .isEqualTo(new Result(0, ANSWER, ""));
    }

    @Test
    void usageGoesToStandardErrorAfterTheAnswer() {
        Result result = new Terminal().run(bedrock.answers(ANSWER), "invoke", "-u", "Hi");
        assertThat(result.out()).isEqualTo("Hello\n");
        assertThat(result.err())
                .isEqualTo("usage: tokens in 3, out 2; total 0.03 s; first byte 0.02 s; 66.7 tokens/s\n");
    }

    @Test
    void printRequestSendsNothing() {
        Result result = new Terminal().run(bedrock, "invoke", "--print-request", "--max-tokens", "9", "Hi");
        assertThat(result.code()).isZero();
        assertThat(result.out())
                .startsWith("POST https://bedrock-runtime.us-east-1.amazonaws.com/model/amazon.nova-lite-v1:0/invoke\n"
                        + "Content-Type: application/json\n\n{")
                .contains("\"maxTokens\":9");
        assertThat(bedrock.requests).isEmpty();
    }

    @Test
    void setPutsAnyValueAnywhere() throws Exception {
        new Terminal()
                .run(
                        bedrock.answers(ANSWER),
                        "invoke",
                        "--set",
                        "/messages/0/content/-={\"cachePoint\":{\"type\":\"default\"}}",
                        "--set",
                        "/inferenceConfig/extra/deep=[1]",
                        "Hi");
        assertThat(sent().at("/messages/0/content/1/cachePoint/type").textValue())
                .isEqualTo("default");
        assertThat(sent().at("/inferenceConfig/extra/deep/0").intValue()).isEqualTo(1);
    }

    @Test
    void setRefusesWhatIsNotJsonAndSaysHowToQuote() {
        assertThat(new Terminal().run(bedrock, "invoke", "--set", "/a=text", "Hi"))
                .satisfies(result -> assertThat(result.code()).isEqualTo(2))
                .satisfies(result -> assertThat(result.err()).contains("fix: a string needs its quotes"));
    }

    @Test
    void aBodyIsSentByteForByte() {
        String body = "{ \"messages\" : [ {\"role\":\"user\",\"content\":[{\"text\":\"Hi\"}]} ], \"n\": 1.50 }";
        Result result = new Terminal().run(bedrock.answers(ANSWER), "invoke", "--body", body);
        assertThat(result).isEqualTo(new Result(0, "Hello\n", ""));
        assertThat(bedrock.body(0)).isEqualTo(body);
    }

    @Test
    void aBodyExcludesPromptAndParameters() {
        assertThat(new Terminal().run(bedrock, "invoke", "--body", "{}", "Hi").code())
                .isEqualTo(2);
        assertThat(new Terminal()
                        .run(bedrock, "invoke", "--body", "{}", "--max-tokens", "5")
                        .code())
                .isEqualTo(2);
        assertThat(new Terminal().run(bedrock, "invoke", "--body", "{x").err())
                .startsWith("error: --body is not JSON: ");
    }

    @Test
    void aBodyForAModelOfNoKnownFamilyPrintsTheReplyAsReceived() {
        Result result =
                new Terminal().run(bedrock.answers("{\"x\":1}"), "invoke", "-m", "acme.model-1", "--body", "{\"q\":1}");
        assertThat(result.code()).isZero();
        assertThat(result.out()).isEqualTo("{\"x\":1}");
        assertThat(result.err()).contains("the family of acme.model-1 is not known");
    }

    @Test
    void outWritesAWholeFileAndRefusesAnExistingOne() throws Exception {
        bedrock.answers(ANSWER).answers(ANSWER);
        Terminal terminal = new Terminal().in(folder);
        assertThat(terminal.run(bedrock, "invoke", "--out", "a.txt", "Hi")).isEqualTo(new Result(0, "", ""));
        assertThat(folder.resolve("a.txt")).hasContent("Hello\n");
        Result again = terminal.run(bedrock, "invoke", "--out", "a.txt", "Hi");
        assertThat(again.code()).isEqualTo(2);
        assertThat(again.err()).contains("a.txt exists already").contains("--force");
        assertThat(bedrock.requests).hasSize(1);
        assertThat(terminal.run(bedrock, "invoke", "--force", "--out", "a.txt", "Hi")
                        .code())
                .isZero();
    }

    @Test
    void aFailureLeavesNoFile() throws IOException {
        bedrock.fails(BedrockException.of(Kind.THROTTLED, "Too many requests")
                .code("ThrottlingException")
                .status(429)
                .build());
        Result result = new Terminal().in(folder).run(bedrock, "invoke", "--out", "a.txt", "Hi");
        assertThat(result).isEqualTo(new Result(6, "", """
                        error: throttled: more requests than the quota of a minute (ThrottlingException)
                        cause: Too many requests
                        fix: wait a minute and try again, or ask for a higher quota in Service Quotas: requests per minute of amazon.nova-lite-v1:0
                        docs: https://docs.aws.amazon.com/bedrock/latest/userguide/quotas.html
                        """));
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void streamPrintsPiecesAndEndsWithOneNewline() {
        bedrock.streams(START, delta("Hel"), delta("lo\n"), delta("\n"), STOP, METADATA);
        assertThat(new Terminal().run(bedrock, "stream", "Hi")).isEqualTo(new Result(0, "Hello\n", ""));
        assertThat(bedrock.streamClosed).isTrue();
    }

    @Test
    void eventsAreOneJsonObjectALine() throws Exception {
        bedrock.streams(START, delta("Hi"), STOP, METADATA);
        Result result = new Terminal().run(bedrock, "stream", "-o", "events", "Hi");
        List<JsonNode> events = new ArrayList<>();
        for (String line : result.out().split("\n")) {
            events.add(Json.parse(line));
        }
        assertThat(events)
                .extracting(event -> event.get("type").textValue())
                .startsWith("start", "text")
                .endsWith("stop");
        JsonNode stop = events.get(events.size() - 1);
        assertThat(stop.get("outcome").textValue()).isEqualTo("complete");
        assertThat(stop.at("/usage/output_tokens").intValue()).isEqualTo(2);
        assertThat(result.code()).isZero();
    }

    @Test
    void aStreamThatEndsBeforeItsEndEventIsBroken() throws Exception {
        bedrock.streams(START, delta("Hal"));
        Result result = new Terminal().in(folder).run(bedrock, "stream", "Hi");
        assertThat(result.code()).isEqualTo(8);
        assertThat(result.out()).isEqualTo("Hal\n");
        assertThat(result.err()).startsWith("error: the stream ended before the end of the answer\n");

        bedrock.streams(START, delta("Hal"));
        Result kept = new Terminal().in(folder).run(bedrock, "stream", "--out", "a.txt", "Hi");
        assertThat(kept.code()).isEqualTo(8);
        assertThat(folder.resolve("a.txt")).doesNotExist();
        assertThat(folder.resolve("a.txt.partial")).hasContent("Hal\n");

        bedrock.streams(START);
        assertThat(new Terminal()
                        .in(folder)
                        .run(bedrock, "stream", "--out", "b.txt", "Hi")
                        .code())
                .isEqualTo(8);
        assertThat(folder.toFile().list()).containsExactly("a.txt.partial");

        bedrock.streams(START, delta("Hal"));
        Result json = new Terminal().run(bedrock, "stream", "-o", "json", "Hi");
        assertThat(Json.parse(json.out()).get("outcome").textValue()).isEqualTo("broken");
        assertThat(Json.parse(json.out()).get("text").textValue()).isEqualTo("Hal");
        assertThat(json.code()).isEqualTo(8);
    }

    @Test
    void anyFailureAfterTheFirstEventIsABrokenStream() {
        bedrock.streams(
                START,
                delta("Hal"),
                BedrockException.of(Kind.TIMEOUT, "no bytes for 600 s").build());
        Result result = new Terminal().run(bedrock, "stream", "Hi");
        assertThat(result).isEqualTo(new Result(8, "Hal\n", """
                        error: the stream broke; part of the answer is missing
                        cause: no bytes for 600 s
                        fix: try again
                        """));
    }

    @Test
    void nothingIsAwaitedAfterTheLastEvent() {
        bedrock.streams(START, delta("Hello"), STOP, METADATA, new AssertionError("read on after the end"));
        assertThat(new Terminal().run(bedrock, "stream", "Hi")).isEqualTo(new Result(0, "Hello\n", ""));
    }

    @Test
    void aConnectionThatBreaksAfterTheEndOfTheAnswerDoesNoHarm() {
        RuntimeException reset =
                BedrockException.of(Kind.BROKEN_STREAM, "connection reset").build();
        bedrock.streams(START, delta("Hello"), STOP, reset);
        assertThat(new Terminal().run(bedrock, "stream", "Hi")).isEqualTo(new Result(0, "Hello\n", ""));
        RuntimeException said = BedrockException.of(Kind.BROKEN_STREAM, "Try your request again.")
                .code("ModelStreamErrorException")
                .build();
        bedrock.streams(START, delta("Hello"), STOP, said);
        assertThat(new Terminal().run(bedrock, "stream", "Hi").code()).isEqualTo(8);
    }

    @Test
    void aFailureInEventsIsAnEventToo() throws Exception {
        bedrock.streams(
                START,
                delta("Hal"),
                BedrockException.of(Kind.BROKEN_STREAM, "The system encountered an unexpected error")
                        .code("modelStreamErrorException")
                        .build());
        Result result = new Terminal().run(bedrock, "stream", "-o", "events", "Hi");
        String[] lines = result.out().split("\n");
        JsonNode error = Json.parse(lines[lines.length - 2]);
        assertThat(error.get("type").textValue()).isEqualTo("error");
        assertThat(error.get("exit_code").intValue()).isEqualTo(8);
        assertThat(Json.parse(lines[lines.length - 1]).get("outcome").textValue())
                .isEqualTo("broken");
        assertThat(result.code()).isEqualTo(8);
    }

    @Test
    void aClosedPipeEndsQuietlyAndCancels() {
        OutputStream closed = new OutputStream() {
            @Override
            public void write(int value) throws IOException {
                throw new IOException("Broken pipe");
            }
        };
        bedrock.streams(START, delta("Hello"), delta(" there"), STOP, METADATA);
        Result result = new Terminal().out(closed).run(bedrock, "stream", "Hi");
        assertThat(result).isEqualTo(new Result(141, "", ""));
        assertThat(bedrock.streamClosed).isTrue();
    }

    @Test
    void aFullDiskIsAnErrorNotSilence() {
        OutputStream full = new OutputStream() {
            @Override
            public void write(int value) throws IOException {
                throw new IOException("No space left on device");
            }
        };
        assertThat(new Terminal().out(full).run(bedrock.answers(ANSWER), "invoke", "Hi"))
                .isEqualTo(new Result(1, "", "error: standard output cannot be written: No space left on device\n"));
    }

    @Test
    void eventsBelongToStream() {
        assertThat(new Terminal().run(bedrock, "invoke", "-o", "events", "Hi"))
                .isEqualTo(new Result(2, "", "error: invoke has no -o events\nfix: bedrock stream -o events\n"));
    }

    @Test
    void anUnknownModelGoesThroughConverse() throws Exception {
        bedrock.answers(ANSWER);
        Result result =
                new Terminal().run(bedrock, "invoke", "-m", "acme.tomorrow-1", "-s", "Be brief", "-o", "json", "Hi");
        assertThat(result.code()).isZero();
        assertThat(Json.parse(result.out()).get("api").textValue()).isEqualTo("converse");
        assertThat(sent().at("/system/0/text").textValue()).isEqualTo("Be brief");
    }

    @Test
    void novaReadsDocumentsThroughConverseUnlessToldOtherwise() throws Exception {
        Files.writeString(folder.resolve("a.txt"), "facts");
        Terminal terminal = new Terminal().in(folder);
        terminal.run(bedrock.answers(ANSWER), "invoke", "--document", "a.txt", "--top-k", "5", "Hi");
        assertThat(bedrock.requests.get(0).api()).isEqualTo(Api.CONVERSE);
        assertThat(sent().at("/messages/0/content/0/document/format").textValue())
                .isEqualTo("txt");
        assertThat(sent().at("/additionalModelRequestFields/inferenceConfig/topK")
                        .intValue())
                .isEqualTo(5);
        terminal.run(bedrock.answers(ANSWER), "invoke", "--api", "invoke", "--document", "a.txt", "Hi");
        assertThat(bedrock.requests.get(1).api()).isEqualTo(Api.INVOKE);
    }

    @Test
    void videosGoBesideThePromptFromFilesPipesAndPlacesInS3() throws Exception {
        Files.write(folder.resolve("clip.bin"), HexFormat.of().parseHex("0000001466747970717420200000"));
        Terminal terminal = new Terminal().in(folder);
        String[] arguments = {"invoke", "--video", "clip.bin", "--video", "s3://films/cat.webm", "-s", "S", "Hi"};
        assertThat(terminal.run(bedrock.answers(ANSWER), arguments).code()).isZero();
        assertThat(sent().at("/messages/0/content").toString()).isEqualTo("""
                [{"video":{"format":"mov","source":{"bytes":"AAAAFGZ0eXBxdCAgAAA="}}},\
                {"video":{"format":"webm","source":{"s3Location":{"uri":"s3://films/cat.webm"}}}},{"text":"Hi"}]""");
        Terminal piped = new Terminal().pipe(HexFormat.of().parseHex("464C5601"));
        piped.run(bedrock.answers(ANSWER), "invoke", "--video", "-", "Hi");
        assertThat(sent().at("/messages/0/content/0/video/format").asText()).isEqualTo("flv");
        assertThat(new Terminal().run(bedrock, "invoke", "--messages", "m.json", "--video", "s3://films/cat.webm"))
                .isEqualTo(new Result(
                        2,
                        "",
                        "error: --messages stands instead of PROMPT, --file, --image, --document and --video\n"));
    }

    @Test
    void aStreamMayEndWithWhatIsNoJson() {
        bedrock.streams("""
                {"choices":[{"index":0,"delta":{"content":"Hello"},"finish_reason":null}]}""", """
                {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}""", "[DONE]");
        assertThat(new Terminal().run(bedrock, "stream", "-m", "us.writer.palmyra-x5-v1:0", "Hi"))
                .isEqualTo(new Result(0, "Hello\n", ""));
    }

    @Test
    void pipedBytesAreReadOnceOnly() {
        assertThat(new Terminal()
                        .pipe("x")
                        .run(bedrock, "invoke", "-", "-f", "-")
                        .err())
                .startsWith("error: standard input can be read once: only one of PROMPT");
    }

    @Test
    void aMisspeltParameterNamesTheNearestOne() {
        Result result = new Terminal().run(bedrock, "invoke", "-p", "maxTokns=5", "Hi");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("did you mean");
        assertThat(bedrock.requests).isEmpty();
    }

    @Test
    void promptsKeepNonAsciiText() {
        bedrock.answers(ANSWER.replace("Hello", "\u00E9\u65E5"));
        assertThat(new Terminal()
                        .pipe("caf\u00E9".getBytes(StandardCharsets.UTF_8))
                        .run(bedrock, "invoke")
                        .out())
                .isEqualTo("\u00E9\u65E5\n");
    }
}
