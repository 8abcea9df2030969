package io.github.bedrockcli.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.bedrockcli.aws.BedrockException.Kind;
import io.github.bedrockcli.model.Stopping;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Profiles that cannot work say what is wrong, where, and what to type. */
@Timeout(60)
class ProfileKindsTest {
    private static final String BROKEN = """
            [profile keys]
            aws_access_key_id = BASE
            aws_secret_access_key = s
            [profile empty]
            region = us-east-1
            [profile half]
            aws_access_key_id = BASE
            [profile noSource]
            role_arn = arn:aws:iam::1:role/r
            [profile wrongSource]
            role_arn = arn:aws:iam::1:role/r
            source_profile = kys
            [profile emptySource]
            role_arn = arn:aws:iam::1:role/r
            source_profile = empty
            [profile twoSources]
            role_arn = arn:aws:iam::1:role/r
            source_profile = keys
            credential_source = Environment
            [profile oddSource]
            role_arn = arn:aws:iam::1:role/r
            credential_source = Ec2
            [profile fromEnvironment]
            role_arn = arn:aws:iam::1:role/r
            credential_source = Environment
            [profile fromInstance]
            role_arn = arn:aws:iam::1:role/r
            credential_source = Ec2InstanceMetadata
            [profile round]
            role_arn = arn:aws:iam::1:role/r
            source_profile = round2
            [profile round2]
            role_arn = arn:aws:iam::1:role/r
            source_profile = round
            [profile itself]
            role_arn = arn:aws:iam::1:role/r
            source_profile = itself
            [profile long]
            role_arn = arn:aws:iam::1:role/r
            source_profile = keys
            duration_seconds = 1h
            [profile noToken]
            role_arn = arn:aws:iam::1:role/r
            web_identity_token_file = /nonexistent/token
            [profile noSession]
            sso_session = corp
            sso_account_id = 1
            sso_role_name = r
            [profile login]
            login_session = arn:aws:iam::1:user/me
            [profile over]
            credential_process = echo '{"Version":1,"AccessKeyId":"A","SecretAccessKey":"s","SessionToken":"t","Expiration":"2020-01-01T00:00:00Z"}'
            [profile overUser]
            credential_process = echo '{"Version":1,"AccessKeyId":"A","SecretAccessKey":"s","Expiration":"2020-01-01T00:00:00+0000"}'
            [profile telling]
            credential_process = echo 'no login, token=PRIVATE {"SecretAccessKey": "PRIVATE"} wJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLEKEY see /usr/share/doc/a-program/with-a-long-name/README' >&2; exit 7
            [profile emptyRole]
            role_arn =
            source_profile = keys
            [profile cut]
            credential_process = printf '{"Version":1,"AccessKeyId":"A","SecretAccessKey":"s","SessionToken":"t\\\\r\\\\nX: y"}'
            [profile version]
            credential_process = echo '{"Version":2,"AccessKeyId":"A","SecretAccessKey":"s"}'
            [profile nothing]
            credential_process = true
            [profile notThere]
            credential_process = no-such-command-anywhere
            """;

    @TempDir
    Path home;

    private final FakeAws aws = new FakeAws();

