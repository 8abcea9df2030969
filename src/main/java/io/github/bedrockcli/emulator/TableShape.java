package io.github.bedrockcli.emulator;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockcli.family.Families;
import io.github.bedrockcli.model.ModelId;
import io.github.bedrockcli.model.Parameter;
import io.github.bedrockcli.model.ParameterTable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** The rule that a family's parameter table gives for the parameters of a body; what the prompt becomes is added to it. */
final class TableShape {
    private TableShape() {}

    /** The shape of what the model's own family takes. */
    static Shape of(CatalogueModel model) {
        return of(model.parameters());
    }

    /** The shape of what Converse passes on to the model beside its own members. */
    static Shape beyondConverse(CatalogueModel model) {
        ModelId id = ModelId.of(model.id());
        return of(new ParameterTable(model.id(), Families.text(id).orElseThrow().beyondConverse(id)));
    }

    /** A shape with a member for every row, at its place; objects above a row allow the rows' members only. */
    static Shape of(ParameterTable table) {
        Shape shape = Shape.object();
        add(shape, table);
        return shape;
    }

    /** Adds the rows of a table to a shape. */
    static void add(Shape shape, ParameterTable table) {
        for (Parameter parameter : table.all()) {
            put(shape, parameter.pointer(), parameter);
        }
    }

    private static void put(Shape shape, JsonPointer place, Parameter parameter) {
        String name = place.getMatchingProperty();
        if (!place.tail().matches()) {
            put(shape.inner(name), place.tail(), parameter);
        } else if (parameter.required()) {
            shape.required(name, rule(parameter));
        } else {
            shape.optional(name, rule(parameter));
        }
    }

    private static Rule rule(Parameter parameter) {
        return switch (parameter.type()) {
            case INTEGER, NUMBER -> numberRule(parameter);
            case BOOLEAN -> Rule.bool();
            case STRING -> wordRule(parameter);
            case STRINGS -> listRule(parameter);
            case BINARY -> Rule.text(1, Integer.MAX_VALUE);
            case JSON -> jsonRule(parameter);
        };
    }

    private static Rule wordRule(Parameter parameter) {
        if (!parameter.allowed().isEmpty()) {
            return Rule.oneOf(parameter.allowed().toArray(String[]::new));
        }
        Integer most = parameter.maximumLength();
        return Rule.text(0, most == null ? Integer.MAX_VALUE : most);
    }

    /** A word is one of the row's, where it names some; anything else is not looked into. */
    private static Rule jsonRule(Parameter parameter) {
        Rule words = wordRule(parameter);
        return (value, place, found) -> {
            if (value.isTextual()) {
                words.check(value, place, found);
            }
        };
    }

    private static Rule listRule(Parameter parameter) {
        Integer most = parameter.maximumItems();
        Rule item = parameter.allowed().isEmpty()
                ? Rule.text()
                : Rule.oneOf(parameter.allowed().toArray(String[]::new));
        return Rule.list(item, 0, most == null ? Integer.MAX_VALUE : most);
    }

    private static Rule numberRule(Parameter parameter) {
        List<Rule> rules = new ArrayList<>();
        rules.add(Rule.number(
                parameter.type() == Parameter.Type.INTEGER,
                parameter.minimum(),
                parameter.minimumExcluded(),
                parameter.maximum()));
        if (!parameter.allowed().isEmpty()) {
            rules.add(Rule.oneOf(
                    parameter.allowed().stream().mapToInt(Integer::parseInt).toArray()));
        }
        Integer step = parameter.step();
        if (step != null) {
            rules.add((value, place, found) -> checkStep(value, step, place, found));
        }
        return (value, place, found) -> {
            int before = found.size();
            for (Rule rule : rules) {
                if (found.size() == before) {
                    rule.check(value, place, found);
                }
            }
        };
    }

    private static void checkStep(JsonNode value, int step, List<String> place, List<Violation> found) {
        if (value.decimalValue().remainder(BigDecimal.valueOf(step)).signum() != 0) {
            found.add(Rule.at(
                    place, value.asText() + " is not a multiple of " + step, "Input should be a multiple of " + step));
        }
    }
}
