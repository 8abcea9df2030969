package io.github.bedrockcli.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.bedrockcli.aws.BedrockException.Kind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which requests are sent again, how often, and which never. */
@Timeout(60)
class RetriesTest {
    private final SteppedTime time = new SteppedTime(0.5);
    private final List<String> notes = new CopyOnWriteArrayList<>();

    @ParameterizedTest
    @CsvSource({
        "503, ServiceUnavailableException",
        "500, InternalServerException",
        "429, ModelNotReadyException",
        "429, ThrottlingException",
        "408, ModelTimeoutException",
        "424, ModelStreamErrorException",
        "502, ''",
        "504, ''",
        "529, ''"
    })
    void whatPassesIsTriedAgainUntilItWorks(int status, String type) {
        AtomicInteger count = new AtomicInteger();
        try (LoopbackServer server = LoopbackServer.start((request, answer) -> {
                    if (count.incrementAndGet() <= 3) {
                        answer.error(status, type, "Not now.");
                    } else {
                        answer.json(200, "{\"ok\":true}");
                    }
                });
                Bedrock bedrock = Connections.to(server).open(time)) {
            assertThat(bedrock.invoke(Requests.invoke("{}")).body()).hasSize(11);
            assertThat(server.requests()).hasSize(4);
        }
    }

    @Test
    void clientsThatCameAndWentBeforeDoNotEndRetries() {
        AtomicInteger count = new AtomicInteger();
        try (FakeAws sts = new FakeAws();
                LoopbackServer server = LoopbackServer.start((request, answer) -> {
                    if (count.incrementAndGet() % 2 == 1) {
                        answer.error(503, "ServiceUnavailableException", "Not now.");
                    } else {
                        answer.stream();
                        answer.chunk(EventMessages.chunk("{}"));
                        answer.end();
                    }
                });
                Bedrock bedrock = Connections.to(server)
                        .env("AWS_ENDPOINT_URL_STS", sts.server().uri().toString())
                        .role("arn:aws:iam::1:role/r", null, null, null)
                        .open()) {
            assertThat(bedrock.preview(Requests.invoke("{}"), true).method()).isEqualTo("POST");
            assertThat(bedrock.preview(Requests.invoke("{}"), false).method()).isEqualTo("POST");
            bedrock.invoke(Requests.invoke("{}"));
            try (EventStream stream = bedrock.stream(Requests.invoke("{}"))) {
                assertThat(stream.next()).isNotNull();
            }
            assertThat(server.requests()).hasSize(4);
        }
    }

    @Test
    void manyThreadsMayCallAtOnce() throws Exception {
        try (LoopbackServer server = LoopbackServer.start((request, answer) -> answer.whole(200, request.body()));
                Bedrock bedrock = Connections.to(server).open()) {
            List<CompletableFuture<String>> calls = new ArrayList<>();
            ExecutorService threads = Executors.newFixedThreadPool(8);
            for (int i = 0; i < 200; i++) {
                String body = "{\"i\":" + i + "}";
                calls.add(CompletableFuture.supplyAsync(
                        () -> new String(bedrock.invoke(Requests.invoke(body)).body(), StandardCharsets.UTF_8),
                        threads));
            }
            for (int i = 0; i < 200; i++) {
                assertThat(calls.get(i).get(20, TimeUnit.SECONDS)).isEqualTo("{\"i\":" + i + "}");
            }
            threads.shutdown();
            assertThat(server.connections()).isLessThanOrEqualTo(8);
        }
    }

    @Test
    void aQuestionBesideTheCallIsNotAskedForLong() {
        try (LoopbackServer server = LoopbackServer.start(
                        (request, answer) -> answer.error(429, "ThrottlingException", "Slow down."));
                Bedrock bedrock = Connections.to(server)
                        .maxAttempts(10)
                        .retryNotes(notes::add)
                        .open(time)) {
            BedrockException failure =
                    catchThrowableOfType(BedrockException.class, () -> bedrock.availability("acme.poet-v1:0"));
            assertThat(failure.kind()).isEqualTo(Kind.THROTTLED);
            assertThat(server.requests()).hasSize(3);
            assertThat(time.pauses).allMatch(pause -> pause.compareTo(Duration.ofSeconds(1)) <= 0);
            assertThat(notes).isEmpty();
        }
    }

