package io.github.bedrockcli.cli;

import static io.github.bedrockcli.cli.FakeJobs.ARN;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrockcli.aws.Bedrock.AsyncJobFilter;
import io.github.bedrockcli.cli.Terminal.Result;
import io.github.bedrockcli.model.AsyncJob;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code bedrock async list} and {@code bedrock async get}. */
final class AsyncCommandTest {
    private final FakeJobs bedrock = new FakeJobs();

    private Result async(String... args) {
        return async(new Terminal(), args);
    }

    private Result async(Terminal terminal, String... args) {
        return terminal.run(
                bedrock, Stream.concat(Stream.of("async"), Stream.of(args)).toArray(String[]::new));
    }

    private static AsyncJob bare() {
        return new AsyncJob(
                "arn:aws:bedrock:us-west-2:123456789012:async-invoke/zyxwvutsrqpo",
                null,
                "InProgress",
                null,
                null,
                null,
                null,
                null,
                null);
    }

    @Test
    void theTableTellsWhatIsKnown() {
        bedrock.lists(bare(), FakeJobs.job("Completed", null));
        assertThat(async("list")).isEqualTo(new Result(0, """
                ARN                                                               STATUS      MODEL          SUBMITTED             TOOK        OUTPUT
                arn:aws:bedrock:us-west-2:123456789012:async-invoke/zyxwvutsrqpo  InProgress  -              -                     -           -
                arn:aws:bedrock:us-west-2:123456789012:async-invoke/abcdefghijkl  Completed   luma.ray-v2:0  2026-11-21T11:00:00Z  1 min 32 s  s3://bucket/videos/abcdefghijkl/
                """, ""));
        assertThat(bedrock.filters).containsExactly(new AsyncJobFilter(null, null, null, false, null));
    }

    @Test
    void theTableIsFittedToTheTerminalButKeepsTheArn() {
        bedrock.lists(FakeJobs.job("Completed", null));
        assertThat(async(new Terminal().showing(92), "list").out()).isEqualTo("""
                ARN                                                               STATUS     MODEL
                arn:aws:bedrock:us-west-2:123456789012:async-invoke/abcdefghijkl  Completed  luma.ray-v2:0
                """);
        assertThat(async(new Terminal().showing(40), "list").out()).isEqualTo("""
                ARN
                arn:aws:bedrock:us-west-2:123456789012:async-invoke/abcdefghijkl
                """);
    }

    @Test
    void machinesGetIdsOrJson() {
        bedrock.lists(bare());
        assertThat(async("list", "-o", "ids").out())
                .isEqualTo("arn:aws:bedrock:us-west-2:123456789012:async-invoke/zyxwvutsrqpo\n");
        assertThat(async("list", "-o", "jsonl").out())
                .isEqualTo("{\"arn\":\"arn:aws:bedrock:us-west-2:123456789012:async-invoke/zyxwvutsrqpo\","
                        + "\"model\":null,\"status\":\"InProgress\",\"failure\":null,\"submitted\":null,"
                        + "\"modified\":null,\"ended\":null,\"output\":null,\"kms_key\":null,\"bucket_owner\":null,"
                        + "\"client_token\":null}\n");
        assertThat(async("list", "-o", "json").out()).startsWith("[ {\n").endsWith("} ]\n");
    }

    @Test
    void nothingListedIsSaid() {
        assertThat(async("list"))
                .isEqualTo(new Result(0, "", "note: no asynchronous invocation in us-east-1 matches\n"));
        assertThat(async("list", "-q", "-o", "json")).isEqualTo(new Result(0, "[]\n", ""));
    }

    @Test
    void theServiceFiltersAndSorts() {
        async(
                "list",
                "--status",
                "in-progress",
                "--since",
                "2d",
                "--until",
                "2026-11-21",
                "--sort",
                "oldest",
                "--max",
                "7");
        async("list", "--status", "Failed", "--since", "2026-11-20T09:30:00+02:00", "--until", "90m");
        async("list", "--status", "InProgress");
        assertThat(bedrock.filters)
                .containsExactly(
                        new AsyncJobFilter(
                                "InProgress",
                                Instant.parse("2026-11-19T12:00:00Z"),
                                Instant.parse("2026-11-21T00:00:00Z"),
                                true,
                                7),
                        new AsyncJobFilter(
                                "Failed",
                                Instant.parse("2026-11-20T07:30:00Z"),
                                Instant.parse("2026-11-21T10:30:00Z"),
                                false,
                                null),
                        new AsyncJobFilter("InProgress", null, null, false, null));
    }

