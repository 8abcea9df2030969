package io.github.bedrockcli.cli;

import io.github.bedrockcli.aws.AsyncRequest;
import io.github.bedrockcli.aws.Bedrock;
import io.github.bedrockcli.aws.BedrockException;
import io.github.bedrockcli.cli.OutputOptions.Format;
import io.github.bedrockcli.model.AsyncJob;
import io.github.bedrockcli.model.Json;
import io.github.bedrockcli.model.Stopping;
import io.github.bedrockcli.render.JobJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One asynchronous invocation: started, its ARN printed, and waited for where that is asked. */
final class AsyncInvocation {
    private final Bedrock bedrock;
    private final AsyncRequest request;
    private final List<String> remarks;
    private final Format format;
    private final Notes notes;
    private final AnswerOutput target;
    private final boolean offline;
    private final Stopping stopping;

    /** @param offline whether the service is this process's own */
    AsyncInvocation(
            Bedrock bedrock,
            AsyncStart start,
            Format format,
            Notes notes,
            AnswerOutput target,
            boolean offline,
            Stopping stopping) {
        this.bedrock = bedrock;
        this.request = start.request();
        this.remarks = start.remarks();
        this.format = format;
        this.notes = notes;
        this.target = target;
        this.offline = offline;
        this.stopping = stopping;
    }

    /** Starts it and leaves it to itself. */
    ExitCode start() throws IOException {
        String arn = started();
        if (format == Format.JSON) {
            line(Json.line(JobJson.of(job(arn))));
        } else {
            line(arn);
        }
        target.complete();
        notes.note(
                offline
                        ? "note: the emulator of --offline ends with this run, and the invocation with it; --wait sees its end"
                        : "note: bedrock async get --wait " + arn);
        return ExitCode.OK;
    }

    /**
     * Starts it and waits for its end.
     *
     * @param progress told how it goes on
     * @param limit the longest wait, or null for none
     */
    ExitCode startAndWait(JobProgress progress, JobWait.Pause pause, @Nullable Duration limit)
            throws IOException, InterruptedException {
        String arn = started();
        if (format != Format.JSON) {
            // At once: whatever becomes of the wait, the invocation can be found again.
            line(arn);
        }
        AsyncJob job = waited(arn, progress, pause, limit);
        String folder = job.folder();
        if (format == Format.JSON) {
            line(Json.line(JobJson.of(job)));
        } else if (job.isCompleted() && folder != null) {
            line(folder);
        }
        target.complete();
        return JobEnding.report(job, notes);
    }

    private AsyncJob waited(String arn, JobProgress progress, JobWait.Pause pause, @Nullable Duration limit)
            throws InterruptedException {
        try (StopNote note = StopNote.of(stopping, notes, progress, arn, offline)) {
            return new JobWait(bedrock, progress, pause, limit).untilOver(arn);
        } catch (BedrockException e) {
            notes.line(StopNote.goesOn(arn));
            throw e;
        }
    }

    private String started() {
        String arn;
        try (Stopping.Mark mark = stopping.add(() -> notes.note(mayHaveStarted("interrupted; ")))) {
            arn = bedrock.startAsync(request);
        } catch (BedrockException e) {
            switch (e.kind()) {
                case UNAVAILABLE, NETWORK, TIMEOUT, CANCELLED, INTERNAL -> notes.note(mayHaveStarted("note: "));
                default -> {
                    // Nothing was started.
                }
            }
            throw e;
        }
        remarks.forEach(notes::note);
        return arn;
    }

    private String mayHaveStarted(String before) {
        return before + "it may have started; the same command with --client-token " + request.clientToken()
                + " starts no second one";
    }

    /** What is known of it without asking. */
    private AsyncJob job(String arn) {
        return new AsyncJob(
                arn,
                bedrock.called(request.model()).value(),
                AsyncJob.IN_PROGRESS,
                null,
                null,
                null,
                null,
                request.output(),
                request.clientToken());
    }

    private void line(String text) throws IOException {
        target.stream().write((text + "\n").getBytes(StandardCharsets.UTF_8));
        target.stream().flush();
    }
}
