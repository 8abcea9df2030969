package io.github.bedrockcli.cli;

import io.github.bedrockcli.family.AsyncFamily;
import io.github.bedrockcli.family.Families;
import io.github.bedrockcli.model.AsyncJob;
import io.github.bedrockcli.model.ContentFilter;
import io.github.bedrockcli.model.ModelId;
import io.github.bedrockcli.model.UsageException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is said of an asynchronous invocation that has come to its end, and the exit code that its status gives. */
final class JobEnding {
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
        boolean blocked = message != null && ContentFilter.blocked(message);
        new ErrorLines(
                        blocked ? "what the invocation made was blocked" : "the invocation ended: " + job.status(),
                        message,
                        blocked ? "change the prompt or the pictures" : advice(job),
                        null)
                .print(notes);
        return blocked ? ExitCode.BLOCKED : ExitCode.REFUSED;
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
