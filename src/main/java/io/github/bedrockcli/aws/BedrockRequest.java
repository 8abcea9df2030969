package io.github.bedrockcli.aws;

import io.github.bedrockcli.model.Api;
import io.github.bedrockcli.model.Knobs;
import io.github.bedrockcli.model.ModelId;

/** One call to a model: the body as it goes over the wire, and what goes beside it in headers. */
public final class BedrockRequest {
    private final Api api;
    private final ModelId model;
    private final byte[] body;
    private final Knobs knobs;

    /**
     * @param body the JSON body, UTF-8
     * @param knobs sent as headers with {@link Api#INVOKE}; with {@link Api#CONVERSE} they stand in the body already
     */
    public BedrockRequest(Api api, ModelId model, byte[] body, Knobs knobs) {
        this.api = api;
        this.model = model;
        this.body = body;
        this.knobs = knobs;
    }

    /** The same request to another model id. */
    public BedrockRequest to(ModelId other) {
        return new BedrockRequest(api, other, body, knobs);
    }

    public Api api() {
        return api;
    }

    public ModelId model() {
        return model;
    }

    /** The body itself, not a copy: it may be 25 MB. Callers do not change it. */
    public byte[] body() {
        return body;
    }

    public Knobs knobs() {
        return knobs;
    }
}
