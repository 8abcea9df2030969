package io.github.bedrockcli.cli;

import io.github.bedrockcli.family.AsyncFamily;
import io.github.bedrockcli.family.Families;
import io.github.bedrockcli.model.AsyncJob;
import io.github.bedrockcli.model.ModelId;
import io.github.bedrockcli.model.UsageException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is said of an asynchronous invocation that has come to its end, and the exit code that its status gives. */
final class JobEnding {
    /**
     * What the messages of blocked prompts and blocked videos have in common. Source: Nova user guide, "Error handling"
     * of video generation, 2026-11.
     */
    private static final String BLOCKED = "blocked by our content filters";

    private JobEnding() {}

    /** Says how it ended where it did not end well, and gives the exit code. */
    static ExitCode report(AsyncJob job, Notes notes) {
        if (job.isCompleted()) {
            return ExitCode.OK;
        }
        if (!job.isOver()) {
            new ErrorLines(
                            "time ran out: the invocation is still in progress",
                            null,
                            "wait again: bedrock async get --wait " + job.arn(),
                            null)
                    .print(notes);
            return ExitCode.NETWORK;
        }
        String message = job.failureMessage();
        boolean blocked = isBlocked(message);
        new ErrorLines(
                        blocked ? "what the invocation made was blocked" : "the invocation ended: " + job.status(),
                        message,
                        blocked ? "change the prompt or the pictures" : advice(job),
                        null)
                .print(notes);
        return blocked ? ExitCode.BLOCKED : ExitCode.REFUSED;
    }

    static boolean isBlocked(@Nullable String message) {
        return message != null && message.contains(BLOCKED);
    }

    private static @Nullable String advice(AsyncJob job) {
        return Optional.ofNullable(job.model())
                .flatMap(JobEnding::family)
                .flatMap(AsyncFamily::report)
                .filter(file -> job.folder() != null)
                .map(file -> "what failed may stand in " + job.folder() + file)
                .orElse(null);
    }

    private static Optional<AsyncFamily> family(String model) {
        try {
            return Families.async(ModelId.of(model));
        } catch (UsageException e) {
            return Optional.empty();
        }
    }
}
