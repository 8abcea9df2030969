package io.github.bedrockcli.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockcli.aws.BedrockException.Kind;
import io.github.bedrockcli.model.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** MFA codes, and the sessions of roles that are kept between runs. */
class RoleSessionsTest {
    private static final String DEVICE = "arn:aws:iam::123456789012:mfa/me";
    private static final String READER = "arn:aws:iam::123456789012:role/reader";

    /** What botocore 1.43 names the file of the role {@code reader} with {@code DEVICE}, and without. */
    private static final String WITH_DEVICE = "51c168d902c62fc55d27267f5e84f0e2b05479d2";

    private static final String WITHOUT = "b0b1ce16bb62e7ab13aa0f2f057f59d4d18ae346";

    @TempDir
    Path home;

    private final FakeAws aws = new FakeAws();
    private final List<String> questions = new ArrayList<>();

    @AfterEach
    void stop() {
        aws.close();
    }

    @Test
    void aCodeThatWasGivenGoesWithTheRoleAndTheSessionIsKept() throws IOException {
        mfaProfile();

        assertThat(aws.keyUsed(profile("mfa").mfa(null, "123456"))).isEqualTo("ASIA-reader");
        assertThat(aws.sts(0)).containsEntry("SerialNumber", DEVICE).containsEntry("TokenCode", "123456");
        JsonNode kept = Json.parse(Files.readAllBytes(kept(WITH_DEVICE))).path("Credentials");
        assertThat(kept.path("AccessKeyId").asText()).isEqualTo("ASIA-reader");
        assertThat(kept.path("SessionToken").asText()).isEqualTo("session-reader");
        assertThat(kept.path("Expiration").asText()).isEqualTo("2099-01-01T00:00:00Z");
        assertThat(permissions(kept(WITH_DEVICE))).isEqualTo("rw-------");
        assertThat(permissions(kept(WITH_DEVICE).getParent())).isEqualTo("rwx------");
        try (var files = Files.list(kept(WITH_DEVICE).getParent())) {
            assertThat(files).hasSize(1);
        }

        assertThat(aws.keyUsed(profile("mfa"))).isEqualTo("ASIA-reader");
        assertThat(aws.stsCalls()).isOne();
    }

    @Test
    void theNameOfTheFileIsThatOfTheAwsCli() {
        assertThat(new RoleCredentials.Role(
                                READER, "me", "a\"b\\\u00e9\ud83d\ude00", Duration.ofSeconds(1800), DEVICE, "")
                        .cacheKey(true))
                .isEqualTo("23f3545a2eb25f62e452d13dc06772d6aa9c27c3");
        // Of Python 3.11: json.dumps escapes 0x7f and all that is not ASCII, a UTF-16 unit at a time.
        assertThat(new RoleCredentials.Role(
                                "arn:aws:iam::1:role/\u00e9",
                                "j\u00fcrgen\ud83d\ude00",
                                "a\u007fb",
                                Duration.ofHours(1),
                                null,
                                "")
                        .cacheKey(true))
                .isEqualTo("98ba17429fa6ecbf0ecfd4242dd6ca351ef617f1");
        assertThat(new RoleCredentials.Role(READER, "bedrock-cli-1", null, null, null, "").cacheKey(false))
                .isEqualTo(WITHOUT);
    }

    @Test
    void aSessionOfTheAwsCliServes() throws IOException {
        mfaProfile();
        keep(WITH_DEVICE, session("CLI", "2098-01-01T00:00:00UTC"));

        assertThat(aws.keyUsed(profile("mfa"))).isEqualTo("CLI");
        assertThat(aws.server().only().header("x-amz-security-token")).isEqualTo("t");
        assertThat(aws.stsCalls()).isZero();
    }

    @Test
    void whatIsOverDamagedOrIncompleteIsGotAnewAndWrittenOver() throws IOException {
        mfaProfile();
        String soon = Instant.now().plusSeconds(200).toString();
        for (String text : List.of(
                session("OVER", "2020-01-01T00:00:00Z"),
                session("SOON", soon),
                session("WHEN", "tomorrow"),
                "{\"Credentials\":{\"AccessKeyId\":\"HALF\",\"Expiration\":\"2098-01-01T00:00:00Z\"}}",
                "{\"Credentials\":7}",
                "{\"Cred",
                "")) {
            keep(WITH_DEVICE, text);
            assertThat(aws.keyUsed(profile("mfa").mfa(null, "123456"))).as(text).isEqualTo("ASIA-reader");
            assertThat(Files.readString(kept(WITH_DEVICE))).contains("ASIA-reader");
        }
    }

    @Test
    void aHomeThatCannotBeWrittenToIsNoError() throws IOException {
        mfaProfile();
        Files.writeString(home.resolve(".aws/cli"), "in the way");

        assertThat(aws.keyUsed(profile("mfa").mfa(null, "123456"))).isEqualTo("ASIA-reader");
    }

