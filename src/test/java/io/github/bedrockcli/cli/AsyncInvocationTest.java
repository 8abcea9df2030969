package io.github.bedrockcli.cli;

import static io.github.bedrockcli.cli.FakeJobs.ARN;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockcli.aws.AsyncRequest;
import io.github.bedrockcli.aws.BedrockException;
import io.github.bedrockcli.aws.BedrockException.Kind;
import io.github.bedrockcli.cli.Terminal.Result;
import io.github.bedrockcli.model.Json;
import io.github.bedrockcli.model.S3Output;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code bedrock invoke --async}: what is started, what is printed, and what is refused before. */
final class AsyncInvocationTest {
    private static final String FOLDER = "s3://bucket/videos/abcdefghijkl/";

    private final FakeJobs bedrock = new FakeJobs();

    private Result invoke(String... args) {
        return invoke(new Terminal(), args);
    }

    private Result invoke(Terminal terminal, String... args) {
        return terminal.run(
                bedrock,
                Stream.concat(
                                List.of(args).contains("-m")
                                        ? Stream.of("invoke", "--async")
                                        : Stream.of("invoke", "--async", "-m", "luma.ray-v2:0"),
                                Stream.of(args))
                        .toArray(String[]::new));
    }

    private Result toS3(String... args) {
        return invoke(Stream.concat(Stream.of("--s3-output", "s3://bucket/videos/"), Stream.of(args))
                .toArray(String[]::new));
    }

    private static Result usage(String error, String fix) {
        return new Result(2, "", "error: " + error + "\n" + (fix == null ? "" : "fix: " + fix + "\n"));
    }

    private static Result started() {
        return new Result(0, ARN + "\n", "note: bedrock async get --wait " + ARN + "\n");
    }

    @Test
    void printsTheArnAndHowToGoOn() {
        assertThat(toS3("-p", "duration=9s", "A tiger")).isEqualTo(started());

        AsyncRequest request = bedrock.started.get(0);
        assertThat(request.model().value()).isEqualTo("luma.ray-v2:0");
        assertThat(Json.line(request.input())).isEqualTo("{\"prompt\":\"A tiger\",\"duration\":\"9s\"}");
        assertThat(request.output()).isEqualTo(new S3Output("s3://bucket/videos/", null, null));
        assertThat(request.clientToken()).matches("[0-9a-f-]{36}");
        assertThat(request.tags()).isEmpty();
        assertThat(bedrock.asked).isEmpty();
    }

    @Test
    void shotsOfAFileNeedNoPrompt(@TempDir Path folder) throws IOException {
        Path shots = Files.writeString(folder.resolve("shots.json"), "[{\"text\":\"A hill\"},{\"text\":\"The sea\"}]");

        assertThat(toS3("-m", "amazon.nova-reel-v1:1", "-p", "shots=@" + shots).code())
                .isZero();
        assertThat(bedrock.started.get(0).input().at("/multiShotManualParams/shots/1/text"))
                .hasToString("\"The sea\"");

        assertThat(toS3("-m", "amazon.nova-reel-v1:1", "-p", "seed=1").err()).contains("there is no prompt");
    }

    @Test
    void taskSeedAndSizeAreOptionsAsForPictures() {
        String reel = "amazon.nova-reel-v1:1";
        assertThat(toS3("-m", reel, "--task", "MULTI_SHOT_MANUAL", "--seed", "7", "--size", "1280x720", "A hill")
                        .err())
                .startsWith("note: seed 7\n");
        JsonNode sent = bedrock.started.get(0).input();
        assertThat(Json.line(sent))
                .isEqualTo("{\"taskType\":\"MULTI_SHOT_MANUAL\",\"multiShotManualParams\":"
                        + "{\"shots\":[{\"text\":\"A hill\"}]},\"videoGenerationConfig\":"
                        + "{\"seed\":7,\"dimension\":\"1280x720\",\"fps\":24}}");

        assertThat(toS3("-m", reel, "--seed", "random", "-q", "A hill").code()).isZero();
        assertThat(bedrock.started
                        .get(1)
                        .input()
                        .at("/videoGenerationConfig/seed")
                        .asLong())
                .isBetween(1L, 2147483646L);
        assertThat(toS3("-m", reel, "A hill").err())
                .startsWith("note: seed 42, the service's default; --seed random makes another video\n");
        assertThat(toS3("--size", "9:16", "A hill")).isEqualTo(started());
        assertThat(bedrock.started.get(3).input().at("/aspect_ratio").asText()).isEqualTo("9:16");

        assertThat(toS3("--size", "640x360", "A hill"))
                .isEqualTo(usage(
                        "aspect_ratio of luma.ray-v2:0 is one of 1:1, 16:9, 9:16, 4:3, 3:4, 21:9, 9:21, not '640x360'",
                        null));
        assertThat(toS3("--seed", "7", "A hill")).isEqualTo(usage("luma.ray-v2:0 takes no --seed", "leave it out"));
        assertThat(toS3("--task", "TEXT_VIDEO", "A hill"))
                .isEqualTo(usage(
                        "luma.ray-v2:0 has no tasks to choose from", "leave it out: it is told from what is given"));
        assertThat(toS3("-m", reel, "--task", "TEXT_VIDEOS", "A hill").err())
                .endsWith("fix: did you mean TEXT_VIDEO?\n");
        assertThat(toS3("-m", reel, "--mask", "mask.png", "A hill"))
                .isEqualTo(usage("an asynchronous invocation has no --mask", "leave it out"));
        assertThat(toS3("-m", reel, "--count", "2", "A hill").err()).contains("takes no --count");
    }

