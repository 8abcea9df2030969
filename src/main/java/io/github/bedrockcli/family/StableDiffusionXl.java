package io.github.bedrockcli.family;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockcli.model.ImagePrompt;
import io.github.bedrockcli.model.ImageReply;
import io.github.bedrockcli.model.ImageSize;
import io.github.bedrockcli.model.Json;
import io.github.bedrockcli.model.Media;
import io.github.bedrockcli.model.ModelId;
import io.github.bedrockcli.model.Parameter;
import io.github.bedrockcli.model.ParameterTable;
import io.github.bedrockcli.model.UsageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Stability AI's Stable Diffusion XL 0.8 and 1.0. The body has no member for the task: it follows from what is in it. A
 * picture is varied, a picture with a mask is changed where the mask is white, unless {@code mask_source} says
 * otherwise. What to avoid is a further prompt, of weight -1: so AWS's own samples do it.
 *
 * <p>Source: Bedrock user guide, "Stability.ai Diffusion 0.8" and "1.0", 2024-05 (the models are gone from later ones);
 * what the guide only mentions, such as {@code step_schedule_start}, is from the vendor's interface, v1, of which it is a
 * copy. Where they disagree, nothing is refused that one of them takes: {@code steps} reach to 150 (the guide says 50 of
 * 1.0, but AWS's price list has a price for more than 50), and two samplers have two spellings. Version 0.8 has limits of its own; of
 * its sizes no source says which. The id without a version takes what either takes. They make one picture a call.
 */
final class StableDiffusionXl implements ImageFamily {
    private static final String FROM_TEXT = "text-to-image";
    private static final String FROM_IMAGE = "image-to-image";
    private static final String MASKING = "masking";

    private static final Set<String> OF_PICTURES =
            Set.of("init_image", "init_image_mode", "image_strength", "step_schedule_start", "step_schedule_end");
    private static final Set<String> OF_MASKS = Set.of("mask_image", "mask_source");

    /** Characters of one prompt. */
    private static final int LONGEST_TEXT = 2000;

    private static final List<String> SIZES = List.of(
            "1024x1024",
            "1152x896",
            "1216x832",
            "1344x768",
            "1536x640",
            "640x1536",
            "768x1344",
            "832x1216",
            "896x1152");

    /**
     * What differs between the versions.
     *
     * @param prefix what the base ids begin with
     * @param cfgScale its highest value
     * @param usualCfgScale its default
     * @param fixedSizes whether only the nine sizes are made
     */
    private record Version(String prefix, String cfgScale, int usualCfgScale, boolean fixedSizes) {}

    /** An id that does not tell gets the last, which takes the most. */
    private static final List<Version> VERSIONS = List.of(
            new Version("stability.stable-diffusion-xl-v0", "30", 10, false),
            new Version("stability.stable-diffusion-xl-v1", "35", 7, true),
            new Version("stability.stable-diffusion-xl", "35", 7, false));

    @Override
    public String name() {
        return "stability-sdxl";
    }

    @Override
    public List<String> prefixes() {
        return List.of("stability.stable-diffusion-xl");
    }

    private static Version version(ModelId id) {
        String base = id.base().orElse("");
        return VERSIONS.stream()
                .filter(version -> base.startsWith(version.prefix()))
                .findFirst()
                .orElse(VERSIONS.get(VERSIONS.size() - 1));
    }

    @Override
    public List<String> tasks(ModelId id) {
        return List.of(FROM_TEXT, FROM_IMAGE, MASKING);
    }

    @Override
    public String task(ImagePrompt prompt, Set<String> parameters, ModelId id) {
        boolean masked = prompt.mask() != null || parameters.stream().anyMatch(OF_MASKS::contains);
        boolean picture = !prompt.images().isEmpty() || parameters.stream().anyMatch(OF_PICTURES::contains);
        String told = masked ? MASKING : picture ? FROM_IMAGE : FROM_TEXT;
        String task = StabilityInput.task(prompt.task(), told, tasks(id), owner(id));
        input(id, task).require(prompt, parameters);
        return task;
    }

    private StabilityInput input(ModelId id, String task) {
        List<String> pictures = task.equals(FROM_TEXT) ? List.of() : List.of("init_image");
        return new StabilityInput(parameters(id, task), "text_prompts", pictures, "mask_image", StabilityInput.ANY);
    }

    @Override
    public ParameterTable parameters(ModelId id, String task) {
        Version version = version(id);
        List<Parameter> rows = new ArrayList<>();
        rows.add(SdxlRows.prompts());
        switch (task) {
            case FROM_IMAGE -> rows.addAll(SdxlRows.picture());
            case MASKING -> rows.addAll(SdxlRows.mask());
            default -> rows.addAll(SdxlRows.size(version.fixedSizes()));
        }
        rows.add(SdxlRows.cfgScale(version.cfgScale(), version.usualCfgScale()));
        rows.addAll(SdxlRows.common());
        return new ParameterTable(owner(id), rows);
    }

    @Override
    public ObjectNode request(ImagePrompt prompt, ModelId id, String task, boolean validate) {
        ObjectNode body = input(id, task).body(prompt, validate);
        String text = prompt.text();
        if (text != null) {
            body.putArray("text_prompts").addObject().put("text", text);
        }
        ImageSize size = prompt.size();
        if (size != null) {
            if (validate) {
                refuseSize(size, task, owner(id));
                checkSize(size, id);
            }
            body.put("width", size.width()).put("height", size.height());
        }
        return body;
    }

    private static void refuseSize(ImageSize size, String task, String owner) {
        if (!task.equals(FROM_TEXT)) {
            throw new UsageException(
                    owner + " takes no --size beside --image: the result has the picture's size", "leave it out");
        }
        if (size.ratio()) {
            throw new UsageException(owner + " takes a size in pixels, not " + size, "for example --size 1344x768");
        }
    }

    @Override
    public boolean avoid(String text, ObjectNode body) {
        JsonNode prompts = body.path("text_prompts");
        ArrayNode list = prompts.isArray() ? (ArrayNode) prompts : body.putArray("text_prompts");
        list.addObject().put("text", text).put("weight", -1);
        return true;
    }

    @Override
    public void check(ObjectNode body, ModelId id, String task) {
        checkPrompts(body.path("text_prompts"), owner(id));
        if (body.has("extras") && !body.path("extras").isObject()) {
            throw new UsageException(
                    "extras of " + owner(id) + " is a JSON object, not " + Json.line(body.path("extras")));
        }
        JsonNode width = body.path("width");
        JsonNode height = body.path("height");
        if (width.canConvertToInt() && height.canConvertToInt()) {
            checkSize(new ImageSize(width.intValue(), height.intValue(), false), id);
        }
        input(id, task).check(body);
        if (task.equals(MASKING)) {
            checkMask(body, owner(id));
        }
    }

    private static void checkPrompts(JsonNode prompts, String owner) {
        boolean list = prompts.isArray() && !prompts.isEmpty();
        for (JsonNode prompt : prompts) {
            JsonNode weight = prompt.path("weight");
            list &= prompt.path("text").isTextual() && (weight.isMissingNode() || weight.isNumber());
        }
        if (!list) {
            throw new UsageException(
                    "text_prompts of " + owner + " is a list of objects with a text and, if need be, a weight",
                    "-p 'text_prompts=[{\"text\":\"a red fox\",\"weight\":1},{\"text\":\"snow\",\"weight\":-1}]'");
        }
        for (JsonNode prompt : prompts) {
            String text = prompt.path("text").asText();
            int length = text.codePointCount(0, text.length());
            if (length > LONGEST_TEXT) {
                throw new UsageException(
                        "a prompt has " + length + " characters; " + owner + " takes at most " + LONGEST_TEXT,
                        "shorten it");
            }
        }
    }

    private static void checkSize(ImageSize size, ModelId id) {
        if (version(id).fixedSizes() && !SIZES.contains(size.toString())) {
            throw new UsageException(
                    owner(id) + " makes no pictures of " + size, "its sizes are: " + String.join(", ", SIZES));
        }
    }

    private static void checkMask(ObjectNode body, String owner) {
        Optional<Media> mask = picture(body, "mask_image");
        String source = body.path("mask_source").asText();
        if (mask.isEmpty() && !source.equals(SdxlRows.OWN_ALPHA)) {
            throw new UsageException(
                    owner + " needs the mask that mask_source speaks of",
                    "give it with --mask FILE, or -p mask_source=" + SdxlRows.OWN_ALPHA);
        }
        Optional<Media> picture = picture(body, "init_image");
        if (mask.isPresent() && picture.isPresent() && differ(mask.get(), picture.get())) {
            throw new UsageException(
                    "the mask is " + size(mask.get()) + " pixels and the picture " + size(picture.get()) + "; " + owner
                            + " takes them of one size",
                    "scale the mask");
        }
    }

    private static Optional<Media> picture(ObjectNode body, String member) {
        return Optional.ofNullable(body.path(member).textValue()).map(base64 -> PictureLimits.picture(member, base64));
    }

    /** A picture whose header does not tell differs from none. */
    private static boolean differ(Media mask, Media picture) {
        return mask.width() > 0
                && picture.width() > 0
                && (mask.width() != picture.width() || mask.height() != picture.height());
    }

    private static String size(Media picture) {
        return picture.width() + "x" + picture.height();
    }

    @Override
    public ImageReply reply(JsonNode body) {
        return SdxlReply.read(body);
    }

    private static String owner(ModelId id) {
        return id.base().orElse("Stable Diffusion XL");
    }
}
