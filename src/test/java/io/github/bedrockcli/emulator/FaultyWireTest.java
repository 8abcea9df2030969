package io.github.bedrockcli.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockcli.emulator.RawClient.End;
import io.github.bedrockcli.emulator.RawClient.Reply;
import io.github.bedrockcli.model.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.eventstream.Message;
import software.amazon.eventstream.MessageDecoder;

/** What each fault puts on the wire, byte by byte where that matters. */
@Timeout(30)
final class FaultyWireTest {
    private static final String MODEL = "/model/amazon.nova-lite-v1:0/";
    private static final String HELLO =
            "{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"one two three\"}]}]}";

    /** Of ConverseStream: start, five pieces of text, end of the block, end, metadata. */
    private static final int EVENTS = 9;

    private final List<String> log = new CopyOnWriteArrayList<>();
    private final Set<Thread> others = Thread.getAllStackTraces().keySet();
    private Emulator emulator;

    @AfterEach
    void stop() {
        if (emulator != null) {
            emulator.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"invoke", "converse", "invoke-with-response-stream", "converse-stream"})
    void connectionsEndBeforeAnyByte(String operation) throws IOException {
        assertThat(post("reset", operation)).usingRecursiveComparison().isEqualTo(new Reply(new byte[0], End.RESET));
        assertThat(post("close", operation)).usingRecursiveComparison().isEqualTo(new Reply(new byte[0], End.CLOSED));
        assertThat(log.get(0)).matches("POST " + MODEL + operation + " - \\d+ ms, fault reset");
        assertThat(log.get(1)).matches("POST " + MODEL + operation + " - \\d+ ms, fault close");
    }

    @Test
    void bodiesAreCutAndResetAfterHalfOrAfterSoManyBytes() throws IOException {
        Reply whole = post("throttle,rate=0", "converse");
        int length = Integer.parseInt(whole.header("content-length"));
        assertThat(whole.body()).hasSize(length);
        assertThat(post("cut", "converse"))
                .satisfies(
                        reply -> assertThat(reply.body()).hasSize(Integer.parseInt(reply.header("content-length")) / 2))
                .extracting(Reply::end)
                .isEqualTo(End.CLOSED);
        assertThat(post("cut,at=7", "converse").body()).hasSize(7);
        assertThat(post("cut,at=100000", "converse"))
                .satisfies(reply ->
                        assertThat(reply.body()).hasSize(Integer.parseInt(reply.header("content-length")) - 1));
        assertThat(post("reset-mid-stream,at=7", "converse")).satisfies(reply -> {
            assertThat(reply.end()).isEqualTo(End.RESET);
            assertThat(reply.body()).hasSizeLessThanOrEqualTo(7);
        });
    }

    @Test
    void streamsAreCutResetAndEndedAfterHalfOrAfterSoManyEvents() throws IOException {
        Reply whole = post("throttle,rate=0", "converse-stream");
        assertThat(whole.whole()).isTrue();
        assertThat(frames(whole)).hasSize(EVENTS);
        Reply cut = post("cut", "converse-stream");
        assertThat(cut.whole()).isFalse();
        assertThat(cut.end()).isEqualTo(End.CLOSED);
        assertThat(frames(cut)).hasSize(EVENTS / 2);
        assertThat(frames(post("cut,at=0", "converse-stream"))).isEmpty();
        Reply reset = post("reset-mid-stream,at=2", "converse-stream");
        assertThat(reset.end()).isEqualTo(End.RESET);
        // What is on its way when the reset comes may be lost.
        assertThat(frames(reset)).hasSizeLessThanOrEqualTo(2);
        Reply early = post("early-eof,at=3", "converse-stream");
        assertThat(early.whole()).isTrue();
        assertThat(frames(early)).hasSize(3);
        Reply empty = post("empty-stream", "converse-stream");
        assertThat(empty.whole()).isTrue();
        assertThat(empty.header("content-type")).isEqualTo("application/vnd.amazon.eventstream");
        assertThat(empty.pieces()).isEmpty();
        assertThat(frames(post("early-eof,at=99", "converse-stream"))).hasSize(EVENTS);
    }

