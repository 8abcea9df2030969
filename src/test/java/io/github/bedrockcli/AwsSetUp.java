package io.github.bedrockcli;

import io.github.bedrockcli.emulator.Emulator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/** The AWS set-up of a user whose AWS is the emulator: keys in the environment, a profile, one of Identity Center. */
final class AwsSetUp {
    private static final String START_URL = "https://example.awsapps.com/start";

    /** A token that the emulator takes without a sign-in: opens nothing anywhere else. */
    private static final String TOKEN = "emulator-sso-access-token-not-a-secret";

    private AwsSetUp() {}

    static void write(Shell shell, Emulator emulator) throws IOException {
        Map<String, String> keys = emulator.environment();
        shell.set("AWS_ENDPOINT_URL", emulator.endpoint().toString())
                .set("AWS_ACCESS_KEY_ID", keys.get("AWS_ACCESS_KEY_ID"))
                .set("AWS_SECRET_ACCESS_KEY", keys.get("AWS_SECRET_ACCESS_KEY"));
        Path aws = Files.createDirectories(shell.home().resolve(".aws"));
        Files.writeString(aws.resolve("config"), """
                [default]
                region = us-east-1

                [profile dev]
                region = us-west-2
                aws_access_key_id = %s
                aws_secret_access_key = %s

                [profile admin]
                region = us-west-2
                role_arn = arn:aws:iam::123456789012:role/Admin
                source_profile = dev
                mfa_serial = arn:aws:iam::123456789012:mfa/me

                [profile sso-dev]
                region = us-east-2
                sso_session = corp
                sso_account_id = 123456789012
                sso_role_name = Developer

                [sso-session corp]
                sso_start_url = %s
                sso_region = eu-west-1
                sso_registration_scopes = sso:account:access
                """.formatted(
                        keys.get("AWS_ACCESS_KEY_ID"), keys.get("AWS_SECRET_ACCESS_KEY"), START_URL));
        Path cache = Files.createDirectories(aws.resolve("sso").resolve("cache"));
        Files.writeString(cache.resolve(sha1("corp") + ".json"), """
                {"startUrl": "%s", "region": "eu-west-1", "accessToken": "%s", "expiresAt": "2999-01-01T00:00:00Z"}
                """.formatted(START_URL, TOKEN));
    }

    /** The name that the AWS CLI gives the token file of a session. */
    private static String sha1(String session) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1").digest(session.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }
}
