package io.github.bedrockcli.aws;

import io.github.bedrockcli.model.Api;
import io.github.bedrockcli.model.Knobs;
import io.github.bedrockcli.model.ModelId;
import org.jspecify.annotations.Nullable;

/** One call to a model: the body as it goes over the wire, and what goes beside it in headers. */
public final class BedrockRequest {
    private final Api api;
    private final ModelId model;
    private final byte[] body;
    private final Knobs knobs;
    private final @Nullable BodyTarget replyTo;
    private final Earlier earlier;

    /**
     * @param body the JSON body, UTF-8
     * @param knobs sent as headers with {@link Api#INVOKE}; with {@link Api#CONVERSE} they stand in the body already
     */
    public BedrockRequest(Api api, ModelId model, byte[] body, Knobs knobs) {
        this(api, model, body, knobs, null, Earlier.NONE);
    }

    private BedrockRequest(
            Api api, ModelId model, byte[] body, Knobs knobs, @Nullable BodyTarget replyTo, Earlier earlier) {
        this.api = api;
        this.model = model;
        this.body = body;
        this.knobs = knobs;
        this.replyTo = replyTo;
        this.earlier = earlier;
    }

    /** The same request to another model id. */
    public BedrockRequest to(ModelId other) {
        return new BedrockRequest(api, other, body, knobs, replyTo, earlier);
    }

    /** The same request, the body of whose reply goes to {@code target}, however long it is, and not into memory. */
    public BedrockRequest replyingTo(BodyTarget target) {
        return new BedrockRequest(api, model, body, knobs, target, earlier);
    }

    /** The same request once more, after what was spent on it before. */
    public BedrockRequest after(Earlier spent) {
        return new BedrockRequest(api, model, body, knobs, replyTo, spent);
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

    /** What counts towards the attempts and the time of this one. */
    public Earlier earlier() {
        return earlier;
    }

    /** Where the reply's body goes; null for memory. */
    public @Nullable BodyTarget replyTo() {
        return replyTo;
    }
}
