package io.github.bedrockcli.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockcli.aws.SdkBedrock;
import io.github.bedrockcli.cli.Terminal.Result;
import io.github.bedrockcli.emulator.Emulator;
import io.github.bedrockcli.model.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code whoami} and MFA through the whole program, against an emulator. */
final class WhoamiCommandTest {
    private static final String DEVICE = "arn:aws:iam::123456789012:mfa/me";
    private static Emulator emulator;

    @TempDir
    Path home;

    private Path config;

    @BeforeAll
    static void start() {
        emulator = Emulator.startForThisProcess(Clock.systemUTC());
    }

    @AfterAll
    static void stop() {
        emulator.close();
    }

    @BeforeEach
    void configure() throws IOException {
        Files.createDirectories(home.resolve(".aws"));
        config = Files.writeString(home.resolve(".aws/config"), """
                [profile dev]
                region = eu-west-1
                aws_access_key_id = %s
                aws_secret_access_key = %s
                [profile admin]
                region = eu-west-1
                role_arn = arn:aws:iam::123456789012:role/Admin
                source_profile = dev
                role_session_name = me
                mfa_serial = arn:aws:iam::123456789012:mfa/me
                """.formatted(
                        emulator.environment().get("AWS_ACCESS_KEY_ID"),
                        emulator.environment().get("AWS_SECRET_ACCESS_KEY")));
    }

    @Test
    void saysWhoCallsAndWhereEverythingComesFrom() {
        assertThat(run(Map.of(), "--profile", "dev"))
                .isEqualTo(new Result(0, """
                account      123456789012
                arn          arn:aws:iam::123456789012:user/emulator
                user id      AIDAEMULATOR00000000
                region       us-east-1 (AWS_REGION in the environment)
                profile      dev (--profile)
                credentials  keys of profile dev (profile dev in %s line 3)
                access key   ****************0000
                expires      never
                not used     keys in the environment ****************0000 (AWS_ACCESS_KEY_ID in the environment): --profile was given
                setting      endpoint of bedrock, bedrock-runtime, sts, sso, sso-oidc %s (AWS_ENDPOINT_URL in the environment)
                """.formatted(config, emulator.endpoint()), ""));
    }

    @Test
    void withoutARegionItSaysWhoCallsAllTheSame() throws IOException {
        Files.writeString(config, Files.readString(config).replace("region = eu-west-1\n", ""));
        Result result = run(Map.of("AWS_REGION", "", "AWS_DEFAULT_REGION", ""), "--profile", "dev", "-o", "json");

        JsonNode caller = Json.parse(result.out());
        assertThat(caller.path("arn").asText()).isEqualTo("arn:aws:iam::123456789012:user/emulator");
        assertThat(caller.path("account").asText()).isEqualTo("123456789012");
        assertThat(caller.path("region").isNull()).isTrue();
        assertThat(caller.path("credentials").path("access_key").asText()).endsWith("0000");
        assertThat(caller.path("problem").asText()).isEqualTo("no AWS region is set");
        assertThat(result.code()).isEqualTo(3);
        assertThat(result.err()).startsWith("error: no AWS region is set\nfix: add --region us-east-1");
    }

    @Test
    void keysThatAreNotKnownSayWhatToType() {
        Result result = run(Map.of("AWS_ACCESS_KEY_ID", "AKIANOBODYKNOWSTHIS0"));

        assertThat(result.code()).isEqualTo(3);
        assertThat(result.err()).contains("fix: check AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY");
    }

    @Test
    void aRoleWithMfaShowsItsChainAndIsKeptForTheNextRun() throws IOException {
        Result asked = run(Map.of(), "--profile", "admin", "--mfa-code", "123456");
        assertThat(asked.code()).as(asked.err()).isZero();
        assertThat(asked.err()).isEmpty();
        assertThat(asked.out())
                .contains("arn          arn:aws:sts::123456789012:assumed-role/Admin/me\n")
                .contains("credentials  role arn:aws:iam::123456789012:role/Admin with MFA device " + DEVICE
                        + " (profile admin in " + config + " line 7)\n"
                        + "             <- keys of profile dev (profile dev in " + config + " line 3)\n");

        JsonNode kept =
                Json.parse(run(Map.of(), "--profile", "admin", "-o", "json").out());
        assertThat(kept.path("arn").asText()).isEqualTo("arn:aws:sts::123456789012:assumed-role/Admin/me");
        assertThat(kept.path("region").asText()).isEqualTo("us-east-1");
        assertThat(kept.path("region_source").path("name").asText()).isEqualTo("AWS_REGION");
        assertThat(kept.path("credentials").path("source").path("line").asInt()).isEqualTo(7);
        assertThat(kept.path("credentials").path("temporary").asBoolean()).isTrue();
        assertThat(Instant.parse(kept.path("credentials").path("expires").asText()))
                .isAfter(Instant.now());
        assertThat(kept.path("chain")).hasSize(2);
        assertThat(kept.path("chain").path(0).path("mfa_serial").asText()).isEqualTo(DEVICE);
        assertThat(kept.path("not_used").path(0).path("why").asText()).isEqualTo("--profile was given");
        assertThat(kept.path("problem").isNull()).isTrue();
    }

