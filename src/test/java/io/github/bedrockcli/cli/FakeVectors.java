package io.github.bedrockcli.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockcli.aws.Bedrock;
import io.github.bedrockcli.aws.BedrockRequest;
import io.github.bedrockcli.aws.BedrockResponse;
import io.github.bedrockcli.aws.Connection;
import io.github.bedrockcli.aws.RequestPreview;
import io.github.bedrockcli.aws.UnaskedBedrock;
import io.github.bedrockcli.model.Json;
import io.github.bedrockcli.model.Usage;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Bedrock for embedding tests, safe for several threads: the vector of a text is its length and a half, in the shape of
 * the family that was asked; a text may be made to fail.
 */
final class FakeVectors extends UnaskedBedrock implements BedrockOpener {
    private Function<JsonNode, String> answer = FakeVectors::vectors;
    private final List<JsonNode> bodies = new ArrayList<>();
    private final List<String> models = new ArrayList<>();
    private int closed;

    /** Every call gets what this makes of its body; what it throws is the call's failure. */
    FakeVectors answers(Function<JsonNode, String> made) {
        answer = made;
        return this;
    }

    /** Calls with this text in them fail. */
    FakeVectors failsOn(String text, RuntimeException failure) {
        return answers(body -> {
            if (body.toString().contains('"' + text + '"')) {
                throw failure;
            }
            return vectors(body);
        });
    }

    synchronized List<JsonNode> bodies() {
        return List.copyOf(bodies);
    }

    synchronized List<String> models() {
        return List.copyOf(models);
    }

    synchronized boolean isClosed() {
        return closed > 0;
    }

    static String vectors(JsonNode body) {
        ObjectNode reply = Json.object();
        if (body.has("inputText") || body.has("inputImage")) {
            int length = body.path("inputText").asText().length()
                    + body.path("inputImage").asText().length();
            reply.putArray("embedding").add(length).add(0.5);
            reply.put("inputTextTokenCount", 2);
        } else {
            ArrayNode floats = reply.putObject("embeddings").putArray("float");
            body.path("texts")
                    .forEach(text ->
                            floats.addArray().add(text.textValue().length()).add(0.5));
            body.path("images")
                    .forEach(image ->
                            floats.addArray().add(image.textValue().length()).add(0.5));
            body.path("inputs")
                    .forEach(input -> floats.addArray()
                            .add(input.at("/content/0/text").textValue().length())
                            .add(-0.5));
        }
        return Json.line(reply);
    }

    @Override
    public Bedrock open(Connection connection) {
        return this;
    }

    @Override
    public BedrockResponse invoke(BedrockRequest request) {
        JsonNode body;
        try {
            body = Json.parse(request.body());
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
        synchronized (this) {
            bodies.add(body);
            models.add(request.model().value());
        }
        Usage header = body.has("texts") ? Usage.of((long) body.path("texts").size(), null) : Usage.UNKNOWN;
        return new BedrockResponse(
                answer.apply(body).getBytes(java.nio.charset.StandardCharsets.UTF_8),
                header,
                "request-1",
                Duration.ofMillis(20),
                Duration.ofMillis(30));
    }

    @Override
    public RequestPreview preview(BedrockRequest request, boolean stream) {
        return new RequestPreview(
                "POST",
                URI.create("https://bedrock-runtime.us-east-1.amazonaws.com/model/" + request.model() + "/invoke"),
                new TreeMap<>(),
                new String(request.body(), java.nio.charset.StandardCharsets.UTF_8));
    }

    @Override
    public synchronized void close() {
        closed++;
    }
}
