package io.github.bedrockcli.aws;

import io.github.bedrockcli.aws.BedrockException.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.profiles.Profile;

/**
 * What a profile says of IAM Identity Center, in either form.
 *
 * @param session the shared {@code sso-session}, or null in the legacy form
 * @param region where the sign-in lives, which is not the region of the calls
 */
record SsoProfile(
        String profile, @Nullable String session, String startUrl, String region, String account, String role) {

    static boolean is(Profile profile) {
        return profile.property("sso_session").isPresent()
                || profile.property("sso_start_url").isPresent()
                || profile.property("sso_account_id").isPresent();
    }

    /** @throws BedrockException naming what is missing, and where */
    static SsoProfile of(Profile profile, Profiles profiles) {
        String session = profile.property("sso_session").orElse(null);
        Profile signIn = profile;
        if (session != null) {
            signIn = profiles.section("sso-session", session)
                    .orElseThrow(() -> BedrockException.of(
                                    Kind.CONFIGURATION,
                                    "profile '" + profile.name() + "' names sso_session '" + session + "', but "
                                            + profiles.configFile() + " has no [sso-session " + session + "]")
                            .fix("aws configure sso-session")
                            .build());
        }
        List<String> missing = new ArrayList<>();
        SsoProfile found = new SsoProfile(
                profile.name(),
                session,
                value(signIn, "sso_start_url", missing),
                value(signIn, "sso_region", missing),
                value(profile, "sso_account_id", missing),
                value(profile, "sso_role_name", missing));
        if (!missing.isEmpty()) {
            throw BedrockException.of(
                            Kind.CONFIGURATION,
                            "profile '" + profile.name() + "' lacks " + String.join(", ", missing) + " in "
                                    + profiles.configFile())
                    .fix("aws configure sso" + option(profile.name()))
                    .build();
        }
        return found;
    }

    /** The command that signs in. */
    String signIn() {
        return "aws sso login" + option(profile);
    }

    /** What the token's cache file is named after. */
    String cacheKey() {
        return session != null ? session : startUrl;
    }

    private static String option(String profile) {
        return profile.equals(Profiles.DEFAULT) ? "" : " --profile " + profile;
    }

    private static String value(Profile section, String name, List<String> missing) {
        String value = section.property(name).orElse("").strip();
        if (value.isEmpty()) {
            missing.add(name);
        }
        return value;
    }
}