    @Test
    void everyOptionReachesTheService() {
        String key = "arn:aws:kms:us-west-2:123456789012:key/0f9e8d7c-0f9e-8d7c-0f9e-8d7c0f9e8d7c";
        toS3(
                "--kms-key",
                key,
                "--bucket-owner",
                "210987654321",
                "--client-token",
                "t-1",
                "--tag",
                "team=a b",
                "--tag",
                "empty=",
                "--set",
                "/new=1.50",
                "A tiger");

        AsyncRequest request = bedrock.started.get(0);
        assertThat(request.output()).isEqualTo(new S3Output("s3://bucket/videos/", key, "210987654321"));
        assertThat(request.clientToken()).isEqualTo("t-1");
        assertThat(request.tags()).containsExactly(Map.entry("team", "a b"), Map.entry("empty", ""));
        assertThat(Json.line(request.input())).isEqualTo("{\"prompt\":\"A tiger\",\"new\":1.50}");
    }

    @Test
    void jsonTellsWhatIsKnownWithoutAsking() throws IOException {
        Result result = toS3("-o", "json", "--client-token", "t", "-q", "A tiger");
        assertThat(result.code()).isZero();
        assertThat(result.err()).isEmpty();
        JsonNode job = Json.parse(result.out());
        assertThat(job.path("arn").asText()).isEqualTo(ARN);
        assertThat(job.path("model").asText()).isEqualTo("luma.ray-v2:0");
        assertThat(job.path("status").asText()).isEqualTo("InProgress");
        assertThat(job.path("output").asText()).isEqualTo(FOLDER);
        assertThat(job.path("client_token").asText()).isEqualTo("t");
        assertThat(job.path("submitted").isNull()).isTrue();
    }

    @Test
    void waitingEndsWithTheFolder() {
        bedrock.tells("Completed");
        assertThat(toS3("--wait", "A tiger"))
                .isEqualTo(new Result(0, ARN + "\n" + FOLDER + "\n", "abcdefghijkl: Completed after 0 s\n"));
        assertThat(bedrock.asked).containsExactly(ARN);
    }

    @Test
    void quietWaitingSaysNothing() {
        bedrock.tells("Completed");
        assertThat(toS3("--wait", "-q", "A tiger")).isEqualTo(new Result(0, ARN + "\n" + FOLDER + "\n", ""));
    }

    @Test
    void waitingAsJsonPrintsOneObject() {
        bedrock.tells("Completed");
        assertThat(toS3("--wait", "-q", "-o", "json", "A tiger"))
                .isEqualTo(new Result(
                        0,
                        "{\"arn\":\"" + ARN
                                + "\",\"model\":\"luma.ray-v2:0\",\"status\":\"Completed\",\"failure\":null,"
                                + "\"submitted\":\"2026-11-21T11:00:00.250Z\",\"modified\":\"2026-11-21T11:00:00.250Z\","
                                + "\"ended\":\"2026-11-21T11:01:32.250Z\",\"output\":\"" + FOLDER
                                + "\",\"kms_key\":null,\"bucket_owner\":null,\"client_token\":\"token-1\"}\n",
                        ""));
    }

    @Test
    void whatFailsExitsFiveInTheServicesWords() {
        bedrock.fails("Something went wrong on the server side.");
        assertThat(toS3("--wait", "-q", "A tiger"))
                .isEqualTo(new Result(
                        5,
                        ARN + "\n",
                        "error: the invocation ended: Failed\ncause: Something went wrong on the server side.\n"));
    }

