package io.github.bedrockcli.cli;

import java.util.Arrays;

/** The exit codes of the contract. */
public enum ExitCode {
    OK(0, "the whole answer was printed"),
    FAILURE(1, "unexpected failure: a defect, or the local disk"),
    USAGE(2, "wrong option or value, unreadable file, no prompt"),
    CONFIGURATION(3, "credentials, region or configuration"),
    ACCESS_DENIED(4, "access denied: IAM, SCP, model access"),
    REFUSED(5, "the service refused the request, or its reply cannot be read"),
    UNAVAILABLE(6, "throttled or unavailable after all attempts"),
    NETWORK(7, "no connection, a redirect, TLS, or time-out"),
    BROKEN(8, "the stream broke: part of the answer was printed"),
    CONDITION(9, "a condition that was asked for does not hold"),
    BLOCKED(10, "blocked by a guardrail, a content filter or a refusal"),
    INTERRUPTED(130, "interrupted, by Ctrl-C, SIGTERM or SIGHUP"),
    PIPE_CLOSED(141, "the reader closed the pipe");

    private final int code;
    private final String meaning;

    ExitCode(int code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    public int code() {
        return code;
    }

    /** The constant with this code; {@link #FAILURE} for a number that is no code of the contract. */
    static ExitCode of(int code) {
        return Arrays.stream(values())
                .filter(constant -> constant.code == code)
                .findFirst()
                .orElse(FAILURE);
    }

    /** A few words for help pages. */
    public String meaning() {
        return meaning;
    }
}
