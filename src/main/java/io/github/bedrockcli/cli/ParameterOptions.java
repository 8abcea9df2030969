package io.github.bedrockcli.cli;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockcli.model.Json;
import io.github.bedrockcli.model.Parameter;
import io.github.bedrockcli.model.ParameterTable;
import io.github.bedrockcli.model.UsageException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Parameters under the vendor's own names, and values put anywhere in the body. */
final class ParameterOptions {
    /** Longest JSON pointer, in characters: deeper than any body can be nested. */
    private static final int MAX_POINTER = 10_000;

    private List<String> parameters = List.of();
    private List<String> edits = List.of();
    private boolean noValidate;

    void declare(Declarations command) {
        command.option(
                        "-p, --param",
                        "NAME=VALUE",
                        "A parameter of the family under its vendor's name, checked (bedrock params MODEL shows"
                                + " them); @FILE reads the value from a file; repeatable.")
                .texts(value -> parameters = value);
        command.option("--set", "/POINTER=JSON", "Puts any JSON value anywhere in the body, unchecked; repeatable.")
                .texts(value -> edits = value);
        command.flag("--no-validate", "Skip local checks and let the service judge.", value -> noValidate = value);
    }

    /** The names of files to read. */
    Stream<String> files() {
        return parameters.stream()
                .map(parameter -> parameter.substring(parameter.indexOf('=') + 1))
                .filter(value -> value.startsWith("@"))
                .map(value -> value.substring(1));
    }

    boolean validate() {
        return !noValidate;
    }

    /** The names of {@code -p}. */
    Set<String> names() {
        return parameters.stream()
                .filter(parameter -> parameter.indexOf('=') > 0)
                .map(parameter -> parameter.substring(0, parameter.indexOf('=')))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The values of {@code -p}, read and checked by the table of the family that will build the request. */
    Map<String, JsonNode> values(ParameterTable table, InputFiles files) {
        Map<String, JsonNode> values = new LinkedHashMap<>();
        for (String parameter : parameters) {
            int equals = parameter.indexOf('=');
            if (equals < 1) {
                throw new UsageException("-p takes NAME=VALUE, not '" + parameter + "'");
            }
            String name = parameter.substring(0, equals);
            String text = parameter.substring(equals + 1);
            if (text.startsWith("@")) {
                text = isBinary(table, name)
                        ? Base64.getEncoder().encodeToString(files.bytes(text.substring(1)))
                        : files.text(text.substring(1));
            }
            values.put(name, noValidate ? ParameterTable.readUnchecked(text) : table.read(name, text));
        }
        return values;
    }

    private static boolean isBinary(ParameterTable table, String name) {
        return table.find(name)
                .filter(row -> row.type() == Parameter.Type.BINARY)
                .isPresent();
    }

    private static String abbreviated(String place) {
        return place.length() <= 200 ? place : place.substring(0, 200) + "...";
    }

    boolean hasEdits() {
        return !edits.isEmpty();
    }

    /** Applies {@code --set} to a body, in the order given. */
    void edit(JsonNode body) {
        for (String edit : edits) {
            int equals = edit.indexOf('=');
            if (!edit.startsWith("/") || equals < 0) {
                throw new UsageException("--set takes /POINTER=JSON, not '" + edit + "'");
            }
            String place = edit.substring(0, equals);
            if (place.length() > MAX_POINTER) {
                throw new UsageException("--set takes a pointer of at most " + MAX_POINTER + " characters");
            }
            JsonNode value;
            try {
                value = Json.parseOnce(edit.substring(equals + 1));
            } catch (JsonProcessingException e) {
                throw new UsageException(
                        "--set " + place + ": the value is not JSON: " + e.getOriginalMessage(),
                        "a string needs its quotes: --set '" + place + "=\"text\"'");
            }
            if (!Json.put(body, JsonPointer.compile(place), value)) {
                throw new UsageException("--set " + abbreviated(place) + ": there is no such place in the body");
            }
        }
    }
}
