package io.github.bedrockcli.chat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockcli.aws.BedrockException;
import io.github.bedrockcli.aws.BedrockRequest;
import io.github.bedrockcli.aws.BedrockResponse;
import io.github.bedrockcli.aws.EventStream;
import io.github.bedrockcli.aws.UnaskedBedrock;
import io.github.bedrockcli.model.BaseModel;
import io.github.bedrockcli.model.Json;
import io.github.bedrockcli.model.ModelId;
import io.github.bedrockcli.model.Usage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** Bedrock for chat tests: each call is answered with what the test put in, and can be made to wait for its end. */
final class ScriptedBedrock extends UnaskedBedrock {
    /** As an event: the stream says nothing more until it is closed. */
    static final Object SILENCE = new Object();

    private final Deque<List<Object>> answers = new ArrayDeque<>();
    final List<BedrockRequest> requests = new ArrayList<>();
    final List<ModelId> questions = new ArrayList<>();
    private Object behind = BaseModel.UNKNOWN;
    final CountDownLatch silent = new CountDownLatch(1);
    volatile boolean streamClosed;
    int streams;
    int invocations;

    /** The next call gets these events or this body; a RuntimeException is thrown and a Runnable run in its place. */
    ScriptedBedrock then(Object... events) {
        answers.add(List.of(events));
        return this;
    }

    /** The body of a request, by its index. */
    JsonNode body(int index) {
        try {
            return Json.parse(requests.get(index).body());
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    /** The turns of a request as {@code role: text}. */
    List<String> turns(int index) {
        List<String> turns = new ArrayList<>();
        for (JsonNode message : body(index).path("messages")) {
            StringBuilder text = new StringBuilder(message.path("content").asText());
            message.path("content")
                    .forEach(part -> text.append(
                            part.has("text")
                                    ? part.path("text").textValue()
                                    : "[" + part.fieldNames().next() + "]"));
            turns.add(message.path("role").textValue() + ": " + text);
        }
        return turns;
    }

    /** What the control plane tells of every ARN; a failure is thrown. */
    ScriptedBedrock behind(Object told) {
        behind = told;
        return this;
    }

    @Override
    public BaseModel baseModel(ModelId id) {
        questions.add(id);
        if (behind instanceof RuntimeException failure) {
            throw failure;
        }
        return (BaseModel) behind;
    }

    @Override
    public BedrockResponse invoke(BedrockRequest request) {
        invocations++;
        requests.add(request);
        Object answer = answers.remove().get(0);
        if (answer instanceof RuntimeException failure) {
            throw failure;
        }
        return new BedrockResponse(
                bytes(answer), Usage.UNKNOWN, "request-1", Duration.ofMillis(20), Duration.ofMillis(30));
    }

    @Override
    public EventStream stream(BedrockRequest request) {
        streams++;
        requests.add(request);
        Deque<Object> events = new ArrayDeque<>(answers.remove());
        CountDownLatch closed = new CountDownLatch(1);
        return new EventStream() {
            @Override
            public byte[] next() {
                Object event = events.poll();
                if (event == SILENCE) {
                    return await();
                }
                if (event instanceof Runnable action) {
                    action.run();
                    return next();
                }
                if (event instanceof RuntimeException failure) {
                    throw failure;
                }
                return event == null ? null : bytes(event);
            }

            private byte[] await() {
                silent.countDown();
                try {
                    closed.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                throw BedrockException.of(BedrockException.Kind.CANCELLED, "cancelled")
                        .build();
            }

            @Override
            public Optional<String> requestId() {
                return Optional.of("request-1");
            }

            @Override
            public void close() {
                streamClosed = true;
                closed.countDown();
            }
        };
    }

    private static byte[] bytes(Object json) {
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }
}
