package io.github.bedrockcli.family;

import io.github.bedrockcli.family.TextRequest.ApiChoice;
import io.github.bedrockcli.model.BaseModel;
import io.github.bedrockcli.model.ModelId;
import io.github.bedrockcli.model.UsageException;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which model is asked, and how: what {@code -m}, {@code --api} and {@code --family} say together.
 *
 * @param family null to tell it from the id
 */
public record ModelTarget(
        ModelId id, ApiChoice api, @Nullable String family) {
    /** Whether the family matters and only the control plane can tell it. */
    public boolean isHidden() {
        return family == null && api != ApiChoice.CONVERSE && id.hidesItsModel();
    }

    /**
     * The same with what can be told of a model that hides behind its ARN; as it is where it does not hide, and where
     * nothing is told.
     *
     * @param ask tells what is behind an ARN; asked once, or not at all
     */
    public ModelTarget located(Function<ModelId, BaseModel> ask) {
        if (!isHidden()) {
            return this;
        }
        BaseModel found = ask.apply(id);
        if (id.kind() == ModelId.Kind.IMPORTED_MODEL) {
            return imported(found);
        }
        return parsed(found.arn())
                .map(base -> new ModelTarget(id.withBaseOf(base), api, null))
                .orElse(this);
    }

    /** An imported model has no base model; its architecture tells the body it takes, or it says that it takes Converse. */
    private ModelTarget imported(BaseModel found) {
        Optional<String> told = Optional.ofNullable(found.architecture())
                .flatMap(Families::ofArchitecture)
                .map(Family::name);
        if (told.isPresent()) {
            return new ModelTarget(id, api, told.get());
        }
        return found.converse() && api == ApiChoice.AUTO ? new ModelTarget(id, ApiChoice.CONVERSE, null) : this;
    }

    private static Optional<ModelId> parsed(@Nullable String arn) {
        try {
            return Optional.ofNullable(arn).map(ModelId::of);
        } catch (UsageException e) {
            // Not an ARN that we can read: as good as none.
            return Optional.empty();
        }
    }

    /** The way to ask the model, if it is one that makes pictures. */
    public Optional<ImageRequest> image() {
        return ImageRequest.choose(id, family);
    }

    /** Who builds the requests to a text model and reads the answers. */
    public TextRequest request() {
        return TextRequest.choose(id, api, family);
    }
}
