package io.github.bedrockcli.aws;

import io.github.bedrockcli.model.CallerIdentity;

/** Whom the calls come from. Every method throws {@link BedrockException} and nothing else for what goes wrong. */
public interface Identity {
    /**
     * GetCallerIdentity.
     *
     * @throws BedrockException of kind CONFIGURATION with a Bedrock API key, which STS does not take
     */
    CallerIdentity caller();
}
