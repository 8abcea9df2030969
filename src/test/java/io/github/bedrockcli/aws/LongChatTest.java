package io.github.bedrockcli.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrockcli.cli.App;
import io.github.bedrockcli.cli.Io;
import io.github.bedrockcli.model.Stopping;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A chat that lasts longer than the credentials it began with: an hour passes before each turn. */
class LongChatTest {
    private static final Instant START = Instant.parse("2026-11-22T08:00:00Z");

    @TempDir
    Path home;

    private final AtomicReference<Instant> now = new AtomicReference<>(START);
    private final Clock clock = ((InstantSource) now::get).withZone(ZoneOffset.UTC);
    private final FakeAws aws = new FakeAws();
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final List<String> questions = new ArrayList<>();

    @BeforeEach
    void configure() throws IOException {
        Files.createDirectories(home.resolve(".aws"));
        Files.writeString(home.resolve(".aws/config"), """
                [default]
                region = us-west-2
                [profile base]
                aws_access_key_id = BASE
                aws_secret_access_key = s
                [profile role]
                role_arn = arn:aws:iam::123456789012:role/reader
                source_profile = base
                [profile mfa]
                role_arn = arn:aws:iam::123456789012:role/reader
                source_profile = base
                mfa_serial = arn:aws:iam::123456789012:mfa/me
                """);
        aws.answersWith("{\"output\":{\"message\":{\"role\":\"assistant\",\"content\":[{\"text\":\"yes\"}]}},"
                + "\"stopReason\":\"end_turn\",\"usage\":{\"inputTokens\":1,\"outputTokens\":1,\"totalTokens\":2}}");
    }

    @AfterEach
    void stop() {
        aws.close();
    }

    @Test
    void aRoleIsAssumedAnewWithoutAWord() {
        assertThat(chat("role", 3)).isEqualTo("0:yes\nyes\nyes\n");
        assertThat(aws.stsCalls()).isEqualTo(3);
        assertThat(said.toString(StandardCharsets.UTF_8)).isEmpty();
        assertThat(aws.lastBody()).contains("turn 1").contains("turn 2").contains("turn 3");
    }

    @Test
    void aRoleWithMfaAsksForTheNextCodeAndKeepsTheConversation() {
        assertThat(chat("mfa", 3, "111111", "222222", "333333")).isEqualTo("0:yes\nyes\nyes\n");
        assertThat(questions).hasSize(3);
        assertThat(aws.sts(2)).containsEntry("TokenCode", "333333");
        assertThat(aws.lastBody()).contains("turn 1").contains("turn 2").contains("turn 3");
    }

    @Test
    void aRenewalThatFailsTakesBackItsTurnAndKeepsTheOthers() {
        String printed = chat("role", 4, turn -> aws.refuse(turn == 2));

        assertThat(printed).isEqualTo("4:yes\nyes\nyes\n");
        assertThat(said.toString(StandardCharsets.UTF_8))
                .contains("the turn is taken back")
                .contains("is not authorized");
        assertThat(aws.lastBody())
                .contains("turn 1")
                .doesNotContain("turn 2")
                .contains("turn 3")
                .contains("turn 4");
    }

    private String chat(String profile, int turns, String... codes) {
        Deque<String> left = new ArrayDeque<>(Arrays.asList(codes));
        return chat(
                profile,
                turns,
                question -> {
                    questions.add(question);
                    return left.poll();
                },
                turn -> {});
    }

    private String chat(String profile, int turns, java.util.function.IntConsumer before) {
        return chat(profile, turns, MfaPrompt.NOBODY, before);
    }

    private String chat(String profile, int turns, MfaPrompt prompt, java.util.function.IntConsumer before) {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        Io io = new Io(
                new Turns(turns, turn -> {
                    // More than the hour that a session lasts.
                    now.set(START.plus(Duration.ofMinutes(61L * turn)));
                    aws.sessionsEnd(now.get().plus(Duration.ofHours(1)).toString());
                    before.accept(turn);
                }),
                printed,
                said,
                Map.of(
                        "HOME",
                        home.toString(),
                        "AWS_ENDPOINT_URL",
                        aws.server().uri().toString(),
                        "AWS_REGION",
                        "us-west-2"),
                false,
                false,
                false,
                home,
                clock,
                prompt,
                new Stopping());
        int code = new App(io, connection -> SdkBedrock.open(connection, clock))
                .run("chat", "--profile", profile, "--api", "converse", "--no-stream", "-m", "amazon.nova-lite-v1:0");
        return code + ":" + printed.toString(StandardCharsets.UTF_8);
    }

    /** A line a turn; something happens before each is read. */
    private static final class Turns extends InputStream {
        private final int count;
        private final java.util.function.IntConsumer before;
        private int turn;
        private byte[] line = new byte[0];
        private int place;

        Turns(int count, java.util.function.IntConsumer before) {
            this.count = count;
            this.before = before;
        }

        @Override
        public int read() {
            if (place == line.length) {
                if (turn == count) {
                    return -1;
                }
                turn++;
                before.accept(turn);
                line = ("turn " + turn + "\n").getBytes(StandardCharsets.UTF_8);
                place = 0;
            }
            return line[place++];
        }

        /** No more than a line at a time: what is read ahead would be a turn of the future. */
        @Override
        public int read(byte[] bytes, int offset, int length) {
            int first = read();
            if (first < 0) {
                return -1;
            }
            bytes[offset] = (byte) first;
            int more = Math.min(length - 1, line.length - place);
            System.arraycopy(line, place, bytes, offset + 1, more);
            place += more;
            return more + 1;
        }
    }
}