    @Test
    void filtersThatAreNoneAreRefused() {
        assertThat(async("list", "--status", "complete")).isEqualTo(new Result(2, "", """
                        error: --status is one of in_progress, completed, failed, not 'complete'
                        fix: did you mean --status completed?
                        """));
        assertThat(async("list", "--since", "yesterday")).isEqualTo(new Result(2, "", """
                        error: --since is a day, a time or an age, not 'yesterday'
                        fix: for example 2026-11-20, 2026-11-20T09:30:00Z, or 90m, 12h, 7d for so long ago
                        """));
        assertThat(async("list", "--since", "2026-11-20T09:30:00").code()).isEqualTo(2);
        assertThat(async("list", "--max", "0")).isEqualTo(new Result(2, "", "error: --max is at least 1, not 0\n"));
        assertThat(async("list", "--sort", "best").code()).isEqualTo(2);
        assertThat(async("list", "-o", "csv").code()).isEqualTo(2);
    }

    @Test
    void oneIsShownAFactALine() {
        bedrock.fails("Request has been aborted.");
        assertThat(async("get", ARN)).isEqualTo(new Result(0, """
                arn        %s
                model      luma.ray-v2:0
                status     Failed
                submitted  2026-11-21T11:00:00Z
                ended      2026-11-21T11:01:32Z (took 1 min 32 s)
                failure    Request has been aborted.
                output     s3://bucket/videos/abcdefghijkl/
                """.formatted(ARN), ""));
        bedrock.tells("InProgress");
        assertThat(async("get", "-o", "json", ARN).out())
                .startsWith("{\"arn\":\"" + ARN + "\",\"model\":\"luma.ray-v2:0\",\"status\":\"InProgress\"");
    }

    @Test
    void waitingGivesTheExitCodeOfTheEnd() {
        bedrock.tells("Completed");
        Result completed = async("get", "--wait", ARN);
        assertThat(completed.code()).isZero();
        assertThat(completed.err()).isEqualTo("abcdefghijkl: Completed after 0 s\n");
        bedrock.fails("The generated video has been blocked by our content filters.");
        assertThat(async("get", "--wait", ARN).code()).isEqualTo(10);
        assertThat(async("get", "--wait-timeout", "5", ARN))
                .isEqualTo(new Result(2, "", "error: --wait-timeout goes with --wait\n"));
    }

    @Test
    void theArnTellsTheRegion() {
        bedrock.tells("Completed").tells("Completed");
        async("get", ARN);
        async("get", "--region", "eu-west-1", ARN);
        assertThat(bedrock.connections)
                .extracting(connection -> connection.region())
                .containsExactly("us-west-2", "eu-west-1");
    }

    @Test
    void whatIsNoArnIsNotAskedFor() {
        assertThat(async("get", "abcdefghijkl")).isEqualTo(new Result(2, "", """
                        error: not the ARN of an asynchronous invocation: 'abcdefghijkl'
                        fix: bedrock async list shows them
                        """));
        assertThat(async("get").code()).isEqualTo(2);
        assertThat(bedrock.asked).isEmpty();
    }

    @Test
    void everyHelpEndsWithExamplesAndTheExitCodes() {
        for (String command : new String[] {"list", "get"}) {
            Result help = async(command, "--help");
            assertThat(help.code()).isZero();
            assertThat(help.out())
                    .startsWith("Usage: bedrock async " + command)
                    .contains("\nShared options:\n", "\nExamples:\n  bedrock async " + command)
                    .endsWith("the reader closed the pipe\n");
        }
    }

    @Test
    void withoutACommandItsHelpIsAnError() {
        Result result = async();
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).startsWith("Usage: bedrock async");
        assertThat(async("lst"))
                .isEqualTo(new Result(
                        2, "", "error: no command 'lst'\nfix: did you mean list? See bedrock async --help\n"));
        assertThat(async("list", "x").err()).startsWith("error: one argument too many: 'x'");
    }
}
