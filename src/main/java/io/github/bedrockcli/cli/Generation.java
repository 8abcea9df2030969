package io.github.bedrockcli.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.bedrockcli.aws.Bedrock;
import io.github.bedrockcli.aws.BedrockException;
import io.github.bedrockcli.aws.BedrockException.Kind;
import io.github.bedrockcli.aws.BedrockRequest;
import io.github.bedrockcli.aws.BedrockResponse;
import io.github.bedrockcli.cli.OutputOptions.Format;
import io.github.bedrockcli.family.TextFamily;
import io.github.bedrockcli.model.AnswerTooLongException;
import io.github.bedrockcli.model.Json;
import io.github.bedrockcli.model.Reply;
import io.github.bedrockcli.model.Usage;
import io.github.bedrockcli.render.AnswerFacts;
import io.github.bedrockcli.render.AnswerJson;
import io.github.bedrockcli.render.EventSink;
import io.github.bedrockcli.render.TextSink;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One call to a text model, from the request to the printed answer and the exit code. */
final class Generation {
    /** The longest reply, in bytes, that is looked into after it was passed on. */
    private static final int MOST_READ = 32 << 20;

    private static final String RAW = "-o raw passes it on as received, whatever it is";

    private final Bedrock bedrock;
    private final Planned.Text planned;
    private final OutputOptions output;
    private final Notes notes;
    private final AnswerOutput target;

    Generation(Bedrock bedrock, Planned.Text planned, OutputOptions output, Notes notes, AnswerOutput target) {
        this.bedrock = bedrock;
        this.planned = planned;
        this.output = output;
        this.notes = notes;
        this.target = target;
    }

    /** A reply as it came. */
    private static final class Body {
        private final byte @Nullable [] body;
        private final @Nullable JsonNode tree;
        private final @Nullable String problem;

        /**
         * @param body null when it is too long to be looked into
         * @param tree null when the body is no JSON
         * @param problem why not, or null
         */
        private Body(byte @Nullable [] body, @Nullable JsonNode tree, @Nullable String problem) {
            this.body = body;
            this.tree = tree;
            this.problem = problem;
        }

        static Body of(byte @Nullable [] body) {
            try {
                return new Body(body, body == null ? null : Json.parse(body), null);
            } catch (JsonProcessingException e) {
                return new Body(body, null, "the reply " + ReplyProblem.of(body, e));
            }
        }

        byte[] bytes() {
            return body == null ? new byte[0] : body;
        }

        /** The JSON, or else what it is as text. */
        JsonNode json() {
            return tree == null ? TextNode.valueOf(new String(bytes(), StandardCharsets.UTF_8)) : tree;
        }
    }

    /**
     * The whole answer at once.
     *
     * @param spool keeps a body that is only passed on, and is closed by the caller
     */
    ExitCode invoke(Spool spool) throws IOException {
        boolean raw = output.format() == Format.RAW;
        BedrockResponse response = call(raw ? planned.request().replyingTo(spool::begin) : planned.request());
        Body body = Body.of(raw ? spool.bytes(MOST_READ) : response.body());
        AnswerFacts facts = planned.facts(bedrock, response.firstByte(), response.total(), response.requestId());
        Reply reply = read(body, response);
        TextFamily codec = planned.codec();
        switch (output.format()) {
            case RAW -> spool.copyTo(target.stream());
            case JSON -> AnswerJson.write(target.stream(), facts, reply, body.json());
            case EVENTS -> printEvents(facts, reply);
            default -> printText(codec, reply, body.bytes());
        }
        Path kept = null;
        if (codec == null || raw || reply.isWhole()) {
            target.complete();
        } else {
            kept = target.keepPartial();
        }
        Ending.details(notes, facts);
        if (output.usage()) {
            Ending.usage(notes, reply.usage(), facts);
        }
        if (codec == null || (raw && reply.stop() == null)) {
            return ExitCode.OK;
        }
        return new Ending(notes, kept, body.problem)
                .report(reply, Ending.Cut.UNREADABLE_REPLY, codec.name(), output.strict());
    }

    private Reply read(Body body, BedrockResponse response) {
        Reply reply = new Reply();
        reply.usage(response.headerUsage());
        TextFamily codec = planned.codec();
        JsonNode tree = body.tree;
        if (codec != null && tree != null) {
            try {
                codec.reply(tree, reply);
            } catch (AnswerTooLongException e) {
                throw BedrockException.of(Kind.UNREADABLE, String.valueOf(e.getMessage()))
                        .requestId(response.requestId())
                        .fix(RAW)
                        .build();
            }
        }
        return reply;
    }

    private void printText(@Nullable TextFamily codec, Reply reply, byte[] body) throws IOException {
        if (codec == null) {
            notes.note("note: the family of " + planned.request().model()
                    + " is not known; this is its reply as received (name it with --family)");
            target.write(body);
            return;
        }
        if (!reply.reasoning().isEmpty() && !notes.quiet()) {
            notes.line(reply.reasoning().stripTrailing());
        }
        TextSink sink = new TextSink(target.text(), false);
        sink.text(reply.text());
        sink.end();
    }

    /** A failure is an event too, as in a stream. */
    private BedrockResponse call(BedrockRequest request) throws IOException {
        long start = System.nanoTime();
        try {
            return bedrock.invoke(request);
        } catch (BedrockException e) {
            Spool.rethrow(e);
            if (output.format() == Format.EVENTS) {
                EventSink events = new EventSink(writer(target));
                events.error(e.getMessage(), Errors.code(e).code());
                Duration total = Duration.ofNanos(System.nanoTime() - start);
                events.end(null, Usage.UNKNOWN, planned.facts(bedrock, null, total, null));
                Path kept = target.keepPartial();
                if (kept != null) {
                    throw CutRunException.of(e, kept);
                }
            }
            boolean readable = e.kind() == Kind.UNREADABLE && e.fix().isEmpty() && output.format() != Format.RAW;
            throw readable ? e.withFix(RAW) : e;
        }
    }

    /** The events a stream would have had, for a model that cannot stream: each thing once, and whole. */
    private void printEvents(AnswerFacts facts, Reply reply) {
        EventSink events = new EventSink(writer(target));
        events.start(facts.model(), facts.family(), facts.api(), facts.region());
        if (!reply.reasoning().isEmpty()) {
            events.reasoning(reply.reasoning());
        }
        if (!reply.text().isEmpty()) {
            events.text(reply.text());
        }
        reply.toolUses().forEach(events::toolUse);
        events.usage(reply.usage());
        events.end(reply.stop(), reply.usage(), facts);
    }

    static Writer writer(AnswerOutput target) {
        return new OutputStreamWriter(target.stream(), StandardCharsets.UTF_8);
    }
}
