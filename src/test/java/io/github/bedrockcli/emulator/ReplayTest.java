package io.github.bedrockcli.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bedrockcli.emulator.SignedClient.Answer;
import io.github.bedrockcli.model.Json;
import io.github.bedrockcli.model.UsageException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers that are kept and sent again. */
final class ReplayTest {
    private static final String MODEL = "us.anthropic.claude-haiku-4-5-20251001-v1:0";
    private static final String PATH = "/model/" + MODEL.replace(":", "%3A");

    private Emulator emulator;
    private SignedClient client;

    private void start(String specification) throws IOException {
        Clock clock = Clock.systemUTC();
        emulator = Emulator.start(
                ListenAddress.loopback(),
                clock,
                line -> {},
                Account.open(),
                Faults.none(),
                Replay.parse(specification));
        client = SignedClient.of(emulator, clock);
    }

    @AfterEach
    void stop() {
        if (emulator != null) {
            emulator.close();
        }
    }

    @Test
    void theFirstAnswerGoesToAllThatAskThereLater() throws IOException {
        start("");
        Answer first = client.invoke(MODEL, body("one"));
        assertThat(first.text()).contains("[offline echo] one");
        assertThat(client.invoke(MODEL, body("two")).text()).isEqualTo(first.text());
        Answer unsigned = client.send(HttpRequest.newBuilder(URI.create(emulator.endpoint() + PATH + "/invoke"))
                .POST(HttpRequest.BodyPublishers.ofString("not even JSON"))
                .build());
        assertThat(unsigned.status()).isEqualTo(200);
        assertThat(unsigned.text()).isEqualTo(first.text());
        assertThat(unsigned.header("x-amzn-bedrock-input-token-count")).isEqualTo("1");
    }

    @Test
    void aRefusalIsNotKept() throws IOException {
        start("");
        Answer refused = client.as("AKIANOBODY", "x").invoke(MODEL, body("one"));
        assertThat(refused.status()).isEqualTo(403);
        assertThat(client.invoke(MODEL, body("two")).text()).contains("[offline echo] two");
    }

    @Test
    void aListIsKeptForItsQuery() throws IOException {
        start("");
        String all = client.get("/foundation-models").text();
        String some = client.get("/foundation-models?byProvider=Amazon").text();
        assertThat(some).isNotEqualTo(all);
        assertThat(client.get("/foundation-models").text()).isEqualTo(all);
    }

    @Test
    void aStreamSaysItsTextAsOftenAsWanted() throws IOException {
        start("chunks=1000");
        for (int i = 0; i < 2; i++) {
            List<String> texts = texts(client.invokeStream(MODEL, body("a a a a a a a a")));
            assertThat(texts.stream().collect(Collectors.groupingBy(Function.identity(), Collectors.counting())))
                    .containsEntry("[offline", 1L)
                    .containsEntry(" a", 1007L);
        }
    }

    @Test
    void atARateEachTextIsTheTimeItLeft() throws IOException {
        start("chunks=20,rate=1000");
        long before = System.nanoTime();
        List<Long> times = texts(client.invokeStream(MODEL, body("a"))).stream()
                .filter(text -> text.endsWith("."))
                .map(text -> Long.parseLong(text.replaceAll("[ .]", "")))
                .toList();
        assertThat(times).hasSize(20).isSorted().allMatch(time -> time > before && time < System.nanoTime());
        assertThat(times.get(19) - times.get(0)).isGreaterThan(18_000_000);
    }

    @Test
    void anAnswerWaitsForTheDelay() throws IOException {
        start("delay=30");
        long before = System.nanoTime();
        assertThat(client.invoke(MODEL, body("a")).status()).isEqualTo(200);
        assertThat(System.nanoTime() - before).isGreaterThan(29_000_000);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "chunks | --replay takes chunks=N, rate=N and delay=MS with commas between, not 'chunks'",
                "speed=1 | --replay takes chunks=N, rate=N and delay=MS with commas between, not 'speed=1'",
                "chunks=0 | --replay chunks=0: a whole number from 1 to 100000000, not '0'",
                "delay=50,rate=x | --replay rate=x: a whole number from 1 to 1000000, not 'x'"
            })
    void whatIsNoSpecificationIsAUsageError(String specification, String message) {
        assertThatThrownBy(() -> Replay.parse(specification))
                .isInstanceOf(UsageException.class)
                .hasMessage(message);
    }

    private static String body(String text) {
        return """
                {"anthropic_version":"bedrock-2023-05-31","max_tokens":100,"messages":[{"role":"user","content":"%s"}]}""".formatted(text);
    }

    private static List<String> texts(Answer answer) {
        return answer.frames().stream()
                .map(frame -> {
                    try {
                        return Json.parse(EventFrames.content(frame))
                                .path("delta")
                                .path("text")
                                .asText();
                    } catch (IOException e) {
                        throw new AssertionError(e);
                    }
                })
                .filter(text -> !text.isEmpty())
                .toList();
    }
}
