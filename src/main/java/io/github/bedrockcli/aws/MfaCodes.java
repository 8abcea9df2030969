package io.github.bedrockcli.aws;

import io.github.bedrockcli.aws.BedrockException.Kind;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The codes of MFA devices: the one that was given, which serves once, then those that are typed on the terminal. A
 * code that STS does not take is asked for again there.
 */
final class MfaCodes {
    private static final int TRIES = 3;

    private final MfaPrompt prompt;
    private @Nullable String given;
    private boolean used;

    MfaCodes(@Nullable String given, MfaPrompt prompt) {
        this.given = given;
        this.prompt = prompt;
    }

    /** Makes a call that takes a code of the device. */
    synchronized <T> T with(String serial, Function<String, T> call) {
        String code = given;
        if (code != null) {
            given = null;
            used = true;
            try {
                return call.apply(code);
            } catch (RuntimeException e) {
                throw wrongCode(e) ? refused(serial, Failures.of(e)) : e;
            }
        }
        // The words of the AWS CLI (botocore credentials.py, AssumeRoleCredentialFetcher).
        String question = "Enter MFA code for " + serial + ": ";
        for (int tries = 1; ; tries++) {
            String typed = prompt.ask(question);
            if (typed == null) {
                throw nobody(serial);
            }
            String digits = typed.replace(" ", "");
            if (digits.isEmpty()) {
                throw BedrockException.of(Kind.CREDENTIALS, "no MFA code was typed for " + serial)
                        .fix("type the six digits that the device shows")
                        .build();
            }
            if (!digits.matches("[0-9]{6}")) {
                if (tries >= TRIES) {
                    throw BedrockException.of(Kind.CREDENTIALS, "an MFA code is six digits")
                            .build();
                }
                question = "An MFA code is six digits. Enter MFA code for " + serial + ": ";
                continue;
            }
            try {
                return call.apply(digits);
            } catch (RuntimeException e) {
                if (!wrongCode(e)) {
                    throw e;
                }
                if (tries >= TRIES) {
                    throw refused(serial, Failures.of(e));
                }
                question = "That code was not accepted. Enter the next MFA code for " + serial + ": ";
            }
        }
    }

    /**
     * Source of the words: "MultiFactorAuthentication failed with invalid MFA one time pass code." and
     * "MultiFactorAuthentication failed, must provide both MFA serial number and one time pass code.", STS.
     */
    private static boolean wrongCode(RuntimeException error) {
        BedrockException failure = Failures.of(error);
        return failure.kind() == Kind.ACCESS_DENIED
                && failure.getMessage().startsWith("MultiFactorAuthentication failed with invalid");
    }

    private static BedrockException refused(String serial, BedrockException failure) {
        return BedrockException.of(Kind.CREDENTIALS, failure.getMessage())
                .code(failure.code().orElse(null))
                .status(failure.status())
                .requestId(failure.requestId().orElse(null))
                .fix("take the next code of " + serial + ": each is good for half a minute, and only once")
                .cause(failure)
                .build();
    }

    private BedrockException nobody(String serial) {
        return BedrockException.of(
                        Kind.CREDENTIALS,
                        used
                                ? "the session with MFA has ended, and --mfa-code was good for one"
                                : "an MFA code of " + serial + " is needed, and there is no terminal to ask on")
                .fix(
                        used
                                ? "run it again with a new --mfa-code"
                                : "add --mfa-code with the six digits of the device, or run it once on a terminal: the session"
                                        + " is kept for the next runs")
                .build();
    }

    /** Without the code. */
    @Override
    public String toString() {
        return "MfaCodes[]";
    }
}
