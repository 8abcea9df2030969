package io.github.bedrockcli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.bedrockcli.emulator.Emulator;
import io.github.bedrockcli.model.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A role's session that was made with an MFA code by this program or by the AWS CLI's library serves both. */
final class SessionCacheIT {
    /** The cache as the AWS CLI puts it in (awscli, customizations/assumerole.py), and a person who types CODE. */
    private static final String WHO = """
            python3 - <<'END'
            import os
            import botocore.session
            from botocore.utils import JSONFileCache
            session = botocore.session.Session(profile='mfa')
            provider = session.get_component('credential_provider').get_provider('assume-role')
            provider.cache = JSONFileCache(os.path.expanduser('~/.aws/cli/cache'))
            provider._prompter = lambda question: os.environ['CODE']
            print(session.create_client('sts').get_caller_identity()['Arn'])
            END
            """;

    @TempDir
    private Path scratch;

    private Emulator emulator;
    private Shell shell;

    @BeforeEach
    void start() throws Exception {
        Shell.assumePosix();
        shell = new Shell(Files.createDirectories(scratch.resolve("folder")), scratch);
        assumeTrue(shell.run("python3 -c 'import botocore'").code() == 0, "skipped: there is no botocore here");
        emulator = Emulator.startForThisProcess(Clock.systemUTC());
        shell.set("AWS_ENDPOINT_URL", emulator.endpoint().toString());
        Path aws = Files.createDirectories(shell.home().resolve(".aws"));
        Files.writeString(aws.resolve("config"), """
                [profile base]
                aws_access_key_id = %s
                aws_secret_access_key = %s
                [profile mfa]
                region = eu-west-1
                role_arn = arn:aws:iam::123456789012:role/Admin
                source_profile = base
                external_id = one "two" three
                role_session_name = me@home
                duration_seconds = 1800
                mfa_serial = arn:aws:iam::123456789012:mfa/me
                """.formatted(
                        emulator.environment().get("AWS_ACCESS_KEY_ID"),
                        emulator.environment().get("AWS_SECRET_ACCESS_KEY")));
    }

    @AfterEach
    void stop() {
        if (emulator != null) {
            emulator.close();
        }
    }

    @Test
    void oursServesTheAwsCli() throws Exception {
        Shell.Result ours = shell.run("bedrock whoami --profile mfa --mfa-code 123456 -o json");
        assertThat(ours.code()).as(ours.err()).isZero();

        // Nobody knows a code: what is not in the cache would be refused.
        Shell.Result theirs = shell.set("CODE", "000000").run(WHO);
        assertThat(theirs.code()).as(theirs.err()).isZero();
        assertThat(theirs.out().strip()).isEqualTo("arn:aws:sts::123456789012:assumed-role/Admin/me@home");
        assertThat(shell.run("ls ~/.aws/cli/cache").out().lines()).hasSize(1);
    }

    @Test
    void thatOfTheAwsCliServesUs() throws Exception {
        Shell.Result theirs = shell.set("CODE", "123456").run(WHO);
        assertThat(theirs.code()).as(theirs.err()).isZero();

        Shell.Result ours = shell.run("bedrock whoami --profile mfa -o json");
        assertThat(ours.code()).as(ours.err()).isZero();
        assertThat(Json.parse(ours.out()).path("arn").asText())
                .isEqualTo("arn:aws:sts::123456789012:assumed-role/Admin/me@home");
        assertThat(shell.run("ls ~/.aws/cli/cache").out().lines()).hasSize(1);
    }
}
