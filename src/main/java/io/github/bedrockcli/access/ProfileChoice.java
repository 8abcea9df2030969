package io.github.bedrockcli.access;

import io.github.bedrockcli.model.ModelId;
import io.github.bedrockcli.model.ModelSummary;
import io.github.bedrockcli.model.ModelSummary.Kind;
import io.github.bedrockcli.model.UsageException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which system-defined inference profile a model is called by: the narrowest of the caller's geography, and a global one
 * only where that is allowed and there is no other.
 */
final class ProfileChoice {
    /** How many regions or ids are named in one line. */
    private static final int NAMED = 3;

    private final RegionModels models;
    private final boolean allowGlobal;
    private final Geography here;

    public ProfileChoice(RegionModels models, boolean allowGlobal) {
        this.models = models;
        this.allowGlobal = allowGlobal;
        this.here = new Geography(models.region());
    }

    /**
     * A profile that was chosen.
     *
     * @param wider the ids of others that would have served
     */
    public record Chosen(ModelId id, List<String> wider) {
        /** The id, and why it and no other. */
        public String described() {
            if (id.geography().filter(Geography.GLOBAL::equals).isPresent()) {
                return id + ", which may answer from any region";
            }
            return wider.isEmpty() ? id.value() : id + ", which is narrower than " + String.join(" and ", wider);
        }
    }

    /**
     * The ids of the profiles of a model that serve here, as they are chosen: those of the geography, the narrowest first,
     * then global ones. None of a foreign geography.
     */
    List<String> ids(String modelId) {
        return Stream.concat(near(modelId), usable(modelId).stream().filter(Geography::isGlobal))
                .map(ModelSummary::id)
                .toList();
    }

    /**
     * The profile for a foundation model; empty where none may be used.
     *
     * @throws io.github.bedrockcli.aws.BedrockException when the region's profiles cannot be listed
     */
    public Optional<Chosen> of(String modelId) {
        List<ModelSummary> near = near(modelId).toList();
        if (!near.isEmpty()) {
            return Optional.of(new Chosen(
                    ModelId.of(near.get(0).id()),
                    near.stream().skip(1).map(ModelSummary::id).toList()));
        }
        return usable(modelId).stream()
                .filter(profile -> allowGlobal && Geography.isGlobal(profile))
                .map(profile -> new Chosen(ModelId.of(profile.id()), List.of()))
                .findFirst();
    }

    /** What to do where {@link #of} gives nothing: names the profiles that there are. */
    public String advice(String modelId) {
        List<ModelSummary> usable = usable(modelId);
        Optional<ModelSummary> global =
                usable.stream().filter(Geography::isGlobal).findFirst();
        if (global.isPresent()) {
            return "--allow-global lets it use " + global.get().id() + ", which may answer from any region; "
                    + models.region() + " has no profile for it that stays in its geography";
        }
        if (!usable.isEmpty()) {
            return usable.stream()
                            .limit(NAMED)
                            .map(profile -> profile.id() + " is for "
                                    + RegionModels.destinations(profile).stream()
                                            .limit(NAMED)
                                            .collect(Collectors.joining(", ")))
                            .collect(Collectors.joining("; "))
                    + ": none stays in the geography of " + models.region() + "; --region goes elsewhere";
        }
        if (NamedModel.isVariant(modelId)) {
            return "an id that ends in a context size is for provisioned throughput; leave the size out";
        }
        return models.profilesOf(modelId).stream()
                .filter(profile -> profile.kind() == Kind.APPLICATION_PROFILE)
                .findFirst()
                .map(profile -> "only an application profile contains it, which has to be named: -m " + profile.id())
                .orElse("no inference profile of " + models.region()
                        + " contains it; bedrock list-models --profiles --region REGION shows those of another region");
    }

    private Stream<ModelSummary> near(String modelId) {
        return usable(modelId).stream()
                .filter(here::holds)
                .sorted(Comparator.<ModelSummary>comparingInt(
                                profile -> RegionModels.destinations(profile).size())
                        .thenComparing(ModelSummary::id));
    }

    private List<ModelSummary> usable(String modelId) {
        return models.profilesOf(modelId).stream()
                .filter(profile -> profile.kind() == Kind.SYSTEM_PROFILE)
                .filter(profile ->
                        profile.lifecycle() == null || profile.lifecycle().equals("ACTIVE"))
                .filter(ProfileChoice::isProfileId)
                .toList();
    }

    private static boolean isProfileId(ModelSummary profile) {
        try {
            return profile.id() != null && ModelId.of(profile.id()).kind() == ModelId.Kind.INFERENCE_PROFILE;
        } catch (UsageException e) {
            // Not an id that can be sent: as good as none.
            return false;
        }
    }
}
