package io.github.bedrockcli.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockcli.emulator.SignedClient.Answer;
import io.github.bedrockcli.model.Json;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Asynchronous invocations of the emulator: what they are refused for, how they go on, how they are listed. */
final class AsyncInvokesTest {
    private static final String LUMA = "luma.ray-v2:0";

    private final SteppingClock clock = new SteppingClock();
    private Emulator emulator;
    private SignedClient client;

    @BeforeEach
    void start() {
        emulator = Emulator.startForThisProcess(clock);
        client = SignedClient.of(emulator, clock);
    }

    @AfterEach
    void stop() {
        emulator.close();
    }

    private static String body(String model, String input, String more) {
        return "{\"modelId\":\"" + model + "\",\"modelInput\":" + input
                + ",\"outputDataConfig\":{\"s3OutputDataConfig\":{\"s3Uri\":\"s3://bucket/videos/\"}}" + more + "}";
    }

    private String started(String more) {
        Answer answer = client.post("/async-invoke", body(LUMA, "{\"prompt\":\"A tiger\"}", more));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json().path("invocationArn").asText();
    }

    private Answer get(String arn) {
        return client.get("/async-invoke/" + URLEncoder.encode(arn, StandardCharsets.UTF_8));
    }

    private String refusal(String body) {
        Answer answer = client.post("/async-invoke", body);
        return answer.status() + " " + answer.error() + " " + answer.message();
    }

    private String luma(String input) {
        return refusal(body(LUMA, input, ""));
    }

    @Test
    void aJobIsInProgressForTwoQuestionsAndThenCompleted() {
        String arn = started("");
        assertThat(arn).matches("arn:aws:bedrock:us-east-1:123456789012:async-invoke/[a-z0-9]{12}");
        for (int i = 0; i < 2; i++) {
            JsonNode job = get(arn).json();
            assertThat(job.path("status").asText()).isEqualTo("InProgress");
            assertThat(job.has("endTime")).isFalse();
        }
        JsonNode job = get(arn).json();
        assertThat(job.path("status").asText()).isEqualTo("Completed");
        assertThat(job.path("endTime").asText())
                .isEqualTo(job.path("lastModifiedTime").asText());
        assertThat(job.path("modelArn").asText())
                .isEqualTo("arn:aws:bedrock:us-east-1::foundation-model/luma.ray-v2:0");
        assertThat(job.at("/outputDataConfig/s3OutputDataConfig/s3Uri").asText())
                .isEqualTo("s3://bucket/videos/" + arn.substring(arn.lastIndexOf('/') + 1));
        assertThat(job.has("failureMessage")).isFalse();
    }

    @Test
    void aJobThatNobodyAsksAboutIsCompletedAfterAWhile() {
        String arn = started("");
        clock.step(Duration.ofSeconds(6));
        assertThat(list("").get(0).path("status").asText()).isEqualTo("Completed");
        assertThat(get(arn).json().path("status").asText()).isEqualTo("Completed");
    }

    @Test
    void marengoTakesWhatItsTablesSay() {
        String third = "twelvelabs.marengo-embed-3-0-v1:0";
        String second = "twelvelabs.marengo-embed-2-7-v1:0";
        String source = "\"mediaSource\":{\"s3Location\":{\"uri\":\"s3://bucket/clip.mp4\"}}";
        String video = "{\"inputType\":\"video\",\"video\":{" + source + ",\"embeddingScope\":[\"%s\"]}}";
        assertThat(refusal(body(third, video.formatted("clip"), ""))).startsWith("200");
        assertThat(refusal(body(third, video.formatted("frame"), ""))).startsWith("400 ValidationException");
        assertThat(refusal(body(third, "{\"inputType\":\"text\",\"text\":{\"inputText\":\"fox\"}}", "")))
                .startsWith("200");
        assertThat(refusal(body(third, "{\"inputType\":\"audio\",\"audio\":{}}", "")))
                .startsWith("400 ValidationException");
        assertThat(refusal(body(third, "{\"inputType\":\"film\"}", ""))).startsWith("400 ValidationException");
        assertThat(refusal(body(second, "{\"inputType\":\"video\",\"minClipSec\":5," + source + "}", "")))
                .startsWith("200");
        assertThat(refusal(body(second, "{\"inputType\":\"audio\",\"minClipSec\":5," + source + "}", "")))
                .startsWith("400 ValidationException");
    }