    @Test
    void framesAreHalfOrDamaged() throws IOException {
        Reply half = post("half-frame,at=1", "converse-stream");
        assertThat(half.whole()).isTrue();
        List<Message> before = new ArrayList<>();
        new MessageDecoder(before::add).feed(ByteBuffer.wrap(half.pieces()));
        assertThat(before).hasSize(1);
        int first = ByteBuffer.wrap(half.pieces()).getInt();
        int second = ByteBuffer.wrap(half.pieces()).getInt(first);
        assertThat(half.pieces()).hasSize(first + second / 2);
        assertThatThrownBy(() -> frames(post("bad-crc,at=1", "converse-stream")))
                .hasMessageContaining("Message checksum failure");
        assertThatThrownBy(() -> frames(post("bad-prelude-crc,at=1", "converse-stream")))
                .hasMessageContaining("Prelude checksum failure");
        assertThat(post("bad-crc,at=1", "converse-stream").whole()).isTrue();
        Reply huge = post("huge-frame,at=0", "converse-stream");
        assertThat(huge.whole()).isTrue();
        assertThat(ByteBuffer.wrap(huge.pieces()).getInt()).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void streamsEndWithExceptionsAndErrorsAndHoldEventsThatNobodyKnows() throws IOException {
        Message exception = last(post("stream-exception:throttlingException,at=2", "converse-stream"), 3);
        assertThat(exception.getHeaders().get(":message-type").getString()).isEqualTo("exception");
        assertThat(exception.getHeaders().get(":exception-type").getString()).isEqualTo("throttlingException");
        assertThat(json(exception.getPayload()).path("message").asText())
                .isEqualTo("Too many requests, please wait before trying again.");
        Message byDefault = last(post("stream-exception,at=0", "invoke-with-response-stream"), 1);
        assertThat(byDefault.getHeaders().get(":exception-type").getString()).isEqualTo("modelStreamErrorException");
        assertThat(json(byDefault.getPayload()).path("message").asText())
                .isEqualTo("The system encountered an unexpected error during processing. Try your request again.");
        Message error = last(post("stream-error:Overload,at=1", "converse-stream"), 2);
        assertThat(error.getHeaders().get(":message-type").getString()).isEqualTo("error");
        assertThat(error.getHeaders().get(":error-code").getString()).isEqualTo("Overload");
        assertThat(error.getHeaders().get(":error-message").getString())
                .isEqualTo("The bedrock emulator was told to fail with Overload.");
        List<Message> news = frames(post("unknown-event,at=2", "converse-stream"));
        assertThat(news).hasSize(EVENTS + 1);
        assertThat(news.get(2).getHeaders().get(":event-type").getString()).isEqualTo("emulatorNews");
    }

    @Test
    void lengthsAreNotTrue() throws IOException {
        Reply more = post("wrong-length", "converse");
        assertThat(Integer.parseInt(more.header("content-length"))).isEqualTo(more.body().length + 10);
        Reply less = post("wrong-length:5", "converse");
        assertThat(less.header("content-length")).isEqualTo("5");
        assertThat(less.body()).hasSizeGreaterThan(100);
        Reply stream = post("wrong-length", "converse-stream");
        assertThat(Integer.parseInt(stream.header("content-length"))).isEqualTo(stream.body().length + 10);
    }

    @Test
    void bodiesAreNotWhatTheySay() throws IOException {
        assertThat(post("not-json", "converse").text()).endsWith("\r\n\r\nthis is not JSON");
        Reply broken = post("truncated-json,at=20", "converse");
        assertThat(broken.header("content-length")).isEqualTo("20");
        assertThat(broken.body()).hasSize(20);
        assertThat(post("missing-members", "invoke").text()).endsWith("\r\n\r\n{\"emulator\":\"none of the members\"}");
        Reply empty = post("empty-body", "invoke");
        assertThat(empty.status()).isEqualTo(200);
        assertThat(empty.header("content-length")).isEqualTo("0");
        Reply page = post("html:502", "converse-stream");
        assertThat(page.status()).isEqualTo(502);
        assertThat(page.header("content-type")).isEqualTo("text/html; charset=utf-8");
        assertThat(page.text()).contains("<h1>Sign in to the network</h1>");
        Reply elsewhere = post("redirect:http://127.0.0.1:9/x", "converse");
        assertThat(elsewhere.status()).isEqualTo(307);
        assertThat(elsewhere.header("location")).isEqualTo("http://127.0.0.1:9/x");
    }

    @Test
    void eventsAreNotWhatTheySay() throws IOException {
        assertThat(content(post("not-json,at=1", "invoke-with-response-stream"), 1))
                .isEqualTo("this is not JSON");
        assertThat(content(post("not-json,at=1", "converse-stream"), 1)).isEqualTo("this is not JSON");
        assertThat(content(post("truncated-json,at=1", "invoke-with-response-stream"), 1))
                .startsWith("{\"contentBlockDelta\":")
                .doesNotEndWith("}");
        List<Message> bare = frames(post("missing-members,at=3", "converse-stream"));
        assertThat(bare).hasSize(EVENTS);
        assertThat(new String(bare.get(2).getPayload(), StandardCharsets.UTF_8)).contains("delta");
        assertThat(bare.subList(3, EVENTS))
                .allSatisfy(event -> assertThat(new String(event.getPayload(), StandardCharsets.UTF_8))
                        .isEqualTo("{\"emulator\":\"none of the members\"}"));
    }

    @Test
    void hugeRepliesHaveTheirSizeAndAreJson() throws IOException {
        Reply whole = post("huge-body:1M", "converse");
        assertThat(whole.body()).hasSize(1 << 20);
        assertThat(json(whole.body()).at("/output/message/content/0/text").asText())
                .startsWith("All work and no play")
                .hasSizeGreaterThan(1_000_000);
        List<Message> events = frames(post("huge-body:100K", "converse-stream"));
        assertThat(events).hasSize(EVENTS - 1 + 100);
        assertThat(post("huge-body:1", "converse").status()).isEqualTo(200);
        String vector = "{\"inputText\":\"a\"}";
        Reply embedded = client("huge-body:64K").post("/model/amazon.titan-embed-text-v2:0/invoke", vector);
        assertThat(embedded.body()).hasSize(65_536);
        assertThat(json(embedded.body()).path("embedding")).hasSize(1024);
    }

    @Test
    void anEndlessStreamEndsWhenNobodyListens() throws Exception {
        RawClient client = client("endless-stream");
        try (Socket socket = client.open(MODEL + "converse-stream", HELLO)) {
            assertThat(socket.getInputStream().readNBytes(1_000_000)).hasSize(1_000_000);
        }
        emulatorHasNoThreads();
    }

    @Test
    void answersComeSlowlyAndWhole() throws IOException {
        assertThat(frames(post("drip:1", "converse-stream"))).hasSize(EVENTS);
        assertThat(json(post("drip:1", "converse").body()).path("stopReason").asText())
                .isEqualTo("end_turn");
        assertThat(post("slow-first-byte:1", "converse").status()).isEqualTo(200);
        assertThat(post("slow-first-byte:0", "converse").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hang",
                "hang-mid-stream",
                "slow-first-byte:3600000",
                "drip:3600000",
                "endless-stream",
                "huge-body:1G"
            })
    void noFaultOutlivesItsClientOrTheEmulator(String fault) throws Exception {
        RawClient client = client(fault);
        try (Socket gone = client.open(MODEL + "converse-stream", HELLO)) {
            assertThat(gone.isConnected()).isTrue();
        }
        emulatorHasNoThreads();
        try (Socket waiting = client.open(MODEL + "converse-stream", HELLO)) {
            CompletableFuture<Boolean> ended = CompletableFuture.supplyAsync(() -> readsToTheEnd(waiting));
            emulator.close();
            assertThat(ended.get(10, TimeUnit.SECONDS)).isTrue();
        }
        emulatorHasNoThreads();
    }

    @Test
    void aReplyThatHangsHasBegun() throws IOException {
        try (Socket socket = client("hang-mid-stream,at=1").open(MODEL + "converse-stream", HELLO)) {
            InputStream in = socket.getInputStream();
            assertThat(RawClient.readTo(in, "messageStart")).startsWith("HTTP/1.1 200 OK\r\n");
        }
    }

    @Test
    void sixtyFourClientsMeetTheirFaultsAtOnce() throws Exception {
        RawClient client = client("cut,times=16", "bad-crc,times=16", "throttle:16", "reset,times=16");
        List<CompletableFuture<Reply>> replies = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            CompletableFuture<Reply> reply = new CompletableFuture<>();
            replies.add(reply);
            Thread thread = new Thread(() -> {
                try {
                    reply.complete(client.post(MODEL + "converse-stream", HELLO));
                } catch (IOException e) {
                    reply.completeExceptionally(e);
                }
            });
            thread.setDaemon(true);
            thread.start();
        }
        int throttled = 0;
        int reset = 0;
        for (CompletableFuture<Reply> reply : replies) {
            Reply came = reply.get(20, TimeUnit.SECONDS);
            reset += came.end() == End.RESET ? 1 : 0;
            throttled += came.text().startsWith("HTTP/1.1 429 ") ? 1 : 0;
        }
        assertThat(throttled).isEqualTo(16);
        assertThat(reset).isEqualTo(16);
        assertThat(log)
                .hasSize(64)
                .filteredOn(line -> line.endsWith("fault cut,times=16"))
                .hasSize(16);
    }

