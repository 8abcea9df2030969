package io.github.bedrockcli.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockcli.aws.Bedrock;
import io.github.bedrockcli.aws.BedrockException;
import io.github.bedrockcli.aws.BedrockRequest;
import io.github.bedrockcli.family.EmbeddingFamily;
import io.github.bedrockcli.family.Families;
import io.github.bedrockcli.family.ModelTarget;
import io.github.bedrockcli.family.RerankFamily;
import io.github.bedrockcli.family.TextRequest;
import io.github.bedrockcli.family.TextRequest.ApiChoice;
import io.github.bedrockcli.model.Api;
import io.github.bedrockcli.model.BaseModel;
import io.github.bedrockcli.model.Common;
import io.github.bedrockcli.model.EmbeddingInput;
import io.github.bedrockcli.model.Json;
import io.github.bedrockcli.model.Knobs;
import io.github.bedrockcli.model.ModelId;
import io.github.bedrockcli.model.ModelSummary;
import io.github.bedrockcli.model.Parameter;
import io.github.bedrockcli.model.Prompt;
import io.github.bedrockcli.model.UsageException;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The smallest request that a model answers: one word to a text model for one token, one word to embed, one document to
 * rank. There is none where the smallest answer costs more than a few tokens (pictures, videos), and none where the model's
 * body is not known.
 */
final class ProbeRequests {
    private static final String WORD = "Hi";

    private final Bedrock bedrock;

    /** @param bedrock asked what is behind an ARN that hides its model, where the list does not tell */
    public ProbeRequests(Bedrock bedrock) {
        this.bedrock = bedrock;
    }

    /** The request to exactly this row's id; empty where none is small enough, or none can be built. */
    public Optional<BedrockRequest> of(ModelSummary row) {
        try {
            ModelId id = ModelId.of(row.id());
            for (String arn : row.models()) {
                id = id.base().isPresent() ? id : id.withBaseOf(ModelId.of(arn));
            }
            return of(id, row);
        } catch (UsageException e) {
            // What this model must be given besides a word is not ours to invent: a video, a purpose.
            return Optional.empty();
        }
    }

    private Optional<BedrockRequest> of(ModelId id, ModelSummary row) {
        Optional<EmbeddingFamily> embedding = Families.embedding(id);
        if (embedding.isPresent()) {
            return Optional.of(embedded(id, embedding.get()));
        }
        Optional<RerankFamily> reranking = Families.reranking(id);
        if (reranking.isPresent()) {
            return Optional.of(ranked(id, reranking.get()));
        }
        boolean text =
                row.outputModalities().isEmpty() || row.outputModalities().contains("TEXT");
        boolean other = Families.of(id).isPresent() && Families.text(id).isEmpty();
        return text && !other ? Optional.of(answered(id)) : Optional.empty();
    }

    private static BedrockRequest embedded(ModelId id, EmbeddingFamily family) {
        if (!family.kinds(id).contains(EmbeddingInput.Kind.TEXT)) {
            throw new UsageException(id + " does not embed texts");
        }
        ObjectNode body = family.request(List.of(EmbeddingInput.of(WORD)), id);
        family.parameters(id, EmbeddingInput.Kind.TEXT).apply(body, Map.of(), Map.of(), true);
        return request(Api.INVOKE, id, body);
    }

    private static BedrockRequest ranked(ModelId id, RerankFamily family) {
        ObjectNode body = family.request(WORD, List.of(WORD), id);
        family.parameters(id).apply(body, Map.of(), Map.of(), true);
        return request(Api.INVOKE, id, body);
    }

    private BedrockRequest answered(ModelId id) {
        Prompt prompt = Prompt.of(WORD);
        ModelTarget target = new ModelTarget(id, ApiChoice.AUTO, null).located(this::behind);
        TextRequest way = target.request().forPrompt(prompt);
        Map<Common, JsonNode> shortest = new HashMap<>();
        way.parameters()
                .find(Common.MAX_TOKENS)
                .map(ProbeRequests::fewest)
                .ifPresent(tokens -> shortest.put(Common.MAX_TOKENS, tokens));
        ObjectNode body = way.body(prompt, shortest, Map.of(), Knobs.NONE, false, true);
        return request(way.api(), target.id(), body);
    }

    private BaseModel behind(ModelId id) {
        try {
            return bedrock.baseModel(id);
        } catch (BedrockException e) {
            return BaseModel.UNKNOWN;
        }
    }

    /** One token, or as many as the model takes at least. */
    private static JsonNode fewest(Parameter maxTokens) {
        BigDecimal least = maxTokens.minimum();
        return IntNode.valueOf(least == null ? 1 : Math.max(1, least.intValue()));
    }

    private static BedrockRequest request(Api api, ModelId id, ObjectNode body) {
        return new BedrockRequest(api, id, Json.bytes(body), Knobs.NONE);
    }
}
