package io.github.bedrockcli.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.bedrockcli.aws.BedrockException.Kind;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkGlobalTime;

/** How long retries wait, what is said of them, and when there is none. */
@Timeout(60)
class RetryWaitsTest {
    /** What the SDK learns of the clock from a reply holds for all clients of the process. */
    @AfterEach
    void trustTheClock() {
        SdkGlobalTime.setGlobalTimeOffset(0);
    }

    private final SteppedTime time = new SteppedTime(0.5);
    private final List<String> notes = new CopyOnWriteArrayList<>();

    @Test
    void eachRetryIsToldBeforeItsWaitAndTheAnswerComes() {
        try (LoopbackServer server = throttling(3);
                Bedrock bedrock = Connections.to(server).retryNotes(notes::add).open(time)) {
            assertThat(bedrock.invoke(Requests.invoke("{}")).body()).hasSize(2);
            assertThat(server.requests()).hasSize(4);
            assertThat(notes)
                    .containsExactly(
                            "retry: throttled (ThrottlingException); attempt 2 of 4 in 0.5 s",
                            "retry: throttled (ThrottlingException); attempt 3 of 4 in 1 s",
                            "retry: throttled (ThrottlingException); attempt 4 of 4 in 2 s");
            assertThat(waited()).isEqualTo(Duration.ofMillis(3500));
        }
    }

