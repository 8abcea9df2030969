package io.github.bedrockcli.cli;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What manual pages tell of the process: environment variables and files, in the words of the README. */
final class ProcessFacts {
    private ProcessFacts() {}

    /** What each variable, or several parted by spaces, is for. */
    static Map<String, String> variables() {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put(
                "BEDROCK_MODEL BEDROCK_EMBED_MODEL BEDROCK_RERANK_MODEL",
                "the model of invoke, stream, chat; of embed; of rerank");
        variables.put("AWS_REGION AWS_DEFAULT_REGION", "region");
        variables.put("AWS_PROFILE AWS_CONFIG_FILE AWS_SHARED_CREDENTIALS_FILE", "profile and where profiles are");
        variables.put("AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN", "keys");
        variables.put("AWS_BEARER_TOKEN_BEDROCK", "a Bedrock API key; used unless --profile or --role-arn is given");
        variables.put("AWS_ROLE_ARN AWS_WEB_IDENTITY_TOKEN_FILE AWS_ROLE_SESSION_NAME", "web identity");
        variables.put(
                "AWS_CONTAINER_* AWS_EC2_METADATA_* AWS_METADATA_SERVICE_TIMEOUT",
                "credentials of containers and instances");
        variables.put(
                "AWS_ENDPOINT_URL AWS_ENDPOINT_URL_* AWS_IGNORE_CONFIGURED_ENDPOINT_URLS",
                "endpoints: of all services; of BEDROCK, BEDROCK_RUNTIME, STS, SSO, SSO_OIDC");
        variables.put(
                "AWS_USE_FIPS_ENDPOINT AWS_USE_DUALSTACK_ENDPOINT AWS_CA_BUNDLE", "as the options of these names");
        variables.put("HTTP_PROXY HTTPS_PROXY NO_PROXY", "proxies");
        variables.put("BROWSER", "what login opens its page with; %s in it is the address");
        variables.put("NO_COLOR", "no colours in the chat");
        variables.put("VISUAL EDITOR", "what /edit in a chat starts");
        variables.put("XDG_STATE_HOME", "where chats are saved, instead of ~/.local/state");
        variables.put("XDG_CACHE_HOME", "where lists of models are kept for completion, instead of ~/.cache");
        variables.put("BEDROCK_CONFIG", "the configuration file, instead of the one below");
        variables.put("BEDROCK_JAVA_OPTS", "more options for the Java virtual machine, such as -Xmx2g");
        return Collections.unmodifiableMap(variables);
    }

    /** What each file or folder holds. */
    static Map<String, String> files() {
        Map<String, String> files = new LinkedHashMap<>();
        files.put(
                "~/.config/bedrock-cli/config.properties",
                "defaults of options: KEY=VALUE, where the key is a long option name, such as region, or for one"
                        + " command chat.system; XDG_CONFIG_HOME stands for ~/.config");
        files.put("~/.aws/config", "profiles and regions, as of every AWS tool");
        files.put("~/.aws/credentials", "keys of profiles");
        files.put("~/.aws/sso/cache", "tokens of login, and the program's registration at the sign-in");
        files.put("~/.aws/cli/cache", "sessions of a profile's role, and those that took an MFA code");
        files.put("~/.local/state/bedrock-cli/chats", "the turns and answers of chat, unless --no-save is given");
        files.put(
                "~/.cache/bedrock-cli/models",
                "the ids of a region's models and inference profiles, as last listed; nothing that an account made");
        files.put(
                "~/.local/state/bedrock-cli/history",
                "what was typed at the prompt of chat on a terminal, unless --no-save is given");
        return Collections.unmodifiableMap(files);
    }
}
