package io.github.bedrockcli.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrockcli.aws.BedrockException;
import io.github.bedrockcli.aws.BedrockException.Kind;
import io.github.bedrockcli.cli.Terminal.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code stream -o events} of a model that cannot stream. */
final class WholeAnswerEventsTest {
    private static final String MODEL = "ai21.j2-ultra-v1";
    private static final String NOTE = "note: ai21.j2-ultra-v1 cannot stream; its whole answer is fetched at once\n";
    private static final String EVENTS = """
            {"type":"start","model":"ai21.j2-ultra-v1","family":"ai21-j2","api":"invoke","region":"us-east-1"}
            {"type":"text","text":"Hello"}
            {"type":"usage","input_tokens":null,"output_tokens":null,"cache_read_tokens":null,"cache_write_tokens":null}
            {"type":"stop","stop_reason":"endoftext","outcome":"complete","usage":{"input_tokens":null,\
            "output_tokens":null,"cache_read_tokens":null,"cache_write_tokens":null},\
            "latency_ms":{"first_byte":20,"total":30},"request_id":"request-1"}
            """;

    @TempDir
    private Path folder;

    private final FakeBedrock bedrock = new FakeBedrock();

    private static String answer(String reason) {
        return "{\"id\":1234,\"completions\":[{\"data\":{\"text\":\"Hello\"},\"finishReason\":{\"reason\":\"" + reason
                + "\"}}]}";
    }

    private Result stream(String... more) {
        String[] args = new String[more.length + 4];
        System.arraycopy(new String[] {"stream", "-m", MODEL, "Hi"}, 0, args, 0, 4);
        System.arraycopy(more, 0, args, 4, more.length);
        return new Terminal().in(folder).run(bedrock, args);
    }

    @Test
    void eventsOfAWholeAnswerAreThoseOfAStream() {
        bedrock.answers(answer("endoftext"));
        assertThat(stream("-o", "events")).isEqualTo(new Result(0, EVENTS, NOTE));
    }

    @Test
    void eventsGoToAFileToo() throws IOException {
        bedrock.answers(answer("endoftext"));
        assertThat(stream("-o", "events", "--out", "a.ndjson", "-q")).isEqualTo(new Result(0, "", ""));
        assertThat(Files.readString(folder.resolve("a.ndjson"))).isEqualTo(EVENTS);
    }

    @Test
    void aCutAnswerIsToldInTheStopEventAndByTheExitCode() {
        bedrock.answers(answer("length"));
        Result result = stream("-o", "events", "--strict");
        assertThat(result.code()).isEqualTo(9);
        assertThat(result.out()).contains("\"outcome\":\"truncated\"");
        assertThat(result.err())
                .isEqualTo(NOTE + "warning: the answer was cut at the token limit; raise --max-tokens for more\n");
    }

    @Test
    void aReplyThatIsNoAnswerHasAStopEventAllTheSame() {
        bedrock.answers("[]");
        Result result = stream("-o", "events");
        assertThat(result.code()).isEqualTo(5);
        assertThat(result.out().lines().map(line -> line.substring(0, line.indexOf(','))))
                .containsExactly("{\"type\":\"start\"", "{\"type\":\"usage\"", "{\"type\":\"stop\"");
        assertThat(result.out()).contains("\"outcome\":\"broken\"");
    }

    @Test
    void aFailureIsAnEventAndAnExitCode() {
        bedrock.fails(BedrockException.of(Kind.THROTTLED, "Too many tokens").build());
        Result result = stream("-o", "events");
        assertThat(result.code()).isEqualTo(6);
        assertThat(result.out().lines())
                .hasSize(2)
                .first()
                .isEqualTo("{\"type\":\"error\",\"message\":\"Too many tokens\",\"exit_code\":6}");
        assertThat(result.out()).contains("{\"type\":\"stop\",\"stop_reason\":null,\"outcome\":\"broken\"");
        assertThat(result.err()).startsWith(NOTE + "error: ");
    }

    @Test
    void theOtherFormatsAreThoseOfInvoke() {
        bedrock.answers(answer("endoftext")).answers(answer("endoftext"));
        assertThat(stream()).isEqualTo(new Result(0, "Hello\n", NOTE));
        assertThat(stream("-o", "raw")).isEqualTo(new Result(0, answer("endoftext"), NOTE));
    }
}
