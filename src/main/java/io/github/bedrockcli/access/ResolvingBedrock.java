package io.github.bedrockcli.access;

import io.github.bedrockcli.aws.AsyncRequest;
import io.github.bedrockcli.aws.Bedrock;
import io.github.bedrockcli.aws.BedrockException;
import io.github.bedrockcli.aws.BedrockException.Kind;
import io.github.bedrockcli.aws.BedrockRequest;
import io.github.bedrockcli.aws.BedrockResponse;
import io.github.bedrockcli.aws.EventStream;
import io.github.bedrockcli.aws.ForwardingBedrock;
import io.github.bedrockcli.aws.RefusalCause;
import io.github.bedrockcli.model.ModelId;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Sends a call again through the inference profile of the caller's geography when the service refuses the bare model id
 * because it answers through a profile only. What was found once holds for every later call. Nothing is asked before such a
 * refusal, nothing is sent again after any other, and ARNs and ids of profiles go as they are.
 */
public final class ResolvingBedrock extends ForwardingBedrock {
    /** Networks that reach bedrock-runtime alone are common: the refusal is not held back for longer. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final boolean allowGlobal;
    private final Consumer<String> notes;
    private final Duration patience;
    private final Map<String, ModelId> profiles = new ConcurrentHashMap<>();
    private @Nullable RegionModels lists;

    /**
     * @param allowGlobal whether a global profile may be used where there is none of the geography
     * @param notes gets a line for each model that is resolved
     */
    public ResolvingBedrock(Bedrock next, boolean allowGlobal, Consumer<String> notes) {
        this(next, allowGlobal, notes, PATIENCE);
    }

    /** @param patience the longest that the region's list is waited for */
    ResolvingBedrock(Bedrock next, boolean allowGlobal, Consumer<String> notes, Duration patience) {
        super(next);
        this.allowGlobal = allowGlobal;
        this.notes = notes;
        this.patience = patience;
    }

    @Override
    public BedrockResponse invoke(BedrockRequest request) {
        return resolved(request.model(), id -> super.invoke(request.to(id)));
    }

    @Override
    public String startAsync(AsyncRequest request) {
        return resolved(request.model(), id -> super.startAsync(request.to(id)));
    }

    @Override
    public EventStream stream(BedrockRequest request) {
        ModelId asked = request.model();
        ModelId known = called(asked);
        if (!isBare(asked) || !known.equals(asked)) {
            return super.stream(request.to(known));
        }
        return new ResolvingStream(id -> super.stream(request.to(id)), asked, refusal -> profile(asked, refusal));
    }

    @Override
    public ModelId called(ModelId id) {
        ModelId profile = isBare(id) ? profiles.get(id.value()) : null;
        return profile == null ? super.called(id) : profile;
    }

    @Override
    public Bedrock in(String region) {
        Bedrock there = super.in(region);
        return there.equals(next()) ? this : new ResolvingBedrock(there, allowGlobal, notes, patience);
    }

    private <T> T resolved(ModelId asked, Function<ModelId, T> call) {
        ModelId known = called(asked);
        if (!isBare(asked) || !known.equals(asked)) {
            return call.apply(known);
        }
        try {
            return call.apply(asked);
        } catch (BedrockException e) {
            if (!OnDemandRefusal.is(e)) {
                throw e;
            }
            return call.apply(profile(asked, e));
        }
    }

    /** An id without a geography, and no ARN. */
    private static boolean isBare(ModelId id) {
        return id.kind() == ModelId.Kind.FOUNDATION_MODEL && !id.value().startsWith("arn:");
    }

    /**
     * The profile for a model, looked for by one thread while others wait for what it finds.
     *
     * @throws BedrockException the refusal, with what can be done about it, where no profile may be used
     */
    private synchronized ModelId profile(ModelId asked, BedrockException refusal) {
        ModelId known = profiles.get(asked.value());
        if (known != null) {
            return known;
        }
        RegionModels region = lists == null ? new RegionModels(next()) : lists;
        lists = region;
        try {
            ProfileChoice choice = new ProfileChoice(region, allowGlobal);
            ProfileChoice.Chosen chosen = Bounded.start(patience, () -> choice.of(asked.value()))
                    .get()
                    .orElseThrow(() -> withFix(refusal, choice.advice(asked.value())));
            profiles.put(asked.value(), chosen.id());
            notes.accept("note: " + asked + " answers only through an inference profile; using " + chosen.described());
            return chosen.id();
        } catch (BedrockException e) {
            throw e.getCause() == refusal ? e : notListed(e, refusal);
        }
    }

    private BedrockException notListed(BedrockException failure, BedrockException refusal) {
        if (failure.kind() == Kind.CANCELLED) {
            return failure;
        }
        if (failure.kind() != Kind.ACCESS_DENIED) {
            // It may go better the next time: a chat goes on.
            lists = null;
            return withFix(
                    refusal,
                    "its profile could not be looked up (" + failure.getMessage()
                            + "); try again, or give the profile's id with -m");
        }
        return withFix(
                refusal,
                "allow bedrock:ListInferenceProfiles for the caller, so that the profile is found; or give its id with -m");
    }

    private static BedrockException withFix(BedrockException refusal, String fix) {
        return refusal.explained(
                RefusalCause.ON_DEMAND.words(), fix, refusal.docs().orElse(null));
    }
}
