package io.github.bedrockcli.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.bedrockcli.aws.BedrockException.Kind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import jdk.net.ExtendedSocketOptions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpMethod;

/** Connections that hang, break or are not worth another try. */
@Timeout(30)
class BlockingHttpTest {
    private final AtomicLong nanos = new AtomicLong();
    private final CountDownLatch clockRead = new CountDownLatch(1);

    /** The server may have generated an answer, and something between may have forgotten the connection. */
    @Test
    void aConnectionThatBreaksLongAfterTheRequestIsNotWorthAnother() {
        try (LoopbackServer server = LoopbackServer.start((request, answer) -> {
                    // Time passes after the request was sent, which is when the clock is read first.
                    waitFor(clockRead);
                    nanos.addAndGet(TimeUnit.SECONDS.toNanos(350));
                    answer.reset();
                });
                BlockingHttp http = http(InetAddress::getAllByName, Duration.ofSeconds(5))) {
            TransportException failure = failure(request(http, server.uri(), 2));
            assertThat(failure.retryable()).isFalse();
            assertThat(failure.kind()).isEqualTo(Kind.NETWORK);
        }
    }

    @Test
    void aConnectionThatBreaksAtOnceIsWorthAnother() {
        try (LoopbackServer server = LoopbackServer.start((request, answer) -> answer.reset());
                BlockingHttp http = http(InetAddress::getAllByName, Duration.ofSeconds(5))) {
            assertThat(failure(request(http, server.uri(), 2)).retryable()).isTrue();
            assertThat(server.requests()).hasSize(1);
        }
    }

    /** The request went out, and the server may have answered it. */
    @ParameterizedTest
    @CsvSource({"1, 2", "2, 3"})
    void aKeptConnectionThatBreaksUnderARequestCountsAsAnAttempt(int attempts, int requests) {
        List<String> notes = new CopyOnWriteArrayList<>();
        AtomicInteger count = new AtomicInteger();
        try (LoopbackServer server = LoopbackServer.start((request, answer) -> {
                    if (count.incrementAndGet() == 2) {
                        answer.close();
                    } else {
                        answer.json(200, "{}");
                    }
                });
                Bedrock bedrock = Connections.to(server)
                        .maxAttempts(attempts)
                        .retryNotes(notes::add)
                        .open(new SteppedTime(0.5))) {
            bedrock.invoke(Requests.invoke("{}"));
            BedrockException failure =
                    catchThrowableOfType(BedrockException.class, () -> bedrock.invoke(Requests.invoke("{}")));
            assertThat(server.requests()).hasSize(requests);
            if (attempts == 1) {
                assertThat(failure.kind()).isEqualTo(Kind.NETWORK);
                assertThat(notes).isEmpty();
            } else {
                assertThat(failure).isNull();
                assertThat(notes)
                        .containsExactly(
                                "retry: localhost closed the connection without a reply; attempt 2 of 2 in 0 s");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "3, 2"})
    void aServerThatClosesWithoutAWordCostsNoCall(int repliesOfAConnection, int attempts) throws Exception {
        Map<Socket, Integer> replies = new ConcurrentHashMap<>();
        Semaphore answered = new Semaphore(0);
        try (LoopbackServer server = LoopbackServer.start((request, answer) -> {
                    answer.json(200, "{}");
                    if (replies.merge(answer.socket(), 1, Integer::sum) == repliesOfAConnection) {
                        answer.close();
                    }
                    answered.release();
                });
                Bedrock bedrock = Connections.to(server).maxAttempts(attempts).open(new SteppedTime(0.5))) {
            for (int i = 0; i < 6; i++) {
                bedrock.invoke(Requests.invoke("{}"));
                answered.acquire();
            }
            assertThat(server.requests()).hasSize(6);
            assertThat(server.connections()).isEqualTo(6 / repliesOfAConnection);
        }
    }

    /** Each connection takes one request, and closes under the next. */
    @Test
    void connectionsThatAreNeverGoodTwiceFailNoCallOfMany() throws Exception {
        Set<Socket> used = ConcurrentHashMap.newKeySet();
        try (LoopbackServer server = LoopbackServer.start((request, answer) -> {
                    if (used.add(answer.socket())) {
                        answer.json(200, "{}");
                    } else {
                        answer.reset();
                    }
                });
                Bedrock bedrock = Connections.to(server).maxAttempts(2).open()) {
            ExecutorService threads = Executors.newFixedThreadPool(8);
            List<Future<Integer>> calls = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                calls.add(threads.submit(
                        () -> bedrock.invoke(Requests.invoke("{}")).body().length));
            }
            for (Future<Integer> call : calls) {
                assertThat(call.get(20, TimeUnit.SECONDS)).isEqualTo(2);
            }
            threads.shutdown();
            assertThat(server.requests()).hasSizeLessThanOrEqualTo(400);
        }
    }

