package io.github.bedrockcli.aws;

import io.github.bedrockcli.aws.BedrockException.Kind;
import io.github.bedrockcli.model.CallerIdentity;
import io.github.bedrockcli.model.CredentialReport;
import io.github.bedrockcli.model.SessionKeys;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/** {@link Identity} over the credentials of one run, which are got when first asked for. */
final class SdkIdentity implements Identity {
    private final Supplier<IdentityClients> clients;
    private final Supplier<Auth> auth;
    private final Supplier<CredentialReport> report;

    SdkIdentity(Supplier<IdentityClients> clients, Supplier<Auth> auth, Supplier<CredentialReport> report) {
        this.clients = clients;
        this.auth = auth;
        this.report = report;
    }

    @Override
    public CallerIdentity caller() {
        try {
            Auth known = auth.get();
            if (known.token() != null) {
                throw BedrockException.of(
                                Kind.CONFIGURATION,
                                "the caller of a Bedrock API key cannot be asked: STS takes no such keys")
                        .build();
            }
            try (StsClient sts = clients.get().sts(known.keys())) {
                GetCallerIdentityResponse caller = sts.getCallerIdentity();
                return new CallerIdentity(caller.account(), caller.arn(), caller.userId());
            }
        } catch (RuntimeException e) {
            throw Failures.of(e);
        }
    }

    @Override
    public CredentialReport report() {
        return report.get();
    }

    @Override
    public SessionKeys session() {
        try {
            Auth known = auth.get();
            if (known.token() != null) {
                ApiKeyFacts facts = ApiKeyFacts.of(known.token().resolveToken().token());
                return new SessionKeys(null, facts.expires() != null, facts.expires(), facts.account());
            }
            AwsCredentials keys = known.keys().resolveCredentials();
            return new SessionKeys(
                    Text.masked(keys.accessKeyId()),
                    keys instanceof AwsSessionCredentials,
                    keys.expirationTime().orElse(null),
                    keys.accountId().orElse(null));
        } catch (RuntimeException e) {
            throw Failures.of(e);
        }
    }
}
