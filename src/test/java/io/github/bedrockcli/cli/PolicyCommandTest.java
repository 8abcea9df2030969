package io.github.bedrockcli.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrockcli.aws.SdkBedrock;
import io.github.bedrockcli.cli.Terminal.Result;
import io.github.bedrockcli.emulator.Emulator;
import java.time.Clock;
import org.junit.jupiter.api.Test;

/** {@code bedrock policy} against the emulator, and its options. */
final class PolicyCommandTest {
    private static Result policy(Terminal terminal, String... args) {
        String[] all = new String[args.length + 1];
        all[0] = "policy";
        System.arraycopy(args, 0, all, 1, args.length);
        return terminal.run(SdkBedrock::open, all);
    }

    @Test
    void aProfileHasItsRegionsAndTheCallersAccount() {
        try (Emulator emulator = Emulator.startForThisProcess(Clock.systemUTC())) {
            Terminal terminal = new Terminal();
            emulator.environment().forEach(terminal::environment);
            Result result = policy(terminal, "--actions", "invoke", "us.amazon.nova-lite-v1:0");
            assertThat(result.err()).isEmpty();
            assertThat(result.out())
                    .contains(
                            "\"Version\" : \"2012-10-17\"",
                            "arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.amazon.nova-lite-v1:0",
                            "arn:aws:bedrock:us-west-2::foundation-model/amazon.nova-lite-v1:0",
                            "bedrock:InferenceProfileArn")
                    .doesNotContain("Stream", "List");
            assertThat(result.code()).isZero();
        }
    }

    @Test
    void whatInvokeWouldCallIsAllowed() {
        try (Emulator emulator = Emulator.startForThisProcess(Clock.systemUTC())) {
            Terminal terminal = new Terminal();
            emulator.environment().forEach(terminal::environment);
            String haiku = "anthropic.claude-haiku-4-5-20251001-v1:0";
            Result profile = policy(terminal, "us." + haiku);
            Result named = policy(terminal, "haiku");
            assertThat(named).isEqualTo(new Result(0, profile.out(), "note: haiku is us." + haiku + "\n"));
            assertThat(policy(terminal, haiku))
                    .isEqualTo(new Result(
                            0,
                            profile.out(),
                            "note: " + haiku + " answers only through an inference profile; using us." + haiku + "\n"));
            Result exact = policy(terminal, "--no-resolve", haiku);
            assertThat(exact.err()).isEmpty();
            assertThat(exact.out())
                    .contains("\"arn:aws:bedrock:us-east-1::foundation-model/" + haiku + "\"")
                    .doesNotContain("inference-profile");
            Result direct = policy(terminal, "--actions", "invoke", "nova-lite");
            assertThat(direct.err()).isEqualTo("note: nova-lite is amazon.nova-lite-v1:0\n");
            assertThat(direct.out()).contains("\"arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0\"");
            assertThat(policy(terminal, "amazon.nope-v1:0").err())
                    .isEqualTo("note: us-east-1 lists no model amazon.nope-v1:0\n");
        }
    }

    @Test
    void withoutCredentialsABareIdIsEnough() {
        Terminal nobody = new Terminal()
                .environment("HOME", "/nowhere")
                .environment("AWS_CONFIG_FILE", "/nowhere/config")
                .environment("AWS_SHARED_CREDENTIALS_FILE", "/nowhere/credentials")
                .environment("AWS_EC2_METADATA_DISABLED", "true");
        assertThat(policy(nobody, "--region", "eu-west-1", "--actions", "list", "a.b-v1:0"))
                .isEqualTo(new Result(0, """
                        {
                          "Version" : "2012-10-17",
                          "Statement" : [ {
                            "Sid" : "ListModels",
                            "Effect" : "Allow",
                            "Action" : [ "bedrock:ListFoundationModels", "bedrock:ListInferenceProfiles" ],
                            "Resource" : "*"
                          } ]
                        }
                        """, ""));
        Result bare = policy(nobody, "--region", "eu-west-1", "--actions", "invoke", "a.b-v1:0", "c.d-v1:0");
        assertThat(bare.out()).contains("\"arn:aws:bedrock:eu-west-1::foundation-model/a.b-v1:0\"");
        assertThat(bare.err())
                .isEqualTo(
                        "note: whether a.b-v1:0 is called by this id or through an inference profile was not told: no"
                                + " AWS credentials were found\n");
        assertThat(policy(nobody, "--region", "eu-west-1", "--no-resolve", "a.b-v1:0")
                        .err())
                .isEmpty();
        assertThat(policy(nobody, "--region", "eu-west-1", "haiku")).satisfies(result -> {
            assertThat(result.code()).isEqualTo(3);
            assertThat(result.out()).isEmpty();
        });
        assertThat(policy(nobody, "--region", "eu-west-1", "us.a.b-v1:0").err())
                .startsWith("note: where us.a.b-v1:0 routes to was not told: no AWS credentials were found\n");
        assertThat(policy(nobody, "a.b-v1:0").code()).isEqualTo(3);
    }

    @Test
    void wrongOptionsAreUsageErrors() {
        assertThat(policy(new Terminal(), "--account", "12", "a.b-v1:0"))
                .isEqualTo(new Result(2, "", "error: --account is twelve digits, not '12'\n"));
        assertThat(policy(new Terminal(), "--actions", "paint", "a.b-v1:0").code())
                .isEqualTo(2);
        assertThat(policy(new Terminal()).code()).isEqualTo(2);
    }
}
