package io.github.bedrockcli.aws;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Signing in and out at IAM Identity Center, for the profile of the connection or for a session named here. Every method
 * throws {@link BedrockException} and nothing else for what goes wrong.
 */
public interface SignIns {
    /**
     * Signs in anew, waiting for a person, and keeps the token where the AWS CLI and the SDKs look for it.
     *
     * @param session name of an {@code [sso-session]}, or null for that of the profile
     * @param browserHere whether a browser on this machine will open what the prompt is told: then it may end by
     *     authorisation code with PKCE; a device code serves every other case, and profiles of the legacy form
     */
    SignedIn signIn(@Nullable String session, boolean browserHere, SignInPrompt prompt);

    /** GetRoleCredentials for the profile of the connection; empty where it names no role. */
    Optional<Role> role();

    /**
     * Ends a sign-in: at the portal as far as that can be done, and by removing its token and cached role credentials.
     *
     * @param session name of an {@code [sso-session]}, or null for that of the profile
     */
    SignedOut signOut(@Nullable String session);

    /** Ends every sign-in that is kept, whoever made it. */
    SignedOut signOutEverywhere();

    /**
     * A sign-in that is kept now.
     *
     * @param title a session's name, or a start URL
     * @param until when the token ends
     * @param renewable whether it is renewed without a person after that
     */
    record SignedIn(String title, Instant until, boolean renewable) {}

    /** What a profile gives once it is signed in. */
    record Role(String profile, String account, String name) {}

    /**
     * What became of sign-ins that were to end.
     *
     * @param tokens how many were removed
     * @param credentials how many cached role credentials were removed
     * @param problems what could not be done, a line each
     */
    record SignedOut(int tokens, int credentials, List<String> problems) {
        public SignedOut {
            problems = List.copyOf(problems);
        }
    }
}