    @Test
    void attemptsEndWhereTheUserSaid() {
        try (LoopbackServer server = LoopbackServer.start(
                        (request, answer) -> answer.error(429, "ThrottlingException", "Slow down."));
                Bedrock bedrock = Connections.to(server).maxAttempts(2).open(time)) {
            BedrockException failure = failure(bedrock, Requests.converse("{}"));
            assertThat(failure.attempts()).isEqualTo(2);
            assertThat(failure.kind()).isEqualTo(Kind.THROTTLED);
            assertThat(failure).hasMessage("Slow down.");
            assertThat(server.requests()).hasSize(2);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "400, ValidationException, REFUSED",
        "403, AccessDeniedException, ACCESS_DENIED",
        "403, ExpiredTokenException, CREDENTIALS",
        "404, ResourceNotFoundException, REFUSED",
        "424, ModelErrorException, REFUSED"
    })
    void whatWouldFailAgainIsNotTriedAgain(int status, String type, Kind kind) {
        try (LoopbackServer server = LoopbackServer.start((request, answer) -> answer.error(status, type, "No."));
                Bedrock bedrock = Connections.to(server).open()) {
            assertThat(failure(bedrock, Requests.invoke("{}")).kind()).isEqualTo(kind);
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void silenceAfterTheRequestIsNotTriedAgainForTheAnswerMayHaveBeenMade() {
        try (LoopbackServer server = LoopbackServer.start((request, answer) -> answer.hang());
                Bedrock bedrock = Connections.to(server)
                        .readTimeout(Duration.ofMillis(200))
                        .open()) {
            for (BedrockRequest request : new BedrockRequest[] {Requests.invoke("{}"), Requests.converse("{}")}) {
                BedrockException failure = failure(bedrock, request);
                assertThat(failure.kind()).isEqualTo(Kind.TIMEOUT);
                assertThat(failure).hasMessage("no byte came from localhost for 0.2 s");
            }
            assertThat(server.requests()).hasSize(2);
        }
    }

    @Test
    void aConnectionThatBreaksBeforeAnyByteIsTriedAgain() {
        AtomicInteger count = new AtomicInteger();
        try (LoopbackServer server = LoopbackServer.start((request, answer) -> {
                    switch (count.incrementAndGet()) {
                        case 1 -> answer.reset();
                        case 2 -> answer.close();
                        default -> answer.json(200, "{}");
                    }
                });
                Bedrock bedrock = Connections.to(server).open()) {
            assertThat(bedrock.invoke(Requests.invoke("{}")).body()).hasSize(2);
            assertThat(server.requests()).hasSize(3);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aReplyThatBreaksOffIsNotTriedAgain(boolean converse) {
        try (LoopbackServer server = LoopbackServer.start((request, answer) -> {
                    answer.raw(
                            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{\"a\":");
                    answer.close();
                });
                Bedrock bedrock = Connections.to(server).open()) {
            BedrockException failure = failure(bedrock, converse ? Requests.converse("{}") : Requests.invoke("{}"));
            assertThat(failure.kind()).isEqualTo(Kind.NETWORK);
            assertThat(failure).hasMessage("localhost closed the connection before the reply was whole");
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void aServerThatDoesNotSpeakHttpIsSaidToBeOne() {
        try (LoopbackServer server = LoopbackServer.start((request, answer) -> {
                    answer.raw("SSH-2.0-OpenSSH_9.2\r\n");
                    answer.close();
                });
                Bedrock bedrock = Connections.to(server).open()) {
            BedrockException failure = failure(bedrock, Requests.invoke("{}"));
            assertThat(failure.kind()).isEqualTo(Kind.NETWORK);
            assertThat(failure)
                    .hasMessage("what answers at localhost:" + server.port()
                            + " does not speak HTTP: it does not begin with a status line");
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void anEarlyAnswerToALargeBodyCounts() {
        try (LoopbackServer server = LoopbackServer.start((request, answer) -> {
                    answer.raw("HTTP/1.1 413 Too Large\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
                    answer.close();
                });
                Bedrock bedrock = Connections.to(server).open()) {
            BedrockException failure = failure(bedrock, Requests.invoke("{}"));
            assertThat(failure.status()).isEqualTo(413);
            assertThat(failure).hasMessage("the service answered HTTP 413 and gave no reason");
        }
    }

    @Test
    void interimRepliesArePassedOver() {
        try (LoopbackServer server = LoopbackServer.start((request, answer) -> {
                    answer.raw("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n");
                    answer.json(200, "{\"a\":1}");
                });
                Bedrock bedrock = Connections.to(server).open()) {
            assertThat(new String(bedrock.invoke(Requests.invoke("{}")).body(), StandardCharsets.UTF_8))
                    .isEqualTo("{\"a\":1}");
        }
    }

    @Test
    void redirectsAreNotFollowed() {
        try (LoopbackServer server = LoopbackServer.start(
                        (request, answer) -> answer.json(307, "{}", "Location: http://localhost:1/elsewhere"));
                Bedrock bedrock = Connections.to(server).open()) {
            assertThat(failure(bedrock, Requests.invoke("{}")).status()).isEqualTo(307);
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void anIdleConnectionThatTheServerClosedIsNotUsedAgain() {
        try (LoopbackServer server = LoopbackServer.start((request, answer) -> {
                    answer.json(200, "{}");
                    answer.close();
                });
                Bedrock bedrock = Connections.to(server).maxAttempts(1).open()) {
            bedrock.invoke(Requests.invoke("{}"));
            bedrock.invoke(Requests.invoke("{}"));
            assertThat(server.requests()).hasSize(2);
        }
    }

    @Test
    void aPortWhereNobodyListensIsANetworkFailure() throws IOException {
        int port;
        try (ServerSocket unused = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = unused.getLocalPort();
        }
        try (Bedrock bedrock = Connections.bare()
                .keys()
                .endpoint(URI.create("http://127.0.0.1:" + port))
                .maxAttempts(2)
                .retryNotes(notes::add)
                .open(time)) {
            BedrockException failure = failure(bedrock, Requests.invoke("{}"));
            assertThat(failure.kind()).isEqualTo(Kind.NETWORK);
            assertThat(failure.attempts()).isEqualTo(2);
            assertThat(notes)
                    .containsExactly("retry: cannot connect to 127.0.0.1:" + port
                            + ": Connection refused; attempt 2 of 2 in 0.05 s");
            assertThat(failure).hasMessage("cannot connect to 127.0.0.1:" + port + ": Connection refused");
        }
    }

    @Test
    void aHostThatDoesNotExistIsNamed() {
        try (Bedrock bedrock = Connections.bare()
                .keys()
                .endpoint(URI.create("https://bedrock-runtime.xx-foo-1.invalid"))
                .maxAttempts(1)
                .open()) {
            BedrockException failure = failure(bedrock, Requests.invoke("{}"));
            assertThat(failure.kind()).isEqualTo(Kind.NETWORK);
            assertThat(failure).hasMessage("cannot find the host bedrock-runtime.xx-foo-1.invalid");
            assertThat(failure.fix()).hasValueSatisfying(fix -> assertThat(fix).contains("--region"));
        }
    }

    private static BedrockException failure(Bedrock bedrock, BedrockRequest request) {
        return catchThrowableOfType(BedrockException.class, () -> bedrock.invoke(request));
    }
}
