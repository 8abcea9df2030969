package io.github.bedrockcli.family;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockcli.model.Common;
import io.github.bedrockcli.model.ImagePrompt;
import io.github.bedrockcli.model.ImageReply;
import io.github.bedrockcli.model.ImageReply.Picture;
import io.github.bedrockcli.model.ImageSize;
import io.github.bedrockcli.model.Json;
import io.github.bedrockcli.model.Media;
import io.github.bedrockcli.model.ModelId;
import io.github.bedrockcli.model.Outcome;
import io.github.bedrockcli.model.Parameter;
import io.github.bedrockcli.model.ParameterTable;
import io.github.bedrockcli.model.Spelling;
import io.github.bedrockcli.model.Stop;
import io.github.bedrockcli.model.UsageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What Titan Image Generator and Nova Canvas have in common: a body of {@code taskType}, an object named after the task,
 * and {@code imageGenerationConfig}; and the reply.
 *
 * <p>Without {@code --task} the task is told from what is given: nothing but a prompt makes a picture, pictures are
 * varied, a picture with a mask or a {@code maskPrompt} is inpainted; a parameter that only one task has
 * ({@code colors}, {@code outPaintingMode}) names that task. A reply that says {@code error} is one that the content
 * policy cut; pictures that passed come beside it.
 *
 * <p>Sources: Bedrock user guide, "Amazon Titan Image Generator G1 models"; Nova user guide, "Request and response
 * structure for image generation"; 2026-11.
 */
abstract class AmazonImage implements ImageFamily {
    static final String GENERATE = "TEXT_IMAGE";
    static final String VARY = "IMAGE_VARIATION";
    static final String INPAINT = "INPAINTING";
    static final String OUTPAINT = "OUTPAINTING";
    static final String COLOUR = "COLOR_GUIDED_GENERATION";
    static final String REMOVE_BACKGROUND = "BACKGROUND_REMOVAL";
    static final String CONFIG = "imageGenerationConfig";

    private static final Pattern HEX = Pattern.compile("#[0-9a-fA-F]{6}");

    /** The tasks of a model, the most usual first. */
    abstract List<AmazonImageTask> all(ModelId id);

    /** Most characters of {@code text} and {@code negativeText}. */
    abstract int maxText();

    /** What a picture of a task may be. */
    abstract PictureLimits limits(String task);

    /** Whether masks must be RGB without an alpha channel. */
    abstract boolean plainMasks();

    /** Judges a width and a height; either is null where the body has none. */
    abstract void checkSize(@Nullable Integer width, @Nullable Integer height, String owner);

    @Override
    public final List<String> tasks(ModelId id) {
        return all(id).stream().map(AmazonImageTask::name).toList();
    }

    @Override
    public final String task(ImagePrompt prompt, Set<String> parameters, ModelId id) {
        String named = prompt.task();
        if (named != null) {
            return find(named, id).name();
        }
        boolean picture = !prompt.images().isEmpty();
        String usual = prompt.mask() != null ? INPAINT : picture ? VARY : GENERATE;
        Set<String> telling = parameters.stream()
                .filter(name -> all(id).stream().anyMatch(task -> task.has(name)))
                .collect(Collectors.toSet());
        List<String> fitting = all(id).stream()
                .filter(task -> telling.stream().allMatch(task::has))
                .filter(task -> prompt.mask() == null || task.mask())
                .map(AmazonImageTask::name)
                .toList();
        if (fitting.isEmpty() || fitting.contains(usual)) {
            return usual;
        }
        return fitting.contains(INPAINT) ? INPAINT : only(fitting);
    }

    private static String only(List<String> fitting) {
        if (fitting.size() > 1) {
            throw new UsageException(
                    "what is given fits several tasks: " + String.join(", ", fitting),
                    "name one, for example --task " + fitting.get(0));
        }
        return fitting.get(0);
    }