    @Test
    void aNameServerThatDoesNotAnswerIsWaitedForAsLongAsAConnectionIs() {
        CountDownLatch never = new CountDownLatch(1);
        try (BlockingHttp http = http(host -> silent(never), Duration.ofMillis(100))) {
            TransportException failure = failure(request(http, URI.create("http://bedrock.test"), 2));
            assertThat(failure.kind()).isEqualTo(Kind.TIMEOUT);
            assertThat(failure).hasMessage("no address for the host bedrock.test within 0.1 s");
        } finally {
            never.countDown();
        }
    }

    @Test
    void closingEndsALookUp() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        CountDownLatch asked = new CountDownLatch(1);
        BlockingHttp http = http(
                host -> {
                    asked.countDown();
                    return silent(never);
                },
                Duration.ofSeconds(60));
        try (http) {
            ExecutableHttpRequest request = request(http, URI.create("http://bedrock.test"), 2);
            CompletableFuture<TransportException> waiting = CompletableFuture.supplyAsync(() -> failure(request));
            assertThat(asked.await(5, TimeUnit.SECONDS)).isTrue();
            http.close();
            assertThat(waiting.get(5, TimeUnit.SECONDS).kind()).isEqualTo(Kind.CANCELLED);
        } finally {
            never.countDown();
        }
    }

    @Test
    void aServerThatTakesNoMoreOfALargeBodyIsNotWaitedForForEver() {
        CountDownLatch done = new CountDownLatch(1);
        try (LoopbackServer server = LoopbackServer.startUnread((request, answer) -> silent(done));
                BlockingHttp http = http(InetAddress::getAllByName, Duration.ofSeconds(5))) {
            TransportException failure = failure(request(http, server.uri(), 64 << 20));
            assertThat(failure.kind()).isEqualTo(Kind.TIMEOUT);
            assertThat(failure).hasMessage("localhost took nothing more of the request for 0.5 s");
            assertThat(failure.retryable()).isFalse();
        } finally {
            done.countDown();
        }
    }

    @Test
    void anAnswerThatComesWhileTheServerTakesNoMoreOfALargeBodyCounts() throws IOException {
        CountDownLatch done = new CountDownLatch(1);
        try (LoopbackServer server = LoopbackServer.startUnread((request, answer) -> {
                    answer.raw("HTTP/1.1 413 Too Large\r\nContent-Length: 0\r\n\r\n");
                    silent(done);
                });
                BlockingHttp http = http(InetAddress::getAllByName, Duration.ofSeconds(5))) {
            assertThat(request(http, server.uri(), 64 << 20)
                            .call()
                            .httpResponse()
                            .statusCode())
                    .isEqualTo(413);
        } finally {
            done.countDown();
        }
    }

    @Test
    void silentConnectionsAreKeptAliveBeforeGatewaysForgetThem() throws IOException {
        try (Socket socket = new Socket()) {
            Assumptions.assumeTrue(socket.supportedOptions().contains(ExtendedSocketOptions.TCP_KEEPIDLE));
            Dial.keepAlive(socket);
            assertThat(socket.getKeepAlive()).isTrue();
            assertThat(socket.getOption(ExtendedSocketOptions.TCP_KEEPIDLE)).isLessThan(350);
        }
    }

    private static InetAddress[] silent(CountDownLatch until) throws IOException {
        waitFor(until);
        throw new IOException("over");
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private long clock() {
        long now = nanos.get();
        clockRead.countDown();
        return now;
    }

    private BlockingHttp http(Network.Names names, Duration connectTimeout) {
        Network network = new Network(connectTimeout, Duration.ofMillis(500), Proxies.none(), null, names, this::clock);
        return new BlockingHttp(network, WireLog.NONE);
    }

    private static ExecutableHttpRequest request(BlockingHttp http, URI uri, int bytes) {
        SdkHttpFullRequest request = SdkHttpFullRequest.builder()
                .uri(uri)
                .method(SdkHttpMethod.POST)
                .putHeader("Content-Length", String.valueOf(bytes))
                .build();
        return http.prepareRequest(HttpExecuteRequest.builder()
                .request(request)
                .contentStreamProvider(() -> new ByteArrayInputStream(new byte[bytes]))
                .build());
    }

    private static TransportException failure(ExecutableHttpRequest request) {
        return catchThrowableOfType(TransportException.class, request::call);
    }
}
