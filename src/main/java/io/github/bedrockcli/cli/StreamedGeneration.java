package io.github.bedrockcli.cli;

import io.github.bedrockcli.aws.Bedrock;
import io.github.bedrockcli.aws.BedrockException;
import io.github.bedrockcli.aws.BedrockException.Kind;
import io.github.bedrockcli.aws.EventStream;
import io.github.bedrockcli.cli.OutputOptions.Format;
import io.github.bedrockcli.family.TextFamily;
import io.github.bedrockcli.model.Outcome;
import io.github.bedrockcli.model.Stop;
import io.github.bedrockcli.model.UsageException;
import io.github.bedrockcli.render.AnswerFacts;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** One streamed answer: printed as it comes, started again where that is asked for, and what is said when it stops. */
final class StreamedGeneration {
    private final Bedrock bedrock;
    private final Planned.Text planned;
    private final OutputOptions output;
    private final Notes notes;
    private final AnswerOutput target;
    private final StreamRestarts restarts;
    private final long start = System.nanoTime();

    StreamedGeneration(
            Bedrock bedrock,
            Planned.Text planned,
            OutputOptions output,
            Notes notes,
            AnswerOutput target,
            StreamRestarts restarts) {
        this.bedrock = bedrock;
        this.planned = planned;
        this.output = output;
        this.notes = notes;
        this.target = target;
        this.restarts = restarts;
    }

    /** @param spool keeps chunks, and is closed by the caller */
    ExitCode run(Spool spool) throws IOException, InterruptedException {
        if (planned.codec() == null && output.format() != Format.RAW) {
            throw new UsageException(
                    "the family of " + planned.request().model() + " is not known, so its stream cannot be read",
                    "name it with --family, or print the chunks with -o raw");
        }
        target.keepWhenStopped(notes);
        StreamedAnswer answer = new StreamedAnswer(bedrock, planned, output.format(), notes, target, spool, start);
        BedrockException failure = attempt(answer);
        while (restarts.again(answer, broke(answer, failure), target.restarts())) {
            if (target.restarts()) {
                target.restart();
            }
            spool.clear();
            answer = answer.anew();
            failure = attempt(answer);
        }
        if (failure != null) {
            throw failed(answer, failure);
        }
        return finish(answer);
    }

    /** Why the answer is not whole; null when it is, or when all events came without its end. */
    private @Nullable BedrockException attempt(StreamedAnswer answer) throws IOException {
        try (EventStream stream = bedrock.stream(planned.request().after(restarts.earlier()))) {
            try {
                answer.receive(stream);
                return null;
            } finally {
                restarts.made(stream.attempts());
            }
        } catch (BedrockException e) {
            if (answer.reply().stop() == null || e.spoilsEndedAnswer()) {
                return e;
            }
            // The answer is whole; what broke afterwards was only the connection.
            notes.detail("the connection broke after the end of the answer: " + e.getMessage());
            return null;
        }
    }

    /** What a retry would be for: why the stream broke off; null when it did not. */
    private @Nullable BedrockException broke(StreamedAnswer answer, @Nullable BedrockException failure) {
        if (failure != null) {
            return answer.began() ? failure.midAnswer() : failure;
        }
        return planned.codec() == null || answer.reply().stop() != null
                ? null
                : BedrockException.of(Kind.BROKEN_STREAM, "it ended before the end of the answer")
                        .build();
    }

    /** All bytes came. Whether the answer is whole, its own end event tells. */
    private ExitCode finish(StreamedAnswer answer) throws IOException {
        TextFamily codec = planned.codec();
        answer.end();
        Path kept = null;
        if (codec == null || answer.reply().isWhole()) {
            target.complete();
        } else {
            kept = target.keepPartial();
        }
        AnswerFacts facts = answer.facts();
        Ending.details(notes, facts);
        if (output.usage()) {
            Ending.usage(notes, answer.reply().usage(), facts);
        }
        return codec == null
                ? ExitCode.OK
                : new Ending(notes, kept)
                        .report(answer.reply(), Ending.Cut.STREAM_ENDED_EARLY, codec.name(), output.strict());
    }

    /** The request or the stream failed: keeps what came; the error itself is reported by the caller. */
    private RuntimeException failed(StreamedAnswer answer, BedrockException error) throws IOException {
        BedrockException reported = answer.began() ? error.midAnswer() : error;
        Stop ended = answer.reply().stop();
        if (ended != null) {
            // The answer had its end, and what followed says that it is not to be relied on.
            answer.reply().stop(new Stop(ended.reason(), Outcome.BROKEN));
        }
        answer.failed(reported);
        if (reported.kind() != Kind.BROKEN_STREAM && output.format() != Format.EVENTS && !answer.began()) {
            return reported;
        }
        answer.end();
        Path kept = target.keepPartial();
        return kept == null ? reported : CutRunException.of(reported, kept);
    }
}