    @Test
    void theSameTokenStartsOneJob() {
        String arn = started(",\"clientRequestToken\":\"t-1\"");
        assertThat(started(",\"clientRequestToken\":\"t-1\"")).isEqualTo(arn);
        assertThat(started(",\"clientRequestToken\":\"t-2\"")).isNotEqualTo(arn);
        assertThat(refusal(body(LUMA, "{\"prompt\":\"A lion\"}", ",\"clientRequestToken\":\"t-1\"")))
                .startsWith("400 ConflictException");
        assertThat(get(arn).json().path("clientRequestToken").asText()).isEqualTo("t-1");
    }

    private List<JsonNode> list(String query) {
        List<JsonNode> jobs = new ArrayList<>();
        Answer answer = client.get("/async-invoke" + query);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        answer.json().path("asyncInvokeSummaries").forEach(jobs::add);
        return jobs;
    }

    @Test
    void jobsAreListedFilteredSortedAndPaged() {
        String first = started("");
        clock.step(Duration.ofSeconds(60));
        String between = clock.instant().toString();
        clock.step(Duration.ofSeconds(60));
        String second = started("");

        assertThat(list(""))
                .extracting(job -> job.path("invocationArn").asText())
                .containsExactly(second, first);
        assertThat(list("?sortOrder=Ascending&sortBy=SubmissionTime"))
                .extracting(job -> job.path("invocationArn").asText())
                .containsExactly(first, second);
        assertThat(list("?statusEquals=InProgress"))
                .extracting(job -> job.path("invocationArn").asText())
                .containsExactly(second);
        assertThat(list("?statusEquals=Failed")).isEmpty();
        assertThat(list("?submitTimeAfter=" + between))
                .extracting(job -> job.path("invocationArn").asText())
                .containsExactly(second);
        assertThat(list("?submitTimeBefore=" + between))
                .extracting(job -> job.path("invocationArn").asText())
                .containsExactly(first);
        JsonNode page = client.get("/async-invoke?maxResults=1").json();
        assertThat(page.path("asyncInvokeSummaries")).hasSize(1);
        assertThat(list("?maxResults=1&nextToken=" + page.path("nextToken").asText()))
                .extracting(job -> job.path("invocationArn").asText())
                .containsExactly(first);
        assertThat(client.get("/async-invoke?statusEquals=Done").message()).contains("enum value set");
    }

    @Test
    void anInvocationThatIsNoneIsRefused() {
        assertThat(get("arn:aws:bedrock:us-east-1:123456789012:async-invoke/abcdefghijkl")
                        .error())
                .isEqualTo("ValidationException");
        assertThat(get("abcdefghijkl").message()).contains("must satisfy regular expression pattern");
    }

    @Test
    void requestsThatDoNotFitTheOperationAreRefused() {
        assertThat(refusal("{}")).contains("Value at 'modelId'", "must not be null");
        assertThat(refusal("nope")).startsWith("400 SerializationException");
        assertThat(refusal("{\"modelId\":\"" + LUMA + "\"}")).contains("'modelInput'", "must not be null");
        assertThat(refusal("{\"modelId\":\"" + LUMA + "\",\"modelInput\":{}}")).contains("'outputDataConfig'");
        String wrong = body(LUMA, "{\"prompt\":\"A tiger\"}", "");
        assertThat(refusal(wrong.replace("s3://bucket", "https://bucket"))).contains("s3OutputDataConfig.s3Uri");
        assertThat(refusal(wrong.replace("\"s3Uri\"", "\"kmsKeyId\":\"my-key\",\"s3Uri\"")))
                .contains("s3OutputDataConfig.kmsKeyId");
        assertThat(refusal(wrong.replace("\"s3Uri\"", "\"bucketOwner\":\"me\",\"s3Uri\"")))
                .contains("s3OutputDataConfig.bucketOwner");
        assertThat(refusal(body(LUMA, "{}", ",\"clientRequestToken\":\"a b\""))).contains("'clientRequestToken'");
        assertThat(refusal(body(LUMA, "{}", ",\"tags\":[{\"key\":\"\",\"value\":\"\"}]")))
                .contains("tags.1.member.key", "greater than or equal to 1");
        assertThat(refusal(body(LUMA, "{}", ",\"tags\":[{\"key\":\"a\",\"value\":\"#\"}]")))
                .contains("tags.1.member.value");
        assertThat(refusal(body("l".repeat(257), "{}", ""))).contains("less than or equal to 256");
    }

    @Test
    void modelsWithoutAnAsynchronousFormAreRefused() {
        assertThat(refusal(body("nothing.at-all", "{}", "")))
                .isEqualTo("400 ValidationException The provided model identifier is invalid.");
        assertThat(refusal(body("amazon.nova-lite-v1:0", "{}", "")))
                .isEqualTo("400 ValidationException The provided request is not valid");
        assertThat(refusal(body("amazon.nova-reel-v1:1", "{}", ""))).startsWith("404 ResourceNotFoundException");
    }

