package io.github.bedrockcli.aws;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockcli.model.ModelId;
import io.github.bedrockcli.model.S3Output;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** One asynchronous invocation to start: what the model is given, where its answer goes, and how it is known again. */
public final class AsyncRequest {
    private final ModelId model;
    private final JsonNode input;
    private final S3Output output;
    private final String clientToken;
    private final Map<String, String> tags;

    /**
     * @param input the model's own request
     * @param clientToken the service starts one job for a token, however often it is asked
     */
    public AsyncRequest(ModelId model, JsonNode input, S3Output output, String clientToken, Map<String, String> tags) {
        this.model = model;
        this.input = input;
        this.output = output;
        this.clientToken = clientToken;
        this.tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
    }

    /** The same request, token included, to another model id. */
    public AsyncRequest to(ModelId other) {
        return new AsyncRequest(other, input, output, clientToken, tags);
    }

    public ModelId model() {
        return model;
    }

    /** The input itself, not a copy. Callers do not change it. */
    public JsonNode input() {
        return input;
    }

    public S3Output output() {
        return output;
    }

    public String clientToken() {
        return clientToken;
    }

    public Map<String, String> tags() {
        return tags;
    }
}
