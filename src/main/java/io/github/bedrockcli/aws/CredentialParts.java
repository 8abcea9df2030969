package io.github.bedrockcli.aws;

import io.github.bedrockcli.aws.BedrockException.Kind;
import io.github.bedrockcli.model.SettingSource;
import io.github.bedrockcli.model.Stopping;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/** What the ways to credentials share. */
record CredentialParts(
        Map<String, String> environment,
        IdentityClients clients,
        SsoTokens tokens,
        MfaCodes mfa,
        SessionCache cache,
        Clock clock,
        Stopping stopping) {

    /** Without the environment, which holds keys. */
    @Override
    public String toString() {
        return "CredentialParts[]";
    }

    Refreshing refreshing(CredentialSource source) {
        return new Refreshing(source, clock);
    }

    /** The name of a session that nobody named. */
    String sessionName() {
        return "bedrock-cli-" + clock.instant().getEpochSecond();
    }

    /** The value of a variable; a blank one counts as none. */
    Optional<String> variable(String name) {
        String value = environment.get(name);
        return value == null || value.isBlank() ? Optional.empty() : Optional.of(value.strip());
    }

    /** The keys in the environment, if there are any. */
    Optional<Found> environmentKeys() {
        Optional<String> id = variable("AWS_ACCESS_KEY_ID");
        Optional<String> secret = variable("AWS_SECRET_ACCESS_KEY");
        Optional<String> token = variable("AWS_SESSION_TOKEN");
        if (id.isEmpty() && secret.isEmpty()) {
            return Optional.empty();
        }
        if (id.isEmpty() || secret.isEmpty()) {
            String set = id.isPresent() ? "AWS_ACCESS_KEY_ID" : "AWS_SECRET_ACCESS_KEY";
            String unset = id.isPresent() ? "AWS_SECRET_ACCESS_KEY" : "AWS_ACCESS_KEY_ID";
            throw BedrockException.of(Kind.CREDENTIALS, set + " is set, but " + unset + " is not")
                    .fix("set both, or unset both and use a profile")
                    .build();
        }
        CredentialSource source = () -> token.isPresent()
                ? AwsSessionCredentials.create(id.get(), secret.get(), token.get())
                : AwsBasicCredentials.create(id.get(), secret.get());
        return Optional.of(Found.of(
                source,
                token.isPresent() ? "session-keys" : "keys",
                "keys in the environment",
                SettingSource.environment("AWS_ACCESS_KEY_ID")));
    }
}
