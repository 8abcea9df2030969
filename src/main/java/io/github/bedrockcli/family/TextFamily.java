package io.github.bedrockcli.family;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockcli.model.ModelId;
import io.github.bedrockcli.model.Parameter;
import io.github.bedrockcli.model.Prompt;
import io.github.bedrockcli.model.ReplySink;
import io.github.bedrockcli.model.UsageException;
import java.util.List;

/** A family that answers prompts with text. */
public interface TextFamily extends Family {
    @Override
    default String gives() {
        return "text";
    }

    @Override
    default String askedWith() {
        return "bedrock invoke";
    }

    /**
     * The request body for a prompt, without parameters: {@link TextRequest} adds those from the parameter table.
     *
     * @throws UsageException when the prompt holds what the family cannot take, unless {@code context.validate()} is
     *     off and there is a way to send it
     */
    ObjectNode request(Prompt prompt, Context context);

    /** Pushes a whole reply: texts, reasoning, tool calls, usage, and the stop last. */
    void reply(JsonNode body, ReplySink sink);

    /** A decoder for the chunks of one stream, pushing into {@code sink}. */
    ChunkDecoder decoder(ReplySink sink);

    /** Whether the model can stream at all. */
    default boolean streams(ModelId id) {
        return true;
    }

    /**
     * The parameters that Converse has no field of its own for, each at its place below
     * {@code additionalModelRequestFields}. Most families take none there and refuse a request that has one.
     */
    default List<Parameter> beyondConverse(ModelId id) {
        return List.of();
    }

    /**
     * The last look at a body of the family's own, with its parameters in place: fills in what one value requires of
     * another, and refuses what does not go together.
     *
     * @throws UsageException when {@code draft.validate()} and the service would refuse it
     */
    default void settle(Draft draft) {}

    /** As {@link #settle}, for a body of Converse. */
    default void settleConverse(Draft draft) {}

    /** Whether the prompt holds what the model takes through Converse only, not in the family's own body. */
    default boolean needsConverse(Prompt prompt) {
        return false;
    }

    /** Whether the vendor advises to change temperature or top-p and to leave the other alone. */
    default boolean advisesOneOfTemperatureAndTopP() {
        return false;
    }

    /** How many and how large the pictures and documents of a request may be. */
    default MediaLimits mediaLimits(ModelId id) {
        return MediaLimits.BODY;
    }

    /**
     * What a request is built for.
     *
     * @param stream whether the answer will be streamed
     * @param validate whether local checks apply ({@code --no-validate} turns them off)
     */
    record Context(ModelId id, boolean stream, boolean validate) {}

    /** Decodes the chunks of one stream in order; the sink's {@code stop} is called at the family's true end. */
    @FunctionalInterface
    interface ChunkDecoder {
        void accept(JsonNode chunk);

        /** The stream ended without an error; what came may still lack the answer's end. */
        default void end() {}
    }
}
