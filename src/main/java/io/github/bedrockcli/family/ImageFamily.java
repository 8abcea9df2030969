package io.github.bedrockcli.family;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockcli.model.ImagePrompt;
import io.github.bedrockcli.model.ImageReply;
import io.github.bedrockcli.model.ModelId;
import io.github.bedrockcli.model.ParameterTable;
import io.github.bedrockcli.model.UsageException;
import java.util.List;

/** A family that makes pictures or changes them. */
public interface ImageFamily extends Family {
    /**
     * What the model can do, in the vendor's words ({@code TEXT_IMAGE}, {@code text-to-image}); a model with a single
     * task has a single word.
     */
    List<String> tasks(ModelId id);

    /**
     * The task of a prompt: the one it names, else told from what is given.
     *
     * @throws UsageException when the model has no such task, or none fits what is given
     */
    String task(ImagePrompt prompt, ModelId id);

    /** The parameters of one task; a family without differences gives the same for all. */
    ParameterTable parameters(ModelId id, String task);

    /**
     * The request body for a prompt, without parameters.
     *
     * @param task what {@link #task} told
     * @param validate whether local checks apply ({@code --no-validate} turns them off)
     * @throws UsageException when the prompt holds what the task cannot take, or lacks what it needs
     */
    ObjectNode request(ImagePrompt prompt, ModelId id, String task, boolean validate);

    /**
     * The pictures of a reply.
     *
     * @throws UnreadableReplyException when it is not a reply of this family
     */
    ImageReply reply(JsonNode body);
}
