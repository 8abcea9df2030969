package io.github.bedrockcli.render;

import io.github.bedrockcli.model.CallerIdentity;
import io.github.bedrockcli.model.CredentialCandidate;
import io.github.bedrockcli.model.CredentialReport;
import io.github.bedrockcli.model.CredentialStep;
import io.github.bedrockcli.model.SessionKeys;
import io.github.bedrockcli.model.Setting;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The caller for people: a fact a line, with where it comes from in brackets. */
final class WhoamiTable {
    private static final int LABEL = 13;
    private static final String UNKNOWN = "could not tell";

    private WhoamiTable() {}

    static void write(WhoamiReport whoami, Instant now, Appendable out) throws IOException {
        CredentialReport report = whoami.report();
        SessionKeys keys = whoami.keys();
        caller(whoami, out);
        Setting region = report.region();
        line(
                out,
                "region",
                region == null
                        ? "not set"
                        : region.value() + from(region.source().words()));
        line(
                out,
                "profile",
                report.profile().value() + from(report.profile().source().words()));
        credentials(report, out);
        if (keys != null && keys.key() != null) {
            line(out, "access key", keys.key());
        }
        line(out, "expires", expiry(keys, now));
        String label = "not used";
        for (CredentialCandidate other : report.candidates()) {
            if (!other.won()) {
                String key = other.key() == null ? "" : " " + other.key();
                line(out, label, other.what() + key + from(other.source().words()) + ": " + other.lost());
                label = "";
            }
        }
        for (Setting setting : report.settings()) {
            line(
                    out,
                    "setting",
                    setting.name() + " " + setting.value()
                            + from(setting.source().words()));
        }
    }

    private static void caller(WhoamiReport whoami, Appendable out) throws IOException {
        CallerIdentity caller = whoami.caller();
        String account = whoami.account();
        line(out, "account", account == null ? UNKNOWN : account);
        if (caller != null) {
            line(out, "arn", caller.arn());
            line(out, "user id", caller.userId());
        } else if (whoami.keys() != null && whoami.keys().apiKey()) {
            line(out, "arn", UNKNOWN + ": STS takes no Bedrock API keys");
        } else {
            line(out, "arn", UNKNOWN);
        }
    }

    /** What won, then the steps behind it: a role, and under it what it is assumed with. */
    private static void credentials(CredentialReport report, Appendable out) throws IOException {
        List<CredentialStep> steps = report.steps();
        if (steps.isEmpty()) {
            String what = report.winner()
                    .map(winner -> winner.what() + from(winner.source().words()))
                    .orElse("none");
            line(out, "credentials", what);
            return;
        }
        String label = "credentials";
        String arrow = "";
        for (CredentialStep step : steps) {
            String role = step.kind().equals("role") || step.kind().equals("web-identity-role") ? "role " : "";
            String mfa = step.mfa() == null ? "" : " with MFA device " + step.mfa();
            line(
                    out,
                    label,
                    arrow + role + step.what() + mfa + from(step.source().words()));
            label = "";
            arrow = "<- ";
        }
    }

    private static @Nullable String expiry(@Nullable SessionKeys keys, Instant now) {
        if (keys == null) {
            return null;
        }
        Instant end = keys.expires();
        if (end == null) {
            return keys.temporary() || keys.apiKey() ? UNKNOWN : "never";
        }
        Duration left = Duration.between(now, end);
        String time = end.truncatedTo(ChronoUnit.SECONDS).toString();
        return time + (left.isNegative() ? " (over)" : " (in " + rough(left) + ")");
    }

    private static String rough(Duration left) {
        long minutes = left.toMinutes();
        if (minutes < 1) {
            return "less than a minute";
        }
        return minutes < 120 ? minutes + " min" : left.toHours() < 72 ? left.toHours() + " h" : left.toDays() + " days";
    }

    private static String from(String words) {
        return " (" + words + ")";
    }

    private static void line(Appendable out, String label, @Nullable String value) throws IOException {
        if (value != null) {
            // Control characters could rewrite a terminal.
            out.append(label + " ".repeat(LABEL - label.length()) + value.replaceAll("\\p{Cntrl}", " "))
                    .append('\n');
        }
    }
}
