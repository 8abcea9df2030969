package io.github.bedrockcli.cli;

import io.github.bedrockcli.model.Knobs;
import io.github.bedrockcli.model.UsageException;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the service, not the model, is asked to do: guardrails, tier, latency, metadata for the invocation log. */
final class KnobOptions {
    /** Sources: Bedrock runtime service model, shapes RequestMetadata and GuardrailVersion. */
    private static final String METADATA = "[a-zA-Z0-9\\s:_@$#=/+,.-]{0,256}";

    private static final int MAX_METADATA = 16;
    private static final String VERSION = "[1-9][0-9]{0,7}|DRAFT";

    private @Nullable String guardrail;
    private boolean trace;
    private boolean tagInput;
    private @Nullable String streamMode;
    private @Nullable String serviceTier;
    private @Nullable String latency;
    private Map<String, String> metadata = Map.of();

    void declare(Declarations command) {
        command.option("--guardrail", "ID[:VERSION]", "Guardrail to apply, by id or ARN (default version: DRAFT).")
                .text(value -> guardrail = value);
        command.flag(
                "--guardrail-trace",
                "Say on stderr what the guardrail found; -o json has all of it.",
                value -> trace = value);
        command.flag(
                "--guardrail-tag-input", "Let the guardrail judge only the prompt itself.", value -> tagInput = value);
        command.option(
                        "--guardrail-stream-mode",
                        "MODE",
                        "sync or async: whether a stream waits for the guardrail (default: sync).")
                .text(value -> streamMode = value);
        command.option("--service-tier", "TIER", "priority, default, flex or reserved (default: the account's).")
                .text(value -> serviceTier = value);
        command.option("--latency", "MODE", "standard or optimized, where the model has it (default: standard).")
                .text(value -> latency = value);
        command.option("--request-metadata", "K=V", "A pair for the invocation log; repeatable, at most 16.")
                .pairs(value -> metadata = value);
    }

    /** The options as values, checked. */
    Knobs knobs(Typed typed) {
        oneOf("--guardrail-stream-mode", streamMode, Set.of("sync", "async"));
        oneOf("--service-tier", serviceTier, Set.of("priority", "default", "flex", "reserved"));
        oneOf("--latency", latency, Set.of("standard", "optimized"));
        if (guardrail == null && typed.any("--guardrail-trace", "--guardrail-tag-input", "--guardrail-stream-mode")) {
            throw new UsageException("--guardrail-trace, -tag-input and -stream-mode go with --guardrail");
        }
        if (metadata.size() > MAX_METADATA) {
            throw new UsageException("--request-metadata takes at most " + MAX_METADATA + " pairs");
        }
        metadata.forEach((key, value) -> {
            if (key.isEmpty() || !key.matches(METADATA) || !value.matches(METADATA)) {
                throw new UsageException(
                        "--request-metadata '" + key + "' has a character that Bedrock refuses, or more than 256");
            }
        });
        return new Knobs(guardrail(), serviceTier, latency, metadata);
    }

    private Knobs.@Nullable Guardrail guardrail() {
        if (guardrail == null) {
            return null;
        }
        if (guardrail.isBlank()) {
            throw new UsageException("--guardrail is empty", "give a guardrail's id, or leave the option out");
        }
        int colon = guardrail.lastIndexOf(':');
        String tail = guardrail.substring(colon + 1);
        boolean versioned = colon > 0 && tail.matches(VERSION);
        boolean arn = guardrail.startsWith("arn:");
        if (colon > 0 && !versioned && !arn) {
            throw new UsageException("the version of --guardrail is a number or DRAFT, not '" + tail + "'");
        }
        String id = versioned ? guardrail.substring(0, colon) : guardrail;
        return new Knobs.Guardrail(id, versioned ? tail : "DRAFT", trace, tagInput, streamMode);
    }

    private static void oneOf(String option, @Nullable String value, Set<String> allowed) {
        if (value != null && !allowed.contains(value)) {
            throw new UsageException(option + " is one of "
                    + String.join(", ", allowed.stream().sorted().toList()) + ", not '" + value + "'");
        }
    }
}
