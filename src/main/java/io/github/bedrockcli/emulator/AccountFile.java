package io.github.bedrockcli.emulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockcli.model.Json;
import io.github.bedrockcli.model.UsageException;
import io.github.bedrockcli.model.Utf8Text;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the file of {@code bedrock emulator --account}; what it does not know it refuses, by its JSON pointer. */
final class AccountFile {
    /** Longer would only look like a server that hangs. */
    private static final int LONGEST_LATENCY = 60_000;

    private static final int MOST_TIMES = 1_000_000;
    private static final List<String> AVAILABILITY = List.of(Standing.YES, Standing.NO);
    private static final String BEARER = "bedrock:CallWithBearerToken";

    private final String source;
    private final Catalogue catalogue;

    AccountFile(String source, Catalogue catalogue) {
        this.source = source;
        this.catalogue = catalogue;
    }

    Account read(byte[] json) {
        JsonNode root;
        try {
            root = Json.parseOnce(Utf8Text.decode(json, source, null));
        } catch (JsonProcessingException e) {
            throw wrong("", "is not JSON: " + e.getOriginalMessage() + where(e));
        }
        members(root, "", Set.of("models", "deny", "throttle", "regions", "latency_ms"));
        List<ModelRule> models = models(root, "", "models");
        List<Denial> denials = new ArrayList<>();
        List<JsonNode> denied = list(root, "", "deny");
        for (int at = 0; at < denied.size(); at++) {
            denials.add(denial(denied.get(at), "/deny/" + at));
        }
        List<Throttle> throttles = new ArrayList<>();
        List<JsonNode> throttled = list(root, "", "throttle");
        for (int at = 0; at < throttled.size(); at++) {
            throttles.add(throttle(throttled.get(at), "/throttle/" + at));
        }
        Map<String, Account.Region> regions = new LinkedHashMap<>();
        each(root, "", "regions").forEach((name, region) -> regions.put(name, region(name, region)));
        Duration latency = Duration.ofMillis(number(root, "", "latency_ms", LONGEST_LATENCY));
        return new Account(models, denials, throttles, regions, latency);
    }

    private List<ModelRule> models(JsonNode node, String at, String name) {
        List<ModelRule> models = new ArrayList<>();
        each(node, at, name)
                .forEach((pattern, rule) -> models.add(model(pattern, rule, at + "/" + name + "/" + pattern)));
        return models;
    }

    private ModelRule model(String pattern, JsonNode rule, String at) {
        members(
                rule,
                at,
                Set.of("authorization", "entitlement", "region", "agreement", "agreement_error", "form", "refuse"));
        String form = word(rule, at, "form", List.of("missing", "sent"));
        String refuse = word(rule, at, "refuse", words(ModelRefusal.values(), ModelRefusal::word));
        return new ModelRule(
                known(pattern, at),
                word(rule, at, "authorization", List.of("AUTHORIZED", "NOT_AUTHORIZED")),
                word(rule, at, "entitlement", AVAILABILITY),
                word(rule, at, "region", AVAILABILITY),
                word(rule, at, "agreement", List.of(Standing.YES, "PENDING", Standing.NO, "ERROR")),
                text(rule, at, "agreement_error"),
                form == null ? null : form.equals("missing"),
                refuse == null ? null : of(ModelRefusal.values(), ModelRefusal::word, refuse));
    }

    private Denial denial(JsonNode row, String at) {
        members(row, at, Set.of("action", "resource", "by", "policy"));
        String action = text(row, at, "action");
        if (action == null) {
            throw wrong(at, "has no action, such as bedrock:InvokeModel");
        }
        Wildcard pattern = new Wildcard(action);
        Set<String> actions =
                Arrays.stream(Operation.values()).map(Operation::action).collect(Collectors.toCollection(TreeSet::new));
        actions.add(BEARER);
        if (actions.stream().noneMatch(pattern::fits)) {
            throw wrong(at + "/action", "is none of " + String.join(", ", actions));
        }
        String resource = text(row, at, "resource");
        String by = word(row, at, "by", words(Denial.By.values(), Denial.By::word));
        return new Denial(
                pattern,
                resource == null ? null : new Wildcard(resource),
                by == null ? Denial.By.IDENTITY : of(Denial.By.values(), Denial.By::word, by),
                text(row, at, "policy"));
    }

    /** {@code "Operation"}, {@code "Operation name"}, or an object with {@code times} too. */
    private Throttle throttle(JsonNode row, String at) {
        if (row.isTextual()) {
            String[] words = row.textValue().split(" ", 2);
            return throttle(words[0], words.length == 1 ? "*" : words[1], 0, at);
        }
        members(row, at, Set.of("operation", "name", "times"));
        String operation = text(row, at, "operation");
        String name = text(row, at, "name");
        return throttle(
                operation == null ? "" : operation,
                name == null ? "*" : name,
                number(row, at, "times", MOST_TIMES),
                at);
    }

