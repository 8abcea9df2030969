package io.github.bedrockcli.cli;

import static io.github.bedrockcli.cli.FakeJobs.ARN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bedrockcli.aws.BedrockException;
import io.github.bedrockcli.aws.BedrockException.Kind;
import io.github.bedrockcli.model.AsyncJob;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Waiting for the end of an asynchronous invocation, in a time that passes only when it is slept through. */
final class JobWaitTest {
    private final FakeJobs bedrock = new FakeJobs();
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final SleptTime time = new SleptTime();

    /** Time as the wait sees it; remembers when the service was asked. */
    private final class SleptTime implements JobWait.Pause {
        private Duration now = Duration.ZERO;
        private final List<Long> questions = new ArrayList<>();

        @Override
        public long now() {
            return now.toNanos();
        }

        @Override
        public void sleep(Duration duration) {
            int asked = bedrock.asked.size();
            while (questions.size() < asked) {
                questions.add(now.toMillis());
            }
            assertThat(duration).isPositive().isLessThanOrEqualTo(Duration.ofSeconds(1));
            now = now.plus(duration);
        }
    }

    private AsyncJob untilOver(boolean terminal, boolean quiet, Duration limit) throws InterruptedException {
        JobProgress progress = new JobProgress(new Notes(said, quiet, false), terminal);
        return new JobWait(bedrock, progress, time, limit).untilOver(ARN);
    }

    private String said() {
        return said.toString(StandardCharsets.UTF_8);
    }

    private static BedrockException passing() {
        return BedrockException.of(Kind.THROTTLED, "Too many requests").build();
    }

    @Test
    void asksEverMoreSeldom() throws InterruptedException {
        for (int i = 0; i < 14; i++) {
            bedrock.tells("InProgress");
        }
        bedrock.tells("Completed");
        assertThat(untilOver(false, false, null).status()).isEqualTo("Completed");
        List<Long> gaps = new ArrayList<>();
        for (int i = 1; i < time.questions.size(); i++) {
            gaps.add(time.questions.get(i) - time.questions.get(i - 1));
        }
        assertThat(gaps).startsWith(1000L, 1500L, 2250L).isSorted().endsWith(30_000L, 30_000L);
        assertThat(said()).matches("abcdefghijkl: InProgress\nabcdefghijkl: Completed after \\d min \\d+ s\n");
    }

    @Test
    void aTerminalGetsOneLineThatChanges() throws InterruptedException {
        bedrock.tells("InProgress").tells("InProgress").tells("Completed");
        untilOver(true, false, null);
        assertThat(said())
                .isEqualTo("\rInProgress 0 s\rInProgress 1 s\rInProgress 1 s\rInProgress 2 s\rInProgress 2 s"
                        + "\rCompleted 2 s \n");
    }

    @Test
    void aTerminalThatIsToBeQuietGetsNone() throws InterruptedException {
        bedrock.tells("InProgress").tells("Failed");
        assertThat(untilOver(true, true, null).status()).isEqualTo("Failed");
        assertThat(said()).isEmpty();
    }

    @Test
    void failuresThatPassAreWaitedThrough() throws InterruptedException {
        bedrock.breaks(passing()).breaks(passing()).breaks(passing()).breaks(passing());
        bedrock.tells("InProgress").breaks(passing()).tells("Completed");
        assertThat(untilOver(false, false, null).isCompleted()).isTrue();
    }

    @Test
    void fiveInARowAreTooMany() {
        for (int i = 0; i < 5; i++) {
            bedrock.breaks(passing());
        }
        assertThatThrownBy(() -> untilOver(false, false, null)).hasMessage("Too many requests");
        assertThat(bedrock.asked).hasSize(5);
    }

    @Test
    void aRefusalEndsTheWaitAtOnce() {
        bedrock.breaks(BedrockException.of(Kind.ACCESS_DENIED, "no").build());
        assertThatThrownBy(() -> untilOver(false, false, null)).hasMessage("no");
        assertThat(bedrock.asked).hasSize(1);
    }

    @Test
    void theLimitEndsTheWaitWithALastQuestion() throws InterruptedException {
        for (int i = 0; i < 5; i++) {
            bedrock.tells("InProgress");
        }
        AsyncJob job = untilOver(false, true, Duration.ofMillis(5_100));
        assertThat(job.isOver()).isFalse();
        assertThat(time.now).isEqualTo(Duration.ofMillis(5_100));
        assertThat(bedrock.asked).hasSize(5);
        assertThat(JobEnding.report(job, new Notes(said, false, false))).isEqualTo(ExitCode.NETWORK);
        assertThat(said()).isEqualTo("""
                error: time ran out: the invocation is still in progress
                fix: wait again: bedrock async get --wait %s
                """.formatted(ARN));
    }

    @Test
    void aLimitThatIsOverBeforeAnythingWasToldIsAFailure() {
        bedrock.breaks(passing()).breaks(passing());
        assertThatThrownBy(() -> untilOver(false, true, Duration.ofMillis(500))).hasMessage("Too many requests");
    }

    @Test
    void aStatusNobodyKnowsEndsTheWait() throws InterruptedException {
        bedrock.tells("Cancelled");
        AsyncJob job = untilOver(false, true, null);
        assertThat(JobEnding.report(job, new Notes(said, false, false))).isEqualTo(ExitCode.REFUSED);
        assertThat(said()).isEqualTo("error: the invocation ended: Cancelled\n");
    }

    @Test
    void whereAVendorWritesDownWhatFailedIsSaid() {
        AsyncJob job = new AsyncJob(
                ARN,
                "arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-reel-v1:1",
                "Failed",
                "Request has been aborted.",
                null,
                null,
                null,
                FakeJobs.job("Failed", null).output(),
                null);
        JobEnding.report(job, new Notes(said, false, false));
        assertThat(said())
                .endsWith("fix: what failed may stand in s3://bucket/videos/abcdefghijkl/"
                        + "video-generation-status.json\n");
    }
}
