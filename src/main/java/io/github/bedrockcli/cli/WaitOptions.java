package io.github.bedrockcli.cli;

import io.github.bedrockcli.model.UsageException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Whether, and how long, the end of an asynchronous invocation is waited for. */
final class WaitOptions {
    private boolean wait;
    private @Nullable Seconds timeout;

    void declare(Declarations command) {
        command.flag(
                "--wait",
                "Wait for the end, with progress on standard error; the exit code tells how it ended.",
                value -> wait = value);
        command.option("--wait-timeout", "S", "Longest wait for the end, in seconds (default: none).")
                .seconds(value -> timeout = value);
    }

    boolean isAsked() {
        return wait;
    }

    /** The longest wait, or null for none. */
    @Nullable
    Duration limit(Typed typed) {
        if (!wait && typed.has("--wait-timeout")) {
            throw new UsageException("--wait-timeout goes with --wait");
        }
        return timeout == null ? null : timeout.duration("--wait-timeout");
    }
}
