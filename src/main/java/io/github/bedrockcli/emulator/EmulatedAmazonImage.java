package io.github.bedrockcli.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockcli.family.Families;
import io.github.bedrockcli.family.ImageFamily;
import io.github.bedrockcli.model.Common;
import io.github.bedrockcli.model.ImageHeader;
import io.github.bedrockcli.model.Json;
import io.github.bedrockcli.model.MediaType;
import io.github.bedrockcli.model.ModelId;
import io.github.bedrockcli.model.Parameter;
import io.github.bedrockcli.model.UsageException;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * Titan Image Generator and Nova Canvas: {@code amazon.titan-image-generator-*}, {@code amazon.nova-canvas-*} (models.md
 * section 3, 2026-11). In- and outpainted pictures have the size of what they were made from; those of a call differ in
 * colour. Refusals that no schema can tell are in the words of the family's own check.
 */
final class EmulatedAmazonImage implements EmulatedModel {
    private static final Rule PICTURE = EmulatedAmazonImage::checkPicture;

    /** What the prompt becomes in each task: the object that is the task's own, what it needs, what it may have. */
    private static final Map<String, Form> FORMS = Map.of(
            "TEXT_IMAGE", new Form("textToImageParams", List.of("text"), List.of(), ""),
            "IMAGE_VARIATION", new Form("imageVariationParams", List.of("images"), List.of("text"), ""),
            "INPAINTING", new Form("inPaintingParams", List.of("image"), List.of("text"), "image"),
            "OUTPAINTING", new Form("outPaintingParams", List.of("image", "text"), List.of(), "image"),
            "COLOR_GUIDED_GENERATION", new Form("colorGuidedGenerationParams", List.of("text"), List.of(), ""),
            "BACKGROUND_REMOVAL", new Form("backgroundRemovalParams", List.of("image"), List.of(), "image"),
            "VIRTUAL_TRY_ON",
                    new Form("virtualTryOnParams", List.of("sourceImage", "referenceImage"), List.of(), "sourceImage"));

    /** @param sized the picture whose size the result has; empty where the request says the size */
    private record Form(String object, List<String> needed, List<String> welcome, String sized) {}

    private final String prefix;
    private final int longest;
    private final int side;
    private final boolean saysNoError;

    /**
     * @param longest most characters of a prompt
     * @param side pixels along a side where the request says no size
     * @param saysNoError whether {@code error} is in replies without one
     */
    private EmulatedAmazonImage(String prefix, int longest, int side, boolean saysNoError) {
        this.prefix = prefix;
        this.longest = longest;
        this.side = side;
        this.saysNoError = saysNoError;
    }

    static EmulatedAmazonImage titan() {
        return new EmulatedAmazonImage("amazon.titan-image-generator-", 512, 1408, true);
    }

    static EmulatedAmazonImage canvas() {
        return new EmulatedAmazonImage("amazon.nova-canvas-", 1024, 1024, false);
    }

    @Override
    public List<String> prefixes() {
        return List.of(prefix);
    }

    @Override
    public Invocation accept(CatalogueModel model, JsonNode body) {
        ModelId id = ModelId.of(model.id());
        ImageFamily family = Families.image(id).orElseThrow();
        Shape.naming("taskType", family.tasks(id)).require(body);
        String task = body.path("taskType").asText();
        Form form = FORMS.getOrDefault(task, new Form(task, List.of(), List.of(), ""));
        shape(family, id, task, form).require(body);
        try {
            family.check((ObjectNode) body, id, task);
        } catch (UsageException e) {
            throw ServiceError.validation("The bedrock emulator refuses this: " + e.getMessage());
        }
        long seed = family.parameters(id, task)
                .find(Common.SEED)
                .map(Parameter::defaultValue)
                .map(JsonNode::longValue)
                .orElse(0L);
        return new Pictures(reply(body, task, form, seed));
    }

    private Shape shape(ImageFamily family, ModelId id, String task, Form form) {
        Shape shape = TableShape.of(family.parameters(id, task));
        shape.required("taskType", Rule.text());
        Shape own = shape.inner(form.object());
        form.needed().forEach(field -> own.required(field, rule(field)));
        form.welcome().forEach(field -> own.optional(field, rule(field)));
        return shape.required(form.object(), own);
    }

    private Rule rule(String field) {
        return switch (field) {
            case "text" -> Rule.text(1, longest);
            case "images" -> Rule.list(PICTURE, 1, 5);
            default -> PICTURE;
        };
    }

    private static void checkPicture(JsonNode value, List<String> place, List<Violation> found) {
        Rule.text(1, Integer.MAX_VALUE).check(value, place, found);
        if (value.isTextual() && picture(value).equals(ImageHeader.Size.UNKNOWN)) {
            found.add(Rule.at(
                    place,
                    "the bedrock emulator finds no PNG or JPEG picture here",
                    "Input should be a PNG or JPEG picture"));
        }
    }

    /** The size of a PNG or JPEG; unknown for anything else. */
    private static ImageHeader.Size picture(JsonNode base64) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(base64.asText());
        } catch (IllegalArgumentException e) {
            return ImageHeader.Size.UNKNOWN;
        }
        return ImageHeader.type(bytes)
                .filter(type -> type == MediaType.PNG || type == MediaType.JPEG)
                .map(type -> ImageHeader.size(type, bytes))
                .orElse(ImageHeader.Size.UNKNOWN);
    }

    private ObjectNode reply(JsonNode body, String task, Form form, long defaultSeed) {
        JsonNode own = body.path(form.object());
        JsonNode config = body.path("imageGenerationConfig");
        ImageHeader.Size size = form.sized().isEmpty()
                ? new ImageHeader.Size(
                        config.path("width").asInt(side), config.path("height").asInt(side))
                : picture(own.path(form.sized()));
        String prompt = task + " " + own.path("text").asText();
        long seed = config.path("seed").asLong(defaultSeed);
        ObjectNode reply = Json.object();
        ArrayNode images = reply.putArray("images");
        for (int number = 0; number < config.path("numberOfImages").asInt(1); number++) {
            EmulatedPicture picture = EmulatedPicture.of(size.width(), size.height(), prompt, seed + number);
            images.add((task.equals("BACKGROUND_REMOVAL") ? picture.cutOut() : picture).base64("png"));
        }
        if (own.path("returnMask").asBoolean()) {
            reply.put(
                    "maskImage",
                    EmulatedPicture.mask(size.width(), size.height()).base64("png"));
        }
        return saysNoError ? reply.putNull("error") : reply;
    }

    private record Pictures(ObjectNode reply) implements Invocation {
        /** Image models count no tokens. */
        @Override
        public Counts counts() {
            return new Counts(0, 0, false);
        }
    }
}
