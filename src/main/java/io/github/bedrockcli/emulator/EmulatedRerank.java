package io.github.bedrockcli.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockcli.family.Families;
import io.github.bedrockcli.model.Json;
import io.github.bedrockcli.model.ModelId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Cohere Rerank 3.5 ({@code cohere.rerank-v3-5:0}) and Amazon Rerank 1.0 ({@code amazon.rerank-v1:0}) (models.md section
 * 10, 2026-11). A document's score is the part of the query's words that it has, by letters, and a little more for a
 * short document.
 */
final class EmulatedRerank implements EmulatedModel {
    private static final int MAX_DOCUMENTS = 1000;

    @Override
    public List<String> prefixes() {
        return List.of("cohere.rerank-", "amazon.rerank-");
    }

    @Override
    public Invocation accept(CatalogueModel model, JsonNode body) {
        ModelId id = ModelId.of(model.id());
        Shape shape = Shape.object()
                .required("query", Rule.text(1, Integer.MAX_VALUE))
                .required("documents", Rule.list(Rule.text(1, Integer.MAX_VALUE), 1, MAX_DOCUMENTS));
        TableShape.add(shape, Families.of(id).orElseThrow().parameters(id));
        shape.require(body);
        Set<String> query = words(body.path("query").asText());
        List<Result> results = new ArrayList<>();
        for (JsonNode document : body.path("documents")) {
            results.add(new Result(results.size(), score(query, words(document.asText()))));
        }
        results.sort(Comparator.comparingDouble(Result::score).reversed());
        int most = body.path("top_n").asInt(results.size());
        return new Ranking(results.subList(0, Math.min(most, results.size())));
    }

    private static double score(Set<String> query, Set<String> document) {
        Set<String> common = new HashSet<>(query);
        common.retainAll(document);
        double asked = (double) letters(common) / Math.max(1, letters(query));
        double told = (double) letters(common) / Math.max(1, letters(document));
        return Math.round((0.01 + 0.9 * asked + 0.08 * told) * 1e7) / 1e7;
    }

    /** Long words say more than short ones. */
    private static int letters(Set<String> words) {
        return words.stream().mapToInt(String::length).sum();
    }

    private static Set<String> words(String text) {
        Set<String> words =
                new HashSet<>(Arrays.asList(text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+")));
        words.remove("");
        return words;
    }

    private record Result(int index, double score) {}

    private record Ranking(List<Result> results) implements Invocation {
        @Override
        public Counts counts() {
            return new Counts(0, 0, false);
        }

        @Override
        public ObjectNode reply() {
            ObjectNode reply = Json.object();
            ArrayNode list = reply.putArray("results");
            results.forEach(
                    result -> list.addObject().put("index", result.index()).put("relevance_score", result.score()));
            return reply;
        }
    }
}