    @Test
    void whatIsBlockedExitsTen() {
        bedrock.fails("The generated video has been blocked by our content filters.");
        assertThat(toS3("--wait", "-q", "A tiger")).isEqualTo(new Result(10, ARN + "\n", """
                        error: what the invocation made was blocked
                        cause: The generated video has been blocked by our content filters.
                        fix: change the prompt or the pictures
                        """));
        bedrock.refuses(BedrockException.of(
                        Kind.BLOCKED,
                        "This request has been blocked by our content filters. Please adjust your text prompt to"
                                + " submit a new request.")
                .code("ValidationException")
                .status(400)
                .build());
        Result refused = toS3("A tiger");
        assertThat(refused.code()).isEqualTo(10);
        assertThat(refused.out()).isEmpty();
        assertThat(refused.err())
                .startsWith(
                        "error: blocked by the service's content filter (ValidationException)\ncause: This request has been blocked");
    }

    @Test
    void whatMayHaveStartedIsNotStartedTwice() {
        bedrock.refuses(BedrockException.of(Kind.TIMEOUT, "no bytes for 600 s").build());
        assertThat(toS3("--client-token", "t-7", "A tiger")).isEqualTo(new Result(7, "", """
                        note: it may have started; the same command with --client-token t-7 starts no second one
                        error: time ran out
                        cause: no bytes for 600 s
                        fix: raise --read-timeout or --timeout
                        """));
    }

    @Test
    void whatTheServiceRefusedDidNotStart() {
        bedrock.refuses(BedrockException.of(Kind.REFUSED, "The provided request is not valid")
                .code("ValidationException")
                .status(400)
                .build());
        assertThat(toS3("A tiger")).isEqualTo(new Result(5, "", """
                        error: the service refused the request: the request's body does not fit the model (ValidationException)
                        cause: The provided request is not valid
                        fix: look at the body with --print-request; bedrock params luma.ray-v2:0 shows what it takes
                        """));
    }

    @Test
    void whenAskingFailsTheInvocationGoesOn() {
        bedrock.breaks(BedrockException.of(Kind.CREDENTIALS, "The security token included in the request is expired")
                .code("ExpiredTokenException")
                .build());
        Result result = toS3("--wait", "-q", "A tiger");
        assertThat(result.code()).isEqualTo(3);
        assertThat(result.out()).isEqualTo(ARN + "\n");
        assertThat(result.err())
                .startsWith("the invocation goes on: bedrock async get --wait " + ARN
                        + "\nerror: credentials were not accepted: the session has expired (ExpiredTokenException)\n");
    }

    @Test
    void aWholeInputIsSentToAnyModel() {
        assertThat(invoke(
                        "--s3-output", "s3://bucket", "-m", "new.model-1", "--body", "{\"n\": 1.50}", "--set", "/m=2"))
                .isEqualTo(started());
        assertThat(bedrock.started.get(0).model().value()).isEqualTo("new.model-1");
        assertThat(Json.line(bedrock.started.get(0).input())).isEqualTo("{\"n\":1.50,\"m\":2}");
        assertThat(toS3("--body", "{\"n\": 1}", "A tiger"))
                .isEqualTo(usage(
                        "--body is the whole request: PROMPT and the prompt options have no place beside it", null));
        assertThat(toS3("--no-validate", "--body", "nope").code()).isEqualTo(2);
    }

    @Test
    void aModelWithoutAnAsynchronousFormIsRefusedUnlessTheServiceIsToJudge() {
        assertThat(toS3("-m", "amazon.nova-lite-v1:0", "Hi"))
                .isEqualTo(usage(
                        "amazon.nova-lite-v1:0 has no asynchronous form: its family, nova, answers at once",
                        "leave --async out"));
        assertThat(toS3("-m", "amazon.nova-lite-v1:0", "--no-validate", "Hi")).isEqualTo(started());
        assertThat(Json.line(bedrock.started.get(0).input()))
                .isEqualTo("{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"Hi\"}]}]}");
    }

    @Test
    void theRequestIsPrintedInsteadOfSent() {
        Result result = toS3("--print-request", "A tiger");
        assertThat(result).isEqualTo(new Result(0, """
                POST https://bedrock-runtime.us-west-2.amazonaws.com/async-invoke
                Content-Type: application/json

                {"prompt":"A tiger"}
                """, ""));
        assertThat(bedrock.started).isEmpty();
    }

