package io.github.bedrockcli.access;

import io.github.bedrockcli.aws.Bedrock;
import io.github.bedrockcli.aws.BedrockException;
import io.github.bedrockcli.aws.BedrockException.Kind;
import io.github.bedrockcli.model.ModelId;
import io.github.bedrockcli.model.ModelSummary;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * By which id a model is invoked: a bare one that answers only through an inference profile by that of the profile, told
 * from the region's lists. Where they cannot be had the id stays, and a note says so. For one thread.
 */
public final class InvokedIds {
    /** Without a list there is still something to say. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final RegionModels region;
    private final ProfileChoice profiles;
    private final Consumer<String> notes;
    private boolean unlisted;

    /**
     * @param allowGlobal whether a global profile may be used where there is none of the geography
     * @param notes gets a line for each model that is called by another id, and for what could not be told
     */
    public InvokedIds(Bedrock bedrock, boolean allowGlobal, Consumer<String> notes) {
        this.region = new RegionModels(bedrock);
        this.profiles = new ProfileChoice(region, allowGlobal);
        this.notes = notes;
    }

    /**
     * The id that the model is invoked by.
     *
     * @throws BedrockException when no region is set
     */
    public ModelId of(ModelId id) {
        if (id.kind() != ModelId.Kind.FOUNDATION_MODEL || id.value().startsWith("arn:") || unlisted) {
            return id;
        }
        String here = region.region();
        try {
            return Bounded.start(PATIENCE, () -> asked(id, here)).get();
        } catch (BedrockException e) {
            if (e.kind() == Kind.CANCELLED) {
                throw e;
            }
            unlisted = true;
            notes.accept("note: whether " + id + " is called by this id or through an inference profile was not told: "
                    + e.getMessage());
            return id;
        }
    }

    private ModelId asked(ModelId id, String here) {
        Optional<ModelSummary> model = region.model(id.value());
        if (model.isEmpty()) {
            notes.accept("note: " + here + " lists no model " + id);
            return id;
        }
        List<String> types = model.get().inferenceTypes();
        if (types.isEmpty() || types.contains("ON_DEMAND") || !types.contains("INFERENCE_PROFILE")) {
            return id;
        }
        Optional<ProfileChoice.Chosen> chosen = profiles.of(id.value());
        String only = "note: " + id + " answers only through an inference profile; ";
        notes.accept(only + (chosen.isPresent() ? "using " + chosen.get().described() : profiles.advice(id.value())));
        return chosen.map(ProfileChoice.Chosen::id).orElse(id);
    }
}
