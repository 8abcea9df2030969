package io.github.bedrockcli.emulator;

import java.util.List;
import java.util.stream.Collectors;

/**
 * One thing wrong with a request body, in the two wordings that Bedrock's models use.
 *
 * @param place the member, from the root, that the schema wording names
 * @param schema what the JSON schema in front of most models says of it, such as {@code required key [x] not found}
 * @param field the member that the field wording names
 * @param fieldText what Claude's own check says of it, such as {@code Field required}
 */
record Violation(List<String> place, String schema, List<String> field, String fieldText) {

    /**
     * The wording of most models. Recorded: {@code Malformed input request: #/messages/0/content/0: required key
     * [toolUse] not found, please reformat your input and try again.} Several violations follow one another without a
     * separator (public reports: langgenius/dify pull 3326, fumito-ito/AnthropicSwiftSDK issue 19).
     */
    static ServiceError malformed(List<Violation> violations) {
        String all = violations.stream()
                .map(each -> "#" + each.place.stream().map(step -> "/" + step).collect(Collectors.joining()) + ": "
                        + each.schema)
                .collect(Collectors.joining());
        return ServiceError.validation(
                "Malformed input request: " + all + ", please reformat your input and try again.");
    }

    /** The wording of Claude, which names the first. Recorded: {@code messages.2.content.2.….type: Field required}. */
    static ServiceError first(List<Violation> violations) {
        Violation first = violations.get(0);
        return ServiceError.validation(String.join(".", first.field) + ": " + first.fieldText);
    }
}
