package io.github.bedrockcli.cli;

import io.github.bedrockcli.aws.Bedrock;
import io.github.bedrockcli.aws.BedrockException;
import io.github.bedrockcli.aws.BedrockException.Kind;
import io.github.bedrockcli.aws.SignInPrompt.Approval;
import io.github.bedrockcli.aws.SignIns;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code bedrock login}: signs in at IAM Identity Center. */
final class LoginCommand extends SignInCommand {
    /** One line, for the list of commands. */
    static final String ABOUT = "Sign in at IAM Identity Center, for this program, the AWS CLI and the SDKs.";

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private static final Set<Kind> ANSWERS =
            Set.of(Kind.ACCESS_DENIED, Kind.CREDENTIALS, Kind.CONFIGURATION, Kind.REFUSED);

    private boolean deviceCode;
    private boolean noBrowser;

    LoginCommand(Io io, BedrockOpener opener) {
        super(io, opener);
    }

    @Override
    public void declare(Declarations command) {
        super.declare(command);
        command.named(
                "login",
                ABOUT,
                "The AWS configuration file says where, in lines like these:",
                "",
                "  [profile dev]",
                "  sso_session = corp",
                "  sso_account_id = 123456789012",
                "  sso_role_name = Developer",
                "  region = us-east-1",
                "  [sso-session corp]",
                "  sso_start_url = https://example.awsapps.com/start",
                "  sso_region = eu-west-1",
                "");
        command.examples(
                "bedrock login --profile sso-dev", "bedrock login --sso-session corp --use-device-code --no-browser");
        command.flag(
                "--use-device-code",
                "Sign in by a code that can be approved in any browser, also on another device.",
                value -> deviceCode = value);
        command.flag("--no-browser", "Open no browser, only print the address.", value -> noBrowser = value);
    }

    @Override
    ExitCode execute() {
        refuseOthers("login");
        @Nullable String session = session();
        Browser browser = Browser.of(io().environment(), System.getProperty("os.name", ""));
        try (Bedrock bedrock = openBedrock()) {
            SignIns signIns = bedrock.signIns();
            SignIns.SignedIn signedIn =
                    signIns.signIn(session, browser.isHere() && !deviceCode, approval -> ask(approval, browser));
            notes().line("Signed in to " + signedIn.title() + " until " + TIME.format(signedIn.until())
                    + (signedIn.renewable() ? ", renewed by itself while the session lasts" : ""));
            if (session == null) {
                tellRole(signIns);
            }
            return ExitCode.OK;
        }
    }

    /** A person has to read this, so that not even {@code --quiet} silences it. */
    private void ask(Approval approval, Browser browser) {
        Notes notes = notes();
        boolean opened = !noBrowser && browser.open(approval.url());
        String minutes = minutes(approval.until());
        notes.line((opened ? "Opening a browser to sign in to " : "Open this page to sign in to ") + approval.title()
                + (opened ? "; if none comes up, open this page" : "") + " (within " + minutes + "):");
        notes.line("  " + approval.url());
        if (approval.code() != null) {
            notes.line("and check that it shows this code, or type it in at " + approval.page() + ":");
            notes.line("  " + approval.code());
        } else {
            notes.line("If that browser is on another device, end this with Ctrl-C and add --use-device-code.");
        }
    }

    private String minutes(Instant until) {
        long seconds = Duration.between(io().clock().instant(), until).toSeconds();
        long minutes = Math.max(1, (seconds + 30) / 60);
        return minutes + (minutes == 1 ? " minute" : " minutes");
    }

    /** What is refused here would be refused by each call to come; what is only unsure is said. */
    private void tellRole(SignIns signIns) {
        try {
            Optional<SignIns.Role> role = signIns.role();
            role.ifPresent(given -> notes().line("Profile '" + given.profile() + "' has role " + given.name()
                    + " in account " + given.account()));
        } catch (BedrockException e) {
            if (isAnswer(e)) {
                throw e;
            }
            notes().note("note: whether the profile's role can be had could not be told: " + e.getMessage());
        }
    }

    private static boolean isAnswer(BedrockException failure) {
        return ANSWERS.contains(failure.kind());
    }
}
