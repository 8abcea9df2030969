package io.github.bedrockcli.aws;

import io.github.bedrockcli.aws.BedrockException.Kind;
import io.github.bedrockcli.model.CallerIdentity;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/** {@link Identity} over the credentials of one run. */
final class SdkIdentity implements Identity {
    private final IdentityClients clients;
    private final Auth auth;

    SdkIdentity(IdentityClients clients, Auth auth) {
        this.clients = clients;
        this.auth = auth;
    }

    @Override
    public CallerIdentity caller() {
        if (auth.token() != null) {
            throw BedrockException.of(
                            Kind.CONFIGURATION,
                            "the caller of a Bedrock API key cannot be asked: STS takes no such keys")
                    .build();
        }
        try (StsClient sts = clients.sts(auth.keys())) {
            GetCallerIdentityResponse caller = sts.getCallerIdentity();
            return new CallerIdentity(caller.account(), caller.arn(), caller.userId());
        } catch (RuntimeException e) {
            throw Failures.of(e);
        }
    }
}
