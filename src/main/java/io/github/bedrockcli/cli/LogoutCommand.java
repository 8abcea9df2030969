package io.github.bedrockcli.cli;

import io.github.bedrockcli.aws.Bedrock;
import io.github.bedrockcli.aws.SignIns;
import io.github.bedrockcli.model.UsageException;
import org.jspecify.annotations.Nullable;

/** {@code bedrock logout}: ends a sign-in at IAM Identity Center. */
final class LogoutCommand extends SignInCommand {
    /** One line, for the list of commands. */
    static final String ABOUT = "End the sign-in of a profile or a session at IAM Identity Center, or every one.";

    private boolean all;

    LogoutCommand(Io io, BedrockOpener opener) {
        super(io, opener);
    }

    @Override
    public void declare(Declarations command) {
        super.declare(command);
        command.named("logout", ABOUT, "Removes its token and the role credentials that the AWS CLI cached with it.");
        command.examples("bedrock logout --profile sso-dev", "bedrock logout --all");
        command.flag("--all", "Every sign-in that is kept, also those of the AWS CLI.", value -> all = value);
    }

    @Override
    ExitCode execute() {
        refuseOthers("logout");
        @Nullable String session = session();
        // Only as typed: a default for list-models must not end every sign-in.
        boolean every = all && typed().has("--all");
        if (every && typed().any("--profile", "--sso-session")) {
            throw new UsageException("--all goes without --profile and --sso-session", "leave out one of them");
        }
        try (Bedrock bedrock = openBedrock()) {
            SignIns signIns = bedrock.signIns();
            SignIns.SignedOut ended = every ? signIns.signOutEverywhere() : signIns.signOut(session);
            ended.problems().forEach(problem -> notes().note("warning: " + problem));
            notes().note(
                            ended.tokens() + ended.credentials() == 0
                                    ? "There was no sign-in to end"
                                    : "Signed out: " + count(ended.tokens(), "token") + " and "
                                            + count(ended.credentials(), "cached role credential") + " removed");
            return ExitCode.OK;
        }
    }

    private static String count(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}
