package io.github.bedrockcli.cli;

import io.github.bedrockcli.aws.Bedrock;
import io.github.bedrockcli.model.AsyncJob;
import io.github.bedrockcli.model.Json;
import io.github.bedrockcli.model.UsageException;
import io.github.bedrockcli.render.JobJson;
import io.github.bedrockcli.render.JobTable;
import java.io.IOException;
import java.io.Writer;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code bedrock async get}: what has become of one asynchronous invocation. */
final class AsyncGetCommand extends BaseCommand {
    /** One line, for the list of commands. */
    static final String ABOUT = "Show one asynchronous invocation: its status, and where in S3 its files are.";

    private static final Pattern ARN = Pattern.compile("arn:[a-z-]+:bedrock:([a-z0-9-]+):[0-9]{12}:async-invoke/\\S+");

    /** The forms of one invocation. */
    enum Format {
        TEXT,
        JSON
    }

    private String arn = "";
    private final WaitOptions wait = new WaitOptions();
    private Format format = Format.TEXT;

    AsyncGetCommand(Io io, BedrockOpener opener) {
        super(io, opener);
    }

    @Override
    public void declare(Declarations command) {
        super.declare(command);
        command.named("get", ABOUT, "The region is the ARN's unless --region names another.");
        command.examples(
                "bedrock async get \"$(bedrock async list --max 1 -o ids)\"",
                "bedrock async get --wait -o json \"$(bedrock async list --max 1 -o ids)\"");
        command.argument("ARN", "1", "The invocation's ARN, as --async printed it.")
                .text(value -> arn = value);
        wait.declare(command);
        command.option("-o, --output", "FORMAT", "text (a fact a line) or json (default: text).")
                .byDefault("text")
                .word(Format.values(), value -> format = value);
    }

    @Override
    ExitCode execute() throws IOException, InterruptedException {
        Duration limit = wait.limit(typed());
        try (Bedrock bedrock = openBedrock(region())) {
            AsyncJob job = wait.isAsked() ? waited(bedrock, limit) : bedrock.asyncJob(arn);
            print(job);
            return wait.isAsked() ? JobEnding.report(job, notes()) : ExitCode.OK;
        }
    }

    /** The ARN tells where to ask. */
    private @Nullable String region() {
        Matcher matcher = ARN.matcher(arn);
        if (!matcher.matches()) {
            throw new UsageException(
                    "not the ARN of an asynchronous invocation: '" + arn + "'", "bedrock async list shows them");
        }
        return typed().has("--region") ? null : matcher.group(1);
    }

    private AsyncJob waited(Bedrock bedrock, @Nullable Duration limit) throws InterruptedException {
        JobProgress progress = new JobProgress(notes(), io().errTerminal());
        try (StopNote note = StopNote.of(
                io().stopping(), notes(), progress, arn, connection().offline())) {
            return new JobWait(bedrock, progress, JobWait.Pause.REAL, limit).untilOver(arn);
        }
    }

    private void print(AsyncJob job) throws IOException {
        Writer out = AnswerOutput.standard(io()).text();
        if (format == Format.JSON) {
            out.append(Json.line(JobJson.of(job))).append('\n');
        } else {
            JobTable.details(job, out);
        }
        out.flush();
    }
}
