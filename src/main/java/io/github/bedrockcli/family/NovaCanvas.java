package io.github.bedrockcli.family;

import static io.github.bedrockcli.family.AmazonImageTask.Pictures.listOf;
import static io.github.bedrockcli.family.AmazonImageTask.Pictures.one;
import static io.github.bedrockcli.family.AmazonImageTask.Pictures.upTo;
import static io.github.bedrockcli.family.AmazonImageTask.Text.NEEDED;
import static io.github.bedrockcli.family.AmazonImageTask.Text.REFUSED;
import static io.github.bedrockcli.family.AmazonImageTask.Text.WELCOME;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockcli.model.Media;
import io.github.bedrockcli.model.MediaType;
import io.github.bedrockcli.model.ModelId;
import io.github.bedrockcli.model.Parameter;
import io.github.bedrockcli.model.UsageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Amazon Nova Canvas. Beside the tasks of Titan Image Generator it has styles and virtual try-on: the first
 * {@code --image} is who or what is changed, the second what is put on; {@code --mask} is the part to change.
 *
 * <p>Source: Nova user guide, "Request and response structure for image generation" and "Supported image resolutions";
 * 2026-11. The guide names 2,147,483,646 as the largest seed, other sources of AWS 858,993,459: the larger is let
 * through. Whether exactly 4,194,304 pixels are too many is told in two ways: they are let through. The prompt of a
 * variation is called optional and required; it is optional here, as for inpainting, where leaving it out removes what
 * the mask covers. No width and height for in- and outpainting and try-on: the guide says not to send them.
 */
final class NovaCanvas extends AmazonImage {
    private static final String TRY_ON = "VIRTUAL_TRY_ON";
    private static final String TRY_ON_OBJECT = "virtualTryOnParams";
    private static final int DEFAULT_SIDE = 1024;
    private static final long MOST_PIXELS = 4_194_304;

    private static final PictureLimits PICTURES = PictureLimits.ofTypes(MediaType.PNG, MediaType.JPEG)
            .sides(320, 4096)
            .atMostPixels(MOST_PIXELS)
            .ratioWithin(4);

    /** What each kind of try-on mask cannot do without. */
    private static final Map<String, String> MASK_FIELDS = Map.of(
            "IMAGE", "imageBasedMask.maskImage",
            "GARMENT", "garmentBasedMask.garmentClass",
            "PROMPT", "promptBasedMask.maskPrompt");

    @Override
    public String name() {
        return "nova-canvas";
    }

    @Override
    public List<String> prefixes() {
        return List.of("amazon.nova-canvas-");
    }

    @Override
    int maxText() {
        return 1024;
    }

    @Override
    PictureLimits limits(String task) {
        return PICTURES;
    }

    @Override
    boolean plainMasks() {
        return false;
    }

    @Override
    List<AmazonImageTask> all(ModelId id) {
        List<Parameter> styled = new ArrayList<>(AmazonImageRows.conditioning());
        styled.add(style());
        return List.of(
                new AmazonImageTask(
                        GENERATE,
                        "textToImageParams",
                        NEEDED,
                        upTo("conditionImage"),
                        false,
                        rows("textToImageParams", true, styled)),
                new AmazonImageTask(
                        VARY,
                        "imageVariationParams",
                        WELCOME,
                        listOf("images", 5),
                        false,
                        rows("imageVariationParams", true, AmazonImageRows.similarity())),
                new AmazonImageTask(
                        INPAINT,
                        "inPaintingParams",
                        WELCOME,
                        one("image"),
                        true,
                        rows("inPaintingParams", false, AmazonImageRows.masks())),
                new AmazonImageTask(
                        OUTPAINT,
                        "outPaintingParams",
                        NEEDED,
                        one("image"),
                        true,
                        rows("outPaintingParams", false, AmazonImageRows.outpainting())),
                new AmazonImageTask(
                        COLOUR,
                        "colorGuidedGenerationParams",
                        NEEDED,
                        upTo("referenceImage"),
                        false,
                        rows("colorGuidedGenerationParams", true, AmazonImageRows.colours())),
                new AmazonImageTask(
                        REMOVE_BACKGROUND, "backgroundRemovalParams", REFUSED, one("image"), false, List.of()),
                new AmazonImageTask(
                        TRY_ON, TRY_ON_OBJECT, REFUSED, upTo("sourceImage", "referenceImage"), true, tryOn()));
    }

    private static Parameter style() {
        return Parameter.string("style", "style of the picture")
                .oneOf(
                        "3D_ANIMATED_FAMILY_FILM",
                        "DESIGN_SKETCH",
                        "FLAT_VECTOR_ILLUSTRATION",
                        "GRAPHIC_NOVEL_ILLUSTRATION",
                        "MAXIMALISM",
                        "MIDCENTURY_RETRO",
                        "PHOTOREALISM",
                        "SOFT_DIGITAL_PAINTING");
    }

    /** The task's own rows, what to avoid, and the configuration. */
    private List<Parameter> rows(String object, boolean sized, List<Parameter> own) {
        List<Parameter> rows = new ArrayList<>();
        rows.add(negative());
        rows.addAll(own);
        rows.replaceAll(row -> row.below("/" + object));
        rows.addAll(configuration(sized));
        return rows;
    }

