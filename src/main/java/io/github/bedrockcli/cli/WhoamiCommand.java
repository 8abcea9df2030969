package io.github.bedrockcli.cli;

import io.github.bedrockcli.aws.Bedrock;
import io.github.bedrockcli.aws.BedrockException;
import io.github.bedrockcli.aws.Identity;
import io.github.bedrockcli.model.CallerIdentity;
import io.github.bedrockcli.model.SessionKeys;
import io.github.bedrockcli.render.WhoamiFormat;
import io.github.bedrockcli.render.WhoamiReport;
import java.io.IOException;
import java.io.Writer;
import org.jspecify.annotations.Nullable;

/** {@code bedrock whoami}: whose credentials sign, and why these. */
final class WhoamiCommand extends BaseCommand {
    /** One line, for the list of commands. */
    static final String ABOUT = "Show account, ARN and region, and which credentials won over which others.";

    private WhoamiFormat format = WhoamiFormat.TABLE;

    WhoamiCommand(Io io, BedrockOpener opener) {
        super(io, opener);
    }

    @Override
    public void declare(Declarations command) {
        super.declare(command);
        command.named(
                "whoami",
                ABOUT,
                "Where each comes from, and when the credentials end; never a secret.",
                "What is broken is an error, after what is known all the same.");
        command.examples("bedrock whoami --profile dev", "bedrock whoami -o json | jq -r .account");
        command.option("-o, --output", "FORMAT", "table or json (default: table).")
                .byDefault("table")
                .word(WhoamiFormat.values(), value -> format = value);
    }

    @Override
    ExitCode execute() throws IOException {
        try (Bedrock bedrock = openBedrock()) {
            Identity identity = bedrock.identity();
            SessionKeys keys = null;
            CallerIdentity caller = null;
            // The caller can be told without a region, and nothing can be called without one.
            BedrockException failure = regionless(bedrock);
            try {
                keys = identity.session();
                caller = keys.apiKey() ? null : identity.caller();
            } catch (BedrockException e) {
                failure = failure == null ? e : failure;
            }
            print(new WhoamiReport(identity.report(), keys, caller, problem(failure)));
            if (failure != null) {
                throw failure;
            }
            return ExitCode.OK;
        }
    }

    private static @Nullable BedrockException regionless(Bedrock bedrock) {
        try {
            bedrock.region();
            return null;
        } catch (BedrockException e) {
            return e;
        }
    }

    private void print(WhoamiReport whoami) throws IOException {
        Writer out = AnswerOutput.standard(io()).text();
        format.write(whoami, io().clock().instant(), out);
        out.flush();
    }

    private static @Nullable String problem(@Nullable BedrockException failure) {
        return failure == null ? null : failure.getMessage();
    }
}
