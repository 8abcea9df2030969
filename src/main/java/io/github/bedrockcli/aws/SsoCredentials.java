package io.github.bedrockcli.aws;

import io.github.bedrockcli.aws.BedrockException.Kind;
import java.time.Instant;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sso.SsoClient;
import software.amazon.awssdk.services.sso.model.RoleCredentials;

/** The keys of one account and role, for a person signed in with IAM Identity Center. */
final class SsoCredentials implements CredentialSource {
    private final SsoProfile profile;
    private final SsoTokens tokens;
    private final IdentityClients clients;

    SsoCredentials(SsoProfile profile, SsoTokens tokens, IdentityClients clients) {
        this.profile = profile;
        this.tokens = tokens;
        this.clients = clients;
    }

    @Override
    public AwsCredentials fetch() {
        String token = tokens.token(profile);
        try (SsoClient sso = clients.sso(profile.region())) {
            RoleCredentials keys = sso.getRoleCredentials(request -> request.accessToken(token)
                            .accountId(profile.account())
                            .roleName(profile.role()))
                    .roleCredentials();
            return AwsSessionCredentials.builder()
                    .accessKeyId(keys.accessKeyId())
                    .secretAccessKey(keys.secretAccessKey())
                    .sessionToken(keys.sessionToken())
                    .expirationTime(Instant.ofEpochMilli(keys.expiration()))
                    .build();
        } catch (SdkException e) {
            throw refused(Failures.of(e), e);
        }
    }

    /** The portal says no in three ways: sign in again, not assigned, no such account or role. */
    private BedrockException refused(BedrockException failure, SdkException cause) {
        boolean unassigned = failure.kind() == Kind.ACCESS_DENIED || failure.status() == 404;
        if (unassigned) {
            return failure.about(
                    "no credentials for role " + profile.role() + " in account " + profile.account() + " (profile '"
                            + profile.profile() + "'): " + failure.getMessage(),
                    "ask for an assignment to role " + profile.role() + " in account " + profile.account()
                            + ", or correct sso_account_id and sso_role_name of profile '" + profile.profile() + "'");
        }
        return failure.kind() == Kind.CREDENTIALS ? tokens.expired(profile, cause) : failure;
    }
}
