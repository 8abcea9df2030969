package io.github.bedrockcli.aws;

import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.profiles.Profile;

/**
 * What renews the credentials of a connection, told from where they come: the environment and the profile files, without
 * asking anybody. Where several could have won, the order is that of {@link Credentials}.
 */
public final class Renewal {
    private Renewal() {}

    /** The next thing to type or to do when these credentials are not accepted, for this reason. */
    public static String of(Connection connection, RefusalCause cause) {
        try {
            return told(connection, cause == RefusalCause.EXPIRED);
        } catch (BedrockException e) {
            return "give new credentials";
        }
    }

    private static String told(Connection connection, boolean expired) {
        if (Credentials.bearerKey(connection).isPresent()) {
            return "make a new Bedrock API key and put it into AWS_BEARER_TOKEN_BEDROCK";
        }
        Map<String, String> environment = connection.environment();
        if (connection.profile() == null) {
            if (set(environment, "AWS_ACCESS_KEY_ID")) {
                if (expired) {
                    return ended(set(environment, "AWS_SESSION_TOKEN"));
                }
                return set(environment, "AWS_SESSION_TOKEN")
                        ? "put new keys into AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN, or unset"
                                + " all three to use a profile"
                        : "check AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or unset them to use a profile";
            }
            if (set(environment, "AWS_WEB_IDENTITY_TOKEN_FILE")) {
                return "have the token in " + environment.get("AWS_WEB_IDENTITY_TOKEN_FILE")
                        + " renewed by whoever issues it";
            }
        }
        Profiles profiles = Profiles.read(environment);
        String name = profiles.current(connection.profile());
        return profiles.find(name)
                .flatMap(profile -> ofProfile(profile, profiles, new HashSet<>()))
                .orElse("check the credentials that bedrock whoami shows, then try again");
    }

    /** Keys that expire are a session's, whether its token is there or not. */
    private static String ended(boolean token) {
        return token
                ? "get new keys and a new session token where these came from (their session has ended) and put them into"
                        + " AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN, or unset all three to use a"
                        + " profile"
                : "get new keys with their session token (the session of these has ended) and put them into"
                        + " AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN, which is not set, or unset the"
                        + " keys to use a profile";
    }

    private static Optional<String> ofProfile(Profile profile, Profiles profiles, Set<String> seen) {
        if (SsoProfile.is(profile)) {
            return Optional.of("bedrock login" + option(profile.name()));
        }
        if (profile.property("credential_process").isPresent()) {
            return Optional.of("sign in to what credential_process of profile " + profile.name() + " runs");
        }
        Optional<String> source = profile.property("source_profile");
        if (source.isPresent() && !source.get().equals(profile.name()) && seen.add(profile.name())) {
            return profiles.find(source.get()).flatMap(next -> ofProfile(next, profiles, seen));
        }
        if (profile.property("aws_session_token").isPresent()) {
            return Optional.of("put new temporary keys into profile " + profile.name()
                    + " (aws_access_key_id, aws_secret_access_key, aws_session_token)");
        }
        return profile.property("aws_access_key_id")
                .map(key -> "put keys that are valid into profile " + profile.name() + ": aws configure"
                        + option(profile.name()));
    }

    private static String option(String profile) {
        return profile.equals(Profiles.DEFAULT) ? "" : " --profile " + profile;
    }

    private static boolean set(Map<String, String> environment, String name) {
        return !environment.getOrDefault(name, "").isBlank();
    }
}
