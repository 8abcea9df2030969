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

    static void write(List<ModelRow> rows, Appendable out) throws IOException {
        out.append(String.join(",", COLUMNS)).append('\n');
        for (ModelRow row : rows) {
            ObjectNode json = row.json();
            out.append(COLUMNS.stream()
                            .map(column -> quoted(text(json.path(column))))
                            .collect(Collectors.joining(",")))
                    .append('\n');
        }
    }

    private static String text(JsonNode value) {
        if (value.isArray()) {
            List<String> words = new ArrayList<>();
            value.forEach(word -> words.add(word.asText()));
            return String.join(" ", words);
        }
        return Optional.of(value)
                .filter(present -> !present.isNull())
                .map(JsonNode::asText)
                .orElse("");
    }

    private static String quoted(String text) {
        boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
