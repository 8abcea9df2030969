package io.github.bedrockcli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.bedrockcli.Shell.Result;
import io.github.bedrockcli.emulator.Emulator;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One sign-in for the packaged program and for boto3, whoever made it. */
final class SharedSignInIT {
    private static final String CALL = """
            import boto3, sys
            session = boto3.Session(profile_name=sys.argv[1])
            print(session.client('sts').get_caller_identity()['Arn'])
            """;

    /** The file that the AWS CLI leaves, and its client registration: source of members is botocore/utils.py of 2.36. */
    private static final String AS_THE_AWS_CLI = """
            import boto3, datetime, hashlib, json, os, time
            oidc = boto3.client('sso-oidc', region_name='eu-west-1')
            cache = os.path.expanduser('~/.aws/sso/cache')
            os.makedirs(cache, exist_ok=True)
            def iso(when, zone):
                return when.strftime('%Y-%m-%dT%H:%M:%S') + zone
            def sign_in(key, start_url, scopes, lasts, zone):
                app = oidc.register_client(clientName='botocore-client-x', clientType='public', **scopes)
                ends = iso(datetime.datetime.utcfromtimestamp(app['clientSecretExpiresAt']), zone)
                client = {'clientId': app['clientId'], 'clientSecret': app['clientSecret']}
                device = oidc.start_device_authorization(startUrl=start_url, **client)
                while True:
                    try:
                        token = oidc.create_token(deviceCode=device['deviceCode'],
                            grantType='urn:ietf:params:oauth:grant-type:device_code', **client)
                        break
                    except oidc.exceptions.AuthorizationPendingException:
                        time.sleep(device['interval'] + 0.1)
                end = datetime.datetime.utcnow() + datetime.timedelta(seconds=lasts)
                kept = {'startUrl': start_url, 'region': 'eu-west-1', 'accessToken': token['accessToken'],
                        'expiresAt': iso(end, zone), **client, 'registrationExpiresAt': ends}
                if 'refreshToken' in token:
                    kept['refreshToken'] = token['refreshToken']
                with open(os.path.join(cache, hashlib.sha1(key.encode()).hexdigest() + '.json'), 'w') as f:
                    json.dump(kept, f)
            """;

    @TempDir
    private Path scratch;

    private final List<String> requests = new CopyOnWriteArrayList<>();
    private Emulator emulator;
    private Shell shell;

    @BeforeEach
    void user() throws Exception {
        Shell.assumePosix();
        shell = new Shell(Files.createDirectory(scratch.resolve("folder")), scratch);
        assumeTrue(shell.run("python3 -c 'import boto3'").code() == 0, "skipped: there is no boto3 on this machine");
        emulator = Emulator.start(InetAddress.getLoopbackAddress(), 0, Clock.systemUTC(), requests::add);
        shell.set("AWS_ENDPOINT_URL", emulator.endpoint().toString()).set("AWS_EC2_METADATA_DISABLED", "true");
        shell.unset("BROWSER", "DISPLAY", "WAYLAND_DISPLAY", "SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY");
        Files.createDirectories(shell.home().resolve(".aws"));
        Files.writeString(shell.home().resolve(".aws/config"), """
                [profile new]
                region = us-east-1
                sso_session = corp
                sso_account_id = 123456789012
                sso_role_name = Developer
                [profile old]
                region = us-east-1
                sso_start_url = https://old.awsapps.com/start
                sso_region = eu-west-1
                sso_account_id = 123456789012
                sso_role_name = Legacy
                [sso-session corp]
                sso_start_url = https://example.awsapps.com/start
                sso_region = eu-west-1
                sso_registration_scopes = sso:account:access
                """);
        Files.writeString(scratch.resolve("call.py"), CALL);
    }

    @AfterEach
    void stop() {
        if (emulator != null) {
            emulator.close();
        }
    }

    @Test
    void aSignInOfOursServesBoto() throws Exception {
        Result result = shell.run("""
                bedrock login --profile new && python3 ../call.py new
                bedrock login --profile old && python3 ../call.py old
                """);

        assertThat(result.out()).as(result.err()).isEqualTo("""
                arn:aws:sts::123456789012:assumed-role/AWSReservedSSO_Developer/emulator
                arn:aws:sts::123456789012:assumed-role/AWSReservedSSO_Legacy/emulator
                """);
    }

    @Test
    void aBrowserSignInOfOursServesBotoWhichAlsoRenewsIt() throws Exception {
        Files.writeString(scratch.resolve("browser"), "#!/bin/sh\nexec curl -sL -o /dev/null \"$1\"\n");
        assumeTrue(Shell.isOnPath("curl"), "skipped: there is no curl on this machine");
        Result result =
                shell.set("BROWSER", scratch.resolve("browser").toString()).run("""
                chmod +x ../browser
                bedrock login --profile new
                sed -i 's/"expiresAt":"[^"]*"/"expiresAt":"2020-01-01T00:00:00Z"/' ~/.aws/sso/cache/$(printf corp | sha1sum | cut -c1-40).json
                python3 ../call.py new
                bedrock invoke --profile new Hi
                """);

        assertThat(result.out()).as(result.err()).isEqualTo("""
                arn:aws:sts::123456789012:assumed-role/AWSReservedSSO_Developer/emulator
                [offline echo] Hi
                """);
        assertThat(requests).anyMatch(line -> line.startsWith("GET /authorize 302"));
        assertThat(requests)
                .filteredOn(line -> line.startsWith("POST /token 200"))
                .hasSize(2);
    }

    @Test
    void aSignInInTheFormOfTheAwsCliServesUsInEitherForm() throws Exception {
        Files.writeString(scratch.resolve("cli.py"), AS_THE_AWS_CLI + """
                sign_in('corp', 'https://example.awsapps.com/start', {'scopes': ['sso:account:access']}, 3600, 'Z')
                sign_in('https://old.awsapps.com/start', 'https://old.awsapps.com/start', {}, 3600, 'UTC')
                """);
        Result result = shell.run("""
                python3 ../cli.py 2>/dev/null
                bedrock invoke --profile new New
                bedrock invoke --profile old Old
                """);

        assertThat(result.err()).isEmpty();
        assertThat(result.out()).isEqualTo("[offline echo] New\n[offline echo] Old\n");
    }

    @Test
    void aSignInOfTheAwsCliThatHasEndedIsRenewedAndThenServesBoto() throws Exception {
        Files.writeString(scratch.resolve("cli.py"), AS_THE_AWS_CLI + """
                sign_in('corp', 'https://example.awsapps.com/start', {'scopes': ['sso:account:access']}, -60, 'Z')
                """);
        Result result = shell.run("""
                python3 ../cli.py 2>/dev/null
                bedrock invoke --profile new New
                python3 ../call.py new
                """);

        assertThat(result.out()).as(result.err()).isEqualTo("""
                [offline echo] New
                arn:aws:sts::123456789012:assumed-role/AWSReservedSSO_Developer/emulator
                """);
    }
}
