package io.github.bedrockcli.aws;

import io.github.bedrockcli.aws.BedrockException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sts.StsClient;

/** A role assumed with a token that something else keeps fresh in a file, as Kubernetes and CI systems do. */
final class WebIdentityCredentials implements CredentialSource {
    private final IdentityClients clients;
    private final Path tokenFile;
    private final RoleCredentials.Role role;

    WebIdentityCredentials(IdentityClients clients, Path tokenFile, RoleCredentials.Role role) {
        this.clients = clients;
        this.tokenFile = tokenFile;
        this.role = role;
    }

    @Override
    public AwsCredentials fetch() {
        String token;
        try {
            token = Files.readString(tokenFile).strip();
        } catch (IOException e) {
            throw BedrockException.of(Kind.CREDENTIALS, "the web identity token file " + tokenFile + " cannot be read")
                    .fix("check web_identity_token_file of the profile, or AWS_WEB_IDENTITY_TOKEN_FILE")
                    .cause(e)
                    .build();
        }
        if (token.isEmpty()) {
            throw BedrockException.of(Kind.CREDENTIALS, "the web identity token file " + tokenFile + " is empty")
                    .fix(anew())
                    .build();
        }
        try (StsClient sts = clients.sts(AnonymousCredentialsProvider.create())) {
            var reply = sts.assumeRoleWithWebIdentity(request -> request.roleArn(role.arn())
                    .roleSessionName(role.sessionName())
                    .durationSeconds(role.seconds())
                    .webIdentityToken(token));
            return RoleCredentials.session(reply.credentials(), reply.assumedRoleUser());
        } catch (SdkException e) {
            BedrockException failure = Failures.of(e);
            if (failure.kind() == Kind.CREDENTIALS) {
                throw failure.about(failure.getMessage(), anew());
            }
            if (failure.kind() == Kind.REFUSED) {
                throw RoleCredentials.misconfigured(failure, role);
            }
            throw RoleCredentials.refused(
                    failure,
                    role,
                    "sts:AssumeRoleWithWebIdentity",
                    ": its federated principal and conditions must fit the token in " + tokenFile);
        }
    }

    private String anew() {
        return "have the token in " + tokenFile + " renewed by whoever issues it";
    }
}
