package io.github.bedrockcli.aws;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.bedrockcli.model.Api;
import io.github.bedrockcli.model.Knobs;
import io.github.bedrockcli.model.ModelId;
import java.nio.charset.StandardCharsets;

/** Requests to send, and what comes of those that fail. */
final class Requests {
    static final String MODEL = "amazon.nova-lite-v1:0";

    private Requests() {}

    static BedrockRequest invoke(String body) {
        return invoke(body, Knobs.NONE);
    }

    static BedrockRequest invoke(String body, Knobs knobs) {
        return new BedrockRequest(Api.INVOKE, ModelId.of(MODEL), body.getBytes(StandardCharsets.UTF_8), knobs);
    }

    static BedrockRequest converse(String body) {
        return new BedrockRequest(Api.CONVERSE, ModelId.of(MODEL), body.getBytes(StandardCharsets.UTF_8), Knobs.NONE);
    }

    /** How a call fails, or the first event of a stream does. */
    static BedrockException failure(Bedrock bedrock, boolean stream) {
        return catchThrowableOfType(BedrockException.class, () -> {
            if (stream) {
                try (EventStream events = bedrock.stream(invoke("{}"))) {
                    events.next();
                }
            } else {
                bedrock.invoke(invoke("{}"));
            }
        });
    }
}
