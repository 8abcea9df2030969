package io.github.bedrockcli.cli;

import io.github.bedrockcli.aws.Connection;
import io.github.bedrockcli.aws.Patience;
import io.github.bedrockcli.model.UsageException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The options that every command shares: whom to be, where to go, how long to wait, how much to say. */
final class ConnectionOptions {
    // Patterns are compiled only where there is a value to match.
    /** Source: the STS service model, shapes roleSessionNameType and externalIdType. */
    private static final String SESSION_NAME = "[\\w+=,.@-]{2,64}";

    private static final String EXTERNAL_ID = "[\\w+=,.@:/-]{2,1224}";
    /** Source: the STS service model, shapes serialNumberType and tokenCodeType. */
    private static final String MFA_SERIAL = "[\\w+=/:,.@-]{9,256}";

    private static final String MFA_CODE = "[0-9]{6}";
    private static final String ROLE_ARN = "arn:aws[a-z-]*:iam::[0-9]{12}:role/\\S{1,2000}";

    private @Nullable String profile;
    private @Nullable String region;
    private @Nullable String endpointUrl;
    private @Nullable String roleArn;
    private @Nullable String roleSessionName;
    private @Nullable String externalId;
    private @Nullable Integer durationSeconds;
    private @Nullable String mfaSerial;
    private @Nullable String mfaCode;
    private boolean offline;
    private boolean fips;
    private boolean dualStack;
    private @Nullable Path caBundle;
    private Seconds connectTimeout = Seconds.of("10");
    private Seconds readTimeout = Seconds.of("600");
    private @Nullable Seconds timeout;
    private int maxAttempts = 4;
    private boolean retryGeneration;
    private boolean debug;
    private boolean quiet;
    private boolean verbose;

    void declare(Declarations command) {
        command.option("--profile", "NAME", "Profile of the AWS configuration files.")
                .text(value -> profile = value);
        command.option("--region", "REGION", "AWS region, such as us-east-1.").text(value -> region = value);
        command.option(
                        "--endpoint-url",
                        "URL",
                        "Where bedrock and bedrock-runtime are, instead of the region's own hosts.")
                .text(value -> endpointUrl = value);
        command.option("--role-arn", "ARN", "Role to assume with the credentials found.")
                .text(value -> roleArn = value);
        command.option("--role-session-name", "NAME", "Session name for --role-arn.")
                .text(value -> roleSessionName = value);
        command.option("--external-id", "ID", "External id for --role-arn.").text(value -> externalId = value);
        command.option(
                        "--duration-seconds",
                        "N",
                        "How long the role of --role-arn lasts, in seconds (default: 3600; 43200 for the session of"
                                + " --mfa-serial without a role).")
                .whole(value -> durationSeconds = value);
        command.option(
                        "--mfa-serial",
                        "ARN",
                        "MFA device for the role of --role-arn or of the profile; without a role, for a session of the"
                                + " user's own keys. The code is asked for on the terminal.")
                .text(value -> mfaSerial = value);
        command.option("--mfa-code", "CODE", "Six digits of the MFA device, for scripts; good once.")
                .text(value -> mfaCode = value);
        command.flag(
                "--offline",
                "Use the built-in emulator: no network, no AWS account, echoed answers.",
                value -> offline = value);
        command.flag("--use-fips-endpoint", "Use FIPS 140 endpoints.", value -> fips = value);
        command.flag("--use-dualstack-endpoint", "Use endpoints that speak IPv4 and IPv6.", value -> dualStack = value);
        command.option("--ca-bundle", "FILE", "PEM file of certificate authorities to trust, instead of the system's.")
                .path(value -> caBundle = value);
        command.option("--connect-timeout", "S", "Longest wait for a connection, in seconds (default: 10).")
                .byDefault("10")
                .seconds(value -> connectTimeout = value);
        command.option("--read-timeout", "S", "Longest silence between two bytes, in seconds (default: 600).")
                .byDefault("600")
                .seconds(value -> readTimeout = value);
        command.option("--timeout", "S", "Longest time for a whole call with its retries, in seconds (default: none).")
                .seconds(value -> timeout = value);
        command.option("--max-attempts", "N", "Tries of one call before giving up, the first among them (default: 4).")
                .byDefault("4")
                .whole(value -> maxAttempts = value);
        command.flag(
                "--retry-generation",
                "Also try again when an answer may have been generated already (read time-out, broken reply);"
                        + " it may be paid twice.",
                value -> retryGeneration = value);
        command.flag(
                "--debug",
                "Show stack traces, request ids and a log of the wire without secrets.",
                value -> debug = value);
        command.flag("-q, --quiet", "No notes and no reasoning on standard error.", value -> quiet = value);
        command.flag(
                "-v, --verbose",
                "More on standard error: request id, chosen API, resolved region.",
                value -> verbose = value);
    }

