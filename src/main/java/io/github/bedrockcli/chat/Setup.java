package io.github.bedrockcli.chat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockcli.family.TextRequest;
import io.github.bedrockcli.family.TextRequest.ApiChoice;
import io.github.bedrockcli.model.Common;
import io.github.bedrockcli.model.Json;
import io.github.bedrockcli.model.ModelId;
import io.github.bedrockcli.model.Parameter;
import io.github.bedrockcli.model.ParameterTable;
import io.github.bedrockcli.model.UsageException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How the turns of a chat are asked: the model, the way to it, the system prompt and the parameters.
 *
 * @param family what {@code --family} says, or null to tell it from the id
 * @param system the system prompt, or null
 * @param common values of the parameters that most families have; they outlive a change of model
 * @param vendor values under the vendor's names
 */
public record Setup(
        ModelId model,
        ApiChoice api,
        @Nullable String family,
        @Nullable String system,
        Map<Common, JsonNode> common,
        Map<String, JsonNode> vendor) {
    public Setup {
        Map<Common, JsonNode> ordered = new EnumMap<>(Common.class);
        ordered.putAll(common);
        common = Collections.unmodifiableMap(ordered);
        vendor = Collections.unmodifiableMap(new LinkedHashMap<>(vendor));
    }

    /** The same, with vendor names of common parameters told apart from those that only this family has. */
    public Setup normalized() {
        ParameterTable table = request().parameters();
        Map<Common, JsonNode> sharedValues = new LinkedHashMap<>(common);
        Map<String, JsonNode> ownValues = new LinkedHashMap<>();
        vendor.forEach((name, value) -> {
            Common shared = table.find(name).map(Parameter::common).orElse(null);
            if (shared == null) {
                ownValues.put(name, value);
            } else {
                sharedValues.put(shared, value);
            }
        });
        return new Setup(model, api, family, system, sharedValues, ownValues);
    }

    /** Who builds the requests and reads the answers. */
    public TextRequest request() {
        return TextRequest.choose(model, api, family);
    }

    /** The same with another system prompt; null for none. */
    public Setup withSystem(@Nullable String text) {
        return new Setup(model, api, family, text, common, vendor);
    }

    /** With these values put over its own. */
    public Setup withParameters(Map<Common, JsonNode> others, Map<String, JsonNode> vendors) {
        Map<Common, JsonNode> sharedValues = new LinkedHashMap<>(common);
        sharedValues.putAll(others);
        Map<String, JsonNode> ownValues = new LinkedHashMap<>(vendor);
        ownValues.putAll(vendors);
        return new Setup(model, api, family, system, sharedValues, ownValues).normalized();
    }

    /**
     * With a parameter set. Its name is the vendor's, or that of the command line's option without dashes before it.
     *
     * @throws UsageException when the model has no such parameter, or the value is not one it takes
     */
    Setup withParameter(String name, String text, boolean validate) {
        ParameterTable table = request().parameters();
        Optional<Parameter> row = find(table, name);
        String vendorName = row.map(Parameter::name).orElse(name);
        JsonNode value = validate ? table.read(vendorName, text) : ParameterTable.readUnchecked(text);
        Map<Common, JsonNode> sharedValues = new LinkedHashMap<>(common);
        Map<String, JsonNode> ownValues = new LinkedHashMap<>(vendor);
        Common shared = row.map(Parameter::common).orElse(null);
        if (shared == null) {
            ownValues.put(vendorName, value);
        } else {
            sharedValues.put(shared, value);
        }
        return new Setup(model, api, family, system, sharedValues, ownValues);
    }

    /**
     * With a parameter no longer set.
     *
     * @throws UsageException when it was not set
     */
    Setup withoutParameter(String name) {
        Optional<Parameter> row = find(request().parameters(), name);
        Map<Common, JsonNode> sharedValues = new LinkedHashMap<>(common);
        Map<String, JsonNode> ownValues = new LinkedHashMap<>(vendor);
        Common shared = row.map(Parameter::common).orElse(null);
        JsonNode before =
                shared == null ? ownValues.remove(row.map(Parameter::name).orElse(name)) : sharedValues.remove(shared);
        if (before == null) {
            throw new UsageException(name + " is not set", "/param lists what is set");
        }
        return new Setup(model, api, family, system, sharedValues, ownValues);
    }

    /**
     * With another model. Parameters that it does not take, or not with the value they have, are left out.
     *
     * @throws UsageException when no family and no API can be chosen for it
     */
    public ModelChange withModel(ModelId id, ApiChoice choice, @Nullable String familyName, boolean validate) {
        ParameterTable table = TextRequest.choose(id, choice, familyName).parameters();
        List<String> dropped = new ArrayList<>();
        Map<Common, JsonNode> sharedValues = new LinkedHashMap<>(common);
        sharedValues.entrySet().removeIf(entry -> {
            Optional<String> reason = refusal(table, table.find(entry.getKey()), entry.getValue(), validate);
            reason.ifPresent(why -> dropped.add(name(entry.getKey()) + ": " + why));
            return reason.isPresent();
        });
        Map<String, JsonNode> ownValues = new LinkedHashMap<>(vendor);
        ownValues.entrySet().removeIf(entry -> {
            Optional<String> reason =
                    validate ? refusal(table, table.find(entry.getKey()), entry.getValue(), true) : Optional.empty();
            reason.ifPresent(why -> dropped.add(entry.getKey() + ": " + why));
            return reason.isPresent();
        });
        Setup setup = new Setup(id, choice, familyName, system, sharedValues, ownValues);
        return new ModelChange(setup.normalized(), List.copyOf(dropped));
    }

    /** Every parameter that is set, by the name it is set with, and its value as one line. */
    Map<String, String> parameters() {
        Map<String, String> values = new LinkedHashMap<>();
        common.forEach((option, value) -> values.put(name(option), Json.line(value)));
        vendor.forEach((name, value) -> values.put(name, Json.line(value)));
        return values;
    }

    /** The option's name without the dashes before it, such as {@code max-tokens}. */
    static String name(Common option) {
        return option.option().substring("--".length());
    }

    /** The row with this vendor name, else that of the command line's option of this name, however it is spelt. */
    private static Optional<Parameter> find(ParameterTable table, String name) {
        return table.find(name)
                .or(() -> Arrays.stream(Common.values())
                        .filter(option -> folded(option.option()).equals(folded(name)))
                        .findFirst()
                        .flatMap(table::find));
    }

    private static String folded(String name) {
        return name.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "");
    }

    private static Optional<String> refusal(
            ParameterTable table, Optional<Parameter> row, JsonNode value, boolean validate) {
        if (row.isEmpty()) {
            return Optional.of("the model has no such parameter");
        }
        if (!validate) {
            return Optional.empty();
        }
        try {
            table.check(row.get(), value);
            return Optional.empty();
        } catch (UsageException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /**
     * A changed model.
     *
     * @param dropped a line for each parameter that was left out: its name and why
     */
    public record ModelChange(Setup setup, List<String> dropped) {}
}
