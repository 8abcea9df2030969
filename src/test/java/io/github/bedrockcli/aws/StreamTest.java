package io.github.bedrockcli.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.bedrockcli.aws.BedrockException.Kind;
import io.github.bedrockcli.model.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Streamed answers, good ones and every way in which they break. */
@Timeout(30)
class StreamTest {
    private static final byte[] FIRST = EventMessages.chunk("{\"n\":1}");
    private static final byte[] SECOND = EventMessages.chunk("{\"n\": 2.0 }");

    @Test
    void chunksComeOutByteForByte() {
        try (LoopbackServer server = serving((request, answer) -> {
                    answer.stream();
                    answer.chunk(FIRST);
                    answer.chunk(SECOND);
                    answer.end();
                });
                Bedrock bedrock = Connections.to(server).open();
                EventStream stream = bedrock.stream(Requests.invoke("{\"q\": 1}"))) {
            assertThat(all(stream)).containsExactly("{\"n\":1}", "{\"n\": 2.0 }");
            assertThat(stream.requestId()).contains("req-1");
            assertThat(stream.next()).isNull();
            LoopbackServer.Request request = server.only();
            assertThat(request.target()).isEqualTo("/model/amazon.nova-lite-v1%3A0/invoke-with-response-stream");
            assertThat(request.text()).isEqualTo("{\"q\": 1}");
            assertThat(request.header("x-amzn-bedrock-accept")).isEqualTo("application/json");
            assertThat(request.header("content-type")).isEqualTo("application/json");
            assertThat(request.header("authorization")).startsWith("AWS4-HMAC-SHA256 ");
        }
    }

    @Test
    void converseEventsKeepWhatTheSdkDoesNotKnowAndLoseThePadding() {
        try (LoopbackServer server = serving((request, answer) -> {
                    answer.stream();
                    answer.chunk(EventMessages.event("messageStart", "{\"role\":\"assistant\",\"p\":\"ab\"}"));
                    answer.chunk(EventMessages.event("fromTomorrow", "{\"x\":1.50}"));
                    answer.end();
                });
                Bedrock bedrock = Connections.to(server).open();
                EventStream stream = bedrock.stream(Requests.converse("{ \"new\": 1 }"))) {
            assertThat(all(stream))
                    .containsExactly("{\"messageStart\":{\"role\":\"assistant\"}}", "{\"fromTomorrow\":{\"x\":1.50}}");
            assertThat(server.only().text()).isEqualTo("{ \"new\": 1 }");
            assertThat(server.only().target()).isEqualTo("/model/amazon.nova-lite-v1%3A0/converse-stream");
        }
    }

    @Test
    void framesSplitAnywhereAreWhole() {
        try (LoopbackServer server = serving((request, answer) -> {
                    answer.stream();
                    for (byte one : FIRST) {
                        answer.chunk(new byte[] {one});
                    }
                    answer.chunk(join(SECOND, FIRST));
                    answer.end();
                });
                Bedrock bedrock = Connections.to(server).open();
                EventStream stream = bedrock.stream(Requests.invoke("{}"))) {
            assertThat(all(stream)).containsExactly("{\"n\":1}", "{\"n\": 2.0 }", "{\"n\":1}");
        }
    }

    @Test
    void anEventIsHandedOnWhileTheServerStillHoldsTheNext() throws Exception {
        CountDownLatch read = new CountDownLatch(1);
        try (LoopbackServer server = serving((request, answer) -> {
                    answer.stream();
                    answer.chunk(FIRST);
                    await(read);
                    answer.chunk(SECOND);
                    answer.end();
                });
                Bedrock bedrock = Connections.to(server).open();
                EventStream stream = bedrock.stream(Requests.invoke("{}"))) {
            assertThat(stream.next()).isNotNull();
            read.countDown();
            assertThat(stream.next()).isNotNull();
            assertThat(stream.next()).isNull();
        }
    }

