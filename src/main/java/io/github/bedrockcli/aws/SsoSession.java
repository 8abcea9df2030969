package io.github.bedrockcli.aws;

import io.github.bedrockcli.aws.BedrockException.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.profiles.Profile;

/**
 * A sign-in of IAM Identity Center: a {@code [sso-session]} that profiles share, or what a profile of the legacy form
 * says itself.
 *
 * @param name of the session, or null in the legacy form
 * @param region where the sign-in lives, which is not the region of the calls
 * @param scopes asked for when signing in; empty for the service's default
 */
record SsoSession(@Nullable String name, String startUrl, String region, List<String> scopes) {
    SsoSession {
        scopes = List.copyOf(scopes);
    }

    /** @throws BedrockException naming what is missing, and where */
    static SsoSession of(Profile profile, Profiles profiles) {
        List<String> missing = new ArrayList<>();
        SsoSession session = of(profile, profiles, missing);
        check(missing, profile.name(), profiles);
        return session;
    }

    /** @param missing what a profile lacks is added to it, for the caller to say */
    static SsoSession of(Profile profile, Profiles profiles, List<String> missing) {
        String name = profile.property("sso_session").orElse("").strip();
        if (name.isEmpty()) {
            // The legacy form registers without scopes.
            return read(null, profile, missing);
        }
        return complete(name, section(name, profiles, "profile '" + profile.name() + "' names sso_session"), profiles);
    }

    /** @throws BedrockException when there is no such session, or it lacks something */
    static SsoSession named(String name, Profiles profiles) {
        return complete(name, section(name, profiles, "there is no"), profiles);
    }

    private static SsoSession complete(String name, Profile section, Profiles profiles) {
        List<String> missing = new ArrayList<>();
        SsoSession session = read(name, section, missing);
        if (!missing.isEmpty()) {
            throw BedrockException.of(
                            Kind.CONFIGURATION,
                            "[sso-session " + name + "] lacks " + String.join(", ", missing) + " in "
                                    + profiles.configFile())
                    .fix("aws configure sso-session, or write it into " + profiles.configFile())
                    .build();
        }
        return session;
    }

    static void check(List<String> missing, String profile, Profiles profiles) {
        if (!missing.isEmpty()) {
            throw BedrockException.of(
                            Kind.CONFIGURATION,
                            "profile '" + profile + "' lacks " + String.join(", ", missing) + " in "
                                    + profiles.configFile())
                    .fix("aws configure sso" + option(profile))
                    .build();
        }
    }

    /** How an option names a profile; nothing for the default one. */
    static String option(String profile) {
        return profile.equals(Profiles.DEFAULT) ? "" : " --profile " + profile;
    }

    /** What a person calls it. */
    String title() {
        return name != null ? name : startUrl;
    }

    /** What the token's cache file is named after. */
    String cacheKey() {
        return name != null ? name : startUrl;
    }

    private static Profile section(String name, Profiles profiles, String who) {
        return profiles.section("sso-session", name).orElseThrow(() -> {
            Set<String> known = new TreeSet<>();
            profiles.file()
                    .profiles()
                    .values()
                    .forEach(each -> each.property("sso_session").ifPresent(known::add));
            known.remove(name);
            boolean asked = who.startsWith("there");
            return BedrockException.of(
                            Kind.CONFIGURATION,
                            asked
                                    ? "there is no [sso-session " + name + "] in " + profiles.configFile()
                                            + (known.isEmpty() ? "" : "; profiles name " + String.join(", ", known))
                                    : who + " '" + name + "', but " + profiles.configFile() + " has no [sso-session "
                                            + name + "]")
                    .fix("aws configure sso-session")
                    .build();
        });
    }

    private static SsoSession read(@Nullable String name, Profile section, List<String> missing) {
        SsoSession session = new SsoSession(
                name,
                value(section, "sso_start_url", missing),
                value(section, "sso_region", missing),
                name == null
                        ? List.of()
                        : scopes(section.property("sso_registration_scopes").orElse("")));
        if (!session.region.isEmpty()) {
            Settings.checkRegion(
                    session.region,
                    "sso_region of "
                            + (name == null ? "profile '" + section.name() + "'" : "[sso-session " + name + "]"));
        }
        return session;
    }

    /** Comma-separated (source: AWS CLI v2, customizations/sso/utils.py). */
    private static List<String> scopes(String text) {
        return Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(scope -> !scope.isEmpty())
                .toList();
    }

    static String value(Profile section, String name, List<String> missing) {
        String value = section.property(name).orElse("").strip();
        if (value.isEmpty()) {
            missing.add(name);
        }
        return value;
    }
}
