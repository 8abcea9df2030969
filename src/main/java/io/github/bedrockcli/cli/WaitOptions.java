package io.github.bedrockcli.cli;

import io.github.bedrockcli.model.UsageException;
import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whether, and how long, the end of an asynchronous invocation is waited for. */
final class WaitOptions {
    @Option(
            names = "--wait",
            description = "Wait for the end, with progress on standard error; the exit code tells how it ended.")
    private boolean wait;

    @Option(
            names = "--wait-timeout",
            paramLabel = "S",
            description = "Longest wait for the end, in seconds (default: none).")
    private @Nullable BigDecimal timeout;

    boolean isAsked() {
        return wait;
    }

    /** The longest wait, or null for none. */
    @Nullable
    Duration limit(Typed typed) {
        if (!wait && typed.has("--wait-timeout")) {
            throw new UsageException("--wait-timeout goes with --wait");
        }
        return timeout == null ? null : ConnectionOptions.seconds("--wait-timeout", timeout);
    }
}