    @Test
    void whatHasComeIsAtHandAndWhatTheServerStillHoldsIsNot() {
        byte[] half = Arrays.copyOf(SECOND, SECOND.length / 2);
        byte[] rest = Arrays.copyOfRange(SECOND, half.length, SECOND.length);
        CountDownLatch read = new CountDownLatch(1);
        try (LoopbackServer server = serving((request, answer) -> {
                    answer.stream();
                    // A chunk of its own for each event, all in one segment; then half an event.
                    answer.raw(join(join(chunked(FIRST), chunked(SECOND)), chunked(half)));
                    await(read);
                    answer.chunk(rest);
                    answer.end();
                });
                Bedrock bedrock = Connections.to(server).open();
                EventStream stream = bedrock.stream(Requests.invoke("{}"))) {
            assertThat(stream.isNextAtHand()).isFalse();
            assertThat(stream.nextEvent().tree()).isEqualTo(Json.object().put("n", 1));
            assertThat(stream.isNextAtHand()).isTrue();
            assertThat(stream.nextEvent().bytes()).asString().isEqualTo("{\"n\": 2.0 }");
            assertThat(stream.isNextAtHand()).isFalse();
            read.countDown();
            assertThat(stream.next()).asString().isEqualTo("{\"n\": 2.0 }");
            assertThat(stream.isNextAtHand()).isFalse();
            assertThat(stream.next()).isNull();
        }
    }