    private AmazonImageTask find(String name, ModelId id) {
        return all(id).stream()
                .filter(task -> task.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new UsageException(
                        owner(id) + " has no task '" + name + "'",
                        Spelling.nearest(name, tasks(id))
                                .map(word -> "did you mean --task " + word + "?")
                                .orElse("its tasks are: " + String.join(", ", tasks(id)))));
    }

    @Override
    public final ParameterTable parameters(ModelId id, String task) {
        AmazonImageTask found = find(task, id);
        return new ParameterTable(owner(id) + " (" + task + ")", found.rows(), refusals(id, task))
                .withRest("/" + found.object(), false);
    }

    /** Why an option of the command line has no place in a task. */
    Map<Common, String> refusals(ModelId id, String task) {
        return Map.of();
    }

    @Override
    public ObjectNode request(ImagePrompt prompt, ModelId id, String task, boolean validate) {
        AmazonImageTask form = find(task, id);
        if (validate) {
            checkPrompt(prompt, form, id);
        }
        ObjectNode body = Json.object().put("taskType", task);
        ObjectNode own = body.putObject(form.object());
        putPictures(own, prompt.images(), form.pictures());
        String text = prompt.text();
        if (text != null) {
            own.put("text", text);
        }
        if (prompt.mask() != null) {
            putMask(own, prompt.mask(), task);
        }
        ImageSize size = prompt.size();
        if (size != null) {
            body.putObject(CONFIG).put("width", size.width()).put("height", size.height());
        }
        return body;
    }

    void putMask(ObjectNode own, Media mask, String task) {
        own.put("maskImage", mask.base64());
    }

    final Parameter negative() {
        return Parameter.string("negativeText", "what the picture is not to show, without words such as no")
                .longest(maxText())
                .common(Common.NEGATIVE);
    }

    private static void putPictures(ObjectNode own, List<Media> images, AmazonImageTask.Pictures places) {
        if (places.list()) {
            ArrayNode list = own.putArray(places.fields().get(0));
            images.forEach(image -> list.add(image.base64()));
            return;
        }
        int placed = Math.min(images.size(), places.fields().size());
        for (int index = 0; index < placed; index++) {
            own.put(places.fields().get(index), images.get(index).base64());
        }
    }

    private void checkPrompt(ImagePrompt prompt, AmazonImageTask form, ModelId id) {
        String owner = owner(id) + " (" + form.name() + ")";
        checkText(prompt.text(), form, owner);
        checkPictures(prompt, form, owner);
        ImageSize size = prompt.size();
        if (size != null && !form.has("width")) {
            throw new UsageException(
                    owner + " takes no --size: the result has the size of the picture given", "leave it out");
        }
        if (size != null && size.ratio()) {
            throw new UsageException(owner + " takes a size in pixels, not " + size, "for example --size 1024x1024");
        }
    }

    private void checkText(@Nullable String text, AmazonImageTask form, String owner) {
        if (text == null && form.text() == AmazonImageTask.Text.NEEDED) {
            throw new UsageException(
                    owner + " needs a prompt: what the picture is to show",
                    "bedrock invoke -m MODEL \"what the picture is to show\"");
        }
        if (text != null && form.text() == AmazonImageTask.Text.REFUSED) {
            throw new UsageException(owner + " takes no prompt", "leave it out, or name another --task");
        }
        if (text != null && text.codePointCount(0, text.length()) > maxText()) {
            throw new UsageException(
                    "the prompt has " + text.codePointCount(0, text.length()) + " characters; " + owner
                            + " takes at most " + maxText(),
                    "shorten it");
        }
    }

    private void checkPictures(ImagePrompt prompt, AmazonImageTask form, String owner) {
        int count = prompt.images().size();
        if (count < form.pictures().fewest()) {
            throw new UsageException(owner + " needs a picture", "give it with --image FILE");
        }
        if (count > form.pictures().most()) {
            throw new UsageException(
                    owner + " takes "
                            + (form.pictures().most() == 0
                                    ? "no"
                                    : "at most " + form.pictures().most()) + " --image, not " + count,
                    "name another --task, or leave pictures out");
        }
        Media mask = prompt.mask();
        if (mask != null && !form.mask()) {
            throw new UsageException(owner + " takes no --mask", "--task INPAINTING or OUTPAINTING does");
        }
        prompt.images().forEach(image -> limits(form.name()).check(image, owner));
    }

