package io.github.bedrockcli.chat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockcli.aws.Bedrock;
import io.github.bedrockcli.aws.BedrockException;
import io.github.bedrockcli.aws.BedrockException.Kind;
import io.github.bedrockcli.aws.BedrockRequest;
import io.github.bedrockcli.aws.BedrockResponse;
import io.github.bedrockcli.aws.EventStream;
import io.github.bedrockcli.aws.StreamEvent;
import io.github.bedrockcli.family.StreamEnd;
import io.github.bedrockcli.family.TextFamily;
import io.github.bedrockcli.family.TextRequest;
import io.github.bedrockcli.model.AnswerTooLongException;
import io.github.bedrockcli.model.Json;
import io.github.bedrockcli.model.Knobs;
import io.github.bedrockcli.model.Message;
import io.github.bedrockcli.model.UsageException;
import io.github.bedrockcli.render.AnswerFacts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Asks turns and takes their answers, streamed where the model can stream. */
final class Exchange {
    private final Bedrock bedrock;
    private final ChatOptions options;
    private final Clock clock;

    Exchange(Bedrock bedrock, ChatOptions options, Clock clock) {
        this.bedrock = bedrock;
        this.options = options;
        this.clock = clock;
    }

    /**
     * Asks. What goes wrong on the way to AWS stands in the answer, whose last line the caller ends: what ends it in the
     * end is kept by then.
     *
     * @throws UsageException when the model cannot be asked this; nothing was sent
     */
    Answer ask(Conversation conversation, Message turn, AnswerPrinter printer, TurnSource interrupts) {
        TextRequest target = target(conversation, turn);
        boolean stream = streams(target);
        BedrockRequest request = request(conversation, turn);
        Arrival arrival = new Arrival(target.codec(), printer);
        BedrockException failure = null;
        try (TurnSource.Listening listening = interrupts.onInterrupt(arrival.cancellation::cancel)) {
            if (stream) {
                arrival.streamed(request);
            } else {
                arrival.whole(request);
            }
        } catch (BedrockException e) {
            // A connection that breaks after the end of the answer does the answer no harm.
            if (printer.reply().stop() == null || e.spoilsEndedAnswer()) {
                failure = arrival.first == null ? e : e.midAnswer();
            }
        } catch (AnswerTooLongException e) {
            failure = BedrockException.of(Kind.BROKEN_STREAM, String.valueOf(e.getMessage()))
                    .build();
        } finally {
            arrival.cancellation.finish();
        }
        boolean cancelled = arrival.cancellation.cancelled();
        return new Answer(
                printer.reply(),
                stream,
                cancelled,
                cancelled ? null : failure,
                target.codec().name(),
                arrival.facts(target));
    }

    /**
     * Builds a next turn and forgets it.
     *
     * @throws UsageException when the model cannot be asked what the conversation holds
     */
    void check(Conversation conversation) {
        request(conversation, conversation.turn(Message.user("?")));
    }

    /**
     * The parts of a turn as the model's own requests have them; missing where those have no parts.
     *
     * @throws UsageException when the model does not take them
     */
    JsonNode parts(Conversation conversation, Message turn) {
        Conversation alone = conversation.cleared();
        return target(alone, turn)
                .body(
                        alone.prompt(turn),
                        alone.setup().common(),
                        alone.setup().vendor(),
                        Knobs.NONE,
                        false,
                        options.validate())
                .at("/messages/0/content");
    }

    private BedrockRequest request(Conversation conversation, Message turn) {
        Setup setup = conversation.setup();
        TextRequest target = target(conversation, turn);
        ObjectNode body = target.body(
                conversation.prompt(turn),
                setup.common(),
                setup.vendor(),
                options.knobs(),
                streams(target),
                options.validate());
        options.edits().accept(body);
        byte[] bytes = Json.bytes(
                body,
                options.maxBody(),
                count -> new UsageException(
                        "the chat has " + count + " bytes; Bedrock takes at most " + options.maxBody(),
                        "/reset forgets the turns, /undo the last one"));
        return new BedrockRequest(target.api(), target.id(), bytes, options.knobs());
    }

    private static TextRequest target(Conversation conversation, Message turn) {
        return conversation.setup().request().forPrompt(conversation.prompt(turn));
    }

    private boolean streams(TextRequest target) {
        return options.stream() && target.codec().streams(target.id());
    }

    /** One answer on its way to the printer. */
    private final class Arrival {
        private final TextFamily codec;
        private final AnswerPrinter printer;
        private final Cancellation cancellation = new Cancellation();
        private final Instant start = clock.instant();
        private @Nullable Instant first;
        private @Nullable String requestId;

        Arrival(TextFamily codec, AnswerPrinter printer) {
            this.codec = codec;
            this.printer = printer;
        }

        void streamed(BedrockRequest request) {
            TextFamily.ChunkDecoder decoder = codec.decoder(printer);
            try (EventStream events = bedrock.stream(request)) {
                cancellation.opened(events);
                StreamEvent event = events.nextEvent();
                while (event != null && !cancellation.cancelled()) {
                    if (first == null) {
                        first = clock.instant();
                        requestId = events.requestId().orElse(null);
                    }
                    JsonNode chunk = event.tree();
                    decoder.accept(chunk);
                    if (StreamEnd.isLast(chunk, printer.reply())) {
                        return;
                    }
                    event = events.nextEvent();
                }
                if (event == null) {
                    decoder.end();
                }
            }
        }

        void whole(BedrockRequest request) {
            BedrockResponse response = bedrock.invoke(request);
            first = start.plus(response.firstByte());
            requestId = response.requestId();
            printer.usage(response.headerUsage());
            JsonNode reply = tree(response.body());
            if (reply != null) {
                codec.reply(reply, printer);
            }
        }

        AnswerFacts facts(TextRequest target) {
            return new AnswerFacts(
                    bedrock.called(target.id()).value(),
                    codec.name(),
                    target.api(),
                    bedrock.region(),
                    first == null ? null : Duration.between(start, first),
                    Duration.between(start, clock.instant()),
                    requestId);
        }

        private static @Nullable JsonNode tree(byte[] json) {
            try {
                return Json.parse(json);
            } catch (JsonProcessingException e) {
                return null;
            }
        }
    }
}
