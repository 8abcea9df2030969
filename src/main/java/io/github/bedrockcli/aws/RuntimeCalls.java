package io.github.bedrockcli.aws;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockcli.model.Api;
import io.github.bedrockcli.model.Json;
import io.github.bedrockcli.model.Knobs;
import io.github.bedrockcli.model.Usage;
import java.time.Duration;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.interceptor.SdkInternalExecutionAttribute;
import software.amazon.awssdk.http.SdkHttpExecutionAttributes;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.model.BedrockRuntimeResponse;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseResponse;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamResponseHandler;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelResponse;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelWithResponseStreamResponseHandler;

/** The four runtime operations: our requests as the SDK's, the SDK's replies as ours. */
final class RuntimeCalls {
    private static final String JSON = "application/json";

    private RuntimeCalls() {}

    static BedrockResponse invoke(BedrockRuntimeClient client, BedrockRequest request) {
        long start = System.nanoTime();
        boolean converse = request.api() == Api.CONVERSE;
        RawBodies.Call call = RawBodies.Call.whole(converse ? request.body() : null, request.replyTo());
        AwsRequestOverrideConfiguration override = override(call, null, request.earlier());
        String model = request.model().value();
        if (converse) {
            ConverseResponse response =
                    client.converse(builder -> builder.modelId(model).overrideConfiguration(override));
            return answer(call.reply(), response, call, start);
        }
        Knobs knobs = request.knobs();
        Knobs.Guardrail guardrail = knobs.guardrail();
        InvokeModelResponse response = client.invokeModel(builder -> builder.modelId(model)
                .body(SdkBytes.fromByteArrayUnsafe(request.body()))
                .contentType(JSON)
                .accept(JSON)
                .guardrailIdentifier(guardrail == null ? null : guardrail.id())
                .guardrailVersion(guardrail == null ? null : guardrail.version())
                .trace(guardrail != null && guardrail.trace() ? "ENABLED" : null)
                .performanceConfigLatency(knobs.latency())
                .serviceTier(knobs.serviceTier())
                .requestMetadata(metadata(knobs))
                .overrideConfiguration(override));
        return answer(call.reply(), response, call, start);
    }

    /** Starts a stream, whose reply goes to the taker and not through the SDK. */
    static CompletableFuture<?> stream(
            BedrockRuntimeAsyncClient client, BedrockRequest request, StreamingHttp.Taker taker) {
        boolean converse = request.api() == Api.CONVERSE;
        RawBodies.Call call = RawBodies.Call.streamed(converse ? request.body() : null);
        AwsRequestOverrideConfiguration override = override(call, taker, request.earlier());
        String model = request.model().value();
        if (converse) {
            return client.converseStream(
                    builder -> builder.modelId(model).overrideConfiguration(override),
                    ConverseStreamResponseHandler.builder()
                            .subscriber(event -> {})
                            .build());
        }
        Knobs knobs = request.knobs();
        Knobs.Guardrail guardrail = knobs.guardrail();
        return client.invokeModelWithResponseStream(
                builder -> builder.modelId(model)
                        .body(SdkBytes.fromByteArrayUnsafe(request.body()))
                        .contentType(JSON)
                        .accept(JSON)
                        .guardrailIdentifier(guardrail == null ? null : guardrail.id())
                        .guardrailVersion(guardrail == null ? null : guardrail.version())
                        .trace(guardrail != null && guardrail.trace() ? "ENABLED" : null)
                        .performanceConfigLatency(knobs.latency())
                        .serviceTier(knobs.serviceTier())
                        .requestMetadata(metadata(knobs))
                        .overrideConfiguration(override),
                InvokeModelWithResponseStreamResponseHandler.builder()
                        .subscriber(event -> {})
                        .build());
    }

    private static AwsRequestOverrideConfiguration override(
            RawBodies.Call call, StreamingHttp.@Nullable Taker taker, Earlier earlier) {
        AwsRequestOverrideConfiguration.Builder override = AwsRequestOverrideConfiguration.builder()
                .putExecutionAttribute(RawBodies.CALL, call)
                .putExecutionAttribute(CallFacts.EARLIER, earlier);
        if (taker != null) {
            // The one way to give something to an HTTP client with one call; public in the SPI, internal on this side.
            override.putExecutionAttribute(
                    SdkInternalExecutionAttribute.SDK_HTTP_EXECUTION_ATTRIBUTES,
                    SdkHttpExecutionAttributes.builder()
                            .put(StreamingHttp.TAKER, taker)
                            .build());
        }
        return override.build();
    }

    private static @Nullable String metadata(Knobs knobs) {
        if (knobs.requestMetadata().isEmpty()) {
            return null;
        }
        ObjectNode pairs = Json.object();
        new TreeMap<>(knobs.requestMetadata()).forEach(pairs::put);
        return Json.line(pairs);
    }

    private static BedrockResponse answer(
            byte[] body, BedrockRuntimeResponse response, RawBodies.Call call, long start) {
        SdkHttpResponse http = response.sdkHttpResponse();
        Usage usage = new Usage(
                count(http, "input"),
                count(http, "output"),
                count(http, "cache-read-input"),
                count(http, "cache-write-input"));
        return new BedrockResponse(
                body,
                usage,
                http.firstMatchingHeader("x-amzn-requestid").orElse(null),
                Duration.ofNanos(call.headersAt() - start),
                Duration.ofNanos(System.nanoTime() - start));
    }

    /** Headers seen in recordings of InvokeModel; the service model does not have them. */
    private static @Nullable Long count(SdkHttpResponse http, String what) {
        return http.firstMatchingHeader("x-amzn-bedrock-" + what + "-token-count")
                .filter(text -> text.matches("[0-9]{1,18}"))
                .map(Long::valueOf)
                .orElse(null);
    }
}