    private static List<Parameter> configuration(boolean sized) {
        List<Parameter> rows = new ArrayList<>();
        rows.add(AmazonImageRows.configured(AmazonImageRows.count()));
        if (sized) {
            rows.add(AmazonImageRows.configured(side("width")));
            rows.add(AmazonImageRows.configured(side("height")));
        }
        rows.add(AmazonImageRows.configured(AmazonImageRows.quality()));
        rows.add(AmazonImageRows.configured(Parameter.number("cfgScale", "how closely the prompt is followed")
                .range("1.1", "10")
                .defaultsTo(6.5)));
        rows.add(AmazonImageRows.configured(AmazonImageRows.seed(12)));
        return rows;
    }

    private static Parameter side(String name) {
        return Parameter.integer(name, name + " of the result in pixels")
                .range("320", "4096")
                .multipleOf(16)
                .defaultsTo(DEFAULT_SIDE);
    }

    private static List<Parameter> tryOn() {
        List<Parameter> rows = new ArrayList<>(List.of(
                Parameter.binary("sourceImage", "who or what is changed; the first --image"),
                Parameter.binary("referenceImage", "what is put on or in; the second --image"),
                Parameter.string("maskType", "how the part to change is told")
                        .oneOf("IMAGE", "GARMENT", "PROMPT")
                        .mustBeGiven(),
                Parameter.binary("imageBasedMask.maskImage", "maskType IMAGE: black where to change; --mask")
                        .at("/imageBasedMask/maskImage"),
                shape("garmentBasedMask"),
                garmentClass(),
                styling("longSleeveStyle", "SLEEVE_DOWN", "SLEEVE_UP"),
                styling("tuckingStyle", "UNTUCKED", "TUCKED"),
                styling("outerLayerStyle", "CLOSED", "OPEN"),
                Parameter.string("promptBasedMask.maskPrompt", "maskType PROMPT: what to change, in words")
                        .at("/promptBasedMask/maskPrompt"),
                shape("promptBasedMask"),
                kept("preserveBodyPose", "body pose"),
                kept("preserveHands", "hands"),
                kept("preserveFace", "face"),
                Parameter.string("mergeStyle", "how the two pictures are put together")
                        .oneOf("BALANCED", "SEAMLESS", "DETAILED"),
                AmazonImageRows.returnMask()));
        rows.replaceAll(row -> row.below("/" + TRY_ON_OBJECT));
        rows.addAll(configuration(false));
        return rows;
    }

    private static Parameter shape(String mask) {
        return Parameter.string(mask + ".maskShape", "shape of the part that is changed")
                .oneOf("CONTOUR", "BOUNDING_BOX", "DEFAULT")
                .at("/" + mask + "/maskShape");
    }

    private static Parameter garmentClass() {
        return Parameter.string("garmentBasedMask.garmentClass", "maskType GARMENT: which piece of clothing")
                .oneOf(
                        "UPPER_BODY",
                        "LOWER_BODY",
                        "FULL_BODY",
                        "FOOTWEAR",
                        "LONG_SLEEVE_SHIRT",
                        "SHORT_SLEEVE_SHIRT",
                        "NO_SLEEVE_SHIRT",
                        "OTHER_UPPER_BODY",
                        "LONG_PANTS",
                        "SHORT_PANTS",
                        "OTHER_LOWER_BODY",
                        "LONG_DRESS",
                        "SHORT_DRESS",
                        "FULL_BODY_OUTFIT",
                        "OTHER_FULL_BODY",
                        "SHOES",
                        "BOOTS",
                        "OTHER_FOOTWEAR")
                .at("/garmentBasedMask/garmentClass");
    }

    private static Parameter styling(String name, String... values) {
        return Parameter.string("garmentBasedMask.garmentStyling." + name, "how the garment is worn")
                .oneOf(values)
                .at("/garmentBasedMask/garmentStyling/" + name);
    }

    private static Parameter kept(String name, String what) {
        return Parameter.string("maskExclusions." + name, "whether the person's " + what + " is kept")
                .oneOf("ON", "OFF", "DEFAULT")
                .at("/maskExclusions/" + name);
    }

    /** A try-on mask stands one object deeper, and its kind must be named. */
    @Override
    void putMask(ObjectNode own, Media mask, String task) {
        if (task.equals(TRY_ON)) {
            own.put("maskType", "IMAGE").putObject("imageBasedMask").put("maskImage", mask.base64());
        } else {
            super.putMask(own, mask, task);
        }
    }

    @Override
    public void check(ObjectNode body, ModelId id, String task) {
        super.check(body, id, task);
        if (task.equals(TRY_ON)) {
            checkTryOn(body.path(TRY_ON_OBJECT), owner(id) + " (" + task + ")");
        }
    }

    private static void checkTryOn(JsonNode own, String owner) {
        for (String picture : List.of("sourceImage", "referenceImage")) {
            require(own, picture, owner, "there are two pictures", "--image PERSON.png --image GARMENT.png");
        }
        String type = own.path("maskType").asText();
        String field = MASK_FIELDS.getOrDefault(type, "maskType");
        require(own, field, owner, "it goes with maskType " + type, "-p " + field + "=...");
    }

    @Override
    void checkSize(@Nullable Integer width, @Nullable Integer height, String owner) {
        int wide = width == null ? DEFAULT_SIDE : width;
        int high = height == null ? DEFAULT_SIDE : height;
        if ((long) wide * high > MOST_PIXELS) {
            throw new UsageException(
                    owner + " makes pictures of at most " + MOST_PIXELS + " pixels; " + wide + "x" + high + " has "
                            + (long) wide * high,
                    "2048x2048 is the largest square");
        }
        if (Math.max(wide, high) > 4L * Math.min(wide, high)) {
            throw new UsageException(
                    owner + " makes pictures with sides of at most 1:4, not " + wide + "x" + high, "make it less long");
        }
    }
}