    @AfterEach
    void stop() {
        aws.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            keyz            | no profile 'keyz' in CONFIG; there are | did you mean --profile keys?
            empty           | profile 'empty' has no credentials | aws configure --profile empty, or aws configure sso --profile empty
            half            | profile 'half' needs both aws_access_key_id and aws_secret_access_key (CONFIG) | aws configure --profile half
            noSource        | profile 'noSource' has role_arn but neither source_profile, credential_source nor web_identity_token_file (CONFIG) | aws configure set source_profile NAME --profile noSource, with the profile whose credentials may assume the role
            wrongSource     | no profile 'kys', the source_profile of 'wrongSource', in CONFIG; there are | did you mean source_profile = keys?
            emptySource     | profile 'empty', the source_profile of 'emptySource', has no credentials (CONFIG) | aws configure --profile empty, or aws configure sso --profile empty
            twoSources      | profile 'twoSources' has both source_profile and credential_source (CONFIG) | keep one of the two in profile 'twoSources'
            oddSource       | profile 'oddSource' has credential_source 'Ec2'; there are Environment, Ec2InstanceMetadata and EcsContainer (CONFIG) | aws configure set credential_source Environment --profile oddSource
            fromEnvironment | profile 'fromEnvironment' takes its credentials from Environment, but there are none | set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY
            fromInstance    | profile 'fromInstance' takes its credentials from Ec2InstanceMetadata, but there are none | unset AWS_EC2_METADATA_DISABLED, or name a source_profile
            round           | the profiles round -> round2 -> round refer to each other (CONFIG) | let the last source_profile name a profile that has credentials of its own
            itself          | profile 'itself', the source_profile of 'itself', has no credentials (CONFIG) | aws configure --profile itself, or aws configure sso --profile itself
            long            | profile 'long' has duration_seconds '1h'; it is 900..43200 (CONFIG) | aws configure set duration_seconds 3600 --profile long
            noToken         | the web identity token file /nonexistent/token cannot be read | check web_identity_token_file of the profile, or AWS_WEB_IDENTITY_TOKEN_FILE
            noSession       | profile 'noSession' names sso_session 'corp', but CONFIG has no [sso-session corp] | aws configure sso-session
            login           | profile 'login' signs in with aws login, which only the AWS CLI does | eval "$(aws configure export-credentials --profile login --format env)", then run without --profile
            over            | the credential_process of profile 'over' printed keys that ended at 2020-01-01T00:00:00Z | run the command by hand: it stands in the profile 'over'
            overUser        | the credential_process of profile 'overUser' printed keys that ended at 2020-01-01T00:00:00Z | run the command by hand: it stands in the profile 'overUser'
            telling         | the credential_process of profile 'telling' failed with code 7: no login, token=*** {"SecretAccessKey": "***"} *** see /usr/share/doc/a-program/with-a-long-name/README | run the command by hand: it stands in the profile 'telling'
            emptyRole       | profile 'emptyRole' has an empty role_arn (CONFIG) | aws configure set role_arn ARN --profile emptyRole, or remove that line
            cut             | the session token of these credentials has a line break or the like in it | copy it anew in one line to where bedrock whoami says that it stands
            my profile      | no profile 'my profile' in CONFIG; there are | rename it in that file: a name with blanks or quotes is not read; letters, digits and -_./%@:+ are
            version         | the credential_process of profile 'version' printed another Version than 1 | run the command by hand: it stands in the profile 'version'
            nothing         | the credential_process of profile 'nothing' gave no JSON | run the command by hand: it stands in the profile 'nothing'
            notThere        | the credential_process of profile 'notThere' failed with code 127: sh: | run the command by hand: it stands in the profile 'notThere'
            """)
    void aBrokenProfileSaysWhatIsWrongAndWhatToType(String profile, String message, String fix) throws IOException {
        Path config = config(BROKEN);

        BedrockException failure = failure(connections().profile(profile));
        assertThat(failure.getMessage()).startsWith(message.replace("CONFIG", config.toString()));
        assertThat(failure.fix()).contains(fix);
        assertThat(failure.kind()).isIn(Kind.CONFIGURATION, Kind.CREDENTIALS);
        assertThat(aws.server().requests()).isEmpty();
    }

    @Test
    void aLineThatIsNoSettingIsNamedWithItsNumber() throws IOException {
        Path config = config("[profile p]\nregion = us-east-1\ngarbage\n");

        assertThat(failure(connections().profile("p")).getMessage())
                .isEqualTo(config + ", line 3: the line has no = between name and value");
    }

    @Test
    void filesOfOtherEditorsAreReadAsTheAwsCliReadsThem() throws IOException {
        config("\ufeff[profile p]\r\nREGION = eu-west-3\r\nAWS_ACCESS_KEY_ID = KEY\r\n"
                + "  # mine\r\nAws_Secret_Access_Key = s\r\n");

        assertThat(aws.keyUsed(connections().region(null).profile("p"))).isEqualTo("KEY");
        assertThat(aws.server().only().header("authorization")).contains("/eu-west-3/bedrock/");
    }

    @Test
    void aPipeIsNamedAndNotWaitedFor() throws Exception {
        Path pipe = Files.createDirectories(home.resolve(".aws")).resolve("config");
        assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0);

        BedrockException failure = failure(connections().profile("p"));
        assertThat(failure).hasMessage(pipe + " cannot be read: it is a pipe, which can be read only once");
        assertThat(failure.fix()).contains("write its content to a file, and name that one");
    }

    @Test
    void aFileThatMayNotBeReadIsNamed() throws IOException {
        Path config = config("[profile p]\n");
        assumeTrue(config.toFile().setReadable(false) && !Files.isReadable(config), "root reads everything");

        assertThat(failure(connections().profile("p")).getMessage()).startsWith(config + " cannot be read: ");
    }

    @Test
    void aFolderInPlaceOfAFileIsNamed() throws IOException {
        Path folder = Files.createDirectories(home.resolve(".aws/config"));

        BedrockException failure = failure(connections().profile("p"));
        assertThat(failure.getMessage()).startsWith(folder + " cannot be read: ");
        assertThat(failure.kind()).isEqualTo(Kind.CONFIGURATION);
    }

    @Test
    void aProcessThatDoesNotEndIsStopped() {
        BedrockException failure = catchThrowableOfType(
                BedrockException.class,
                () -> new ProcessCredentials(
                                "p",
                                "sleep 60",
                                Map.of("PATH", "/usr/bin:/bin"),
                                Clock.systemUTC(),
                                new Stopping(),
                                Duration.ofMillis(300))
                        .fetch());
        assertThat(failure).hasMessage("the credential_process of profile 'p' did not end within 0.3 s");
        assertThat(failure.fix())
                .contains("run the command by hand to see what it waits for; it gets no standard input");
    }

    @Test
    void aProcessEndsWithTheRunThatIsToldToStop(@TempDir Path folder) throws Exception {
        Path started = folder.resolve("started");
        Stopping stopping = new Stopping();
        ProcessCredentials credentials = new ProcessCredentials(
                "p",
                "echo $$ > '" + started + ".new'; mv '" + started + ".new' '" + started + "'; exec sleep 60",
                Map.of("PATH", "/usr/bin:/bin"),
                Clock.systemUTC(),
                stopping);
        Thread fetching = new Thread(() -> catchThrowableOfType(BedrockException.class, credentials::fetch));
        fetching.setDaemon(true);
        fetching.start();
        while (!Files.exists(started)) {
            Thread.onSpinWait();
        }
        ProcessHandle process = ProcessHandle.of(
                        Long.parseLong(Files.readString(started).strip()))
                .orElseThrow();

        stopping.stop();

        process.onExit().get(20, TimeUnit.SECONDS);
        assertThat(process.isAlive()).isFalse();
    }

    /** Whether the output ends with the process or with its child depends on which of them the JDK notices first. */
    @Test
    void aProcessWhoseChildHoldsItsOutputIsNotWaitedForLonger() {
        BedrockException failure = catchThrowableOfType(
                BedrockException.class,
                () -> new ProcessCredentials(
                                "p",
                                "sleep 60 & echo '{}'",
                                Map.of("PATH", "/usr/bin:/bin"),
                                Clock.systemUTC(),
                                new Stopping(),
                                Duration.ofMillis(300))
                        .fetch());
        assertThat(failure.getMessage())
                .isIn(
                        "the credential_process of profile 'p' did not end within 0.3 s",
                        "the credential_process of profile 'p' gave no AccessKeyId or no SecretAccessKey");
    }

    @Test
    void aSourceWithKeysAndARoleGivesItsKeysAsInTheAwsCli() throws IOException {
        config("[profile both]\nrole_arn=arn:aws:iam::1:role/r\nsource_profile=x\naws_access_key_id=OWN\n"
                + "aws_secret_access_key=s\n"
                + "[profile p]\nrole_arn=arn:aws:iam::1:role/top\nsource_profile=both\n");

        assertThat(aws.keyUsed(connections().profile("p"))).isEqualTo("ASIA-top");
        assertThat(FakeAws.signer(aws.stsRequest(0))).isEqualTo("OWN");
        assertThat(aws.stsCalls()).isOne();
    }

    private Connections connections() {
        return aws.connections().home(home);
    }

    private Path config(String text) throws IOException {
        Files.createDirectories(home.resolve(".aws"));
        return Files.writeString(home.resolve(".aws/config"), text);
    }

    private static BedrockException failure(Connections connections) {
        try (Bedrock bedrock = connections.open()) {
            return catchThrowableOfType(BedrockException.class, () -> bedrock.invoke(Requests.invoke("{}")));
        }
    }
}
