package io.github.bedrockcli.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The rule of an object: which members it must have, which it may have, and that it has no other. */
final class Shape implements Rule {
    private final Map<String, Rule> members = new LinkedHashMap<>();
    private final Set<String> required = new LinkedHashSet<>();
    private boolean others;

    /** An object that names one of these words, whatever else it holds: asked before the word tells what that may be. */
    static Shape naming(String member, List<String> words) {
        return object().required(member, Rule.oneOf(words.toArray(String[]::new)))
                .andOthers();
    }

    static Shape object() {
        return new Shape();
    }

    Shape required(String name, Rule rule) {
        required.add(name);
        return optional(name, rule);
    }

    /** A member that has a rule already must be there. */
    Shape must(String name) {
        required.add(name);
        return this;
    }

    /** A rule for the members of an object that is there already stays. */
    Shape optional(String name, Rule rule) {
        if (!(members.get(name) instanceof Shape) || rule instanceof Shape) {
            members.put(name, rule);
        }
        return this;
    }

    boolean has(String name) {
        return members.containsKey(name);
    }

    /** The shape of a member that is an object; made when there is none yet, or a rule that says nothing of its members. */
    Shape inner(String name) {
        if (members.get(name) instanceof Shape shape) {
            return shape;
        }
        Shape shape = object();
        members.put(name, shape);
        return shape;
    }

    /** Allows members that are not named here. */
    Shape andOthers() {
        others = true;
        return this;
    }

    @Override
    public void check(JsonNode value, List<String> place, List<Violation> found) {
        if (!Rule.isType(value, value.isObject(), "JSONObject", "dictionary", place, found)) {
            return;
        }
        for (String name : required) {
            if (!value.has(name)) {
                String schema = "required key [" + name + "] not found";
                found.add(new Violation(place, schema, Rule.step(place, name), "Field required"));
            }
        }
        List<String> names = new ArrayList<>();
        value.fieldNames().forEachRemaining(names::add);
        for (String name : names) {
            Rule rule = members.get(name);
            if (rule != null) {
                rule.check(value.path(name), Rule.step(place, name), found);
            } else if (!others) {
                String schema = "extraneous key [" + name + "] is not permitted";
                found.add(new Violation(place, schema, Rule.step(place, name), "Extra inputs are not permitted"));
            }
        }
    }
}
