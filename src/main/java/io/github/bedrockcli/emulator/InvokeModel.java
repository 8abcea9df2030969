package io.github.bedrockcli.emulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockcli.model.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.eventstream.Message;

/** InvokeModel, its stream, and the headers both take (bedrock-api.md 2.1 and the recordings). */
final class InvokeModel {
    /** The service's limit, in bytes. */
    private static final int MAX_BODY = 25_000_000;

    private static final String METRICS = "amazon-bedrock-invocationMetrics";

    private InvokeModel() {}

    static Response whole(CatalogueModel model, Request request, long started) {
        Accepted accepted = accept(model, request);
        Invocation invocation = accepted.invocation();
        Invocation.Counts counts = invocation.counts();
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("x-amzn-bedrock-invocation-latency", String.valueOf(Latency.since(started)));
        if (counts.input() > 0) {
            headers.put("x-amzn-bedrock-input-token-count", String.valueOf(counts.input()));
        }
        if (counts.output() > 0) {
            headers.put("x-amzn-bedrock-output-token-count", String.valueOf(counts.output()));
        }
        if (counts.cached()) {
            headers.put("x-amzn-bedrock-cache-read-input-token-count", "0");
            headers.put("x-amzn-bedrock-cache-write-input-token-count", "0");
        }
        headers.putAll(knobs(request));
        ObjectNode reply = invocation.reply();
        accepted.guardrail().ifPresent(guardrail -> guardrail.mark(reply, true));
        return Response.json(200, headers, reply);
    }

    static Response stream(CatalogueModel model, Request request, long started) {
        Accepted accepted = accept(model, request);
        Invocation invocation = accepted.invocation();
        List<ObjectNode> chunks = invocation.chunks();
        if (chunks.isEmpty()) {
            throw ServiceError.validation("The model is unsupported for streaming.");
        }
        long firstByte = Latency.since(started);
        List<Message> frames = new ArrayList<>();
        for (ObjectNode chunk : chunks.subList(0, chunks.size() - 1)) {
            accepted.guardrail().ifPresent(guardrail -> guardrail.mark(chunk, false));
            frames.add(EventFrames.chunk(chunk));
        }
        ObjectNode last = chunks.get(chunks.size() - 1);
        accepted.guardrail().ifPresent(guardrail -> guardrail.mark(last, true));
        addMetrics(last, invocation.counts(), Latency.since(started), firstByte);
        frames.add(EventFrames.chunk(last));
        invocation.trailers().forEach(text -> frames.add(EventFrames.chunk(text.getBytes(StandardCharsets.UTF_8))));
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", EventFrames.CONTENT_TYPE);
        headers.put("x-amzn-bedrock-content-type", "application/json");
        headers.putAll(knobs(request));
        return new Response.Frames(headers, frames);
    }

    /** Tokens of a body, for CountTokens. */
    static int inputTokens(CatalogueModel model, byte[] body) {
        return family(model).accept(model, parse(body)).counts().input();
    }

    /** A request that was taken, and the guardrail that judged it. */
    private record Accepted(Invocation invocation, Optional<EmulatedGuardrail> guardrail) {}

    private static Accepted accept(CatalogueModel model, Request request) {
        checkHeaders(request);
        if (request.body().length > MAX_BODY) {
            throw ServiceError.validation("1 validation error detected: Value at 'body' failed to satisfy constraint: "
                    + "Member must have length less than or equal to " + MAX_BODY);
        }
        EmulatedModel family = family(model);
        JsonNode body = parse(request.body());
        Optional<EmulatedGuardrail> guardrail = EmulatedGuardrail.of(request, body);
        return new Accepted(family.accept(model, body), guardrail);
    }

    private static EmulatedModel family(CatalogueModel model) {
        return EmulatedModels.find(model.id())
                .orElseThrow(() -> ServiceError.validation("The bedrock emulator does not imitate InvokeModel for "
                        + model.id() + ". Use Converse, or another model."));
    }

    private static JsonNode parse(byte[] body) {
        try {
            return Json.parse(body);
        } catch (JsonProcessingException e) {
            throw ServiceError.validation("Malformed input request, please reformat your input and try again.");
        }
    }

    private static void checkHeaders(Request request) {
        String type = request.header("content-type").orElse("application/json");
        if (!type.startsWith("application/json")) {
            throw ServiceError.validation("The provided Content Type is invalid or not supported for this model");
        }
        Optional<String> identifier = request.header("x-amzn-bedrock-guardrailidentifier");
        Optional<String> version = request.header("x-amzn-bedrock-guardrailversion");
        if (identifier.isPresent() != version.isPresent()) {
            throw ServiceError.validation("A guardrail identifier and a guardrail version go together.");
        }
        checkWord(request, "x-amzn-bedrock-trace", List.of("ENABLED", "DISABLED", "ENABLED_FULL"));
        checkWord(request, "x-amzn-bedrock-performanceconfig-latency", List.of("standard", "optimized"));
        checkWord(request, "x-amzn-bedrock-service-tier", List.of("priority", "default", "flex", "reserved"));
    }

    private static void checkWord(Request request, String header, List<String> allowed) {
        request.header(header).filter(word -> !allowed.contains(word)).ifPresent(word -> {
            throw Constraint.enumeration(header, word, allowed);
        });
    }

    /** The latency mode and the service tier come back under the names they were sent with. */
    private static Map<String, String> knobs(Request request) {
        Map<String, String> knobs = new LinkedHashMap<>();
        for (String header : List.of("x-amzn-bedrock-performanceconfig-latency", "x-amzn-bedrock-service-tier")) {
            request.header(header).ifPresent(word -> knobs.put(header, word));
        }
        return knobs;
    }

    private static void addMetrics(ObjectNode last, Invocation.Counts counts, long latency, long firstByte) {
        ObjectNode metrics = last.putObject(METRICS);
        metrics.put("inputTokenCount", counts.input());
        metrics.put("outputTokenCount", counts.output());
        metrics.put("invocationLatency", latency);
        metrics.put("firstByteLatency", firstByte);
        if (counts.cached()) {
            metrics.put("cacheReadInputTokenCount", 0);
            metrics.put("cacheWriteInputTokenCount", 0);
        }
    }
}