    private static boolean readsToTheEnd(Socket socket) {
        try {
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            // Reset is an end as well.
        }
        return true;
    }

    /** Waits until no connection of this test is served. */
    private void emulatorHasNoThreads() throws InterruptedException {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().equals("emulator-connection") && !others.contains(thread)) {
                thread.join(TimeUnit.SECONDS.toMillis(20));
                assertThat(thread.isAlive()).isFalse();
            }
        }
    }

    private RawClient client(String... faults) throws IOException {
        stop();
        emulator = Emulator.start(
                InetAddress.getLoopbackAddress(),
                0,
                Clock.systemUTC(),
                log::add,
                Account.open(),
                Faults.parse(List.of(faults)));
        return new RawClient(emulator);
    }

    private Reply post(String fault, String operation) throws IOException {
        return client(fault).post(MODEL + operation, HELLO);
    }

    private static List<Message> frames(Reply reply) {
        List<Message> frames = new ArrayList<>();
        new MessageDecoder(frames::add).feed(ByteBuffer.wrap(reply.pieces()));
        return frames;
    }

    private static Message last(Reply reply, int count) {
        assertThat(reply.whole()).isTrue();
        List<Message> frames = frames(reply);
        assertThat(frames).hasSize(count);
        return frames.get(count - 1);
    }

    private static String content(Reply reply, int event) {
        return new String(EventFrames.content(frames(reply).get(event)), StandardCharsets.UTF_8);
    }

    private static JsonNode json(byte[] bytes) throws IOException {
        return Json.parse(bytes);
    }
}
