package io.github.bedrockcli.render;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The model list as comma-separated values with a header, quoted as in RFC 4180; lines end in a line feed alone, as
 * other tools of a pipe expect. Several words in a field are parted by spaces.
 */
final class ModelCsv {
    private ModelCsv() {}

    private static final List<String> COLUMNS = List.of(
            "id",
            "name",
            "provider",
            "kind",
            "input_modalities",
            "output_modalities",
            "inference_types",
            "customizations",
            "streaming",
            "lifecycle",
            "end_of_life",
            "family",
            "arn",
            "models");

    private static final List<String> ACCESS =
            List.of("access", "access_reason", "authorization", "entitlement", "agreement", "region_availability");

    static void write(List<ModelRow> rows, ModelColumns shown, Appendable out) throws IOException {
        List<String> columns = new ArrayList<>(COLUMNS);
        columns.addAll(shown.access() ? ACCESS : List.of());
        out.append(String.join(",", columns));
        for (String region : shown.regions()) {
            out.append(',').append(region);
        }
        out.append('\n');
        for (ModelRow row : rows) {
            ObjectNode json = row.json();
            out.append(columns.stream()
                    .map(column -> quoted(text(json.path(column))))
                    .collect(Collectors.joining(",")));
            for (RegionCell cell : row.regions()) {
                out.append(',').append(cell.word());
            }
            out.append('\n');
        }
    }

    private static String text(JsonNode value) {
        if (value.isArray()) {
            List<String> words = new ArrayList<>();
            value.forEach(word -> words.add(word.asText()));
            return String.join(" ", words);
        }
        return Optional.of(value)
                .filter(present -> !present.isNull() && !present.isMissingNode())
                .map(JsonNode::asText)
                .orElse("");
    }

    private static String quoted(String text) {
        boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
