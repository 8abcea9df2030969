package io.github.bedrockcli.aws;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.profiles.Profile;

/** What a profile says of IAM Identity Center, in either form: the sign-in, and the role it gives. */
record SsoProfile(String profile, SsoSession session, String account, String role) {

    static boolean is(Profile profile) {
        return profile.property("sso_session").isPresent()
                || profile.property("sso_start_url").isPresent()
                || profile.property("sso_account_id").isPresent();
    }

    /** @throws BedrockException naming what is missing, and where */
    static SsoProfile of(Profile profile, Profiles profiles) {
        List<String> missing = new ArrayList<>();
        SsoProfile found = new SsoProfile(
                profile.name(),
                SsoSession.of(profile, profiles, missing),
                SsoSession.value(profile, "sso_account_id", missing),
                SsoSession.value(profile, "sso_role_name", missing));
        SsoSession.check(missing, profile.name(), profiles);
        return found;
    }

    String region() {
        return session.region();
    }

    /** The command that signs in. */
    String signIn() {
        return "bedrock login" + SsoSession.option(profile);
    }
}
