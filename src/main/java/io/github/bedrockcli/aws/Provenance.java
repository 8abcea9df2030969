package io.github.bedrockcli.aws;

import io.github.bedrockcli.model.CredentialCandidate;
import io.github.bedrockcli.model.CredentialReport;
import io.github.bedrockcli.model.CredentialStep;
import io.github.bedrockcli.model.Setting;
import io.github.bedrockcli.model.SettingSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Says where region, credentials and endpoints come from, without asking anybody and whatever is broken. */
final class Provenance {
    private final Connection connection;
    private final Profiles profiles;
    private final ProfileLines lines;

    private Provenance(Connection connection, Profiles profiles) {
        this.connection = connection;
        this.profiles = profiles;
        this.lines = ProfileLines.read(profiles.credentialsFile(), profiles.configFile());
    }

    /** @param parts to find the ways to credentials with, none of which is walked */
    static CredentialReport of(Connection connection, Supplier<CredentialParts> parts) {
        Profiles profiles;
        try {
            profiles = Profiles.read(connection.environment());
        } catch (BedrockException e) {
            // Whoever asks for the credentials is told so; what stands outside of the files is known all the same.
            profiles = Profiles.none(connection.environment());
        }
        try {
            return new Provenance(connection, profiles).report(parts);
        } catch (BedrockException e) {
            // A line of the profile in use is wrong.
            return new Provenance(connection, Profiles.none(connection.environment())).report(parts);
        }
    }

    private CredentialReport report(Supplier<CredentialParts> parts) {
        Settings settings = new Settings(connection, profiles);
        CredentialWays ways = new CredentialWays(connection, profiles);
        List<CredentialCandidate> candidates = ways.candidates().stream()
                .map(one -> new CredentialCandidate(
                        one.kind(), one.what(), lines.located(one.source()), one.key(), one.lost()))
                .toList();
        List<CredentialStep> steps = orElse(List.<CredentialStep>of(), () -> steps(ways, parts)).stream()
                .map(step -> new CredentialStep(step.kind(), step.what(), lines.located(step.source()), step.mfa()))
                .toList();
        Optional<Setting> region = orElse(Optional.empty(), settings::regionSetting);
        return new CredentialReport(
                region.map(lines::located).orElse(null),
                profile(),
                candidates,
                steps,
                orElse(List.<Setting>of(), settings::unusual).stream()
                        .map(lines::located)
                        .toList());
    }

    private List<CredentialStep> steps(CredentialWays ways, Supplier<CredentialParts> parts) {
        return Credentials.bearerKey(connection)
                .map(key -> List.of(new CredentialStep(
                        "api-key",
                        ApiKeyFacts.of(key).what(),
                        SettingSource.environment("AWS_BEARER_TOKEN_BEDROCK"),
                        null)))
                .orElseGet(() -> new Credentials(connection, ways, parts.get()).steps());
    }

    private Setting profile() {
        String name = profiles.current(connection.profile());
        SettingSource source = connection.profile() != null
                ? SettingSource.option("--profile")
                : name.equals(Profiles.DEFAULT) && !profiles.named()
                        ? SettingSource.byDefault("no profile was named")
                        : SettingSource.environment("AWS_PROFILE");
        return new Setting("profile", name, source);
    }

    /** What cannot be told because something is broken is not told: the broken thing is said where it is used. */
    private static <T> T orElse(T other, Supplier<T> value) {
        try {
            return value.get();
        } catch (BedrockException e) {
            return other;
        }
    }
}