    @Override
    public void check(ObjectNode body, ModelId id, String task) {
        AmazonImageTask form = find(task, id);
        String owner = owner(id) + " (" + task + ")";
        JsonNode own = body.path(form.object());
        checkSize(pixels(body, "width"), pixels(body, "height"), owner);
        form.rows().stream()
                .filter(row -> row.type() == Parameter.Type.BINARY)
                .forEach(row -> checkPicture(row, body, form, owner));
        if (form.has("maskPrompt")) {
            checkOneMask(own, owner);
        }
        if (own.has("controlMode") || own.has("controlStrength")) {
            require(own, "conditionImage", owner, "controlMode and controlStrength are about it", "--image FILE");
        }
        for (JsonNode colour : own.path("colors")) {
            if (!HEX.matcher(colour.asText()).matches()) {
                throw new UsageException(
                        "colors of " + owner + " are written #RRGGBB, not '" + colour.asText() + "'",
                        "-p 'colors=[\"#FF9800\",\"#004D40\"]'");
            }
        }
    }

    private static @Nullable Integer pixels(ObjectNode body, String side) {
        JsonNode value = body.path(CONFIG).path(side);
        return value.canConvertToInt() && value.isIntegralNumber() ? Integer.valueOf(value.intValue()) : null;
    }

    /** Pictures of options were judged under their files' names before; masks are judged here, however they came. */
    private void checkPicture(Parameter row, ObjectNode body, AmazonImageTask form, String owner) {
        JsonNode value = body.at(row.pointer());
        if (!value.isTextual()) {
            return;
        }
        Media picture = PictureLimits.picture(row.name(), value.textValue());
        JsonNode changed =
                body.path(form.object()).path(form.pictures().fields().get(0));
        if (!row.name().endsWith("maskImage")) {
            limits(form.name()).check(picture, owner);
        } else if (changed.isTextual()) {
            MaskPicture.check(picture, PictureLimits.picture("image", changed.textValue()), plainMasks(), owner);
        }
    }

    private static void checkOneMask(JsonNode own, String owner) {
        boolean prompt = own.has("maskPrompt");
        boolean image = own.has("maskImage");
        if (prompt && image) {
            throw new UsageException(
                    owner + " takes a mask as a picture or as a prompt, not both", "leave out --mask or -p maskPrompt");
        }
        if (!prompt && !image) {
            throw new UsageException(
                    owner + " needs a mask: which part of the picture is meant",
                    "give --mask FILE, or -p maskPrompt=\"the sky\"");
        }
    }

    static void require(JsonNode own, String field, String owner, String why, String fix) {
        JsonPointer place = JsonPointer.compile("/" + field.replace('.', '/'));
        if (own.at(place).isMissingNode()) {
            throw new UsageException(owner + " needs " + field + ": " + why, fix);
        }
    }

    @Override
    public final ImageReply reply(JsonNode body) {
        JsonNode images = body.path("images");
        String error = body.path("error").asText("").strip();
        boolean refused = !error.isEmpty();
        if (images.isEmpty() && !refused) {
            throw new UnreadableReplyException("the reply has neither pictures nor a reason why not");
        }
        List<Picture> pictures = new ArrayList<>();
        images.forEach(image -> pictures.add(picture(image, null)));
        if (body.path("maskImage").isTextual()) {
            pictures.add(picture(body.path("maskImage"), "mask"));
        }
        return new ImageReply(
                pictures, refused ? new Stop(null, Outcome.BLOCKED, error) : new Stop(null, Outcome.COMPLETE));
    }

    private static Picture picture(JsonNode image, @Nullable String role) {
        if (!image.isTextual()) {
            throw new UnreadableReplyException("the reply has a picture that is no base64 text");
        }
        return new Picture(image.textValue(), null, role);
    }

    static String owner(ModelId id) {
        return id.base().orElse(id.value());
    }
}
