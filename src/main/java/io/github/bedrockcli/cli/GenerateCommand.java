package io.github.bedrockcli.cli;

import io.github.bedrockcli.aws.Bedrock;
import io.github.bedrockcli.aws.RequestPreview;
import io.github.bedrockcli.cli.OutputOptions.Format;
import io.github.bedrockcli.model.UsageException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.SplittableRandom;

/** What {@code invoke} and {@code stream} share: they differ in how the answer comes. */
abstract class GenerateCommand extends BaseCommand {
    private final RequestOptions request = new RequestOptions();
    private final OutputOptions output = new OutputOptions();

    GenerateCommand(Io io, BedrockOpener opener) {
        super(io, opener);
    }

    @Override
    public void declare(Declarations command) {
        super.declare(command);
        request.declare(command);
        output.declare(command);
    }

    abstract boolean streaming();

    /** Does something else than fetch an answer, where that is asked; empty where it is not. */
    Optional<ExitCode> instead(RequestOptions asked, OutputOptions wanted) throws IOException, InterruptedException {
        return Optional.empty();
    }

    @Override
    final ExitCode execute() throws IOException, InterruptedException {
        Optional<ExitCode> done = instead(request, output);
        if (done.isPresent()) {
            return done.get();
        }
        if (output.format() == Format.EVENTS && !streaming()) {
            throw new UsageException("invoke has no -o events", "bedrock stream -o events");
        }
        try (Bedrock bedrock = openResolving(request.resolve())) {
            if (!request.printRequest()) {
                bedrock.expectCall(Bedrock.Endpoint.BEDROCK_RUNTIME);
            }
            return run(bedrock, request.plan(request.inputs(io(), notes(), typed()), streaming(), questions(bedrock)));
        }
    }

    private ModelQuestions questions(Bedrock bedrock) {
        return request.printRequest()
                ? ModelQuestions.unasked(request.resolve(), notes())
                : ModelQuestions.to(bedrock, request.resolve(), notes());
    }

    private ExitCode run(Bedrock bedrock, Planned planned) throws IOException, InterruptedException {
        boolean stream = streaming() && planned.streams();
        if (streaming() && !stream) {
            notes().note("note: " + planned.request().model() + " cannot stream; its whole answer is fetched at once");
        }
        if (planned instanceof Planned.Image && output.format() == Format.EVENTS) {
            throw new UsageException(planned.request().model() + " makes pictures, not events", "-o json");
        }
        planned.remarks().forEach(notes()::note);
        if (request.printRequest()) {
            return preview(bedrock, planned, stream);
        }
        if (planned instanceof Planned.Image image) {
            return new ImageGeneration(bedrock, image, output, notes()).run(io());
        }
        return text(bedrock, (Planned.Text) planned, stream);
    }

    private ExitCode text(Bedrock bedrock, Planned.Text planned, boolean stream)
            throws IOException, InterruptedException {
        try (AnswerOutput target = output.open(io());
                Spool spool = new Spool(Spool.folder(io()))) {
            if (!stream) {
                return new Generation(bedrock, planned, output, notes(), target).invoke(spool);
            }
            StreamRestarts restarts = new StreamRestarts(connection().patience(), notes(), new SplittableRandom());
            return new StreamedGeneration(bedrock, planned, output, notes(), target, restarts).run(spool);
        }
    }

    private ExitCode preview(Bedrock bedrock, Planned planned, boolean stream) throws IOException {
        try (AnswerOutput target = output.open(io())) {
            print(bedrock.preview(planned.request(), stream), target);
            return ExitCode.OK;
        }
    }

    /** The request as HTTP/1.1 would show it, its body exactly as it would be sent. */
    static void print(RequestPreview preview, AnswerOutput target) throws IOException {
        StringBuilder text = new StringBuilder();
        text.append(preview.method()).append(' ').append(preview.uri()).append('\n');
        preview.headers()
                .forEach((name, values) -> values.forEach(
                        value -> text.append(name).append(": ").append(value).append('\n')));
        text.append('\n').append(preview.body()).append('\n');
        target.stream().write(text.toString().getBytes(StandardCharsets.UTF_8));
        target.complete();
    }
}
