package io.github.bedrockcli.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockcli.aws.Bedrock.AsyncJobFilter;
import io.github.bedrockcli.aws.BedrockException.Kind;
import io.github.bedrockcli.model.AsyncJob;
import io.github.bedrockcli.model.Json;
import io.github.bedrockcli.model.ModelId;
import io.github.bedrockcli.model.S3Output;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Asynchronous invocations on the wire, through the real SDK. */
final class AsyncCallsTest {
    private static final String ARN = "arn:aws:bedrock:us-west-2:123456789012:async-invoke/abcdefghijkl";
    private static final String STARTED = "{\"invocationArn\":\"" + ARN + "\"}";
    private static final S3Output OUTPUT = new S3Output("s3://bucket/videos/", null, null);

    private static AsyncRequest request(String input) {
        return request(input, OUTPUT, Map.of());
    }

    private static AsyncRequest request(String input, S3Output output, Map<String, String> tags) {
        return new AsyncRequest(ModelId.of("amazon.nova-reel-v1:1"), json(input), output, "token-1", tags);
    }

    private static JsonNode json(String text) {
        try {
            return Json.parse(text);
        } catch (IOException e) {
            throw new AssertionError(text, e);
        }
    }

    @Test
    void theInputArrivesWithItsNumbersAsTheyWereWritten() {
        String input = "{\"long\":9223372036854775807,\"longer\":123456789012345678901234567890,\"decimal\":1.50,"
                + "\"small\":0.1,\"power\":1E+2,\"huge\":1E+400,\"whole\":42,\"yes\":true,\"nothing\":null,"
                + "\"text\":\"\u00e9 \\\"x\\\"\",\"list\":[1,[2.0],{}],\"empty\":{}}";
        try (LoopbackServer server = LoopbackServer.answering(200, STARTED);
                Bedrock bedrock = Connections.to(server).open()) {
            assertThat(bedrock.startAsync(request(input))).isEqualTo(ARN);

            LoopbackServer.Request sent = server.only();
            assertThat(sent.method() + " " + sent.target()).isEqualTo("POST /async-invoke");
            assertThat(sent.header("content-type")).isEqualTo("application/json");
            assertThat(sent.text())
                    .isEqualTo(
                            "{\"clientRequestToken\":\"token-1\",\"modelId\":\"amazon.nova-reel-v1:1\",\"modelInput\":"
                                    + input
                                    + ",\"outputDataConfig\":{\"s3OutputDataConfig\":{\"s3Uri\":\"s3://bucket/videos/\"}}}");
        }
    }

    @Test
    void keyOwnerAndTagsGoWithTheOutput() {
        S3Output output = new S3Output("s3://b-1", "arn:aws:kms:us-west-2:123456789012:alias/k", "210987654321");
        try (LoopbackServer server = LoopbackServer.answering(200, STARTED);
                Bedrock bedrock = Connections.to(server).open()) {
            bedrock.startAsync(request("{}", output, Map.of("team", "a b")));

            JsonNode sent = json(server.only().text());
            assertThat(sent.at("/outputDataConfig/s3OutputDataConfig"))
                    .isEqualTo(
                            json("{\"s3Uri\":\"s3://b-1\",\"kmsKeyId\":\"arn:aws:kms:us-west-2:123456789012:alias/k\","
                                    + "\"bucketOwner\":\"210987654321\"}"));
            assertThat(sent.path("tags")).isEqualTo(json("[{\"key\":\"team\",\"value\":\"a b\"}]"));
        }
    }

    @Test
    void everyAttemptHasTheSameTokenSoThatOneJobStarts() {
        try (LoopbackServer server = LoopbackServer.start((request, answer) -> {
                    if (request.header("amz-sdk-request").startsWith("attempt=1")) {
                        answer.error(503, "ServiceUnavailableException", "busy");
                    } else {
                        answer.json(200, STARTED);
                    }
                });
                Bedrock bedrock = Connections.to(server).open()) {
            assertThat(bedrock.startAsync(request("{}"))).isEqualTo(ARN);

            assertThat(server.requests()).hasSize(2);
            assertThat(server.requests().get(1).text())
                    .isEqualTo(server.requests().get(0).text());
        }
    }