    @Test
    void whatIsBrokenIsAnErrorAfterWhatIsKnown() throws IOException {
        Result noCode = run(Map.of(), "--profile", "admin");
        assertThat(noCode.code()).isEqualTo(3);
        assertThat(noCode.out())
                .startsWith("account      could not tell\narn          could not tell\nregion       us-east-1 ")
                .contains("profile      admin (--profile)\n");
        assertThat(noCode.err()).isEqualTo("""
                error: an MFA code of arn:aws:iam::123456789012:mfa/me is needed, and there is no terminal to ask on
                fix: add --mfa-code with the six digits of the device, or run it once on a terminal: the session is kept for the next runs
                """);

        Result wrongCode = run(Map.of(), "--profile", "admin", "--mfa-code", "000000");
        assertThat(wrongCode.code()).isEqualTo(3);
        assertThat(wrongCode.err()).isEqualTo("""
                error: credentials were not accepted (AccessDenied)
                cause: MultiFactorAuthentication failed with invalid MFA one time pass code.
                fix: take the next code of arn:aws:iam::123456789012:mfa/me: each is good for half a minute, and only once
                """);

        Result rejected = run(Map.of("AWS_SECRET_ACCESS_KEY", "wrong"), "-o", "json");
        assertThat(rejected.code()).isEqualTo(3);
        JsonNode tree = Json.parse(rejected.out());
        assertThat(tree.path("account").isNull()).isTrue();
        assertThat(tree.path("credentials").path("access_key").asText()).isEqualTo("****************0000");
        assertThat(tree.path("problem").asText()).isNotEmpty();

        Result garbage = run(Map.of("AWS_CONFIG_FILE", home.toString()));
        assertThat(garbage.code()).isEqualTo(3);
        assertThat(garbage.out()).contains("credentials  keys in the environment");
    }

    @Test
    void anApiKeySaysWhatItCan() {
        Result result = run(Map.of("AWS_BEARER_TOKEN_BEDROCK", "bedrock-api-key-emulator-not-a-secret"));

        assertThat(result.code()).isZero();
        assertThat(result.err()).isEmpty();
        assertThat(result.out())
                .contains("arn          could not tell: STS takes no Bedrock API keys\n")
                .contains("credentials  a short-term Bedrock API key (AWS_BEARER_TOKEN_BEDROCK in the environment)\n")
                .contains(
                        "not used     keys in the environment ****************0000 (AWS_ACCESS_KEY_ID in the"
                                + " environment): a Bedrock API key comes first (--profile or --role-arn would go before it)\n");
    }

    @Test
    void aUsersKeysBecomeASessionWithMfa() {
        Result result = run(Map.of(), "--mfa-serial", DEVICE, "--mfa-code", "123456");

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out())
                .contains("arn          arn:aws:iam::123456789012:user/emulator\n")
                .contains("credentials  session of a user with MFA device " + DEVICE + " (--mfa-serial)\n");
    }

    @Test
    void oddDevicesAndCodesAreMistakes() {
        assertThat(run(Map.of(), "--mfa-code", "12345678")).isEqualTo(new Result(2, "", """
                error: --mfa-code is the six digits that the device shows
                """));
        assertThat(run(Map.of(), "--mfa-serial", "me", "--mfa-code", "123456")).isEqualTo(new Result(2, "", """
                error: --mfa-serial is the ARN or serial number of an MFA device, not 'me'
                fix: for example arn:aws:iam::123456789012:mfa/me; aws iam list-mfa-devices shows it
                """));
        Result unasked = run(Map.of(), "--mfa-code", "123456");
        assertThat(unasked.code()).isEqualTo(3);
        assertThat(unasked.err()).startsWith("error: --mfa-code was given, but nothing asks for an MFA code\n");
    }

    private Result run(Map<String, String> changes, String... options) {
        Terminal terminal = new Terminal();
        Map<String, String> environment = new HashMap<>(emulator.environment());
        environment.put("HOME", home.toString());
        environment.putAll(changes);
        environment.forEach(terminal::environment);
        String[] arguments = new String[options.length + 1];
        arguments[0] = "whoami";
        System.arraycopy(options, 0, arguments, 1, options.length);
        return terminal.run(SdkBedrock::open, arguments);
    }
}
