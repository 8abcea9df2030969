package io.github.bedrockcli.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockcli.model.Arn;
import io.github.bedrockcli.model.Json;
import io.github.bedrockcli.model.ModelSummary;
import io.github.bedrockcli.model.ModelSummary.Kind;
import io.github.bedrockcli.model.UsageException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A model list as {@code -o json} or {@code -o jsonl} wrote it. */
final class SavedList {
    private final Map<String, Row> rows = new LinkedHashMap<>();

    private SavedList() {}

    /**
     * One row.
     *
     * @param access {@code yes no unknown}, or null where the list was saved without it
     */
    record Row(ModelSummary model, @Nullable String access) {}

    /**
     * Reads a saved list.
     *
     * @param label the file, for messages
     * @throws UsageException when it is none
     */
    static SavedList read(String text, String label) {
        SavedList list = new SavedList();
        for (JsonNode row : rows(text, label)) {
            list.add(row, label);
        }
        return list;
    }

    Map<String, Row> rows() {
        return rows;
    }

    boolean hasAccess() {
        return rows.values().stream().anyMatch(row -> row.access() != null);
    }

    /** The region that its ARNs name, where they agree. */
    Optional<String> region() {
        List<String> regions = rows.values().stream()
                .flatMap(row -> Arn.regionOf(row.model().arn()).stream())
                .distinct()
                .toList();
        return regions.size() == 1 ? Optional.of(regions.get(0)) : Optional.empty();
    }

    private static List<JsonNode> rows(String text, String label) {
        List<JsonNode> rows = new ArrayList<>();
        try {
            if (text.stripLeading().startsWith("[")) {
                Json.parseOnce(text).forEach(rows::add);
            } else {
                for (String line : text.lines().filter(line -> !line.isBlank()).toList()) {
                    rows.add(Json.parseOnce(line));
                }
                if (rows.isEmpty()) {
                    throw foreign(label, "it is empty");
                }
            }
        } catch (JsonProcessingException e) {
            throw foreign(label, "it is not JSON: " + e.getOriginalMessage());
        }
        return rows;
    }

    private void add(JsonNode row, String label) {
        int number = rows.size() + 1;
        if (row.path("regions").isObject()) {
            throw new UsageException(
                    label + " was saved with --regions, and --diff compares one region's list",
                    "save one with bedrock list-models --region REGION -o json");
        }
        String id = text(row, "id");
        Kind kind = kind(text(row, "kind"));
        if (!row.isObject() || id == null || kind == null) {
            throw foreign(label, "row " + number + " has no " + (id == null ? "id" : "kind that is known"));
        }
        String arn = text(row, "arn");
        ModelSummary model = new ModelSummary(
                kind,
                id,
                arn == null ? id : arn,
                text(row, "name"),
                text(row, "provider"),
                words(row, "input_modalities"),
                words(row, "output_modalities"),
                words(row, "inference_types"),
                words(row, "customizations"),
                row.path("streaming").isBoolean() ? row.path("streaming").asBoolean() : null,
                text(row, "lifecycle"),
                date(row, label, number),
                words(row, "models"));
        rows.put(id, new Row(model, text(row, "access")));
    }

    private static @Nullable Instant date(JsonNode row, String label, int number) {
        String text = text(row, "end_of_life");
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeException e) {
            throw foreign(label, "the end_of_life of row " + number + " is no time: " + text);
        }
    }

    private static @Nullable String text(JsonNode row, String name) {
        return row.path(name).isTextual() ? row.path(name).asText() : null;
    }

    private static List<String> words(JsonNode row, String name) {
        List<String> words = new ArrayList<>();
        row.path(name).forEach(word -> words.add(word.asText()));
        return words;
    }

    private static @Nullable Kind kind(@Nullable String word) {
        for (Kind kind : Kind.values()) {
            if (kind.name().toLowerCase(Locale.ROOT).equals(word)) {
                return kind;
            }
        }
        return null;
    }

    private static UsageException foreign(String label, String why) {
        return new UsageException(
                label + " is no list of bedrock list-models: " + why,
                "save one with bedrock list-models -o json > FILE");
    }
}
