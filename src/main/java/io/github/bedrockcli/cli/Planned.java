package io.github.bedrockcli.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockcli.aws.Bedrock;
import io.github.bedrockcli.aws.BedrockRequest;
import io.github.bedrockcli.family.ImageRequest;
import io.github.bedrockcli.family.TextFamily;
import io.github.bedrockcli.render.AnswerFacts;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A request that is ready to be sent, and who reads its answer. */
sealed interface Planned {
    BedrockRequest request();

    /** Whether the model can answer with a stream. */
    boolean streams();

    /** What to say of the request beside sending it, a note or a warning each. */
    default List<String> remarks() {
        return List.of();
    }

    /**
     * A request to a text model, or to one nobody knows.
     *
     * @param codec null when a body was given for a model of no known family
     */
    record Text(BedrockRequest request, @Nullable TextFamily codec, List<String> remarks) implements Planned {
        Text(BedrockRequest request, @Nullable TextFamily codec) {
            this(request, codec, List.of());
        }

        @Override
        public boolean streams() {
            return codec == null || codec.streams(request.model());
        }

        /** Who answered, and how long it took. */
        AnswerFacts facts(Bedrock bedrock, @Nullable Duration firstByte, Duration total, @Nullable String requestId) {
            return new AnswerFacts(
                    bedrock.called(request.model()).value(),
                    codec == null ? null : codec.name(),
                    request.api(),
                    bedrock.region(),
                    firstByte,
                    total,
                    requestId);
        }
    }

    /**
     * A request to an image model.
     *
     * @param task null when the body was given, which names its task itself
     * @param sent the body as a tree; missing where it is no JSON
     */
    record Image(
            BedrockRequest request,
            ImageRequest model,
            @Nullable String task,
            JsonNode sent) implements Planned {
        /** No image model streams. Source: Bedrock user guide, "Supported foundation models". */
        @Override
        public boolean streams() {
            return false;
        }
    }
}
