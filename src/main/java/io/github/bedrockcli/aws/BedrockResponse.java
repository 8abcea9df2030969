package io.github.bedrockcli.aws;

import io.github.bedrockcli.model.Usage;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A whole answer: the body byte for byte, and what the headers told. */
public final class BedrockResponse {
    private final byte[] body;
    private final Usage headerUsage;
    private final @Nullable String requestId;
    private final Duration firstByte;
    private final Duration total;

    /**
     * @param body empty where the request named a target for it
     * @param headerUsage counts from {@code x-amzn-bedrock-*-token-count}; unknown where the service sent none
     * @param firstByte from the call to the reply's headers
     * @param total from the call to the last byte
     */
    public BedrockResponse(
            byte[] body, Usage headerUsage, @Nullable String requestId, Duration firstByte, Duration total) {
        this.body = body;
        this.headerUsage = headerUsage;
        this.requestId = requestId;
        this.firstByte = firstByte;
        this.total = total;
    }

    /** The body itself, not a copy. */
    public byte[] body() {
        return body;
    }

    public Usage headerUsage() {
        return headerUsage;
    }

    public @Nullable String requestId() {
        return requestId;
    }

    public Duration firstByte() {
        return firstByte;
    }

    public Duration total() {
        return total;
    }
}
