package io.github.bedrockcli.aws;

import software.amazon.awssdk.auth.credentials.AwsCredentials;

/** One way to get credentials. */
@FunctionalInterface
interface CredentialSource {
    /**
     * Gets credentials now; with their expiration where they have one.
     *
     * @throws BedrockException when this way does not lead to credentials
     */
    AwsCredentials fetch();
}
