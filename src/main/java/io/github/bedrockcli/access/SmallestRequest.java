package io.github.bedrockcli.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockcli.aws.BedrockRequest;
import io.github.bedrockcli.family.EmbeddingFamily;
import io.github.bedrockcli.family.Families;
import io.github.bedrockcli.family.Family;
import io.github.bedrockcli.family.ModelTarget;
import io.github.bedrockcli.family.TextRequest;
import io.github.bedrockcli.family.TextRequest.ApiChoice;
import io.github.bedrockcli.model.Api;
import io.github.bedrockcli.model.BaseModel;
import io.github.bedrockcli.model.Common;
import io.github.bedrockcli.model.EmbeddingInput;
import io.github.bedrockcli.model.Json;
import io.github.bedrockcli.model.Knobs;
import io.github.bedrockcli.model.ModelId;
import io.github.bedrockcli.model.Prompt;
import io.github.bedrockcli.model.UsageException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The smallest request that a model answers: one word, and one token back where the family can be told so. */
final class SmallestRequest {
    /** About what a word takes with what families put around it, and the answer. */
    static final int TOKENS = 10;

    private static final String WORD = "Hi";

    private SmallestRequest() {}

    /**
     * The request.
     *
     * @param id what is called
     * @param behind what an ARN hides; {@link BaseModel#UNKNOWN} where it hides nothing
     * @throws UsageException saying why there is none: it would cost more than tokens, or nobody knows the body
     */
    static BedrockRequest of(ModelId id, BaseModel behind) {
        ModelTarget target = new ModelTarget(id, ApiChoice.AUTO, null).located(hidden -> behind);
        Optional<Family> family = Families.of(target.id());
        if (family.isPresent() && family.get() instanceof EmbeddingFamily embedding) {
            ObjectNode body = embedding.request(List.of(EmbeddingInput.of(WORD)), target.id());
            embedding.parameters(target.id(), EmbeddingInput.Kind.TEXT).apply(body, Map.of(), Map.of(), true);
            return new BedrockRequest(Api.INVOKE, id, Json.bytes(body), Knobs.NONE);
        }
        String other = family.map(SmallestRequest::costly).orElse(null);
        if (other != null) {
            throw new UsageException("the model gives " + other + ", which cost more than a few tokens");
        }
        Prompt prompt = Prompt.of(WORD);
        TextRequest text = target.request().forPrompt(prompt);
        Map<Common, JsonNode> one = text.parameters().find(Common.MAX_TOKENS).isPresent()
                ? Map.of(Common.MAX_TOKENS, IntNode.valueOf(1))
                : Map.of();
        JsonNode body = text.body(prompt, one, Map.of(), Knobs.NONE, false, false);
        return new BedrockRequest(text.api(), id, Json.bytes(body), Knobs.NONE);
    }

    /** What a family gives that is not paid for by the token; null for text. */
    private static @Nullable String costly(Family family) {
        return family instanceof io.github.bedrockcli.family.TextFamily ? null : family.gives();
    }
}
