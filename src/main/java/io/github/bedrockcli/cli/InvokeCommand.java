package io.github.bedrockcli.cli;

import io.github.bedrockcli.aws.Bedrock;
import io.github.bedrockcli.cli.OutputOptions.Format;
import io.github.bedrockcli.model.UsageException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code bedrock invoke}: one request, the whole answer. */
final class InvokeCommand extends GenerateCommand {
    /** One line, for the list of commands. */
    static final String ABOUT = "Send one request and print the whole answer; image models write files.";

    private final AsyncOptions async = new AsyncOptions();

    InvokeCommand(Io io, BedrockOpener opener) {
        super(io, opener);
    }

    @Override
    public void declare(Declarations command) {
        super.declare(command);
        command.named("invoke", ABOUT);
        command.examples(
                "bedrock invoke \"Name three rivers of Spain\"",
                "git diff | bedrock invoke -m us.anthropic.claude-haiku-4-5-20251001-v1:0 \"Write a commit message\"",
                "bedrock invoke -m amazon.titan-image-generator-v2:0 --out fox.png \"a red fox in the snow\"",
                "bedrock invoke --async --s3-output s3://my-bucket/videos/ -m luma.ray-v2:0 \"A tiger in snow\"");
        async.declare(command);
    }

    @Override
    boolean streaming() {
        return false;
    }

    @Override
    Optional<ExitCode> instead(RequestOptions request, OutputOptions output) throws IOException, InterruptedException {
        if (!async.isAsked()) {
            async.checkUnasked(typed());
            return Optional.empty();
        }
        if (output.format() != Format.TEXT && output.format() != Format.JSON) {
            throw new UsageException("invoke --async has no -o " + output.format(), "use -o json");
        }
        WaitOptions waiting = async.waiting();
        Duration limit = waiting.limit(typed());
        try (Bedrock bedrock = openResolving(request.resolve())) {
            ModelQuestions questions = request.printRequest()
                    ? ModelQuestions.refused(request.resolve())
                    : ModelQuestions.to(bedrock, request.resolve(), notes());
            AsyncStart start = request.planAsync(request.inputs(io(), notes(), typed()), async, questions);
            return Optional.of(run(bedrock, start, request, output, waiting, limit));
        }
    }

    private ExitCode run(
            Bedrock bedrock,
            AsyncStart start,
            RequestOptions request,
            OutputOptions output,
            WaitOptions waiting,
            @Nullable Duration limit)
            throws IOException, InterruptedException {
        try (AnswerOutput target = output.open(io())) {
            if (request.printRequest()) {
                print(bedrock.preview(start.request()), target);
                return ExitCode.OK;
            }
            AsyncInvocation invocation = new AsyncInvocation(
                    bedrock,
                    start,
                    output.format(),
                    notes(),
                    target,
                    connection().offline(),
                    io().stopping());
            return waiting.isAsked()
                    ? invocation.startAndWait(new JobProgress(notes(), io().errTerminal()), JobWait.Pause.REAL, limit)
                    : invocation.start();
        }
    }
}