    @Test
    void rolesOfProfilesAreKeptWithoutMfaTooAndThoseOfTheOptionAreNot() throws IOException {
        config("[profile base]\naws_access_key_id=BASE\naws_secret_access_key=s\n" + "[profile p]\nrole_arn=" + READER
                + "\nsource_profile=base\n");

        aws.keyUsed(profile("base").role(READER, null, null, null));
        assertThat(kept(WITHOUT)).doesNotExist();
        aws.keyUsed(profile("p"));
        assertThat(kept(WITHOUT)).exists();
        aws.keyUsed(profile("p"));
        assertThat(aws.stsCalls()).isEqualTo(2);
    }

    @Test
    void theCodeIsAskedForAndAWrongOneAgain() throws IOException {
        mfaProfile();

        assertThat(aws.keyUsed(profile("mfa").asking(typing("12345", "000000", "123 456"))))
                .isEqualTo("ASIA-reader");
        assertThat(questions)
                .containsExactly(
                        "Enter MFA code for " + DEVICE + ": ",
                        "An MFA code is six digits. Enter MFA code for " + DEVICE + ": ",
                        "That code was not accepted. Enter the next MFA code for " + DEVICE + ": ");
        assertThat(aws.sts(1)).containsEntry("TokenCode", "123456");
    }

    @Test
    void threeWrongCodesAreEnough() throws IOException {
        mfaProfile();

        BedrockException failure = failure(profile("mfa").asking(typing("000000", "000000", "000000", "123456")));
        assertThat(failure.kind()).isEqualTo(Kind.CREDENTIALS);
        assertThat(failure).hasMessage("MultiFactorAuthentication failed with invalid MFA one time pass code.");
        assertThat(questions).hasSize(3);
        assertThat(aws.stsCalls()).isEqualTo(3);
    }

    @Test
    void aWrongCodeThatWasGivenIsAnErrorAndNobodyIsAsked() throws IOException {
        mfaProfile();

        BedrockException failure = failure(profile("mfa").mfa(null, "000000").asking(typing("123456")));
        assertThat(failure.kind()).isEqualTo(Kind.CREDENTIALS);
        assertThat(failure.fix())
                .contains("take the next code of " + DEVICE + ": each is good for half a minute, and only once");
        assertThat(questions).isEmpty();
    }

    @Test
    void withoutATerminalItIsSaidWhatToAdd() throws IOException {
        mfaProfile();

        BedrockException failure = failure(profile("mfa"));
        assertThat(failure.kind()).isEqualTo(Kind.CREDENTIALS);
        assertThat(failure).hasMessage("an MFA code of " + DEVICE + " is needed, and there is no terminal to ask on");
        assertThat(failure.fix()).hasValueSatisfying(fix -> assertThat(fix).startsWith("add --mfa-code "));
        assertThat(failure(profile("mfa").asking(typing("")))).hasMessage("no MFA code was typed for " + DEVICE);
        assertThat(aws.stsCalls()).isZero();
    }

    @Test
    void aDeviceThatIsNotTheCallersIsNamed() {
        BedrockException failure =
                failure(connections().keys().mfa(DEVICE + "/stranger", "123456").role(READER, null, null, null));

        assertThat(failure.kind()).isEqualTo(Kind.ACCESS_DENIED);
        assertThat(failure.fix())
                .contains("check that " + DEVICE + "/stranger is a device of the caller: aws iam list-mfa-devices");
    }

    @Test
    void aCodeServesOneRoleOfAChainAndTheNextIsAskedFor() throws IOException {
        config("[profile base]\naws_access_key_id=BASE\naws_secret_access_key=s\n"
                + "[profile one]\nrole_arn=arn:aws:iam::1:role/one\nsource_profile=base\nmfa_serial=" + DEVICE + "\n"
                + "[profile two]\nrole_arn=arn:aws:iam::1:role/two\nsource_profile=one\nmfa_serial=" + DEVICE + "\n");

        assertThat(failure(profile("two").mfa(null, "123456")))
                .hasMessage("the session with MFA has ended, and --mfa-code was good for one");
        assertThat(aws.keyUsed(profile("two").mfa(null, "123456"))).isEqualTo("ASIA-two");
    }

    @Test
    void theDeviceOfTheOptionGoesWithTheRoleOfTheOption() throws IOException {
        assertThat(aws.keyUsed(
                        connections().keys().role(READER, null, null, null).mfa(DEVICE, "123456")))
                .isEqualTo("ASIA-reader");
        assertThat(aws.sts(0))
                .containsEntry("Action", "AssumeRole")
                .containsEntry("SerialNumber", DEVICE)
                .containsEntry("TokenCode", "123456");
        assertThat(kept(WITH_DEVICE)).exists();
    }

