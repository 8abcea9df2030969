package io.github.bedrockcli.aws;

import io.github.bedrockcli.model.CallerIdentity;
import io.github.bedrockcli.model.CredentialReport;
import io.github.bedrockcli.model.SessionKeys;

/** Whom the calls come from. Every method throws {@link BedrockException} and nothing else for what goes wrong. */
public interface Identity {
    /**
     * GetCallerIdentity.
     *
     * @throws BedrockException of kind CONFIGURATION with a Bedrock API key, which STS does not take
     */
    CallerIdentity caller();

    /** Where region and credentials come from. Asks nobody, and does not fail: what is broken is left out. */
    CredentialReport report();

    /**
     * Gets the credentials that sign, as a call would.
     *
     * @throws BedrockException when they cannot be had
     */
    SessionKeys session();
}
