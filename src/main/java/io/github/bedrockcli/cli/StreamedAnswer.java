package io.github.bedrockcli.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockcli.aws.Bedrock;
import io.github.bedrockcli.aws.BedrockException;
import io.github.bedrockcli.aws.BedrockException.Kind;
import io.github.bedrockcli.aws.EventStream;
import io.github.bedrockcli.aws.StreamEvent;
import io.github.bedrockcli.cli.OutputOptions.Format;
import io.github.bedrockcli.family.StreamEnd;
import io.github.bedrockcli.family.TextFamily;
import io.github.bedrockcli.family.TextFamily.ChunkDecoder;
import io.github.bedrockcli.model.AnswerTooLongException;
import io.github.bedrockcli.model.Json;
import io.github.bedrockcli.model.Reply;
import io.github.bedrockcli.model.ReplySink;
import io.github.bedrockcli.render.AnswerFacts;
import io.github.bedrockcli.render.AnswerJson;
import io.github.bedrockcli.render.EventSink;
import io.github.bedrockcli.render.Tee;
import io.github.bedrockcli.render.TextSink;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What comes of one attempt at a stream: events in, printed as they come. Its chunks never pile up in memory. */
final class StreamedAnswer {
    /** The most that is kept for {@code -o json}, in bytes: a hundred times what a long answer's chunks have. */
    private static final long MAX_CHUNKS = 1L << 30;

    /** A chunk above this, in bytes, is not held once more as a line. */
    private static final int LARGE = 1 << 20;

    private final Bedrock bedrock;
    private final Planned.Text planned;
    private final Format format;
    private final Notes notes;
    private final AnswerOutput target;
    private final Spool spool;
    private final JsonGenerator chunks;
    private final long start;
    private final Reply reply;
    private final TextSink text;
    private final ReasoningNotes reasoning;
    private final EventSink events;
    private @Nullable Duration firstByte;
    private @Nullable String requestId;
    private boolean started;

    /**
     * @param spool keeps the chunks where the format has them at its end
     * @param start {@link System#nanoTime} when the answer was asked for
     */
    StreamedAnswer(
            Bedrock bedrock,
            Planned.Text planned,
            Format format,
            Notes notes,
            AnswerOutput target,
            Spool spool,
            long start)
            throws IOException {
        this.bedrock = bedrock;
        this.planned = planned;
        this.format = format;
        this.notes = notes;
        this.target = target;
        this.spool = spool;
        this.chunks = Json.writer(spool);
        this.start = start;
        this.reply = format == Format.JSON ? Reply.ofStream() : Reply.ofPrintedStream();
        this.text = new TextSink(target.text(), false);
        this.reasoning = new ReasoningNotes(notes, text::flush);
        this.events = new EventSink(Generation.writer(target));
        chunks.writeStartArray();
    }

    /** Another attempt, of which nothing has come; a start that stays printed is not printed again. */
    StreamedAnswer anew() throws IOException {
        StreamedAnswer next = new StreamedAnswer(bedrock, planned, format, notes, target, spool, start);
        next.started = started && !target.restarts();
        return next;
    }

    /** Takes the stream's events up to its end, or to the end of the answer. */
    void receive(EventStream stream) throws IOException {
        TextFamily codec = planned.codec();
        ChunkDecoder decoder = codec == null ? chunk -> {} : codec.decoder(sink());
        try {
            for (StreamEvent event = stream.nextEvent(); event != null; event = stream.nextEvent()) {
                if (firstByte == null) {
                    begin();
                    firstByte = elapsed();
                    requestId = stream.requestId().orElse(null);
                }
                JsonNode chunk = take(event);
                decoder.accept(chunk);
                if (StreamEnd.isLast(chunk, reply)) {
                    return;
                }
                if (!stream.isNextAtHand()) {
                    show();
                }
            }
            decoder.end();
        } catch (AnswerTooLongException e) {
            throw tooLong(String.valueOf(e.getMessage()));
        } finally {
            show();
        }
    }

    /** What has been printed leaves the process before the next event is waited for. */
    private void show() throws IOException {
        switch (format) {
            case TEXT -> text.flush();
            case EVENTS -> events.flush();
            case RAW -> target.stream().flush();
            case JSON -> {
                // Printed at the end.
            }
        }
    }

    /** Who answers is sure only now: a refused id may have been resolved to another. */
    private void begin() {
        if (format == Format.EVENTS && !started) {
            started = true;
            AnswerFacts facts = facts();
            events.start(facts.model(), facts.family(), facts.api(), facts.region());
        }
    }

    private JsonNode take(StreamEvent event) throws IOException {
        if (format == Format.RAW) {
            target.stream().write(event.bytes());
            target.stream().write('\n');
        }
        JsonNode chunk = event.tree();
        if (format == Format.JSON) {
            if (event.isLongerThan(LARGE)) {
                chunks.writeRawValue("");
                chunks.flush();
                Json.writeLine(spool, chunk);
            } else {
                chunks.writeRawValue(Json.line(chunk));
            }
            if (spool.size() > MAX_CHUNKS) {
                throw tooLong("the stream is longer than " + MAX_CHUNKS + " bytes, the most that is kept of one");
            }
        }
        return chunk;
    }

    private static BedrockException tooLong(String message) {
        return BedrockException.of(Kind.BROKEN_STREAM, message)
                .fix("-o text, -o events and -o raw print an answer of any length")
                .build();
    }

    private ReplySink sink() {
        return switch (format) {
            case TEXT -> new Tee(reasoning, new Tee(text, reply));
            case EVENTS -> new Tee(events, reply);
            case JSON, RAW -> reply;
        };
    }

    /** What was collected of the answer; its text only where the format needs it whole. */
    Reply reply() {
        return reply;
    }

    /** Whether anything came at all. */
    boolean began() {
        return firstByte != null;
    }

    /** Whether something of the answer was printed that another attempt would print again. */
    boolean shown() {
        return switch (format) {
            case TEXT -> text.printed();
            case EVENTS -> events.printed();
            case RAW -> began();
            case JSON -> false;
        };
    }

    /** A failure: an event of its own where there are events. */
    void failed(BedrockException error) {
        if (format == Format.EVENTS) {
            begin();
            events.error(error.getMessage(), Errors.code(error).code());
        }
    }

    /** Ends what is printed, whether or not the answer is whole. */
    void end() throws IOException {
        switch (format) {
            case TEXT -> {
                reasoning.end();
                text.end();
            }
            case EVENTS -> {
                begin();
                events.end(reply.stop(), reply.usage(), facts());
            }
            case JSON -> {
                chunks.close();
                AnswerJson.write(target.stream(), facts(), reply, spool::copyTo);
                target.stream().flush();
            }
            case RAW -> target.stream().flush();
        }
    }

    AnswerFacts facts() {
        return planned.facts(bedrock, firstByte, elapsed(), requestId);
    }

    private Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