    private Throttle throttle(String operation, String name, int times, String at) {
        Operation known = Operation.titled(operation)
                .orElseThrow(() -> wrong(
                        at,
                        "names no operation of the emulator, which are "
                                + Arrays.stream(Operation.values())
                                        .map(Operation::title)
                                        .collect(Collectors.joining(", "))));
        return new Throttle(known, new Wildcard(name), times);
    }

    private Account.Region region(String name, JsonNode region) {
        String at = "/regions/" + name;
        if (!name.matches("[a-z]{2}(-[a-z]+)+-\\d")) {
            throw wrong(at, "is not the name of a region");
        }
        if (region.isTextual() && region.textValue().equals("not-enabled")) {
            return new Account.Region(false, null, List.of());
        }
        if (!region.isObject()) {
            throw wrong(at, "must be \"not-enabled\" or an object");
        }
        members(region, at, Set.of("offers", "models"));
        List<ModelRule> rules = models(region, at, "models");
        if (!region.has("offers")) {
            return new Account.Region(true, null, rules);
        }
        List<Wildcard> offered = new ArrayList<>();
        for (JsonNode pattern : list(region, at, "offers")) {
            if (!pattern.isTextual()) {
                throw wrong(at + "/offers", "must be a list of texts");
            }
            offered.add(known(pattern.textValue(), at + "/offers"));
        }
        return new Account.Region(true, offered, rules);
    }

    private Wildcard known(String pattern, String at) {
        Wildcard wildcard = new Wildcard(pattern);
        if (catalogue.all().stream().noneMatch(model -> wildcard.fits(model.id()))) {
            throw wrong(at, "'" + pattern + "' fits no model of the emulator");
        }
        return wildcard;
    }

    private void members(JsonNode node, String at, Set<String> known) {
        if (!node.isObject()) {
            throw wrong(at, "must be an object");
        }
        node.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                throw wrong(at + "/" + name, "is unknown; known here: " + String.join(", ", new TreeSet<>(known)));
            }
        });
    }

    private Map<String, JsonNode> each(JsonNode node, String at, String name) {
        Map<String, JsonNode> members = new LinkedHashMap<>();
        JsonNode value = node.path(name);
        if (!value.isMissingNode() && !value.isObject()) {
            throw wrong(at + "/" + name, "must be an object");
        }
        value.properties().forEach(member -> members.put(member.getKey(), member.getValue()));
        return members;
    }

    private List<JsonNode> list(JsonNode node, String at, String name) {
        List<JsonNode> rows = new ArrayList<>();
        JsonNode value = node.path(name);
        if (!value.isMissingNode() && !value.isArray()) {
            throw wrong(at + "/" + name, "must be a list");
        }
        value.forEach(rows::add);
        return rows;
    }

    private @Nullable String text(JsonNode node, String at, String name) {
        JsonNode value = node.path(name);
        if (value.isMissingNode()) {
            return null;
        }
        if (!value.isTextual() || value.textValue().isBlank()) {
            throw wrong(at + "/" + name, "must be a text");
        }
        return value.textValue();
    }

    private @Nullable String word(JsonNode node, String at, String name, List<String> allowed) {
        String text = text(node, at, name);
        if (text != null && !allowed.contains(text)) {
            throw wrong(at + "/" + name, "is one of " + String.join(", ", allowed) + ", not '" + text + "'");
        }
        return text;
    }

    private int number(JsonNode node, String at, String name, int most) {
        JsonNode value = node.path(name);
        if (value.isMissingNode()) {
            return 0;
        }
        if (!value.isIntegralNumber() || !value.canConvertToInt() || value.intValue() < 0 || value.intValue() > most) {
            throw wrong(at + "/" + name, "is 0.." + most + ", not " + value);
        }
        return value.intValue();
    }

    private static <T> List<String> words(T[] values, Function<T, String> word) {
        return Arrays.stream(values).map(word).toList();
    }

    private static <T> T of(T[] values, Function<T, String> word, String text) {
        return Arrays.stream(values)
                .filter(value -> word.apply(value).equals(text))
                .findFirst()
                .orElseThrow();
    }

    private static String where(JsonProcessingException error) {
        return error.getLocation() == null
                ? ""
                : " (line " + error.getLocation().getLineNr() + ", column "
                        + error.getLocation().getColumnNr() + ")";
    }

    private UsageException wrong(String pointer, String what) {
        return new UsageException(source + (pointer.isEmpty() ? "" : ": " + pointer) + " " + what);
    }
}
