package io.github.bedrockcli.cli;

import io.github.bedrockcli.model.UsageException;
import org.jspecify.annotations.Nullable;

/** What {@code login} and {@code logout} share: which sign-in is meant. */
abstract class SignInCommand extends BaseCommand {
    private @Nullable String session;

    SignInCommand(Io io, BedrockOpener opener) {
        super(io, opener);
    }

    @Override
    public void declare(Declarations command) {
        super.declare(command);
        command.option(
                        "--sso-session",
                        "NAME",
                        "The [sso-session NAME] of the configuration file (default: that of the profile).")
                .text(value -> session = value);
    }

    /** The session asked for by its name; null for that of the profile. */
    final @Nullable String session() {
        Typed typed = typed();
        if (typed.has("--sso-session") && typed.has("--profile")) {
            throw new UsageException(
                    "--sso-session and --profile name two sign-ins", "give one of them: a profile names its session");
        }
        if (session != null && session.isBlank()) {
            throw new UsageException("--sso-session is a name, and it is empty");
        }
        return typed.has("--profile") ? null : session;
    }

    /** Options that say where Bedrock is, or as whom to call it, have no meaning before there is a sign-in. */
    final void refuseOthers(String command) {
        for (String option : new String[] {
            "--offline", "--role-arn", "--endpoint-url", "--region", "--use-fips-endpoint", "--use-dualstack-endpoint"
        }) {
            if (typed().has(option)) {
                throw new UsageException(
                        command + " takes no " + option,
                        option.equals("--offline")
                                ? "leave it out; offline nobody has to be signed in"
                                : "leave it out; the sign-in's region is sso_region, and AWS_ENDPOINT_URL_SSO_OIDC and"
                                        + " AWS_ENDPOINT_URL_SSO say where it is");
            }
        }
    }
}
