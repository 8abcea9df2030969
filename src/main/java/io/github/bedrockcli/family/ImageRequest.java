package io.github.bedrockcli.family;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockcli.model.Common;
import io.github.bedrockcli.model.ImagePrompt;
import io.github.bedrockcli.model.ImageReply;
import io.github.bedrockcli.model.ModelId;
import io.github.bedrockcli.model.Outcome;
import io.github.bedrockcli.model.Parameter;
import io.github.bedrockcli.model.ParameterTable;
import io.github.bedrockcli.model.Stop;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How one image model is asked, what its answer holds, and what of the request must be known to read it. */
public final class ImageRequest {
    private final ModelId id;
    private final ImageFamily family;
    private final @Nullable String familyName;

    private ImageRequest(ModelId id, ImageFamily family, @Nullable String familyName) {
        this.id = id;
        this.family = family;
        this.familyName = familyName;
    }

    /**
     * The way to ask a model, if it is one that makes pictures.
     *
     * @param familyName what {@code --family} says, or null to tell it from the id
     */
    public static Optional<ImageRequest> choose(ModelId id, @Nullable String familyName) {
        Optional<ImageFamily> family = familyName == null
                ? Families.image(id)
                : Families.all().stream()
                        .filter(one -> one instanceof ImageFamily && one.name().equals(familyName))
                        .map(ImageFamily.class::cast)
                        .findFirst();
        return family.map(found -> new ImageRequest(id, found, familyName));
    }

    public ModelId id() {
        return id;
    }

    public ImageFamily family() {
        return family;
    }

    /**
     * The task that a prompt asks for.
     *
     * @param parameters the vendor's names of the parameters given
     */
    public String task(ImagePrompt prompt, Set<String> parameters) {
        return family.task(prompt, parameters, id);
    }

    /** The parameters of a task. */
    public ParameterTable parameters(String task) {
        String named = familyName == null ? "" : " --family " + familyName;
        return family.parameters(id, task).shownBy("bedrock params " + id + named);
    }

    /**
     * The whole body.
     *
     * @param task what {@link #task} told
     * @param common values of the command line's own options
     * @param vendor values under the vendor's names
     * @throws io.github.bedrockcli.model.UsageException for whatever the family or its parameter table refuses
     */
    public ObjectNode body(
            ImagePrompt prompt,
            String task,
            Map<Common, JsonNode> common,
            Map<String, JsonNode> vendor,
            boolean validate) {
        ObjectNode body = family.request(prompt, id, task, validate);
        Map<Common, JsonNode> rest = new LinkedHashMap<>(common);
        JsonNode negative = parameters(task).find(Common.NEGATIVE).isPresent() ? null : rest.remove(Common.NEGATIVE);
        parameters(task).apply(body, rest, vendor, validate);
        if (negative != null && !family.avoid(negative.asText(), body)) {
            // Refuses it, in the words for every option that has no place.
            parameters(task).apply(body, Map.of(Common.NEGATIVE, negative), Map.of(), validate);
        }
        if (validate) {
            family.check(body, id, task);
        }
        return body;
    }

    /**
     * The pictures of a reply; what a guardrail held back is blocked, whatever else the reply says.
     *
     * @throws UnreadableReplyException when it is not a reply of the family
     */
    public ImageReply reply(JsonNode body) {
        if (!InvokeEnvelope.intervened(body)) {
            return family.reply(body);
        }
        return new ImageReply(spared(body), new Stop(null, Outcome.BLOCKED, "a guardrail intervened"));
    }

    /** A guardrail's message may come in place of a reply. */
    private List<ImageReply.Picture> spared(JsonNode body) {
        try {
            return family.reply(body).pictures();
        } catch (UnreadableReplyException e) {
            return List.of();
        }
    }

    /** How many pictures a body asks for. */
    public int count(JsonNode sent) {
        return value(sent, Common.COUNT)
                .filter(JsonNode::canConvertToInt)
                .map(JsonNode::intValue)
                .filter(count -> count > 0)
                .orElse(1);
    }

    /** The seed that a body carries. */
    public Optional<Long> seed(JsonNode sent) {
        return value(sent, Common.SEED).filter(JsonNode::isIntegralNumber).map(JsonNode::longValue);
    }

    /** The seed that the service takes for a task when none is sent, where that is documented. */
    public Optional<Long> defaultSeed(String task) {
        return parameters(task)
                .find(Common.SEED)
                .map(Parameter::defaultValue)
                .filter(JsonNode::isIntegralNumber)
                .map(JsonNode::longValue);
    }

    /** Of whatever task the body is. */
    private Optional<JsonNode> value(JsonNode sent, Common option) {
        return family.parameters(id).find(option).map(row -> sent.at(row.pointer()));
    }
}
