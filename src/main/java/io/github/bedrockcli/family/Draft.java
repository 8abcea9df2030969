package io.github.bedrockcli.family;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockcli.model.Common;
import io.github.bedrockcli.model.Json;
import io.github.bedrockcli.model.ModelId;
import io.github.bedrockcli.model.Parameter;
import io.github.bedrockcli.model.ParameterTable;
import java.util.Optional;
import java.util.Set;

/**
 * A body whose parameters stand in their places, for what a family has to say of several of them together.
 *
 * @param given names of the rows whose values the user gave
 * @param stream whether the answer will be streamed
 * @param validate whether local checks apply ({@code --no-validate} turns them off)
 */
record Draft(ModelId id, ObjectNode body, ParameterTable table, Set<String> given, boolean stream, boolean validate) {
    Draft {
        given = Set.copyOf(given);
    }

    /** The value of a common parameter, wherever the table has it; missing where it has none. */
    JsonNode value(Common common) {
        return table.find(common).map(row -> body.at(row.pointer())).orElseGet(MissingNode::getInstance);
    }

    /** Whether the user gave a common parameter, by its option or under the vendor's name. */
    boolean isGiven(Common common) {
        return row(common).map(row -> given.contains(row.name())).orElse(false);
    }

    void put(Common common, JsonNode value) {
        row(common).ifPresent(row -> Json.put(body, row.pointer(), value));
    }

    private Optional<Parameter> row(Common common) {
        return table.find(common);
    }
}
