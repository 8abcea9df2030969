package io.github.bedrockcli.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the AWS CLI makes of the emulator's faults. */
final class AwsCliFaultsIT {
    private static final List<String> CONVERSE = List.of(
            "aws",
            "bedrock-runtime",
            "converse",
            "--model-id",
            "amazon.nova-lite-v1:0",
            "--messages",
            "[{\"role\":\"user\",\"content\":[{\"text\":\"Hello\"}]}]",
            "--query",
            "stopReason",
            "--output",
            "text");

    private final List<String> log = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void haveTheAwsCli() {
        Program.assumeWorks("aws", "--version");
    }

    @Test
    void itTellsThrottlingByItsCodeAndCountsItsTries() throws IOException {
        Program.Result result = aws(CONVERSE, "throttle");
        assertThat(result.code()).isNotZero();
        assertThat(result.out()).isEmpty();
        assertThat(result.err())
                .contains("(ThrottlingException) when calling the Converse operation (reached max retries: 1): "
                        + "Too many requests, please wait before trying again.");
        assertThat(log).hasSize(2).allMatch(line -> line.endsWith(" ms, fault throttle"));
    }

    @Test
    void itTriesAgainWhatPassesBy() throws IOException {
        assertThat(aws(CONVERSE, "http:503,times=1")).isEqualTo(new Program.Result(0, "end_turn\n", ""));
        assertThat(log).hasSize(2);
    }

    @Test
    void listsAndRolesFailWhenTheyAreNamed() throws IOException {
        Program.Result models =
                aws(List.of("aws", "bedrock", "list-foundation-models"), "error:InternalServerException,on=List*");
        assertThat(models.code()).isNotZero();
        assertThat(models.err())
                .contains("(InternalServerException)", "The bedrock emulator was told to fail with Internal");
        List<String> role = List.of(
                "aws",
                "sts",
                "assume-role",
                "--role-session-name",
                "me",
                "--role-arn",
                "arn:aws:iam::123456789012:role/A");
        Program.Result refused = aws(role, "error:RegionDisabledException,on=AssumeRole");
        assertThat(refused.code()).isNotZero();
        assertThat(refused.err()).contains("(RegionDisabledException) when calling the AssumeRole operation");
    }

    private Program.Result aws(List<String> command, String fault) throws IOException {
        log.clear();
        try (Emulator emulator = Emulator.start(
                InetAddress.getLoopbackAddress(),
                0,
                Clock.systemUTC(),
                log::add,
                Account.open(),
                Faults.parse(List.of(fault)))) {
            return Program.run(emulator, Map.of("AWS_MAX_ATTEMPTS", "2"), command);
        }
    }
}
