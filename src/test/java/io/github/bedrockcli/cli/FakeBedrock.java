package io.github.bedrockcli.cli;

import io.github.bedrockcli.aws.Bedrock;
import io.github.bedrockcli.aws.BedrockRequest;
import io.github.bedrockcli.aws.BedrockResponse;
import io.github.bedrockcli.aws.BodyTarget;
import io.github.bedrockcli.aws.Connection;
import io.github.bedrockcli.aws.EventStream;
import io.github.bedrockcli.aws.RequestPreview;
import io.github.bedrockcli.aws.UnaskedBedrock;
import io.github.bedrockcli.model.BaseModel;
import io.github.bedrockcli.model.ModelId;
import io.github.bedrockcli.model.Usage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Bedrock for command tests: answers what the test put in, and remembers what it was asked. */
final class FakeBedrock extends UnaskedBedrock implements BedrockOpener {
    private final Deque<Object> answers = new ArrayDeque<>();
    final List<BedrockRequest> requests = new ArrayList<>();
    final List<ModelId> questions = new ArrayList<>();
    private Object behind = BaseModel.UNKNOWN;
    final List<Connection> connections = new ArrayList<>();
    boolean streamClosed;
    /** Requests that each stream took. */
    int attempts = 1;

    boolean closed;

    /** The next call gets this body. */
    FakeBedrock answers(String body) {
        answers.add(body);
        return this;
    }

    /** The next call fails, or a stream fails after the events before it. */
    FakeBedrock fails(RuntimeException failure) {
        answers.add(failure);
        return this;
    }

    /** The next stream has these events; a RuntimeException among them is thrown in its place. */
    FakeBedrock streams(Object... events) {
        answers.add(List.of(events));
        return this;
    }

    String body(int index) {
        return new String(requests.get(index).body(), StandardCharsets.UTF_8);
    }

    @Override
    public Bedrock open(Connection connection) {
        connections.add(connection);
        return this;
    }

    /** What the control plane tells of every ARN; a failure is thrown. */
    FakeBedrock behind(Object told) {
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
        requests.add(request);
        Object answer = answers.remove();
        if (answer instanceof RuntimeException failure) {
            throw failure;
        }
        byte[] body = answer.toString().getBytes(StandardCharsets.UTF_8);
        BodyTarget target = request.replyTo();
        if (target != null) {
            try {
                target.begin().write(body);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            body = new byte[0];
        }
        return new BedrockResponse(body, Usage.UNKNOWN, "request-1", Duration.ofMillis(20), Duration.ofMillis(30));
    }

    @Override
    public EventStream stream(BedrockRequest request) {
        requests.add(request);
        Object answer = answers.remove();
        if (answer instanceof RuntimeException failure) {
            throw failure;
        }
        Deque<Object> events = new ArrayDeque<>((List<?>) answer);
        return new EventStream() {
            @Override
            public byte[] next() {
                Object event = events.poll();
                if (event instanceof RuntimeException failure) {
                    throw failure;
                }
                if (event instanceof Error failure) {
                    throw failure;
                }
                return event == null ? null : event.toString().getBytes(StandardCharsets.UTF_8);
            }

            @Override
            public Optional<String> requestId() {
                return Optional.of("request-1");
            }

            @Override
            public int attempts() {
                return attempts;
            }

            @Override
            public void close() {
                streamClosed = true;
            }
        };
    }

    @Override
    public RequestPreview preview(BedrockRequest request, boolean stream) {
        TreeMap<String, List<String>> headers = new TreeMap<>();
        headers.put("Content-Type", List.of("application/json"));
        return new RequestPreview(
                "POST",
                URI.create("https://bedrock-runtime.us-east-1.amazonaws.com/model/" + request.model()
                        + (stream ? "/invoke-with-response-stream" : "/invoke")),
                headers,
                new String(request.body(), StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        closed = true;
    }
}
