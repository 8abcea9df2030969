package io.github.bedrockcli.model;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The parameters of a family for one model: looks names up, reads values, checks them and puts them in a body. */
public final class ParameterTable {
    private final String owner;
    private final List<Parameter> parameters;
    /** Where names without a row go. */
    private final JsonPointer rest;
    /** Whether names without a row are taken, unchecked. */
    private final boolean open;
    /** Why an option of the command line has no place here, where there is more to say than that. */
    private final Map<Common, String> refusals;
    /** What related models take and this one refuses. */
    private final List<Parameter> refused;
    /** The command that shows the table, where there is one. */
    private final @Nullable String command;

    /** @param owner whom messages name: a family or a model */
    public ParameterTable(String owner, List<Parameter> parameters) {
        this(owner, parameters, Map.of());
    }

    /** @param refusals why an option of the command line has no place here, where there is more to say than that */
    public ParameterTable(String owner, List<Parameter> parameters, Map<Common, String> refusals) {
        this(owner, parameters, refusals, JsonPointer.empty(), false, List.of(), null);
    }

    private ParameterTable(
            String owner,
            List<Parameter> parameters,
            Map<Common, String> refusals,
            JsonPointer rest,
            boolean open,
            List<Parameter> refused,
            @Nullable String command) {
        this.owner = owner;
        this.parameters = List.copyOf(parameters);
        this.refusals = Map.copyOf(refusals);
        this.rest = rest;
        this.open = open;
        this.refused = List.copyOf(refused);
        this.command = command;
    }

    /**
     * The same table with a place for names it has no row for.
     *
     * @param jsonPointer the object they go into
     * @param taken true takes them unchecked; false refuses them unless checks are off
     */
    public ParameterTable withRest(String jsonPointer, boolean taken) {
        JsonPointer place = JsonPointer.compile(jsonPointer);
        return new ParameterTable(owner, parameters, refusals, place, taken, refused, command);
    }

    /** The same table with the places of parameters that this model refuses, for requests that are not checked. */
    public ParameterTable refusing(List<Parameter> rows) {
        return new ParameterTable(owner, parameters, refusals, rest, open, rows, command);
    }

    /** The same table, whose refusals of names point to the command that shows it. */
    public ParameterTable shownBy(String commandLine) {
        return new ParameterTable(owner, parameters, refusals, rest, open, refused, commandLine);
    }

    /** What related models take and this one refuses. */
    public List<Parameter> refused() {
        return refused;
    }

    public String owner() {
        return owner;
    }

    /** Whether names without a row are taken. */
    public boolean isOpen() {
        return open;
    }

    public List<Parameter> all() {
        return parameters;
    }

    public Optional<Parameter> find(String name) {
        return parameters.stream().filter(row -> row.name().equals(name)).findFirst();
    }

    public Optional<Parameter> find(Common common) {
        return parameters.stream().filter(row -> row.common() == common).findFirst();
    }

    /**
     * Reads {@code text} as the value of the parameter {@code name}.
     *
     * @throws UsageException when the family has no such parameter or the text is not of its type or range
     */
    public JsonNode read(String name, String text) {
        Optional<Parameter> row = find(name);
        if (row.isEmpty() && open) {
            return readUnchecked(text);
        }
        Parameter parameter = row.orElseThrow(() -> unknown(name));
        JsonNode value = ParameterText.read(parameter, text);
        check(parameter, value);
        return value;
    }

    /** Reads {@code text} without judging: as JSON where it is JSON, else as a string. For {@code --no-validate}. */
    public static JsonNode readUnchecked(String text) {
        try {
            return Json.parse(text);
        } catch (JsonProcessingException e) {
            return TextNode.valueOf(text);
        }
    }

