package io.github.bedrockcli.family;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockcli.model.Common;
import io.github.bedrockcli.model.ImagePrompt;
import io.github.bedrockcli.model.ImageReply;
import io.github.bedrockcli.model.ImageSize;
import io.github.bedrockcli.model.ModelId;
import io.github.bedrockcli.model.Parameter;
import io.github.bedrockcli.model.ParameterTable;
import io.github.bedrockcli.model.UsageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Stability AI's Stable Diffusion 3 Large and 3.5 Large, Stable Image Core and Stable Image Ultra. All but Core also
 * start from a picture; then the picture's shape is the result's, and there is no {@code aspect_ratio}.
 *
 * <p>Source: Bedrock user guide, "Stability AI models" with a page for each of them, 2026-11, and that of Stable
 * Diffusion 3 from before it was withdrawn. Stable Diffusion 3 and 3.5 need {@code strength} to start from a picture,
 * which has no default that a source names and must be given, and 3 needs the {@code mode} said, which is therefore sent.
 * Ultra documents no such mode and a default strength. WebP is not documented of Ultra and 3 Large, but taken by the
 * vendor's own interface, so that the service may judge it; of Core both say no more than PNG and JPEG. They make one
 * picture a call and choose its pixels themselves.
 */
final class StableImage implements ImageFamily {
    private static final String FROM_TEXT = "text-to-image";
    private static final String FROM_IMAGE = "image-to-image";
    private static final Set<String> OF_PICTURES = Set.of("image", "strength");

    /**
     * What differs between the models.
     *
     * @param prefix what the base ids begin with
     * @param start whether and how it starts from a picture
     * @param source what a picture to start from may be
     * @param formats the file types of the result
     */
    private record Model(String prefix, Start start, PictureLimits source, List<String> formats) {}

    /** How a model takes a picture to start from. */
    private enum Start {
        NEVER,
        /** With a strength and the mode that says so. */
        WITH_MODE,
        /** Alone; there is a default strength, and no mode to say. */
        ALONE
    }

    private static final List<String> ALL_FORMATS = List.of("png", "jpeg", "webp");

    /** An id that does not tell gets the first, which takes the most. */
    private static final List<Model> MODELS = List.of(
            new Model(
                    "stability.sd3-5-large-",
                    Start.WITH_MODE,
                    StabilityInput.ANY.sides(64, Integer.MAX_VALUE),
                    ALL_FORMATS),
            new Model("stability.sd3-large-", Start.WITH_MODE, StabilityInput.ANY.sides(640, 1536), ALL_FORMATS),
            new Model("stability.stable-image-ultra-", Start.ALONE, StabilityInput.ANY, ALL_FORMATS),
            new Model("stability.stable-image-core-", Start.NEVER, StabilityInput.ANY, List.of("png", "jpeg")));

    @Override
    public String name() {
        return "stability-image";
    }

    @Override
    public List<String> prefixes() {
        return MODELS.stream().map(Model::prefix).toList();
    }

    private static Model model(ModelId id) {
        String base = id.base().orElse("");
        return MODELS.stream()
                .filter(model -> base.startsWith(model.prefix()))
                .findFirst()
                .orElse(MODELS.get(0));
    }

    @Override
    public List<String> tasks(ModelId id) {
        return model(id).start() == Start.NEVER ? List.of(FROM_TEXT) : List.of(FROM_TEXT, FROM_IMAGE);
    }

    @Override
    public String task(ImagePrompt prompt, Set<String> parameters, ModelId id) {
        boolean picture = !prompt.images().isEmpty() || parameters.stream().anyMatch(OF_PICTURES::contains);
        boolean never = model(id).start() == Start.NEVER;
        String task =
                StabilityInput.task(prompt.task(), picture && !never ? FROM_IMAGE : FROM_TEXT, tasks(id), owner(id));
        input(id, task).require(prompt, parameters);
        return task;
    }

    private StabilityInput input(ModelId id, String task) {
        return new StabilityInput(
                parameters(id, task),
                task.equals(FROM_IMAGE) ? List.of("image") : List.of(),
                model(id).source());
    }

    @Override
    public ParameterTable parameters(ModelId id, String task) {
        Model model = model(id);
        List<Parameter> rows = new ArrayList<>();
        rows.add(StabilityRows.prompt("what the picture is to show").mustBeGiven());
        if (task.equals(FROM_IMAGE)) {
            rows.add(StabilityRows.picture("image", "the picture to start from (--image)"));
            rows.add(strength(model.start()));
            rows.add(StabilityRows.aspectRatio().notWith("image"));
        } else {
            rows.add(StabilityRows.aspectRatio());
        }
        rows.addAll(mode(model.start(), task));
        rows.add(StabilityRows.negative());
        rows.add(StabilityRows.seed());
        rows.add(StabilityRows.format(model.formats().toArray(String[]::new)));
        return new ParameterTable(owner(id), rows, Map.of(Common.COUNT, "it makes one picture a call"));
    }

    private static Parameter strength(Start start) {
        Parameter row = Parameter.number(
                        "strength", "how far the result may leave the picture to start from; 1 leaves nothing of it")
                .range("0", "1");
        return start == Start.ALONE ? row.defaultsTo(0.35) : row.mustBeGiven();
    }

    private static List<Parameter> mode(Start start, String task) {
        Parameter row = Parameter.string("mode", "what to start from; told by --image");
        if (start == Start.WITH_MODE) {
            Parameter both = row.oneOf(FROM_TEXT, FROM_IMAGE).defaultsTo(FROM_TEXT);
            return List.of(task.equals(FROM_IMAGE) ? both.raisedTo(FROM_IMAGE) : both);
        }
        return start == Start.ALONE && task.equals(FROM_TEXT)
                ? List.of(row.oneOf(FROM_TEXT).defaultsTo(FROM_TEXT))
                : List.of();
    }

    @Override
    public ObjectNode request(ImagePrompt prompt, ModelId id, String task, boolean validate) {
        ObjectNode body = input(id, task).body(prompt, validate);
        ImageSize size = prompt.size();
        if (size != null) {
            if (validate && task.equals(FROM_IMAGE)) {
                throw new UsageException(
                        owner(id) + " takes no --size beside --image: the result has the picture's shape",
                        "leave one of them out");
            }
            body.put("aspect_ratio", StabilityRows.ratio(size, validate, owner(id)));
        }
        return body;
    }

    @Override
    public void check(ObjectNode body, ModelId id, String task) {
        input(id, task).check(body);
        String mode = body.path("mode").asText(task);
        if (!mode.equals(task)) {
            throw new UsageException(
                    owner(id) + " was given mode " + mode
                            + (task.equals(FROM_IMAGE) ? " beside a picture" : " without a picture"),
                    "leave mode out: it is told by --image");
        }
    }

    @Override
    public ImageReply reply(JsonNode body) {
        return StabilityReply.read(body);
    }

    private static String owner(ModelId id) {
        return id.base().orElse("Stable Image");
    }
}
