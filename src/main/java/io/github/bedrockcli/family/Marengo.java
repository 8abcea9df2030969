package io.github.bedrockcli.family;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockcli.model.Common;
import io.github.bedrockcli.model.Embedding;
import io.github.bedrockcli.model.EmbeddingInput;
import io.github.bedrockcli.model.EmbeddingInput.Kind;
import io.github.bedrockcli.model.Json;
import io.github.bedrockcli.model.Media;
import io.github.bedrockcli.model.ModelId;
import io.github.bedrockcli.model.Parameter;
import io.github.bedrockcli.model.ParameterTable;
import io.github.bedrockcli.model.Prompt;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * TwelveLabs Marengo Embed 3.0 ({@code twelvelabs.marengo-embed-3-0-v1:0}) and 2.7
 * ({@code twelvelabs.marengo-embed-2-7-v1:0}), the synchronous form: a text, a picture or, with 3.0, both together; one
 * input a call. No tokens are counted.
 *
 * <p>3.0 puts its input into an object named like the input type, 2.7 beside it; other fields than the input there are
 * only with 2.7. The reply's {@code data} is an object or a list with one. Refuses pictures of more than 5 MB; the limit of
 * 500 tokens (2.7: 77) is the service's to judge.
 *
 * <p>The asynchronous form, which takes videos and sound too, is {@link MarengoAsync}.
 *
 * <p>Source: Bedrock user guide, "TwelveLabs Marengo Embed 3.0" and "TwelveLabs Marengo Embed 2.7", 2026-11.
 */
final class Marengo implements EmbeddingFamily, AsyncFamily {
    static final PictureLimits PICTURES = new PictureLimits(PictureLimits.ALL, 5 * 1024 * 1024, Long.MAX_VALUE);

    private static final ParameterTable V3 = table("Marengo Embed 3.0", 512);
    static final Parameter TEXT_TRUNCATE = Parameter.string(
                    "textTruncate", "which end of a text that is too long is cut; none makes it an error")
            .oneOf("end", "none")
            .defaultsTo("end")
            .common(Common.TRUNCATE);
    private static final ParameterTable V2 = table("Marengo Embed 2.7", 1024, TEXT_TRUNCATE);
    private static final ParameterTable V2_PICTURES = table("Marengo Embed 2.7", 1024);

    private static ParameterTable table(String owner, int numbers, Parameter... rows) {
        return new ParameterTable(
                owner,
                List.of(rows),
                Map.of(
                        Common.DIMENSIONS, "its vectors always have " + numbers + " numbers",
                        Common.NORMALIZE, "it has no such choice",
                        Common.INPUT_TYPE, "it has no such choice"));
    }

    @Override
    public String name() {
        return "marengo";
    }

    @Override
    public List<String> prefixes() {
        return List.of("twelvelabs.marengo-embed-");
    }

    @Override
    public ParameterTable parameters(ModelId id) {
        return isVersion2(id) ? V2 : V3;
    }

    @Override
    public ParameterTable parameters(ModelId id, Kind kind) {
        return isVersion2(id) && kind == Kind.IMAGE ? V2_PICTURES : parameters(id);
    }

    @Override
    public Set<Kind> kinds(ModelId id) {
        return isVersion2(id) ? Set.of(Kind.TEXT, Kind.IMAGE) : Set.of(Kind.values());
    }

    @Override
    public int maxBatch(ModelId id, Kind kind) {
        return 1;
    }

    @Override
    public Optional<String> refusal(EmbeddingInput input, ModelId id) {
        String owner = parameters(id).owner();
        Media image = input.image();
        Optional<String> text = InputChecks.text(input, Integer.MAX_VALUE, owner);
        return text.isPresent() || image == null ? text : PICTURES.refusal(image, owner);
    }

    @Override
    public ObjectNode request(List<EmbeddingInput> inputs, ModelId id) {
        EmbeddingInput input = InputChecks.only(inputs);
        String type = switch (input.kind()) {
            case TEXT -> "text";
            case IMAGE -> "image";
            case TEXT_AND_IMAGE -> "text_image";
        };
        ObjectNode body = Json.object().put("inputType", type);
        ObjectNode place = isVersion2(id) ? body : body.putObject(type);
        if (input.text() != null) {
            place.put("inputText", input.text());
        }
        Media image = input.image();
        if (image != null) {
            place.putObject("mediaSource").put("base64String", image.base64());
        }
        return body;
    }

    @Override
    public List<Embedding> vectors(JsonNode body, @Nullable Long inputTokens) {
        JsonNode data = body.path("data");
        if (data.isArray() && data.size() != 1) {
            throw new UnreadableReplyException("the reply has " + data.size() + " vectors for one input");
        }
        JsonNode entry = data.isArray() ? data.path(0) : data;
        return List.of(Embedding.of(VectorReader.floats(entry.path("embedding")), inputTokens));
    }

    @Override
    public boolean asyncOnly(ModelId id) {
        return false;
    }

    @Override
    public List<String> tasks(ModelId id) {
        return async(id).tasks();
    }

    @Override
    public String task(Prompt prompt, Map<String, JsonNode> given, ModelId id) {
        return async(id).task(prompt, given);
    }

    @Override
    public boolean hasPrompt(Map<String, JsonNode> given) {
        return given.keySet().stream().anyMatch(MarengoAsync::isInput);
    }

    @Override
    public ParameterTable asyncParameters(ModelId id) {
        return async(id).parameters();
    }

    @Override
    public ParameterTable parameters(ModelId id, String task) {
        return async(id).parameters(task);
    }

    @Override
    public ObjectNode modelInput(Prompt prompt, Context context) {
        return async(context.id()).input(prompt, context.task(), context.validate());
    }

    private MarengoAsync async(ModelId id) {
        return new MarengoAsync(parameters(id).owner(), isVersion2(id));
    }

    /** An id that tells nothing, such as an application profile's, is taken for the newest version. */
    private static boolean isVersion2(ModelId id) {
        return id.base().filter(base -> base.contains("-2-7-")).isPresent();
    }
}
