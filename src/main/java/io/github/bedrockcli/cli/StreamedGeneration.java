package io.github.bedrockcli.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.bedrockcli.aws.Bedrock;
import io.github.bedrockcli.aws.BedrockException;
import io.github.bedrockcli.aws.BedrockException.Kind;
import io.github.bedrockcli.aws.EventStream;
import io.github.bedrockcli.cli.OutputOptions.Format;
import io.github.bedrockcli.family.StreamEnd;
import io.github.bedrockcli.family.TextFamily;
import io.github.bedrockcli.family.TextFamily.ChunkDecoder;
import io.github.bedrockcli.model.Json;
import io.github.bedrockcli.model.Outcome;
import io.github.bedrockcli.model.Reply;
import io.github.bedrockcli.model.ReplySink;
import io.github.bedrockcli.model.Stop;
import io.github.bedrockcli.model.UsageException;
import io.github.bedrockcli.render.AnswerFacts;
import io.github.bedrockcli.render.AnswerJson;
import io.github.bedrockcli.render.EventSink;
import io.github.bedrockcli.render.Tee;
import io.github.bedrockcli.render.TextSink;
import java.io.IOException;
import java.io.Writer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One streamed answer: events in, print as they come, and what to say when they stop coming. */
final class StreamedGeneration {
    private final Bedrock bedrock;
    private final Planned.Text planned;
    private final OutputOptions output;
    private final Notes notes;
    private final AnswerOutput target;
    private final Writer writer;
    private final Reply reply = new Reply();
    private final ArrayNode chunks = JsonNodeFactory.instance.arrayNode();
    private final TextSink text;
    private final ReasoningNotes reasoning;
    private final EventSink events;
    private final long start = System.nanoTime();
    private @Nullable Duration firstByte;
    private @Nullable String requestId;

    StreamedGeneration(Bedrock bedrock, Planned.Text planned, OutputOptions output, Notes notes, AnswerOutput target) {
        this.bedrock = bedrock;
        this.planned = planned;
        this.output = output;
        this.notes = notes;
        this.target = target;
        this.writer = Generation.writer(target);
        this.text = new TextSink(writer, true);
        this.reasoning = new ReasoningNotes(notes);
        this.events = new EventSink(writer);
    }

    ExitCode run() throws IOException {
        TextFamily codec = planned.codec();
        if (codec == null && output.format() != Format.RAW) {
            throw new UsageException(
                    "the family of " + planned.request().model() + " is not known, so its stream cannot be read",
                    "name it with --family, or print the chunks with -o raw");
        }
        try (EventStream stream = bedrock.stream(planned.request())) {
            receive(stream, codec);
        } catch (BedrockException e) {
            if (reply.stop() == null || e.spoilsEndedAnswer()) {
                throw fail(codec, e);
            }
            // The answer is whole; what broke afterwards was only the connection.
            notes.detail("the connection broke after the end of the answer: " + e.getMessage());
        }
        return finish(codec);
    }

    private void receive(EventStream stream, @Nullable TextFamily codec) throws IOException {
        ChunkDecoder decoder = codec == null ? chunk -> {} : codec.decoder(sink());
        for (byte[] event = stream.next(); event != null; event = stream.next()) {
            if (firstByte == null) {
                begin(codec);
                firstByte = elapsed();
                requestId = stream.requestId().orElse(null);
            }
            if (output.format() == Format.RAW) {
                target.stream().write(event);
                target.stream().write('\n');
                target.stream().flush();
            }
            JsonNode chunk = parse(event);
            if (output.format() == Format.JSON) {
                chunks.add(chunk);
            }
            decoder.accept(chunk);
            if (StreamEnd.isLast(chunk, reply)) {
                return;
            }
        }
        decoder.end();
    }

    /** Who answers is sure only now: a refused id may have been resolved to another. */
    private void begin(@Nullable TextFamily codec) {
        if (output.format() == Format.EVENTS) {
            events.start(
                    bedrock.called(planned.request().model()).value(),
                    name(codec),
                    planned.request().api(),
                    bedrock.region());
        }
    }

    private ReplySink sink() {
        return switch (output.format()) {
            case TEXT -> new Tee(reasoning, new Tee(text, reply));
            case EVENTS -> new Tee(events, reply);
            case JSON, RAW -> reply;
        };
    }

    private JsonNode parse(byte[] event) {
        try {
            return Json.parse(event);
        } catch (JsonProcessingException e) {
            // Not an answer: Palmyra, for one, ends its stream with a literal [DONE].
            return Json.object();
        }
    }

    /** All bytes came. Whether the answer is whole, its own end event tells. */
    private ExitCode finish(@Nullable TextFamily codec) throws IOException {
        if (firstByte == null) {
            begin(codec);
        }
        AnswerFacts facts = facts(codec);
        endOutput(facts);
        if (codec == null || reply.isWhole()) {
            target.complete();
        } else {
            target.keepPartial(notes);
        }
        Ending.details(notes, facts);
        if (output.usage()) {
            Ending.usage(notes, reply.usage(), facts);
        }
        return codec == null
                ? ExitCode.OK
                : Ending.report(reply, Ending.Cut.STREAM_ENDED_EARLY, codec.name(), output.strict(), notes);
    }

    /** The request or the stream failed: keeps what came and says so; the error itself is reported by the caller. */
    private BedrockException fail(@Nullable TextFamily codec, BedrockException error) throws IOException {
        BedrockException reported = firstByte == null ? error : error.midAnswer();
        if (firstByte == null) {
            begin(codec);
        }
        if (output.format() == Format.EVENTS) {
            events.error(reported.getMessage(), Errors.code(reported).code());
        }
        Stop ended = reply.stop();
        if (ended != null) {
            // The answer had its end, and what followed says that it is not to be relied on.
            reply.stop(new Stop(ended.reason(), Outcome.BROKEN));
        }
        // A stream that broke before its first event is an answer that began all the same.
        if (firstByte != null || output.format() == Format.EVENTS || reported.kind() == Kind.BROKEN_STREAM) {
            endOutput(facts(codec));
            target.keepPartial(notes);
        }
        return reported;
    }

    private void endOutput(AnswerFacts facts) throws IOException {
        switch (output.format()) {
            case TEXT -> {
                reasoning.end();
                text.end();
            }
            case EVENTS -> events.end(reply.stop(), reply.usage(), facts);
            case JSON -> {
                writer.write(Json.line(AnswerJson.of(facts, reply, chunks)));
                writer.write('\n');
                writer.flush();
            }
            case RAW -> target.stream().flush();
        }
    }

    private AnswerFacts facts(@Nullable TextFamily codec) {
        return new AnswerFacts(
                bedrock.called(planned.request().model()).value(),
                name(codec),
                planned.request().api(),
                bedrock.region(),
                firstByte,
                elapsed(),
                requestId);
    }

    private static @Nullable String name(@Nullable TextFamily codec) {
        return codec == null ? null : codec.name();
    }

    private Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