    @Test
    void halfACharacterIsSentAsTheEscapeItWas() {
        try (LoopbackServer server = LoopbackServer.answering(200, STARTED);
                Bedrock bedrock = Connections.to(server).open()) {
            bedrock.startAsync(request("{\"x\":\"a\\ud800b\"}"));

            assertThat(server.only().text()).contains("{\"x\":\"a\\uD800b\"}");
        }
    }

    @Test
    void aReplyWithoutAnArnIsNoStart() {
        try (LoopbackServer server = LoopbackServer.answering(200, "{}");
                Bedrock bedrock = Connections.to(server).open()) {
            BedrockException failure =
                    catchThrowableOfType(BedrockException.class, () -> bedrock.startAsync(request("{}")));

            assertThat(failure.kind()).isEqualTo(Kind.UNREADABLE);
            assertThat(failure).hasMessage("the reply to StartAsyncInvoke has no invocationArn");
        }
    }

    @Test
    void previewNeedsNoCredentials() {
        try (Bedrock bedrock = Connections.bare().open()) {
            RequestPreview preview = bedrock.preview(request("{\"seed\":7}"));

            assertThat(preview.method()).isEqualTo("POST");
            assertThat(preview.uri()).hasToString("https://bedrock-runtime.us-west-2.amazonaws.com/async-invoke");
            assertThat(preview.headers()).doesNotContainKeys("Authorization", "X-Amz-Date");
            assertThat(preview.body()).contains("\"modelInput\":{\"seed\":7}", "\"clientRequestToken\":\"token-1\"");
        }
    }

    @Test
    void aJobIsReadWithAllThatIsToldOfIt() {
        String reply = """
                {"invocationArn": "%s", "modelArn": "arn:aws:bedrock:us-west-2::foundation-model/luma.ray-v2:0",
                 "clientRequestToken": "t", "status": "Failed", "failureMessage": "no", "submitTime": "2026-11-20T10:00:00.5Z",
                 "lastModifiedTime": "2026-11-20T10:01:00Z", "endTime": "2026-11-20T10:02:00Z",
                 "outputDataConfig": {"s3OutputDataConfig": {"s3Uri": "s3://b/p", "kmsKeyId": "k", "bucketOwner": "1"}}}
                """.formatted(ARN);
        try (LoopbackServer server = LoopbackServer.answering(200, reply);
                Bedrock bedrock = Connections.to(server).open()) {
            AsyncJob job = bedrock.asyncJob(ARN);

            assertThat(server.only().target())
                    .isEqualTo(
                            "/async-invoke/arn%3Aaws%3Abedrock%3Aus-west-2%3A123456789012%3Aasync-invoke%2Fabcdefghijkl");
            assertThat(job)
                    .isEqualTo(new AsyncJob(
                            ARN,
                            "arn:aws:bedrock:us-west-2::foundation-model/luma.ray-v2:0",
                            "Failed",
                            "no",
                            Instant.parse("2026-11-20T10:00:00.5Z"),
                            Instant.parse("2026-11-20T10:01:00Z"),
                            Instant.parse("2026-11-20T10:02:00Z"),
                            new S3Output("s3://b/p", "k", "1"),
                            "t"));
            assertThat(job.model()).isEqualTo("luma.ray-v2:0");
            assertThat(job.folder()).isEqualTo("s3://b/p/abcdefghijkl/");
        }
    }

    @Test
    void aReplyWithoutAStatusIsNoJob() {
        try (LoopbackServer server = LoopbackServer.answering(200, "{}");
                Bedrock bedrock = Connections.to(server).open()) {
            assertThat(catchThrowableOfType(BedrockException.class, () -> bedrock.asyncJob(ARN)))
                    .hasMessage("the reply to GetAsyncInvoke has no status");
        }
    }