    @Test
    void optionsOfThePlaceAndTheTagsAreChecked() {
        assertThat(invoke("A tiger"))
                .isEqualTo(
                        usage("--async writes to S3, and needs a place there", "add --s3-output s3://BUCKET/PREFIX/"));
        assertThat(invoke("--s3-output", "s3://Bucket/x", "A tiger"))
                .isEqualTo(usage(
                        "--s3-output is a place in S3, not 's3://Bucket/x'", "for example s3://my-bucket/videos/"));
        assertThat(toS3("--kms-key", "my-key", "A tiger").err())
                .startsWith("error: --kms-key is the ARN of a key or of an alias, not 'my-key'\nfix: for example arn:");
        assertThat(toS3("--bucket-owner", "me", "A tiger"))
                .isEqualTo(usage("--bucket-owner is an account number of 12 digits, not 'me'", null));
        assertThat(toS3("--client-token", "a b", "A tiger").code()).isEqualTo(2);
        assertThat(toS3("--tag", "team", "A tiger")).isEqualTo(usage("--tag takes KEY=VALUE, not 'team'", null));
        assertThat(toS3("--tag", "team=#", "A tiger").err()).startsWith("error: --tag 'team=#': a key has 1..128");
        assertThat(toS3("--wait-timeout", "5", "A tiger")).isEqualTo(usage("--wait-timeout goes with --wait", null));
        assertThat(toS3("--wait", "--wait-timeout", "0", "A tiger").err())
                .startsWith("error: --wait-timeout is a number of seconds above 0, not 0");
        assertThat(invoke("--no-validate", "--s3-output", "somewhere", "--kms-key", "k", "A tiger"))
                .isEqualTo(started());
    }

    @Test
    void optionsOfOtherRequestsAreRefusedWhenTyped() {
        assertThat(toS3("--guardrail", "g", "A tiger"))
                .isEqualTo(usage("an asynchronous invocation has no --guardrail", "leave it out"));
        assertThat(toS3("--api", "converse", "A tiger").code()).isEqualTo(2);
        assertThat(toS3("--max-tokens", "5", "A tiger"))
                .isEqualTo(usage("luma.ray-v2:0 takes no --max-tokens", "leave it out"));
        assertThat(toS3("-o", "raw", "A tiger")).isEqualTo(usage("invoke --async has no -o raw", "use -o json"));
        assertThat(new Terminal().run(bedrock, "invoke", "--wait", "Hi"))
                .isEqualTo(usage("--wait goes with --async", "add --async"));
        assertThat(new Terminal().run(bedrock, "stream", "-m", "luma.ray-v2:0", "Hi"))
                .isEqualTo(usage(
                        "luma.ray-v2:0 answers asynchronously only: what it makes is written to S3",
                        "bedrock invoke --async --s3-output s3://BUCKET/PREFIX/ -m luma.ray-v2:0 \"PROMPT\""));
    }

    @Test
    void standingDefaultsForTextModelsAreLeftAside(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("config.properties"), """
                max-tokens=500
                system=Be brief
                service-tier=flex
                s3-output=s3://standing/
                """);
        Terminal terminal = new Terminal().environment("BEDROCK_CONFIG", file.toString());
        assertThat(invoke(terminal, "A tiger")).isEqualTo(started());
        assertThat(Json.line(bedrock.started.get(0).input())).isEqualTo("{\"prompt\":\"A tiger\"}");
        assertThat(bedrock.started.get(0).output().uri()).isEqualTo("s3://standing/");
    }

    @Test
    void aTokenIsNoStandingDefault(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("config.properties"), "client-token=always\n");
        assertThat(invoke(new Terminal().environment("BEDROCK_CONFIG", file.toString()), "x")
                        .err())
                .contains("there is no option 'client-token'");
    }

    @Test
    void theOutputGoesToAFile(@TempDir Path folder) {
        bedrock.tells("Completed");
        Result result = invoke(
                new Terminal().in(folder), "--s3-output", "s3://bucket", "--wait", "-q", "--out", "job.txt", "A tiger");
        assertThat(result).isEqualTo(new Result(0, "", ""));
        assertThat(folder.resolve("job.txt")).hasContent(ARN + "\n" + FOLDER + "\n");
    }

    @Test
    void offlineTheInvocationEndsWithTheRun() {
        assertThat(toS3("--offline", "A tiger").err())
                .isEqualTo("note: the emulator of --offline ends with this run, and the invocation with it; --wait sees"
                        + " its end\n");
    }
}
