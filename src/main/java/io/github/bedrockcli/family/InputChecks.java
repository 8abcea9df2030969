package io.github.bedrockcli.family;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockcli.model.EmbeddingInput;
import io.github.bedrockcli.model.VectorType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the embedding families look at in the same way. */
final class InputChecks {
    private InputChecks() {}

    /** Why a text would be refused: empty, or too long. An input without a text has none of these faults. */
    static Optional<String> text(EmbeddingInput input, int maxCharacters, String owner) {
        String text = input.text();
        if (text == null) {
            return Optional.empty();
        }
        if (text.isEmpty()) {
            return Optional.of("the text is empty");
        }
        int characters = text.codePointCount(0, text.length());
        return characters > maxCharacters
                ? Optional.of(
                        "the text has " + characters + " characters; " + owner + " takes at most " + maxCharacters)
                : Optional.empty();
    }

    /** The only input of a call of which there can be but one. */
    static EmbeddingInput only(List<EmbeddingInput> inputs) {
        if (inputs.size() != 1) {
            throw new IllegalArgumentException("one input a call, not " + inputs.size());
        }
        return inputs.get(0);
    }

    /** The vector types that a request names; float where it names none. Names that are no types are the service's. */
    static List<VectorType> types(JsonNode names) {
        List<VectorType> types = new ArrayList<>();
        names.forEach(name -> VectorType.of(name.asText()).ifPresent(types::add));
        return types.isEmpty() ? List.of(VectorType.FLOAT) : types;
    }
}