    /**
     * Puts what the user gave, and what the family requires, into a body.
     *
     * @param common values of the command line's own options
     * @param vendor values under the vendor's names; they win over {@code common}
     * @param validate false sends values that the table refuses; an option the family has no place for is refused all
     *     the same, for there is nowhere to put it
     * @throws UsageException naming the parameter, the value and what is allowed
     */
    public void apply(ObjectNode body, Map<Common, JsonNode> common, Map<String, JsonNode> vendor, boolean validate) {
        List<Placed> given = new ArrayList<>();
        common.forEach((option, value) -> {
            Parameter parameter = find(option).or(() -> place(option, validate)).orElseThrow(() -> notTaken(option));
            if (validate) {
                check(parameter, value);
            }
            given.add(new Placed(parameter.pointer(), value));
        });
        vendor.forEach((name, value) -> given.add(new Placed(place(name, value, validate), value)));
        // Whole objects first, so that a value that belongs inside one is not lost under it.
        // Not by Comparator.comparingInt, whose result is made at run time, for milliseconds: every request passes
        // here.
        given.sort((one, other) -> Integer.compare(one.depth(), other.depth()));
        given.forEach(one -> put(body, one.pointer(), one.value().deepCopy()));
        for (Parameter parameter : parameters) {
            JsonNode fallback = parameter.sentWhenAbsent();
            if (fallback != null && body.at(parameter.pointer()).isMissingNode()) {
                put(body, parameter.pointer(), fallback.deepCopy());
            }
        }
        if (validate) {
            checkPlaced(body);
            checkRequired(body);
            checkExclusions(body);
        }
    }

    /** A value and where it goes. */
    private record Placed(JsonPointer pointer, JsonNode value) {
        int depth() {
            int depth = 0;
            for (JsonPointer at = pointer; !at.matches(); at = at.tail()) {
                depth++;
            }
            return depth;
        }
    }

    /** Where an option goes that the model refuses, once nothing is checked. */
    private Optional<Parameter> place(Common option, boolean validate) {
        return validate
                ? Optional.empty()
                : refused.stream().filter(row -> row.common() == option).findFirst();
    }

    private JsonPointer place(String name, JsonNode value, boolean validate) {
        Optional<Parameter> row = find(name);
        if (validate && row.isPresent()) {
            check(row.get(), value);
        }
        if (validate && row.isEmpty() && !open) {
            throw unknown(name);
        }
        return row.map(Parameter::pointer).orElseGet(() -> pointerFor(name));
    }

    /**
     * Checks one value against its row.
     *
     * @throws UsageException naming the parameter, the value and what is allowed
     */
    public void check(Parameter parameter, JsonNode value) {
        new ParameterCheck(owner, parameter).check(value);
    }

    private static void put(ObjectNode body, JsonPointer place, JsonNode value) {
        if (!Json.put(body, place, value)) {
            throw new UsageException("there is no place " + place + " in the body");
        }
    }

    /** What came as part of a whole object has to fit its own row too. */
    private void checkPlaced(ObjectNode body) {
        for (Parameter parameter : parameters) {
            JsonNode value = body.at(parameter.pointer());
            if (!value.isMissingNode()) {
                check(parameter, value);
            }
        }
    }

    private void checkRequired(ObjectNode body) {
        for (Parameter parameter : parameters) {
            if (parameter.required() && body.at(parameter.pointer()).isMissingNode()) {
                throw new UsageException(
                        owner + " needs " + ParameterText.name(parameter) + ": " + parameter.meaning(),
                        "give it with -p " + parameter.name() + "=...");
            }
        }
    }

    private void checkExclusions(ObjectNode body) {
        for (Parameter parameter : parameters) {
            if (body.at(parameter.pointer()).isMissingNode()) {
                continue;
            }
            for (String other : parameter.excludes()) {
                boolean both = find(other)
                        .map(row -> !body.at(row.pointer()).isMissingNode())
                        .orElse(false);
                if (both) {
                    throw new UsageException(
                            owner + " takes " + parameter.name() + " or " + other + ", not both",
                            "leave one of them out");
                }
            }
        }
    }

    private UsageException unknown(String name) {
        List<String> names = parameters.stream().map(Parameter::name).toList();
        String fix = Spelling.nearest(name, names)
                .map(word -> "did you mean " + word + "?" + (command == null ? "" : " " + command + " shows all"))
                .orElse(
                        names.isEmpty()
                                ? "it takes none"
                                : "its parameters are: " + String.join(", ", names)
                                        + (command == null ? "" : "; " + command + " explains them"));
        return new UsageException(owner + " has no parameter '" + name + "'", fix);
    }

    private UsageException notTaken(Common option) {
        String reason = refusals.get(option);
        return new UsageException(
                owner + " takes no " + option.option() + (reason == null ? "" : ": " + reason),
                open ? "give it under the vendor's own name with -p" : "leave it out");
    }

    private JsonPointer pointerFor(String name) {
        return name.startsWith("/") ? JsonPointer.compile(name) : rest.appendProperty(name);
    }
}