    private static byte[] chunked(byte[] part) {
        byte[] size = (Integer.toHexString(part.length) + "\r\n").getBytes(StandardCharsets.US_ASCII);
        return join(join(size, part), "\r\n".getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void aConnectionServesTheNextStreamToo() {
        try (LoopbackServer server = serving((request, answer) -> {
                    answer.stream();
                    answer.chunk(FIRST);
                    answer.end();
                });
                Bedrock bedrock = Connections.to(server).open()) {
            for (int i = 0; i < 3; i++) {
                try (EventStream stream = bedrock.stream(Requests.invoke("{}"))) {
                    assertThat(all(stream)).hasSize(1);
                }
            }
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void aStreamThatEndsAfterWholeEventsJustEnds() {
        try (LoopbackServer server = serving((request, answer) -> {
                    answer.stream();
                    answer.chunk(FIRST);
                    answer.end();
                });
                Bedrock bedrock = Connections.to(server).open();
                EventStream stream = bedrock.stream(Requests.invoke("{}"))) {
            assertThat(all(stream)).hasSize(1);
        }
    }

    @Test
    void anEarlyEndOfTheConnectionBreaksTheStream() {
        assertBroken(LoopbackServer.Answer::close, "closed the connection before the reply was whole");
    }

    @Test
    void aResetBreaksTheStream() {
        // A reset may overtake what was sent before it, so the server waits until that has been read.
        CountDownLatch read = new CountDownLatch(1);
        try (LoopbackServer server = serving((request, answer) -> {
                    answer.stream();
                    answer.chunk(FIRST);
                    await(read);
                    answer.reset();
                });
                Bedrock bedrock = Connections.to(server).open();
                EventStream stream = bedrock.stream(Requests.invoke("{}"))) {
            assertThat(stream.next()).isNotNull();
            read.countDown();
            BedrockException failure = catchThrowableOfType(BedrockException.class, stream::next);
            assertThat(failure.kind()).isEqualTo(Kind.BROKEN_STREAM);
            assertThat(failure).hasMessageContaining("the connection to localhost broke: Connection reset");
            assertThat(failure.requestId()).contains("req-1");
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void halfAFrameBeforeAProperEndBreaksTheStream() {
        assertBroken(
                answer -> {
                    answer.chunk(Arrays.copyOf(SECOND, SECOND.length / 2));
                    answer.end();
                },
                "the stream ended within an event");
    }

    @Test
    void threeStrayBytesBeforeAProperEndBreakTheStream() {
        assertBroken(
                answer -> {
                    answer.chunk(Arrays.copyOf(SECOND, 3));
                    answer.end();
                },
                "the stream ended within an event");
    }

    @Test
    void aWrongChecksumBreaksTheStream() {
        byte[] damaged = SECOND.clone();
        damaged[damaged.length - 9] ^= 1;
        assertBroken(answer -> answer.chunk(damaged), "the stream is damaged: an event's checksum is wrong");
    }

    @Test
    void aDamagedLengthBreaksTheStreamWithoutWaitingForSoManyBytes() {
        byte[] damaged = SECOND.clone();
        damaged[1] = 0x70;
        assertBroken(
                answer -> {
                    answer.chunk(damaged);
                    answer.hang();
                },
                "the stream is damaged: the checksum of an event's length is wrong");
    }

    @Test
    void anExceptionAfterAnEventBreaksTheStreamInTheServicesWords() {
        BedrockException failure = assertBroken(
                answer -> {
                    answer.chunk(EventMessages.exception("throttlingException", "Too many tokens."));
                    answer.end();
                },
                "Too many tokens.");
        assertThat(failure.code()).contains("ThrottlingException");
        assertThat(failure.status()).isZero();
    }

    @Test
    void anExceptionAsFirstEventIsOfItsOwnKindAndIsNotRetried() {
        List<Object[]> cases = List.of(
                new Object[] {"throttlingException", Kind.THROTTLED},
                new Object[] {"validationException", Kind.REFUSED},
                new Object[] {"modelStreamErrorException", Kind.UNAVAILABLE},
                new Object[] {"internalServerException", Kind.UNAVAILABLE},
                new Object[] {"serviceUnavailableException", Kind.UNAVAILABLE},
                new Object[] {"modelTimeoutException", Kind.UNAVAILABLE});
        for (Object[] each : cases) {
            try (LoopbackServer server = serving((request, answer) -> {
                        answer.stream();
                        answer.chunk(EventMessages.exception((String) each[0], "Words."));
                        answer.end();
                    });
                    Bedrock bedrock = Connections.to(server).open();
                    EventStream stream = bedrock.stream(Requests.converse("{}"))) {
                BedrockException failure = catchThrowableOfType(BedrockException.class, stream::next);
                assertThat(failure.kind()).as(each[0].toString()).isEqualTo(each[1]);
                assertThat(failure).hasMessage("Words.");
                assertThat(failure.requestId()).contains("req-1");
                assertThat(server.requests()).hasSize(1);
            }
        }
    }

    @Test
    void throttlingBeforeTheStreamIsRetriedAndThenTheStreamCounts() {
        AtomicLong count = new AtomicLong();
        try (LoopbackServer server = serving((request, answer) -> {
                    if (count.incrementAndGet() < 3) {
                        answer.error(503, "ServiceUnavailableException", "Model is getting throttled.");
                        return;
                    }
                    answer.stream();
                    answer.chunk(FIRST);
                    answer.end();
                });
                Bedrock bedrock = Connections.to(server).open();
                EventStream stream = bedrock.stream(Requests.invoke("{}"))) {
            assertThat(all(stream)).containsExactly("{\"n\":1}");
            assertThat(server.requests()).hasSize(3);
        }
    }

    @Test
    void aRefusalBeforeTheStreamIsThrownByNext() {
        try (LoopbackServer server = serving((request, answer) ->
                        answer.error(400, "ValidationException", "The provided model identifier is invalid."));
                Bedrock bedrock = Connections.to(server).open();
                EventStream stream = bedrock.stream(Requests.invoke("{}"))) {
            BedrockException failure = catchThrowableOfType(BedrockException.class, stream::next);
            assertThat(failure.kind()).isEqualTo(Kind.REFUSED);
            assertThat(failure).hasMessage("The provided model identifier is invalid.");
            assertThat(failure.requestId()).contains("req-err");
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void aWebPageInsteadOfAStreamIsNoReadableReply() {
        try (LoopbackServer server = serving((request, answer) ->
                        answer.whole(200, "<html>".getBytes(StandardCharsets.UTF_8), "Content-Type: text/html"));
                Bedrock bedrock = Connections.to(server).open();
                EventStream stream = bedrock.stream(Requests.invoke("{}"))) {
            BedrockException failure = catchThrowableOfType(BedrockException.class, stream::next);
            assertThat(failure.kind()).isEqualTo(Kind.UNREADABLE);
            assertThat(failure).hasMessage("the reply is no event stream but text/html");
        }
    }

    @Test
    void closingDisconnectsAServerThatHangsMidStream() throws Exception {
        CompletableFuture<Boolean> gone = new CompletableFuture<>();
        try (LoopbackServer server = serving((request, answer) -> {
                    answer.stream();
                    answer.chunk(FIRST);
                    hangThen(answer, gone);
                });
                Bedrock bedrock = Connections.to(server).open()) {
            EventStream stream = bedrock.stream(Requests.invoke("{}"));
            assertThat(stream.next()).isNotNull();
            CompletableFuture<BedrockException> waiting =
                    CompletableFuture.supplyAsync(() -> catchThrowableOfType(BedrockException.class, stream::next));
            stream.close();

            assertThat(gone.get(5, TimeUnit.SECONDS)).isTrue();
            assertThat(waiting.get(5, TimeUnit.SECONDS).kind()).isEqualTo(Kind.CANCELLED);
        }
    }

    @Test
    void closingDisconnectsAServerThatNeverAnswers() throws Exception {
        CompletableFuture<Boolean> gone = new CompletableFuture<>();
        CountDownLatch asked = new CountDownLatch(1);
        try (LoopbackServer server = serving((request, answer) -> {
                    asked.countDown();
                    hangThen(answer, gone);
                });
                Bedrock bedrock = Connections.to(server).open()) {
            EventStream stream = bedrock.stream(Requests.converse("{}"));
            CompletableFuture<BedrockException> waiting =
                    CompletableFuture.supplyAsync(() -> catchThrowableOfType(BedrockException.class, stream::next));
            await(asked);
            stream.close();

            assertThat(gone.get(5, TimeUnit.SECONDS)).isTrue();
            assertThat(waiting.get(5, TimeUnit.SECONDS).kind()).isEqualTo(Kind.CANCELLED);
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void noThreadOutlivesItsStream() throws Exception {
        CompletableFuture<Boolean> gone = new CompletableFuture<>();
        try (LoopbackServer server = serving((request, answer) -> {
                    answer.stream();
                    answer.chunk(FIRST);
                    hangThen(answer, gone);
                });
                Bedrock bedrock = Connections.to(server).open()) {
            EventStream stream = bedrock.stream(Requests.invoke("{}"));
            assertThat(stream.next()).isNotNull();
            stream.close();
            gone.get(5, TimeUnit.SECONDS);
            for (Thread thread : Thread.getAllStackTraces().keySet()) {
                if (thread.getName().equals("bedrock-stream")) {
                    thread.join(5000);
                    assertThat(thread.isAlive()).isFalse();
                }
            }
        }
    }

    @Test
    void aSlowReaderStopsTheServerFromSending() {
        AtomicLong sent = new AtomicLong();
        CountDownLatch stuck = new CountDownLatch(1);
        byte[] big = EventMessages.chunk("\"" + "x".repeat(100_000) + "\"");
        int count = 2_000;
        try (LoopbackServer server = serving((request, answer) -> {
                    answer.stream();
                    LoopbackServer.daemon(() -> watch(sent, stuck), "watch");
                    for (int i = 0; i < count; i++) {
                        answer.chunk(big);
                        sent.incrementAndGet();
                    }
                    answer.end();
                });
                Bedrock bedrock = Connections.to(server).open();
                EventStream stream = bedrock.stream(Requests.invoke("{}"))) {
            assertThat(stream.next()).isNotNull();
            await(stuck);
            // 270 MB are wanted; what fits into the socket buffers of both sides was sent.
            assertThat(sent.get()).isLessThan(count / 4);
            int read = 1;
            while (stream.next() != null) {
                read++;
            }
            assertThat(read).isEqualTo(count);
        }
    }

    /** Opens the latch once nothing more was sent for a while: the server is blocked. */
    private static void watch(AtomicLong sent, CountDownLatch stuck) {
        long last = -1;
        long since = System.nanoTime();
        while (System.nanoTime() - since < TimeUnit.MILLISECONDS.toNanos(300)) {
            if (sent.get() != last) {
                last = sent.get();
                since = System.nanoTime();
            }
            Thread.onSpinWait();
        }
        stuck.countDown();
    }

    @Test
    void silenceBeforeTheFirstEventIsATimeOutAndAfterItABrokenStream() {
        for (boolean some : new boolean[] {false, true}) {
            try (LoopbackServer server = serving((request, answer) -> {
                        answer.stream();
                        if (some) {
                            answer.chunk(FIRST);
                        }
                        answer.hang();
                    });
                    Bedrock bedrock = Connections.to(server)
                            .readTimeout(Duration.ofSeconds(1))
                            .open();
                    EventStream stream = bedrock.stream(Requests.invoke("{}"))) {
                if (some) {
                    assertThat(stream.next()).isNotNull();
                }
                BedrockException failure = catchThrowableOfType(BedrockException.class, stream::next);
                assertThat(failure.kind()).isEqualTo(some ? Kind.BROKEN_STREAM : Kind.TIMEOUT);
                assertThat(failure).hasMessage("no byte came from localhost for 1 s");
                assertThat(server.requests()).hasSize(1);
            }
        }
    }

    @Test
    void theWholeCallsTimeRunsOutThoughBytesKeepComing() {
        try (LoopbackServer server = serving((request, answer) -> {
                    answer.stream();
                    while (true) {
                        answer.chunk(FIRST);
                        Thread.onSpinWait();
                    }
                });
                Bedrock bedrock = Connections.to(server)
                        .callTimeout(Duration.ofSeconds(3))
                        .open();
                EventStream stream = bedrock.stream(Requests.invoke("{}"))) {
            BedrockException failure = catchThrowableOfType(BedrockException.class, () -> all(stream));
            assertThat(failure.kind()).isEqualTo(Kind.BROKEN_STREAM);
            assertThat(failure).hasMessage("no whole answer within 3 s");
        }
    }

    @Test
    void theWholeCallsTimeRunsOutBeforeAnAnswer() {
        try (LoopbackServer server = serving((request, answer) -> answer.hang());
                Bedrock bedrock = Connections.to(server)
                        .callTimeout(Duration.ofMillis(300))
                        .open();
                EventStream stream = bedrock.stream(Requests.invoke("{}"))) {
            BedrockException failure = catchThrowableOfType(BedrockException.class, stream::next);
            assertThat(failure.kind()).isEqualTo(Kind.TIMEOUT);
            assertThat(failure).hasMessage("no whole answer within 0.3 s");
            assertThat(server.requests()).hasSize(1);
        }
    }

    private interface Ending {
        void end(LoopbackServer.Answer answer) throws IOException;
    }

    private static BedrockException assertBroken(Ending ending, String message) {
        try (LoopbackServer server = serving((request, answer) -> {
                    answer.stream();
                    answer.chunk(FIRST);
                    ending.end(answer);
                });
                Bedrock bedrock = Connections.to(server).open();
                EventStream stream = bedrock.stream(Requests.invoke("{}"))) {
            assertThat(stream.next()).isNotNull();
            BedrockException failure = catchThrowableOfType(BedrockException.class, stream::next);
            assertThat(failure.kind()).isEqualTo(Kind.BROKEN_STREAM);
            assertThat(failure).hasMessageContaining(message);
            assertThat(failure.requestId()).contains("req-1");
            assertThat(server.requests()).hasSize(1);
            assertThat(stream.next()).isNull();
            return failure;
        }
    }

    private static LoopbackServer serving(LoopbackServer.Handler handler) {
        return LoopbackServer.start(handler);
    }

    private static void hangThen(LoopbackServer.Answer answer, CompletableFuture<Boolean> gone) {
        try {
            answer.hang();
        } catch (IOException e) {
            // A reset is a way to go, too.
        }
        gone.complete(true);
    }

    private static List<String> all(EventStream stream) {
        List<String> events = new ArrayList<>();
        for (byte[] event = stream.next(); event != null; event = stream.next()) {
            events.add(new String(event, StandardCharsets.UTF_8));
        }
        return events;
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] join(byte[] left, byte[] right) {
        byte[] both = Arrays.copyOf(left, left.length + right.length);
        System.arraycopy(right, 0, both, left.length, right.length);
        return both;
    }
}
