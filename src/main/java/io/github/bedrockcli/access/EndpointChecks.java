package io.github.bedrockcli.access;

import io.github.bedrockcli.aws.Bedrock;
import io.github.bedrockcli.aws.Bedrock.Endpoint;
import io.github.bedrockcli.aws.BedrockException;
import io.github.bedrockcli.aws.BedrockException.Kind;
import io.github.bedrockcli.aws.Reached;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/** The steps of a check-up that need no credentials: whether the endpoints answer, and at what time. */
final class EndpointChecks {
    /** Source: AWS documentation of Signature Version 4: a request is taken within five minutes of its time stamp. */
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    /** For one try to reach an endpoint, with its name, proxy, TLS and answer. */
    private static final Duration REACH = Duration.ofSeconds(20);

    private final Bedrock bedrock;
    private final Clock clock;
    private final Consumer<Check> report;

    EndpointChecks(Bedrock bedrock, Clock clock, Consumer<Check> report) {
        this.bedrock = bedrock;
        this.clock = clock;
        this.report = report;
    }

    /** An answer, and what this machine's clock said when it came. */
    record Timed(Reached reached, Instant here) {}

    /** Begins to go to an endpoint and back. */
    Bounded<Timed> reach(Endpoint endpoint) {
        return Bounded.start(REACH, () -> {
            Reached reached = bedrock.reach(endpoint);
            return new Timed(reached, clock.instant());
        });
    }

    /** Whether a signature would be taken by the time that it bears. */
    void clock(Asked<Timed> answered) {
        Timed timed = answered.value();
        Instant there = timed == null ? null : timed.reached().serverTime();
        if (timed == null) {
            report.accept(Check.unknown("clock", "needs an answer of the endpoint"));
        } else if (there == null) {
            report.accept(Check.unknown("clock", "the endpoint's reply has no date"));
        } else {
            // A Date is cut to the second.
            Duration off = Duration.between(there, timed.here());
            String how = amount(off.abs()) + (off.isNegative() ? " behind" : " ahead");
            report.accept(
                    off.abs().compareTo(TOLERANCE) < 0
                            ? Check.ok(
                                    "clock",
                                    off.abs().toSeconds() <= 1
                                            ? "the same as the service's"
                                            : how + (off.isNegative() ? "" : " of") + " the service's")
                            : Check.problem(
                                    "clock",
                                    Kind.CREDENTIALS,
                                    "this machine's clock is " + how + "; a signature is taken within five minutes",
                                    "set the clock: sudo timedatectl set-ntp true"));
        }
    }

    static String amount(Duration time) {
        if (time.toMinutes() < 2) {
            return time.toSeconds() + " s";
        }
        return time.toHours() < 3 ? time.toMinutes() + " minutes" : time.toHours() + " hours";
    }

    /** By which way an endpoint was reached, and in what time. */
    void endpoint(String step, Asked<Timed> answered) {
        Timed timed = answered.value();
        BedrockException failure = answered.failure();
        if (timed == null) {
            report.accept(failure == null ? Check.unknown(step, "not asked") : Check.problem(step, failure));
            return;
        }
        Reached reached = timed.reached();
        StringBuilder text = new StringBuilder(reached.endpoint().toString());
        if (reached.proxy() != null) {
            text.append(" through the proxy ").append(reached.proxy());
        } else if (reached.address() != null) {
            text.append(" (").append(reached.address()).append(")");
        }
        if (reached.protocol() != null) {
            text.append(", ").append(reached.protocol());
        }
        if (reached.issuer() != null) {
            text.append(", certificate of ").append(reached.issuer());
        }
        text.append(", HTTP ").append(reached.status());
        text.append(", ").append(reached.took().toMillis()).append(" ms");
        report.accept(Check.ok(step, text.toString()));
    }
}
