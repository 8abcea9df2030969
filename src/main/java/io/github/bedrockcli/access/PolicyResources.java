package io.github.bedrockcli.access;

import io.github.bedrockcli.aws.Bedrock;
import io.github.bedrockcli.aws.BedrockException;
import io.github.bedrockcli.model.Arn;
import io.github.bedrockcli.model.ModelId;
import io.github.bedrockcli.model.ModelSummary;
import java.util.EnumSet;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a caller must be allowed to invoke so that models can be called: the ARN of each, and for an inference profile
 * that of its model in every region it routes to.
 *
 * <p>Source: Bedrock user guide, "Prerequisites for inference profiles", "Geographic" and "Global cross-Region inference";
 * 2026-11. A global profile's model is named a second time, without a region.
 */
final class PolicyResources {
    private static final Set<BedrockException.Kind> SAYS_NOTHING_OF_THE_ID =
            EnumSet.complementOf(EnumSet.of(BedrockException.Kind.REFUSED, BedrockException.Kind.CANCELLED));
    /** Stands in a policy for what could not be asked. */
    private static final String ANY = "*";

    private final Bedrock bedrock;
    private final @Nullable String given;
    private final Supplier<Optional<String>> account;
    private final Consumer<String> notes;

    final NavigableSet<String> models = new TreeSet<>();
    final NavigableSet<String> profiles = new TreeSet<>();
    /** Foundation models that are reached through the profiles. */
    final NavigableSet<String> behindProfiles = new TreeSet<>();

    final NavigableSet<String> endpoints = new TreeSet<>();
    final NavigableSet<String> prompts = new TreeSet<>();
    final Set<ModelId.Kind> kinds = EnumSet.noneOf(ModelId.Kind.class);

    /**
     * @param given the account that profiles are named in; null for that of the caller
     * @param account asked where an ARN needs one and nothing else tells it; empty where nobody knows
     * @param notes gets a line for each thing that could not be asked
     */
    PolicyResources(
            Bedrock bedrock, @Nullable String given, Supplier<Optional<String>> account, Consumer<String> notes) {
        this.bedrock = bedrock;
        this.given = given;
        this.account = account;
        this.notes = notes;
    }

    /** @throws BedrockException when the service says that there is no such profile, or when there is no region */
    void add(ModelId id) {
        kinds.add(id.kind());
        boolean arn = id.value().startsWith("arn:");
        switch (id.kind()) {
            case FOUNDATION_MODEL -> models.add(arn ? id.value() : foundationModel(bedrock.region(), id.value()));
            case INFERENCE_PROFILE, APPLICATION_INFERENCE_PROFILE -> addProfile(id);
            case MARKETPLACE_ENDPOINT -> endpoints.add(id.value());
            case PROMPT -> {
                prompts.add(id.value());
                notes.accept(
                        "note: name the model of the prompt " + id + " too: it is invoked with the caller's rights");
            }
            case PROMPT_ROUTER -> {
                models.add(id.value());
                notes.accept("note: name the models that " + id + " routes to as well: each needs the same rights");
            }
            case PROVISIONED_MODEL, CUSTOM_MODEL, CUSTOM_MODEL_DEPLOYMENT, IMPORTED_MODEL -> models.add(id.value());
        }
    }

    /** All ARNs, for a statement without conditions. */
    NavigableSet<String> all() {
        NavigableSet<String> all = new TreeSet<>(models);
        all.addAll(profiles);
        all.addAll(behindProfiles);
        all.addAll(endpoints);
        return all;
    }

    private void addProfile(ModelId id) {
        ModelSummary known = ask(id);
        if (known == null) {
            guessProfile(id);
            return;
        }
        boolean theirs = given != null && !id.value().startsWith("arn:");
        profiles.add(theirs ? known.arn().replaceFirst(":\\d{12}:", ":" + given + ":") : known.arn());
        known.models().stream().filter(Objects::nonNull).forEach(behindProfiles::add);
        if (id.geography().filter("global"::equals).isPresent()) {
            addGlobal(
                    known.models().stream()
                            .map(RegionModels::baseOf)
                            .filter(Objects::nonNull)
                            .findFirst()
                            .orElse(id.base().orElse(null)),
                    Arn.regionOf(known.arn()).orElse(""));
        }
    }

    /** The model of the source region, and the one that stands for wherever the request goes. */
    private void addGlobal(@Nullable String base, String region) {
        if (base != null) {
            behindProfiles.add(foundationModel(region, base));
            behindProfiles.add("arn:" + Partition.of(region) + ":bedrock:::foundation-model/" + base);
        }
    }

    private @Nullable ModelSummary ask(ModelId id) {
        try {
            return bedrock.inferenceProfile(id.value());
        } catch (BedrockException e) {
            if (!SAYS_NOTHING_OF_THE_ID.contains(e.kind())) {
                throw e;
            }
            notes.accept("note: where " + id + " routes to was not told: " + e.getMessage());
            return null;
        }
    }

    private void guessProfile(ModelId id) {
        boolean arn = id.value().startsWith("arn:");
        String region = arn ? Arn.regionOf(id.value()).orElse("") : bedrock.region();
        String owner = arn ? "" : given != null ? given : account.get().orElse(ANY);
        profiles.add(
                arn
                        ? id.value()
                        : "arn:" + Partition.of(region) + ":bedrock:" + region + ":" + owner + ":inference-profile/"
                                + id.value());
        String base = id.base().orElse(ANY);
        behindProfiles.add(foundationModel(ANY, base).replace("arn:aws:", "arn:" + Partition.of(region) + ":"));
        notes.accept("note: * stands for every region" + (base.equals(ANY) ? " and model" : "")
                + (owner.equals(ANY) ? ", and for the account" : "")
                + ": narrow it, or run this again with credentials");
        if (id.geography().filter("global"::equals).isPresent()) {
            addGlobal(id.base().orElse(null), region);
        }
    }

    private static String foundationModel(String region, String id) {
        return "arn:" + Partition.of(region) + ":bedrock:" + region + "::foundation-model/" + id;
    }
}