    @Test
    void theDeviceOfTheOptionReplacesThatOfTheProfile() throws IOException {
        mfaProfile();

        aws.keyUsed(profile("mfa").mfa(DEVICE + "2", "123456"));
        assertThat(aws.sts(0)).containsEntry("SerialNumber", DEVICE + "2");
    }

    @Test
    void withoutARoleTheUsersKeysBecomeASession() throws IOException {
        Connections user = connections().keys().env("AWS_BEARER_TOKEN_BEDROCK", "ABSK-1");

        assertThat(aws.keyUsed(user.mfa(DEVICE, "123456"))).isEqualTo("ASIA-session");
        assertThat(aws.sts(0))
                .containsEntry("Action", "GetSessionToken")
                .containsEntry("SerialNumber", DEVICE)
                .containsEntry("TokenCode", "123456")
                .doesNotContainKey("DurationSeconds");
        assertThat(FakeAws.signer(aws.stsRequest(0))).isEqualTo("AKIDEXAMPLE");
        assertThat(aws.keyUsed(user.mfa(DEVICE, null))).isEqualTo("ASIA-session");
        assertThat(aws.stsCalls()).isOne();
        // Another user's keys do not get this session.
        assertThat(failure(user.env("AWS_ACCESS_KEY_ID", "AKIDOTHER")))
                .hasMessageContaining("there is no terminal to ask on");
    }

    @Test
    void temporaryKeysMakeNoSession() throws IOException {
        BedrockException failure =
                failure(connections().keys().env("AWS_SESSION_TOKEN", "t").mfa(DEVICE, "123456"));

        assertThat(failure.kind()).isEqualTo(Kind.CONFIGURATION);
        assertThat(failure)
                .hasMessage("--mfa-serial without a role makes a session of an IAM user's own keys, and there are none:"
                        + " keys in the environment");
        assertThat(aws.stsCalls()).isZero();
    }

    @Test
    void aCodeThatNothingAsksForIsAMistake() {
        BedrockException failure = failure(connections().keys().mfa(null, "123456"));

        assertThat(failure.kind()).isEqualTo(Kind.CONFIGURATION);
        assertThat(failure).hasMessage("--mfa-code was given, but nothing asks for an MFA code");
    }

    @Test
    void aChainedRoleThatShouldLastLongerThanAnHourSaysWhatToChange() throws IOException {
        config("[profile base]\naws_access_key_id=BASE\naws_secret_access_key=s\n" + "[profile p]\nrole_arn=" + READER
                + "\nsource_profile=base\nduration_seconds=7200\n");

        BedrockException failure = failure(profile("p"));
        assertThat(failure.kind()).isEqualTo(Kind.CONFIGURATION);
        assertThat(failure.fix())
                .contains("set duration_seconds of profile 'p' to 3600 or less, or leave it out: what a role assumes"
                        + " lasts an hour at most");
    }

    @Test
    void theCodeIsNotShown() throws IOException {
        mfaProfile();
        List<String> wire = new ArrayList<>();
        Connections connections = profile("mfa").mfa(null, "918273").wireLog(wire::add);

        aws.keyUsed(connections);
        assertThat(connections.build().toString()).doesNotContain("918273");
        assertThat(new MfaCodes("918273", MfaPrompt.NOBODY).toString()).doesNotContain("918273");
        assertThat(wire).isNotEmpty().noneMatch(line -> line.contains("918273"));
    }

    private MfaPrompt typing(String... answers) {
        Deque<String> left = new ArrayDeque<>(Arrays.asList(answers));
        return question -> {
            questions.add(question);
            return left.poll();
        };
    }

    private void mfaProfile() throws IOException {
        config("[profile base]\naws_access_key_id=BASE\naws_secret_access_key=s\n" + "[profile mfa]\nrole_arn=" + READER
                + "\nsource_profile=base\nmfa_serial=" + DEVICE + "\n");
    }

    private static String session(String key, String end) {
        return "{\"Credentials\":{\"AccessKeyId\":\"" + key
                + "\",\"SecretAccessKey\":\"s\",\"SessionToken\":\"t\",\"Expiration\":\"" + end
                + "\"},\"AssumedRoleUser\":{\"Arn\":\"x\"},\"ResponseMetadata\":{\"RetryAttempts\":0}}";
    }

    private Path kept(String key) {
        return home.resolve(".aws/cli/cache/" + key + ".json");
    }

    private void keep(String key, String text) throws IOException {
        Files.createDirectories(kept(key).getParent());
        Files.writeString(kept(key), text);
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private Connections profile(String name) {
        return connections().profile(name);
    }

    private Connections connections() {
        return aws.connections().home(home);
    }

    private void config(String text) throws IOException {
        Files.createDirectories(home.resolve(".aws"));
        Files.writeString(home.resolve(".aws/config"), text);
    }

    private static BedrockException failure(Connections connections) {
        try (Bedrock bedrock = connections.open()) {
            return catchThrowableOfType(BedrockException.class, () -> bedrock.invoke(Requests.invoke("{}")));
        }
    }
}