    @Test
    void lumaTakesWhatItsGuideSays() {
        assertThat(luma("{}")).contains("#: required key [prompt] not found");
        assertThat(luma("\"{}\"")).contains("expected type: JSONObject, found: String");
        assertThat(luma("{\"prompt\":\"" + "w".repeat(5001) + "\"}")).contains("expected maxLength: 5000");
        assertThat(luma("{\"prompt\":\"x\",\"seed\":1}")).contains("extraneous key [seed] is not permitted");
        assertThat(luma("{\"prompt\":\"x\",\"duration\":\"7s\"}")).contains("#/duration: 7s is not a valid enum value");
        assertThat(luma("{\"prompt\":\"x\",\"keyframes\":{\"frame0\":{\"type\":\"image\"}}}"))
                .contains("#/keyframes/frame0: required key [source] not found");
        assertThat(client.post("/async-invoke", body(LUMA, """
                        {"prompt": "x", "aspect_ratio": "21:9", "loop": true, "duration": "9s", "resolution": "540p",
                         "keyframes": {"frame1": {"type": "image", "source":
                            {"type": "base64", "media_type": "image/png", "data": "iVBORw0KGgo="}}}}
                        """, "")).status()).isEqualTo(200);
    }

    /** The model itself is at the end of its life; its rules are asked directly. */
    @Test
    void novaReelTakesWhatItsGuideSays() {
        String config = "\"videoGenerationConfig\":{\"durationSeconds\":6,\"fps\":24,\"dimension\":\"1280x720\"}";
        String text = "{\"taskType\":\"TEXT_VIDEO\",\"textToVideoParams\":{\"text\":\"x\"}," + config + "}";
        reel(text);
        assertThatThrownBy(() -> reel("{}")).hasMessageContaining("required key [taskType] not found");
        assertThatThrownBy(() -> reel(text.replace("TEXT_VIDEO", "VIDEO"))).hasMessageContaining("#/taskType: VIDEO");
        assertThatThrownBy(() -> reel(text.replace("Seconds\":6", "Seconds\":12")))
                .hasMessageContaining("#/videoGenerationConfig/durationSeconds: 12 is not a valid enum value");
        assertThatThrownBy(() -> reel(text.replace("\"fps\":24,", "")))
                .hasMessageContaining("#/videoGenerationConfig: required key [fps] not found");
        assertThatThrownBy(() -> reel(text.replace("\"x\"}", "\"x\",\"negativeText\":\"y\"}")))
                .hasMessageContaining("extraneous key [negativeText]");
        assertThatThrownBy(() -> reel(text.replace("\"x\"}", "\"x\",\"images\":[{\"format\":\"gif\"}]}")))
                .hasMessageContaining("#/textToVideoParams/images/0/format: gif")
                .hasMessageContaining("required key [source] not found");
        String automated =
                text.replace("TEXT_VIDEO", "MULTI_SHOT_AUTOMATED").replace("textToVideo", "multiShotAutomated");
        reel(automated.replace("Seconds\":6", "Seconds\":120"));
        assertThatThrownBy(() -> reel(automated.replace("Seconds\":6", "Seconds\":13")))
                .hasMessageContaining("durationSeconds: 13 is not a multiple of 6");
        assertThatThrownBy(() -> reel(automated)).hasMessageContaining("6 is not greater or equal to 12");
        String manual = "{\"taskType\":\"MULTI_SHOT_MANUAL\",\"multiShotManualParams\":{\"shots\":[{\"text\":\"a\"}]},"
                + config + "}";
        reel(manual.replace("\"durationSeconds\":6,", ""));
        assertThatThrownBy(() -> reel(manual)).hasMessageContaining("extraneous key [durationSeconds]");
    }

    @Test
    void aMarkedInputFailsAndSaysWhoFailedIt() {
        String arn = client.post("/async-invoke", body(LUMA, "{\"prompt\":\"A tiger [offline failure]\"}", ""))
                .json()
                .path("invocationArn")
                .asText();
        clock.step(Duration.ofSeconds(6));
        JsonNode job = get(arn).json();
        assertThat(job.path("status").asText()).isEqualTo("Failed");
        assertThat(job.path("failureMessage").asText()).startsWith("The bedrock emulator fails");
        assertThat(list("?statusEquals=Failed")).hasSize(1);
    }

    private static void reel(String input) {
        try {
            CatalogueModel model = new CatalogueModel(Json.object().put("modelId", "amazon.nova-reel-v1:1"));
            EmulatedAsyncModels.find(model.id()).orElseThrow().check(model, Json.parse(input));
        } catch (IOException e) {
            throw new AssertionError(input, e);
        }
    }
}
