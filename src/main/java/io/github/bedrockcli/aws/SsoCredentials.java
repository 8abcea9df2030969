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
            if (keys == null
                    || keys.accessKeyId() == null
                    || keys.secretAccessKey() == null
                    || keys.sessionToken() == null
                    || keys.expiration() == null) {
                throw SsoRefusals.incomplete("the reply to GetRoleCredentials is not complete");
            }
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

    /** The portal says no in four ways: sign in again, not assigned, no such account or role, and none could be. */
    private BedrockException refused(BedrockException failure, SdkException cause) {
        boolean unassigned = failure.kind() == Kind.ACCESS_DENIED || failure.kind() == Kind.REFUSED;
        if (unassigned) {
            return failure.about(
                    "no credentials for role " + profile.role() + " in account " + profile.account() + " (profile '"
                            + profile.profile() + "'): " + failure.getMessage(),
                    "ask for an assignment to role " + profile.role() + " in account " + profile.account()
                            + ", or correct sso_account_id and sso_role_name of profile '" + profile.profile() + "'");
        }
        if (failure.kind() == Kind.THROTTLED) {
            return failure.about("IAM Identity Center: " + failure.getMessage(), "wait a minute and try again");
        }
        if (failure.kind() == Kind.INTERNAL || failure.kind() == Kind.UNREADABLE) {
            return SsoRefusals.incomplete(failure.getMessage());
        }
        return failure.kind() == Kind.CREDENTIALS ? tokens.expired(profile, cause) : failure;
    }
}