    @Test
    void jobsComeFromEveryPageAndNoFurtherThanAsked() {
        try (LoopbackServer server = LoopbackServer.start((request, answer) -> answer.json(
                        200,
                        request.target().contains("nextToken=t2")
                                ? "{\"asyncInvokeSummaries\":[" + summary("c") + "]}"
                                : "{\"nextToken\":\"t2\",\"asyncInvokeSummaries\":[" + summary("a") + "," + summary("b")
                                        + "]}"));
                Bedrock bedrock = Connections.to(server).open()) {
            List<AsyncJob> all = bedrock.asyncJobs(new AsyncJobFilter(
                    "Completed",
                    Instant.parse("2026-11-20T00:00:00Z"),
                    Instant.parse("2026-11-21T00:00:00Z"),
                    true,
                    null));
            assertThat(all).extracting(AsyncJob::id).containsExactly("a", "b", "c");
            assertThat(server.requests()).hasSize(2);
            assertThat(server.requests().get(0).target())
                    .startsWith("/async-invoke?")
                    .contains("statusEquals=Completed", "sortBy=SubmissionTime", "sortOrder=Ascending")
                    .contains("submitTimeAfter=2026-11-20T00%3A00%3A00Z", "submitTimeBefore=2026-11-21T00%3A00%3A00Z")
                    .doesNotContain("maxResults");

            List<AsyncJob> two = bedrock.asyncJobs(new AsyncJobFilter(null, null, null, false, 2));
            assertThat(two).extracting(AsyncJob::id).containsExactly("a", "b");
            assertThat(server.requests()).hasSize(3);
            assertThat(server.requests().get(2).target())
                    .contains("sortOrder=Descending", "maxResults=2")
                    .doesNotContain("statusEquals");
        }
    }

    private static String summary(String id) {
        return "{\"invocationArn\":\"arn:aws:bedrock:us-west-2:123456789012:async-invoke/" + id + "\"}";
    }

    @Test
    void refusalsKeepTheServicesWords() {
        try (LoopbackServer server = LoopbackServer.start(
                        (request, answer) -> answer.error(403, "AccessDeniedException", "not authorized"));
                Bedrock bedrock = Connections.to(server).open()) {
            for (ThrowingCallable call : List.<ThrowingCallable>of(
                    () -> bedrock.startAsync(request("{}")),
                    () -> bedrock.asyncJob(ARN),
                    () -> bedrock.asyncJobs(new AsyncJobFilter(null, null, null, false, null)))) {
                BedrockException failure = catchThrowableOfType(BedrockException.class, call);
                assertThat(failure.kind()).isEqualTo(Kind.ACCESS_DENIED);
                assertThat(failure).hasMessage("not authorized");
            }
        }
        try (LoopbackServer server = LoopbackServer.start((request, answer) ->
                        answer.error(400, "ValidationException", "The provided model identifier is invalid."));
                Bedrock bedrock = Connections.to(server).open()) {
            BedrockException failure =
                    catchThrowableOfType(BedrockException.class, () -> bedrock.startAsync(request("{}")));
            assertThat(failure.kind()).isEqualTo(Kind.REFUSED);
            assertThat(failure).hasMessage("The provided model identifier is invalid.");
        }
    }

    @Test
    void theFolderIsToldWhetherOrNotTheServiceNamesIt() {
        for (String uri : List.of("s3://b", "s3://b/", "s3://b/abcdefghijkl", "s3://b/abcdefghijkl/")) {
            AsyncJob job = new AsyncJob(ARN, null, null, null, null, null, null, new S3Output(uri, null, null), null);
            assertThat(job.folder()).as(uri).isEqualTo("s3://b/abcdefghijkl/");
        }
    }
}
