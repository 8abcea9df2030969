package io.github.bedrockcli.emulator;

import io.github.bedrockcli.model.UsageException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the emulated account may do: how it stands to each model, which rights its callers lack, what is throttled, which
 * regions it has and what they offer. Later rules stand over earlier ones.
 */
public final class Account {
    private final List<ModelRule> models;
    private final List<Denial> denials;
    private final List<Throttle> throttles;
    private final Map<String, Region> regions;
    private final Duration latency;

    Account(
            List<ModelRule> models,
            List<Denial> denials,
            List<Throttle> throttles,
            Map<String, Region> regions,
            Duration latency) {
        this.models = List.copyOf(models);
        this.denials = List.copyOf(denials);
        this.throttles = List.copyOf(throttles);
        this.regions = Map.copyOf(regions);
        this.latency = latency;
    }

    /** An account that has everything and may do everything. */
    public static Account open() {
        return new Account(List.of(), List.of(), List.of(), Map.of(), Duration.ZERO);
    }

    /**
     * Reads the JSON document that describes an account.
     *
     * @param source where it came from, for messages
     * @throws UsageException that names the member when it is not JSON, has a member of another name or a value that
     *     cannot be, or a pattern that fits no model of the catalogue
     */
    public static Account parse(byte[] json, String source) {
        return new AccountFile(source, Catalogue.load()).read(json);
    }

    /**
     * What one region is to the account.
     *
     * @param enabled whether the account may use it; a region that it did not opt into refuses every key
     * @param offered the models that are offered there; null for all that the catalogue has
     * @param models rules of this region alone, which stand over those of the account
     */
    record Region(boolean enabled, @Nullable List<Wildcard> offered, List<ModelRule> models) {
        static final Region WHOLE = new Region(true, null, List.of());
    }

    Duration latency() {
        return latency;
    }

    /** @throws ServiceError 403, as an opt-in region answers that does not know the account (public reports, for one
     *     aws-samples/aws-control-tower-securityhub-enabler issue 23) */
    void checkRegion(String region) {
        if (!regionOf(region).enabled()) {
            throw ServiceError.identity(
                    "UnrecognizedClientException", "The security token included in the request is invalid.");
        }
    }

    /** Whether a region offers a model of the catalogue. */
    boolean offers(String region, String modelId) {
        List<Wildcard> offered = regionOf(region).offered();
        return offered == null || offered.stream().anyMatch(pattern -> pattern.fits(modelId));
    }

    Standing standing(String region, String modelId) {
        Standing standing = offers(region, modelId) ? Standing.OPEN : Standing.OPEN.outsideTheRegion();
        for (ModelRule rule : rules(region)) {
            if (rule.pattern().fits(modelId)) {
                standing = rule.over(standing);
            }
        }
        return standing;
    }

    private List<ModelRule> rules(String region) {
        return Stream.concat(models.stream(), regionOf(region).models().stream())
                .toList();
    }

    /** Whether Anthropic's use case form was never sent: one form opens all of its models. */
    boolean formMissing(String region) {
        return rules(region).stream().anyMatch(rule -> Boolean.TRUE.equals(rule.formMissing()));
    }

    /** @throws ServiceError 403 when a policy stands against the action on the resource */
    void permit(Caller caller, String action, @Nullable String resource) {
        for (Denial denial : denials) {
            if (denial.refuses(action, resource)) {
                throw denial.error(caller, action, resource);
            }
        }
    }

    /** @throws ServiceError 429 when this request is one too many */
    void throttle(Operation operation, String name) {
        throttles.forEach(throttle -> throttle.check(operation, name));
    }

    private Region regionOf(String region) {
        return regions.getOrDefault(region, Region.WHOLE);
    }
}