    @Test
    void aStreamIsOpenedAgainInTheSameWay() {
        SteppedTime atOnce = new SteppedTime(0);
        try (LoopbackServer server = LoopbackServer.start((request, answer) -> {
                    if (!request.header("amz-sdk-request").startsWith("attempt=4")) {
                        answer.error(429, "ThrottlingException", "Slow down.");
                        return;
                    }
                    answer.stream();
                    answer.chunk(Requests.chunk("{}"));
                    answer.end();
                });
                Bedrock bedrock = Connections.to(server).retryNotes(notes::add).open(atOnce);
                EventStream stream = bedrock.stream(Requests.invoke("{}"))) {
            assertThat(stream.next()).isNotNull();
            assertThat(server.requests()).hasSize(4);
            assertThat(notes)
                    .containsExactly(
                            "retry: throttled (ThrottlingException); attempt 2 of 4 in 0 s",
                            "retry: throttled (ThrottlingException); attempt 3 of 4 in 0 s",
                            "retry: throttled (ThrottlingException); attempt 4 of 4 in 0 s");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ModelNotReadyException      | 429 | the model is not ready (ModelNotReadyException)            | 0.5 s
            ServiceUnavailableException | 503 | the service is not available (ServiceUnavailableException) | 0.05 s
            ''                          | 502 | the service is not available (HTTP 502)                    | 0.05 s
            ModelTimeoutException       | 408 | the model took too long (ModelTimeoutException)            | 0.5 s
            """)
    void theReasonIsSaidInPlainWords(String code, int status, String reason, String wait) {
        try (LoopbackServer server = LoopbackServer.start((request, answer) -> answer.error(status, code, "Not now."));
                Bedrock bedrock = Connections.to(server)
                        .maxAttempts(2)
                        .retryNotes(notes::add)
                        .open(time)) {
            assertThat(failure(bedrock).attempts()).isEqualTo(2);
            assertThat(notes).containsExactly("retry: " + reason + "; attempt 2 of 2 in " + wait);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Retry-After: 7",
                "x-amz-retry-after: 7000",
                "Retry-After: Sun, 22 Nov 2026 08:00:07 GMT",
                "Date: Sun, 22 Nov 2026 09:00:00 GMT\r\nRetry-After: Sun, 22 Nov 2026 09:00:07 GMT"
            })
    void theTimeThatTheServiceAsksForIsWaited(String header) {
        try (LoopbackServer server = refusing(header);
                Bedrock bedrock = Connections.to(server)
                        .maxAttempts(2)
                        .retryNotes(notes::add)
                        .open(time)) {
            assertThat(failure(bedrock).kind()).isEqualTo(Kind.THROTTLED);
            assertThat(notes).containsExactly("retry: throttled (ThrottlingException); attempt 2 of 2 in 7 s");
            assertThat(waited()).isEqualTo(Duration.ofSeconds(7));
        }
    }

    @Test
    void aStreamWaitsAsLongAsTheServiceAsksForToo() {
        try (LoopbackServer server = LoopbackServer.start((request, answer) ->
                        answer.json(429, "{}", "x-amzn-ErrorType: ThrottlingException", "Retry-After: 1"));
                Bedrock bedrock = Connections.to(server)
                        .maxAttempts(2)
                        .retryNotes(notes::add)
                        .open(new SteppedTime(0));
                EventStream stream = bedrock.stream(Requests.invoke("{}"))) {
            assertThat(catchThrowableOfType(BedrockException.class, stream::next)
                            .attempts())
                    .isEqualTo(2);
            assertThat(notes).containsExactly("retry: throttled (ThrottlingException); attempt 2 of 2 in 1 s");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Retry-After: soon", "Retry-After: -3", "Retry-After: Sun, 22 Nov 2020 08:00:07 GMT"})
    void whatTheServiceCannotMeanIsNotWaitedFor(String header) {
        try (LoopbackServer server = refusing(header);
                Bedrock bedrock = Connections.to(server)
                        .maxAttempts(2)
                        .retryNotes(notes::add)
                        .open(time)) {
            failure(bedrock);
            assertThat(notes).containsExactly("retry: throttled (ThrottlingException); attempt 2 of 2 in 0.5 s");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whoAsksForMoreThanFiveMinutesIsNotWaitedFor(boolean stream) {
        try (LoopbackServer server = refusing("Retry-After: 600");
                Bedrock bedrock = Connections.to(server).retryNotes(notes::add).open(time)) {
            BedrockException failure = failure(bedrock, stream);
            assertThat(failure.kind()).isEqualTo(Kind.THROTTLED);
            assertThat(failure.fix()).contains("the service asks to wait 600 s: try again after that");
            assertThat(failure.attempts()).isEqualTo(1);
            assertThat(server.requests()).hasSize(1);
            assertThat(notes).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aWaitThatEndsAfterTheTimeOfTheCallIsNotBegun(boolean stream) {
        try (LoopbackServer server = refusing("Retry-After: 60");
                Bedrock bedrock = Connections.to(server)
                        .callTimeout(Duration.ofSeconds(30))
                        .retryNotes(notes::add)
                        .open(time)) {
            BedrockException failure = failure(bedrock, stream);
            assertThat(failure.kind()).isEqualTo(Kind.THROTTLED);
            assertThat(failure.fix())
                    .contains("the next attempt would come in 60 s, later than the 30 s of this call;"
                            + " give it longer with --timeout");
            assertThat(server.requests()).hasSize(1);
            assertThat(notes).isEmpty();
        }
    }

    @Test
    void theWaitsOfAllAttemptsCountTowardsTheTimeOfTheCall() {
        try (LoopbackServer server = refusing("Retry-After: 20");
                Bedrock bedrock = Connections.to(server)
                        .callTimeout(Duration.ofSeconds(50))
                        .retryNotes(notes::add)
                        .open(time)) {
            assertThat(failure(bedrock).attempts()).isEqualTo(3);
            assertThat(notes).hasSize(2);
            assertThat(waited()).isEqualTo(Duration.ofSeconds(40));
        }
    }

    @Test
    void anInterruptEndsTheWaitAtOnce() throws Exception {
        CountDownLatch told = new CountDownLatch(1);
        try (LoopbackServer server = refusing("Retry-After: 200");
                Bedrock bedrock = Connections.to(server)
                        .retryNotes(line -> told.countDown())
                        .open()) {
            CompletableFuture<BedrockException> ended = new CompletableFuture<>();
            Thread caller = LoopbackServer.daemon(() -> ended.complete(failure(bedrock)), "caller");
            assertThat(told.await(20, TimeUnit.SECONDS)).isTrue();
            caller.interrupt();
            assertThat(ended.get(20, TimeUnit.SECONDS).kind()).isEqualTo(Kind.CANCELLED);
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void closingEndsTheWaitAtOnce() throws Exception {
        CountDownLatch told = new CountDownLatch(1);
        try (LoopbackServer server = refusing("Retry-After: 200")) {
            Bedrock bedrock =
                    Connections.to(server).retryNotes(line -> told.countDown()).open();
            CompletableFuture<BedrockException> ended = CompletableFuture.supplyAsync(() -> failure(bedrock));
            assertThat(told.await(20, TimeUnit.SECONDS)).isTrue();
            bedrock.close();
            assertThat(ended.get(20, TimeUnit.SECONDS).kind()).isEqualTo(Kind.CANCELLED);
        }
    }

    /** The SDK's own strategy has a bucket that is empty after a hundred failures. */
    @Test
    void failuresOfOtherCallsDoNotEndRetries() {
        try (LoopbackServer server = LoopbackServer.start((request, answer) -> {
                    if (request.header("amz-sdk-request").startsWith("attempt=1")) {
                        answer.error(503, "ServiceUnavailableException", "Not now.");
                    } else {
                        answer.json(200, "{}");
                    }
                });
                Bedrock bedrock = Connections.to(server).open(time)) {
            for (int i = 0; i < 300; i++) {
                assertThat(bedrock.invoke(Requests.invoke("{}")).body()).hasSize(2);
            }
            assertThat(server.requests()).hasSize(600);
        }
    }

    @Test
    void retriesOfASignInSayWhoseTheyAre() {
        try (LoopbackServer sts = LoopbackServer.start((request, answer) -> answer.whole(503, new byte[0]));
                LoopbackServer server = LoopbackServer.answering(200, "{}");
                Bedrock bedrock = Connections.to(server)
                        .env("AWS_ENDPOINT_URL_STS", sts.uri().toString())
                        .role("arn:aws:iam::1:role/r", null, null, null)
                        .maxAttempts(2)
                        .retryNotes(notes::add)
                        .open(time)) {
            BedrockException failure = failure(bedrock);
            assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
            assertThat(notes)
                    .containsExactly("retry: STS: the service is not available (HTTP 503); attempt 2 of 2 in 0.05 s");
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void retriesOfListsSayOfWhich() {
        try (LoopbackServer server = LoopbackServer.start((request, answer) -> answer.whole(503, new byte[0]));
                Bedrock bedrock = Connections.to(server)
                        .maxAttempts(2)
                        .retryNotes(notes::add)
                        .open(time)) {
            assertThat(catchThrowableOfType(BedrockException.class, bedrock::inferenceProfiles)
                            .kind())
                    .isEqualTo(Kind.UNAVAILABLE);
            catchThrowableOfType(BedrockException.class, () -> bedrock.foundationModels(Bedrock.ModelFilter.NONE));
            assertThat(notes)
                    .contains(
                            "retry: ListInferenceProfiles SYSTEM_DEFINED: the service is not available (HTTP 503);"
                                    + " attempt 2 of 2 in 0.05 s",
                            "retry: ListFoundationModels: the service is not available (HTTP 503);"
                                    + " attempt 2 of 2 in 0.05 s");
        }
    }

    /** The SDK signs the second time by the server's clock. */
    @Test
    void aWrongClockIsSetOnce() {
        try (LoopbackServer server = LoopbackServer.start((request, answer) -> answer.json(
                        403,
                        "{}",
                        "x-amzn-ErrorType: InvalidSignatureException",
                        "Date: Sun, 22 Nov 2020 08:00:00 GMT"));
                Bedrock bedrock = Connections.to(server).retryNotes(notes::add).open(time)) {
            assertThat(failure(bedrock).kind()).isEqualTo(Kind.CREDENTIALS);
            assertThat(server.requests()).hasSize(2);
            assertThat(server.requests().get(1).header("x-amz-date")).startsWith("20201122T");
            assertThat(notes)
                    .containsExactly("retry: the clock of this machine is wrong (InvalidSignatureException);"
                            + " attempt 2 of 4 in 0.05 s");
        }
    }

    @Test
    void whatIsNotAllowedIsNotAskedForAgainByAnotherClock() {
        try (LoopbackServer server = LoopbackServer.start((request, answer) -> answer.json(
                        403, "{}", "x-amzn-ErrorType: AccessDeniedException", "Date: Sun, 22 Nov 2020 08:00:00 GMT"));
                Bedrock bedrock = Connections.to(server).retryNotes(notes::add).open(time)) {
            assertThat(failure(bedrock).kind()).isEqualTo(Kind.ACCESS_DENIED);
            assertThat(server.requests()).hasSize(1);
            assertThat(notes).isEmpty();
        }
    }

    @Test
    void aHandshakeThatIsCutIsTriedAgain() {
        try (LoopbackServer server = LoopbackServer.answering(200, "{}");
                Bedrock bedrock = Connections.bare()
                        .keys()
                        .endpoint(URI.create("https://localhost:" + server.port()))
                        .maxAttempts(3)
                        .retryNotes(notes::add)
                        .open(time)) {
            // To a server that speaks no TLS the first bytes are no request: it closes the connection.
            assertThat(failure(bedrock).kind()).isEqualTo(Kind.NETWORK);
            assertThat(server.connections()).isEqualTo(3);
            assertThat(notes)
                    .hasSize(2)
                    .allMatch(line -> line.startsWith("retry: no secure connection to localhost: "));
        }
    }

    private LoopbackServer throttling(int times) {
        return LoopbackServer.start((request, answer) -> {
            if (request.header("amz-sdk-request").startsWith("attempt=" + (times + 1))) {
                answer.json(200, "{}");
            } else {
                answer.error(429, "ThrottlingException", "Slow down.");
            }
        });
    }

    private static LoopbackServer refusing(String header) {
        return LoopbackServer.start(
                (request, answer) -> answer.json(429, "{}", "x-amzn-ErrorType: ThrottlingException", header));
    }

    private Duration waited() {
        return time.pauses.stream().reduce(Duration.ZERO, Duration::plus);
    }

    private static BedrockException failure(Bedrock bedrock) {
        return failure(bedrock, false);
    }

    private static BedrockException failure(Bedrock bedrock, boolean stream) {
        return catchThrowableOfType(BedrockException.class, () -> {
            if (stream) {
                try (EventStream events = bedrock.stream(Requests.invoke("{}"))) {
                    events.next();
                }
            } else {
                bedrock.invoke(Requests.invoke("{}"));
            }
        });
    }
}
