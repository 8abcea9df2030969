package io.github.bedrockcli.family;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockcli.model.ImagePrompt;
import io.github.bedrockcli.model.ImageReply;
import io.github.bedrockcli.model.ModelId;
import io.github.bedrockcli.model.Parameter;
import io.github.bedrockcli.model.ParameterTable;
import io.github.bedrockcli.model.UsageException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A family that makes pictures or changes them. */
public interface ImageFamily extends Family {
    @Override
    default String gives() {
        return "pictures";
    }

    @Override
    default String askedWith() {
        return "bedrock invoke";
    }

    /**
     * What the model can do, in the vendor's words ({@code TEXT_IMAGE}, {@code text-to-image}); a model with a single
     * task has a single word.
     */
    List<String> tasks(ModelId id);

    /**
     * The task of a prompt: the one it names, else told from what is given.
     *
     * @param parameters the vendor's names of the parameters given, which may tell it too ({@code maskPrompt})
     * @throws UsageException when the model has no such task, or none fits what is given
     */
    String task(ImagePrompt prompt, Set<String> parameters, ModelId id);

    /** The parameters of one task; a family without differences gives the same for all. */
    ParameterTable parameters(ModelId id, String task);

    /** The parameters of all tasks, for people; one that only some tasks need is shown as needed by none. */
    @Override
    default ParameterTable parameters(ModelId id) {
        Map<String, Parameter> rows = new LinkedHashMap<>();
        List<ParameterTable> tables =
                tasks(id).stream().map(task -> parameters(id, task)).toList();
        for (ParameterTable table : tables) {
            for (Parameter row : table.all()) {
                boolean always = tables.stream()
                        .allMatch(other -> other.find(row.name())
                                .filter(Parameter::required)
                                .isPresent());
                rows.putIfAbsent(row.name(), always ? row : row.optional());
            }
        }
        return new ParameterTable(id.base().orElse(name()), List.copyOf(rows.values()));
    }

    /**
     * The request body for a prompt, without parameters.
     *
     * @param task what {@link #task} told
     * @param validate whether local checks apply ({@code --no-validate} turns them off)
     * @throws UsageException when the prompt holds what the task cannot take, or lacks what it needs
     */
    ObjectNode request(ImagePrompt prompt, ModelId id, String task, boolean validate);

    /**
     * Judges the whole body, prompt and parameters together: what no single row can tell, such as pairs of width and
     * height, or that one of two masks must be there. Not called with {@code --no-validate}.
     *
     * @throws UsageException for what the service would refuse
     */
    default void check(ObjectNode body, ModelId id, String task) {}

    /** What a picture of this size is priced as, where the vendor has steps; for people. */
    default Optional<String> priceTier(int width, int height) {
        return Optional.empty();
    }

    /**
     * Puts what the picture must not show into a body that has everything else, for a family that has no parameter of
     * its own for it.
     *
     * @return false when the family cannot say it
     */
    default boolean avoid(String text, ObjectNode body) {
        return false;
    }

    /**
     * The pictures of a reply.
     *
     * @throws UnreadableReplyException when it is not a reply of this family
     */
    ImageReply reply(JsonNode body);
}
