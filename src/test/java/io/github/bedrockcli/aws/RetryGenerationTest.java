package io.github.bedrockcli.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.bedrockcli.aws.BedrockException.Kind;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests whose answer may have been generated, and paid for, already. */
@Timeout(60)
class RetryGenerationTest {
    private final SteppedTime time = new SteppedTime(0);
    private final List<String> notes = new CopyOnWriteArrayList<>();

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void silenceEndsInOneRequestThatMayBePaid(boolean stream) {
        try (LoopbackServer server = LoopbackServer.start((request, answer) -> answer.hang());
                Bedrock bedrock = calm(server).open(time)) {
            BedrockException failure = Requests.failure(bedrock, stream);
            assertThat(failure.kind()).isEqualTo(Kind.TIMEOUT);
            assertThat(failure.attempts()).isEqualTo(1);
            assertThat(failure.fix())
                    .contains(
                            "raise --read-timeout; or add --retry-generation to send it again, which may pay for the answer twice");
            assertThat(server.requests()).hasSize(1);
            assertThat(notes).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whoAllowsItHasSilenceTriedAgainAndIsToldThatItMayBePaidTwice(boolean stream) {
        try (LoopbackServer server = LoopbackServer.start((request, answer) -> answer.hang());
                Bedrock bedrock = calm(server).retryGeneration().open(time)) {
            BedrockException failure = Requests.failure(bedrock, stream);
            assertThat(failure.kind()).isEqualTo(Kind.TIMEOUT);
            assertThat(failure.attempts()).isEqualTo(3);
            assertThat(server.requests()).hasSize(3);
            assertThat(notes)
                    .containsExactly(
                            "retry: no byte came from localhost for 0.2 s; the answer may be paid twice;"
                                    + " attempt 2 of 3 in 0 s",
                            "retry: no byte came from localhost for 0.2 s; the answer may be paid twice;"
                                    + " attempt 3 of 3 in 0 s");
        }
    }

    @ParameterizedTest
    @CsvSource({"true, 2", "false, 1"})
    void aReplyThatBrokeOffIsAskedForAgainOnlyWhereAllowed(boolean allowed, int requests) {
        try (LoopbackServer server = LoopbackServer.start((request, answer) -> {
            if (request.header("amz-sdk-request").startsWith("attempt=2")) {
                answer.json(200, "{}");
                return;
            }
            answer.raw("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"a\":");
            answer.close();
        })) {
            Connections connection = calm(server);
            try (Bedrock bedrock = (allowed ? connection.retryGeneration() : connection).open(time)) {
                BedrockException failure = Requests.failure(bedrock, false);
                assertThat(failure == null).isEqualTo(allowed);
                assertThat(server.requests()).hasSize(requests);
            }
        }
    }

    @Test
    void aConnectionResetWithinTheHeadersOfTheReplyIsNotTriedAgain() {
        try (LoopbackServer server = LoopbackServer.start((request, answer) -> {
                    answer.raw("HTTP/1.1 200 OK\r\nContent-");
                    answer.reset();
                });
                Bedrock bedrock = calm(server).open(time)) {
            assertThat(Requests.failure(bedrock, false).kind()).isEqualTo(Kind.NETWORK);
            assertThat(server.requests()).hasSize(1);
        }
    }

    /** A stream that is started again has what attempts and time are left of the call. */
    @Test
    void whatWasSpentBeforeCountsTowardsAttemptsAndTime() {
        try (LoopbackServer server = LoopbackServer.start(
                        (request, answer) -> answer.error(503, "ServiceUnavailableException", "Not now."));
                Bedrock bedrock = Connections.to(server)
                        .maxAttempts(4)
                        .callTimeout(Duration.ofSeconds(30))
                        .retryNotes(notes::add)
                        .open(time)) {
            assertThat(again(bedrock, new Earlier(2, Duration.ofSeconds(20))).attempts())
                    .isEqualTo(4);
            assertThat(server.requests()).hasSize(2);
            assertThat(notes)
                    .containsExactly("retry: the service is not available (ServiceUnavailableException);"
                            + " attempt 4 of 4 in 0 s");
            BedrockException late = again(bedrock, new Earlier(1, Duration.ofSeconds(30)));
            assertThat(late.kind()).isIn(Kind.TIMEOUT, Kind.UNAVAILABLE);
            assertThat(server.requests()).hasSizeLessThanOrEqualTo(3);
        }
    }

    @Test
    void aStreamTellsHowManyRequestsItTook() {
        try (LoopbackServer server = LoopbackServer.start((request, answer) -> {
                    if (request.header("amz-sdk-request").startsWith("attempt=3")) {
                        answer.stream();
                        answer.chunk(EventMessages.chunk("{}"));
                        answer.end();
                    } else {
                        answer.error(503, "ServiceUnavailableException", "Not now.");
                    }
                });
                Bedrock bedrock = Connections.to(server).open(time);
                EventStream stream = bedrock.stream(Requests.invoke("{}"))) {
            assertThat(stream.next()).isNotNull();
            assertThat(stream.attempts()).isEqualTo(3);
        }
    }

    private static BedrockException again(Bedrock bedrock, Earlier earlier) {
        return catchThrowableOfType(BedrockException.class, () -> {
            try (EventStream events = bedrock.stream(Requests.invoke("{}").after(earlier))) {
                events.next();
            }
        });
    }

    @Test
    void aListThatIsNotAnsweredIsAskedForOnce() {
        try (LoopbackServer server = LoopbackServer.start((request, answer) -> answer.hang());
                Bedrock bedrock = calm(server).retryGeneration().open(time)) {
            assertThat(catchThrowableOfType(BedrockException.class, () -> bedrock.foundationModel("a.b-v1:0"))
                            .kind())
                    .isEqualTo(Kind.TIMEOUT);
            assertThat(server.requests()).hasSize(1);
            assertThat(notes).isEmpty();
        }
    }

    private Connections calm(LoopbackServer server) {
        return Connections.to(server)
                .readTimeout(Duration.ofMillis(200))
                .maxAttempts(3)
                .retryNotes(notes::add);
    }
}