    /** The options as values, checked. */
    Connection connection(Io io, Typed typed) {
        if (maxAttempts < 1) {
            throw new UsageException("--max-attempts is at least 1, not " + maxAttempts);
        }
        boolean roleless = roleArn == null;
        boolean sessionless = roleless && mfaSerial == null;
        if ((roleless && typed.any("--role-session-name", "--external-id"))
                || (sessionless && typed.has("--duration-seconds"))) {
            throw new UsageException(
                    "--role-session-name, --external-id and --duration-seconds go with --role-arn",
                    "add --role-arn ARN, or set them in the profile");
        }
        if (roleArn != null && !roleArn.matches(ROLE_ARN)) {
            throw new UsageException(
                    "--role-arn is the ARN of an IAM role, not '" + roleArn + "'",
                    "for example arn:aws:iam::123456789012:role/bedrock-user");
        }
        if (roleSessionName != null && !roleSessionName.matches(SESSION_NAME)) {
            throw new UsageException(
                    "--role-session-name is 2..64 letters, digits and _+=,.@- only, not '" + roleSessionName + "'");
        }
        if (externalId != null && !externalId.matches(EXTERNAL_ID)) {
            throw new UsageException("--external-id is 2..1224 letters, digits and _+=,.@:/- only");
        }
        if (durationSeconds != null && (durationSeconds < 900 || durationSeconds > 43_200)) {
            throw new UsageException("--duration-seconds is 900..43200, not " + durationSeconds);
        }
        checkMfa();
        return new Connection(
                profile,
                region,
                endpoint(),
                roleArn,
                roleSessionName,
                externalId,
                durationSeconds == null ? null : Duration.ofSeconds(durationSeconds),
                mfaSerial,
                mfaCode,
                io.mfaPrompt(),
                offline,
                fips,
                dualStack,
                caBundle == null ? null : io.directory().resolve(caBundle),
                patience(),
                io.environment(),
                notes(io)::note,
                debug ? new Notes(io.err(), false, true, io.errTerminal())::line : null,
                io.stopping());
    }

    Patience patience() {
        return new Patience(
                connectTimeout.duration("--connect-timeout"),
                readTimeout.duration("--read-timeout"),
                timeout == null ? null : timeout.duration("--timeout"),
                maxAttempts,
                retryGeneration);
    }

    private void checkMfa() {
        if (mfaSerial != null && !mfaSerial.matches(MFA_SERIAL)) {
            throw new UsageException(
                    "--mfa-serial is the ARN or serial number of an MFA device, not '" + mfaSerial + "'",
                    "for example arn:aws:iam::123456789012:mfa/me; aws iam list-mfa-devices shows it");
        }
        // What was typed is not repeated: it may be a code with one digit too many.
        if (mfaCode != null && !mfaCode.matches(MFA_CODE)) {
            throw new UsageException("--mfa-code is the six digits that the device shows");
        }
    }

    Notes notes(Io io) {
        return new Notes(io.err(), quiet, verbose || debug, io.errTerminal());
    }

    boolean offline() {
        return offline;
    }

    boolean debug() {
        return debug;
    }

    private @Nullable URI endpoint() {
        if (endpointUrl == null) {
            return null;
        }
        try {
            URI uri = new URI(endpointUrl);
            String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            if ((scheme.equals("http") || scheme.equals("https")) && uri.getHost() != null) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // Said below, as for every other thing that is not an address.
        }
        throw new UsageException("--endpoint-url is an http or https address, not '" + endpointUrl + "'");
    }
}
