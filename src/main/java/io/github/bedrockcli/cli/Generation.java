package io.github.bedrockcli.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.bedrockcli.aws.Bedrock;
import io.github.bedrockcli.aws.BedrockException;
import io.github.bedrockcli.aws.BedrockResponse;
import io.github.bedrockcli.cli.OutputOptions.Format;
import io.github.bedrockcli.family.Family;
import io.github.bedrockcli.family.TextFamily;
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
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One call to a text model, from the request to the printed answer and the exit code. */
final class Generation {
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

    /** The whole answer at once. */
    ExitCode invoke() throws IOException {
        BedrockResponse response = call();
        AnswerFacts facts = facts(response.firstByte(), response.total(), response.requestId());
        Reply reply = new Reply();
        reply.usage(response.headerUsage());
        JsonNode tree = tree(response.body());
        TextFamily codec = planned.codec();
        if (codec != null && tree != null) {
            codec.reply(tree, reply);
        }
        switch (output.format()) {
            case RAW -> target.stream().write(response.body());
            case JSON -> printJson(AnswerJson.of(facts, reply, tree == null ? text(response.body()) : tree));
            case EVENTS -> printEvents(facts, reply);
            default -> printText(codec, reply, response.body());
        }
        if (codec == null || output.format() == Format.RAW || reply.isWhole()) {
            target.complete();
        } else {
            target.keepPartial(notes);
        }
        Ending.details(notes, facts);
        if (output.usage()) {
            Ending.usage(notes, reply.usage(), facts);
        }
        if (codec == null || (output.format() == Format.RAW && reply.stop() == null)) {
            return ExitCode.OK;
        }
        return Ending.report(reply, Ending.Cut.UNREADABLE_REPLY, codec.name(), output.strict(), notes);
    }

    /** The answer as it arrives. */
    ExitCode stream() throws IOException {
        return new StreamedGeneration(bedrock, planned, output, notes, target).run();
    }

    private void printText(@Nullable TextFamily codec, Reply reply, byte[] body) throws IOException {
        if (codec == null) {
            notes.note("note: the family of " + planned.request().model()
                    + " is not known; this is its reply as received (name it with --family)");
            target.stream().write(body);
            return;
        }
        if (!reply.reasoning().isEmpty() && !notes.quiet()) {
            notes.line(reply.reasoning().stripTrailing());
        }
        TextSink sink = new TextSink(writer(target), false);
        sink.text(reply.text());
        sink.end();
    }

    /** A failure is an event too, as in a stream. */
    private BedrockResponse call() throws IOException {
        long start = System.nanoTime();
        try {
            return bedrock.invoke(planned.request());
        } catch (BedrockException e) {
            if (output.format() == Format.EVENTS) {
                EventSink events = new EventSink(writer(target));
                events.error(e.getMessage(), Errors.code(e).code());
                Duration total = Duration.ofNanos(System.nanoTime() - start);
                events.end(null, Usage.UNKNOWN, facts(null, total, null));
                target.keepPartial(notes);
            }
            throw e;
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

    private void printJson(JsonNode json) throws IOException {
        target.stream().write(Json.bytes(json));
        target.stream().write('\n');
    }

    private AnswerFacts facts(@Nullable Duration firstByte, Duration total, @Nullable String requestId) {
        Family codec = planned.codec();
        return new AnswerFacts(
                bedrock.called(planned.request().model()).value(),
                codec == null ? null : codec.name(),
                planned.request().api(),
                bedrock.region(),
                firstByte,
                total,
                requestId);
    }

    private static @Nullable JsonNode tree(byte[] body) {
        try {
            return Json.parse(body);
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    private static JsonNode text(byte[] body) {
        return TextNode.valueOf(new String(body, StandardCharsets.UTF_8));
    }

    static Writer writer(AnswerOutput target) {
        return new OutputStreamWriter(target.stream(), StandardCharsets.UTF_8);
    }
}
