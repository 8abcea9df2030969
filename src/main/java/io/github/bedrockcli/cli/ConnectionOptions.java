package io.github.bedrockcli.cli;

import io.github.bedrockcli.aws.Connection;
import io.github.bedrockcli.aws.Patience;
import io.github.bedrockcli.model.UsageException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that every command shares: whom to be, where to go, how long to wait, how much to say. */
final class ConnectionOptions {
    /** Source: the STS service model, shapes roleSessionNameType and externalIdType. */
    private static final Pattern SESSION_NAME = Pattern.compile("[\\w+=,.@-]{2,64}");

    private static final Pattern EXTERNAL_ID = Pattern.compile("[\\w+=,.@:/-]{2,1224}");
    /** Source: the STS service model, shapes serialNumberType and tokenCodeType. */
    private static final Pattern MFA_SERIAL = Pattern.compile("[\\w+=/:,.@-]{9,256}");

    private static final Pattern MFA_CODE = Pattern.compile("[0-9]{6}");
    private static final BigDecimal MILLISECOND = new BigDecimal("0.001");
    private static final Pattern ROLE_ARN = Pattern.compile("arn:aws[a-z-]*:iam::[0-9]{12}:role/\\S{1,2000}");

    @Option(names = "--profile", paramLabel = "NAME", description = "Profile of the AWS configuration files.")
    private @Nullable String profile;

    @Option(names = "--region", paramLabel = "REGION", description = "AWS region, such as us-east-1.")
    private @Nullable String region;

    @Option(
            names = "--endpoint-url",
            paramLabel = "URL",
            description = "Where bedrock and bedrock-runtime are, instead of the region's own hosts.")
    private @Nullable String endpointUrl;

    @Option(names = "--role-arn", paramLabel = "ARN", description = "Role to assume with the credentials found.")
    private @Nullable String roleArn;

    @Option(names = "--role-session-name", paramLabel = "NAME", description = "Session name for --role-arn.")
    private @Nullable String roleSessionName;

    @Option(names = "--external-id", paramLabel = "ID", description = "External id for --role-arn.")
    private @Nullable String externalId;

    @Option(
            names = "--duration-seconds",
            paramLabel = "N",
            description = "How long the role of --role-arn lasts, in seconds (default: 3600; 43200 for the session of"
                    + " --mfa-serial without a role).")
    private @Nullable Integer durationSeconds;

    @Option(
            names = "--mfa-serial",
            paramLabel = "ARN",
            description =
                    "MFA device for the role of --role-arn or of the profile; without a role, for a session of the"
                            + " user's own keys. The code is asked for on the terminal.")
    private @Nullable String mfaSerial;

    @Option(
            names = "--mfa-code",
            paramLabel = "CODE",
            description = "Six digits of the MFA device, for scripts; good once.")
    private @Nullable String mfaCode;

    @Option(names = "--offline", description = "Use the built-in emulator: no network, no AWS account, echoed answers.")
    private boolean offline;

    @Option(names = "--use-fips-endpoint", description = "Use FIPS 140 endpoints.")
    private boolean fips;

    @Option(names = "--use-dualstack-endpoint", description = "Use endpoints that speak IPv4 and IPv6.")
    private boolean dualStack;

    @Option(
            names = "--ca-bundle",
            paramLabel = "FILE",
            description = "PEM file of certificate authorities to trust, instead of the system's.")
    private @Nullable Path caBundle;

    @Option(
            names = "--connect-timeout",
            paramLabel = "S",
            defaultValue = "10",
            description = "Longest wait for a connection, in seconds (default: 10).")
    private BigDecimal connectTimeout = BigDecimal.TEN;

    @Option(
            names = "--read-timeout",
            paramLabel = "S",
            defaultValue = "600",
            description = "Longest silence between two bytes, in seconds (default: 600).")
    private BigDecimal readTimeout = BigDecimal.valueOf(600);

    @Option(
            names = "--timeout",
            paramLabel = "S",
            description = "Longest time for a whole call with its retries, in seconds (default: none).")
    private @Nullable BigDecimal timeout;

    @Option(
            names = "--max-attempts",
            paramLabel = "N",
            defaultValue = "4",
            description = "Tries of one call before giving up, the first among them (default: 4).")
    private int maxAttempts = 4;

    @Option(
            names = "--retry-generation",
            description = "Also try again when an answer may have been generated already (read time-out, broken reply);"
                    + " it may be paid twice.")
    private boolean retryGeneration;

    @Option(names = "--debug", description = "Show stack traces, request ids and a log of the wire without secrets.")
    private boolean debug;

    @Option(
            names = {"-q", "--quiet"},
            description = "No notes and no reasoning on standard error.")
    private boolean quiet;

    @Option(
            names = {"-v", "--verbose"},
            description = "More on standard error: request id, chosen API, resolved region.")
    private boolean verbose;

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
        if (roleArn != null && !ROLE_ARN.matcher(roleArn).matches()) {
            throw new UsageException(
                    "--role-arn is the ARN of an IAM role, not '" + roleArn + "'",
                    "for example arn:aws:iam::123456789012:role/bedrock-user");
        }
        if (roleSessionName != null && !SESSION_NAME.matcher(roleSessionName).matches()) {
            throw new UsageException(
                    "--role-session-name is 2..64 letters, digits and _+=,.@- only, not '" + roleSessionName + "'");
        }
        if (externalId != null && !EXTERNAL_ID.matcher(externalId).matches()) {
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
                seconds("--connect-timeout", connectTimeout),
                seconds("--read-timeout", readTimeout),
                timeout == null ? null : seconds("--timeout", timeout),
                maxAttempts,
                retryGeneration);
    }

    private void checkMfa() {
        if (mfaSerial != null && !MFA_SERIAL.matcher(mfaSerial).matches()) {
            throw new UsageException(
                    "--mfa-serial is the ARN or serial number of an MFA device, not '" + mfaSerial + "'",
                    "for example arn:aws:iam::123456789012:mfa/me; aws iam list-mfa-devices shows it");
        }
        // What was typed is not repeated: it may be a code with one digit too many.
        if (mfaCode != null && !MFA_CODE.matcher(mfaCode).matches()) {
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

    static Duration seconds(String option, BigDecimal value) {
        if (value.signum() <= 0 || value.compareTo(BigDecimal.valueOf(1_000_000)) > 0) {
            throw new UsageException(option + " is a number of seconds above 0, not " + value);
        }
        // Zero would be no limit at all.
        return value.compareTo(MILLISECOND) < 0
                ? Duration.ofMillis(1)
                : Duration.ofMillis(value.movePointRight(3).longValue());
    }
}
