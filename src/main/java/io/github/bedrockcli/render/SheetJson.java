package io.github.bedrockcli.render;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockcli.model.FamilyIds;
import io.github.bedrockcli.model.Json;
import io.github.bedrockcli.model.Parameter;
import io.github.bedrockcli.model.ParameterSheet;
import java.util.List;
import java.util.Locale;

/** The parameters of a model, and families, as JSON: every field in every object. */
final class SheetJson {
    private SheetJson() {}

    static ObjectNode of(ParameterSheet sheet) {
        ObjectNode json = Json.object();
        json.put("model", sheet.model());
        json.put("base_model", sheet.base());
        FamilyIds family = sheet.family();
        json.put("family", family == null ? null : family.name());
        json.put("gives", family == null ? null : family.gives());
        json.put("command", family == null ? null : family.command());
        put(json, "ids", family == null ? List.of() : family.prefixes());
        put(json, "except", family == null ? List.of() : family.except());
        json.put("api", sheet.api());
        json.put("streams", sheet.streams());
        put(json, "tasks", sheet.tasks());
        json.put("open", sheet.open());
        ArrayNode rows = json.putArray("parameters");
        sheet.rows().forEach(row -> rows.add(of(row)));
        return json;
    }

    static ObjectNode of(FamilyIds family) {
        ObjectNode json = Json.object()
                .put("family", family.name())
                .put("gives", family.gives())
                .put("command", family.command());
        put(json, "ids", family.prefixes());
        put(json, "except", family.except());
        return json;
    }

    private static ObjectNode of(ParameterSheet.Row row) {
        Parameter parameter = row.parameter();
        ObjectNode json = Json.object();
        json.put("name", parameter.name());
        json.put(
                "option", parameter.common() == null ? null : parameter.common().option());
        json.put("pointer", parameter.pointer().toString());
        json.put("type", parameter.type().name().toLowerCase(Locale.ROOT));
        json.put("minimum", parameter.minimum());
        json.put("minimum_excluded", parameter.minimumExcluded());
        json.put("maximum", parameter.maximum());
        json.put("multiple_of", parameter.step());
        put(json, "allowed", parameter.allowed());
        json.put("maximum_items", parameter.maximumItems());
        json.put("maximum_length", parameter.maximumLength());
        json.set("default", parameter.defaultValue());
        json.put("required", parameter.required());
        json.set("sent_when_absent", parameter.sentWhenAbsent());
        put(json, "excludes", parameter.excludes());
        put(json, "tasks", row.tasks());
        json.put("meaning", parameter.meaning());
        return json;
    }

    private static void put(ObjectNode json, String name, List<String> words) {
        words.forEach(json.putArray(name)::add);
    }
}
