package io.github.bedrockcli.family;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockcli.model.Common;
import io.github.bedrockcli.model.Json;
import io.github.bedrockcli.model.ModelId;
import io.github.bedrockcli.model.Parameter;
import io.github.bedrockcli.model.Ranked;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The form that the rerank families share: body, reply and how many documents. */
abstract class RankingForm implements RerankFamily {
    /**
     * Most documents of a call, and most results. Source: API reference of the Rerank operation, {@code sources} and
     * {@code numberOfResults}; InvokeModel has none of its own documented. 2026-11.
     */
    static final int MAX_DOCUMENTS = 1000;

    static final Parameter TOP = Parameter.integer("top_n", "how many documents the ranking has, the best ones")
            .range("1", String.valueOf(MAX_DOCUMENTS))
            .common(Common.TOP);

    @Override
    public int maxDocuments(ModelId id) {
        return MAX_DOCUMENTS;
    }

    @Override
    public ObjectNode request(String query, List<String> documents, ModelId id) {
        ObjectNode body = Json.object().put("query", query);
        ArrayNode list = body.putArray("documents");
        documents.forEach(list::add);
        return body;
    }

    /** {@code results} with an {@code index} and a {@code relevance_score} each. */
    @Override
    public List<Ranked> ranking(JsonNode body, int documents) {
        JsonNode results = body.path("results");
        if (!results.isArray() || results.isEmpty()) {
            throw new UnreadableReplyException(
                    "the reply has " + VectorReader.kind(results) + " where a ranking should be");
        }
        List<Ranked> ranking = new ArrayList<>();
        Set<Integer> seen = new HashSet<>();
        for (JsonNode result : results) {
            JsonNode index = result.path("index");
            JsonNode score = result.path("relevance_score");
            boolean known = index.isInt() && index.intValue() >= 0 && index.intValue() < documents;
            if (!known || !score.isNumber() || !seen.add(index.intValue())) {
                throw new UnreadableReplyException(
                        "the reply's ranking of " + documents + " documents has " + Json.line(result));
            }
            ranking.add(new Ranked(index.intValue(), score.doubleValue()));
        }
        ranking.sort(Comparator.comparingDouble(Ranked::score).reversed());
        return ranking;
    }
}
