package io.github.bedrockcli.aws;

import io.github.bedrockcli.aws.BedrockException.Kind;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.profiles.Profile;

/**
 * Where to go, out of options, environment and profile, in that order: the region, the endpoint of each service, FIPS
 * and dual stack, the CA bundle.
 */
final class Settings {
    /** A label of a host name: a region becomes part of one, and nothing else may slip in there. */
    private static final Pattern REGION = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");

    private final Connection connection;
    private final Profiles profiles;

    Settings(Connection connection, Profiles profiles) {
        this.connection = connection;
        this.profiles = profiles;
    }

    /** The services that are called, as the environment and the configuration file name them. */
    enum Service {
        BEDROCK("bedrock"),
        BEDROCK_RUNTIME("bedrock_runtime"),
        STS("sts"),
        SSO("sso"),
        SSO_OIDC("sso_oidc");

        private final String key;

        Service(String key) {
            this.key = key;
        }

        private boolean isBedrock() {
            return this == BEDROCK || this == BEDROCK_RUNTIME;
        }
    }

    /** @throws BedrockException when none is set anywhere, or when it is no region's name */
    String region() {
        return findRegion()
                .orElseThrow(() -> BedrockException.of(Kind.CONFIGURATION, "no AWS region is set")
                        .fix("add --region us-east-1, or set AWS_REGION, or set region in the profile:"
                                + " aws configure set region us-east-1")
                        .build());
    }

    Optional<String> findRegion() {
        Optional<String> found = first(connection.region(), "AWS_REGION", "AWS_DEFAULT_REGION", "region");
        found.ifPresent(Settings::checkRegion);
        return found;
    }

    /** The profile that settings are read from; empty when it is not there and was not asked for. */
    Optional<Profile> profile() {
        String name = profiles.current(connection.profile());
        return connection.profile() != null ? Optional.of(profiles.require(name)) : profiles.find(name);
    }

    /** Where a service is instead of its region's own host, if anything says so. */
    Optional<URI> endpoint(Service service) {
        if (service.isBedrock() && connection.endpoint() != null) {
            return Optional.of(connection.endpoint());
        }
        if (truth(first(null, "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", null, "ignore_configured_endpoint_urls"))) {
            return Optional.empty();
        }
        String variable = "AWS_ENDPOINT_URL_" + service.key.toUpperCase(java.util.Locale.ROOT);
        Optional<String> found = environment(variable).or(() -> environment("AWS_ENDPOINT_URL"));
        if (found.isPresent()) {
            return found.map(text -> uri(text, "AWS_ENDPOINT_URL"));
        }
        Optional<Profile> profile = profile();
        return profile.flatMap(named -> named.property("services"))
                .flatMap(services -> profiles.section("services", services))
                .flatMap(section -> section.property(service.key + ".endpoint_url"))
                .or(() -> profile.flatMap(named -> named.property("endpoint_url")))
                .map(text -> uri(text, "endpoint_url in " + profiles.configFile()));
    }

    boolean fips() {
        return connection.fips() || truth(first(null, "AWS_USE_FIPS_ENDPOINT", null, "use_fips_endpoint"));
    }

    boolean dualStack() {
        return connection.dualStack()
                || truth(first(null, "AWS_USE_DUALSTACK_ENDPOINT", null, "use_dualstack_endpoint"));
    }

    @Nullable
    Path caBundle() {
        if (connection.caBundle() != null) {
            return connection.caBundle();
        }
        return first(null, "AWS_CA_BUNDLE", null, "ca_bundle").map(Path::of).orElse(null);
    }

    private Optional<String> first(
            @Nullable String option, String variable, @Nullable String otherVariable, String property) {
        if (option != null) {
            return Optional.of(option);
        }
        return environment(variable)
                .or(() -> otherVariable == null ? Optional.empty() : environment(otherVariable))
                .or(() -> profile().flatMap(named -> named.property(property)))
                .filter(value -> !value.isBlank());
    }

    private Optional<String> environment(String name) {
        Map<String, String> environment = connection.environment();
        String value = environment.get(name);
        return value == null || value.isBlank() ? Optional.empty() : Optional.of(value.strip());
    }

    private static boolean truth(Optional<String> value) {
        return value.map(text -> text.equalsIgnoreCase("true")).orElse(false);
    }

    static void checkRegion(String region) {
        if (!REGION.matcher(region).matches()) {
            throw BedrockException.of(Kind.CONFIGURATION, "not an AWS region: '" + region + "'")
                    .fix("give a region's name, such as us-east-1")
                    .build();
        }
    }

    private static URI uri(String text, String where) {
        try {
            URI uri = new URI(text);
            if (uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // Said below, as for every other thing that is not an address.
        }
        throw BedrockException.of(Kind.CONFIGURATION, where + " is not an http or https address: '" + text + "'")
                .build();
    }
}
