package io.github.bedrockcli.aws;

import io.github.bedrockcli.aws.BedrockException.Kind;
import io.github.bedrockcli.model.Setting;
import io.github.bedrockcli.model.SettingSource;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
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

        private String shown() {
            return key.replace('_', '-');
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
        Optional<String> found = regionSetting().map(Setting::value);
        found.ifPresent(Settings::checkRegion);
        return found;
    }

    /** The region as it stands, whether or not it can be one. */
    Optional<Setting> regionSetting() {
        return first("region", connection.region(), "--region", "AWS_REGION", "AWS_DEFAULT_REGION");
    }

    /** What leads elsewhere than to the hosts of the region, or to other certificate authorities. */
    List<Setting> unusual() {
        List<Setting> found = new ArrayList<>();
        if (connection.offline()) {
            found.add(new Setting("offline", "true", SettingSource.option("--offline")));
        }
        // One address for several services is said once.
        Map<Setting, String> endpoints = new LinkedHashMap<>();
        for (Service service : Service.values()) {
            endpointSetting(service)
                    .map(setting -> new Setting("", withoutPassword(setting.value()), setting.source()))
                    .ifPresent(
                            setting -> endpoints.merge(setting, service.shown(), (one, other) -> one + ", " + other));
        }
        endpoints.forEach((setting, services) ->
                found.add(new Setting("endpoint of " + services, setting.value(), setting.source())));
        fipsSetting().filter(Settings::truth).ifPresent(found::add);
        dualStackSetting().filter(Settings::truth).ifPresent(found::add);
        caBundleSetting().ifPresent(found::add);
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
        return endpointSetting(service).map(setting -> uri(setting.value(), where(setting.source())));
    }

    private Optional<Setting> endpointSetting(Service service) {
        String name = "endpoint of " + service.shown();
        if (service.isBedrock() && connection.endpoint() != null) {
            return Optional.of(
                    new Setting(name, connection.endpoint().toString(), SettingSource.option("--endpoint-url")));
        }
        boolean ignored = first(
                        "ignore_configured_endpoint_urls", null, "", "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", null)
                .filter(Settings::truth)
                .isPresent();
        if (ignored) {
            return Optional.empty();
        }
        String variable = "AWS_ENDPOINT_URL_" + service.key.toUpperCase(Locale.ROOT);
        Optional<Profile> profile = profile();
        Optional<String> services = profile.flatMap(named -> named.property("services"));
        String key = service.key + ".endpoint_url";
        return environment(variable)
                .or(() -> environment("AWS_ENDPOINT_URL"))
                .or(() -> services.flatMap(section -> profiles.section("services", section))
                        .flatMap(section -> section.property(key))
                        .map(text -> new Setting(key, text, file("services " + services.orElseThrow(), key))))
                .or(() -> profile.flatMap(named -> property(named, "endpoint_url")))
                .map(found -> new Setting(name, found.value(), found.source()));
    }

    boolean fips() {
        return fipsSetting().filter(Settings::truth).isPresent();
    }

    boolean dualStack() {
        return dualStackSetting().filter(Settings::truth).isPresent();
    }

    @Nullable
    Path caBundle() {
        return caBundleSetting().map(setting -> Path.of(setting.value())).orElse(null);
    }

    private Optional<Setting> fipsSetting() {
        return first(
                "use_fips_endpoint",
                connection.fips() ? "true" : null,
                "--use-fips-endpoint",
                "AWS_USE_FIPS_ENDPOINT",
                null);
    }

    private Optional<Setting> dualStackSetting() {
        return first(
                "use_dualstack_endpoint",
                connection.dualStack() ? "true" : null,
                "--use-dualstack-endpoint",
                "AWS_USE_DUALSTACK_ENDPOINT",
                null);
    }

    private Optional<Setting> caBundleSetting() {
        Path option = connection.caBundle();
        return first("ca_bundle", option == null ? null : option.toString(), "--ca-bundle", "AWS_CA_BUNDLE", null);
    }

    /** @param property of the profile; the setting is named like it */
    private Optional<Setting> first(
            String property,
            @Nullable String option,
            String optionName,
            String variable,
            @Nullable String otherVariable) {
        if (option != null) {
            return Optional.of(new Setting(property, option, SettingSource.option(optionName)));
        }
        return environment(variable)
                .or(() -> otherVariable == null ? Optional.empty() : environment(otherVariable))
                .or(() -> profile().flatMap(named -> property(named, property)))
                .map(found -> new Setting(property, found.value(), found.source()));
    }

    private Optional<Setting> property(Profile profile, String name) {
        return profile.property(name)
                .filter(value -> !value.isBlank())
                .map(value -> new Setting(name, value, file("profile " + profile.name(), name)));
    }

    private SettingSource file(String section, String key) {
        return SettingSource.file(key, section, profiles.configFile().toString(), 0);
    }

    private Optional<Setting> environment(String name) {
        Map<String, String> environment = connection.environment();
        String value = environment.get(name);
        return value == null || value.isBlank()
                ? Optional.empty()
                : Optional.of(new Setting(name, value.strip(), SettingSource.environment(name)));
    }

    private static boolean truth(Setting setting) {
        return setting.value().strip().equalsIgnoreCase("true");
    }

    private static String where(SettingSource source) {
        return source.section() == null ? source.name() : "endpoint_url in " + source.file();
    }

    /** An address may hold a user and a password. */
    private static String withoutPassword(String address) {
        return address.replaceFirst("//[^/]*@", "//");
    }

    static void checkRegion(String region) {
        checkRegion(region, "");
    }

    /** @param place where it stands, or an empty text */
    static void checkRegion(String region, String place) {
        if (!REGION.matcher(region).matches()) {
            throw BedrockException.of(
                            Kind.CONFIGURATION,
                            (place.isEmpty() ? "" : place + " is ") + "not an AWS region: '" + region + "'")
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
