package io.github.bedrockcli.family;

import static io.github.bedrockcli.family.AmazonImageTask.Pictures.listOf;
import static io.github.bedrockcli.family.AmazonImageTask.Pictures.one;
import static io.github.bedrockcli.family.AmazonImageTask.Pictures.upTo;
import static io.github.bedrockcli.family.AmazonImageTask.Text.NEEDED;
import static io.github.bedrockcli.family.AmazonImageTask.Text.REFUSED;
import static io.github.bedrockcli.family.AmazonImageTask.Text.WELCOME;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockcli.model.Common;
import io.github.bedrockcli.model.ImagePrompt;
import io.github.bedrockcli.model.ImageSize;
import io.github.bedrockcli.model.MediaType;
import io.github.bedrockcli.model.ModelId;
import io.github.bedrockcli.model.Parameter;
import io.github.bedrockcli.model.UsageException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Amazon Titan Image Generator G1 v1 and v2. Version 2 alone has background removal, colours and condition pictures; an
 * id that tells neither, such as a provisioned model's, is taken for version 2.
 *
 * <p>Source: Bedrock user guide, "Amazon Titan Image Generator G1 models", its quotas and its list of sizes; 2026-11.
 * Where the guide disagrees with itself, its parameter page counts: prompts of 512 characters (the quotas say 1,024),
 * pictures of 1,408 pixels along a side for in- and outpainting (the quotas say 1,024), a mask as picture or as prompt
 * and not both, a seed up to 2,147,483,646. Pictures to vary may have 4,096 along a side and 12,582,912 in all, as the
 * quotas say: the page's 1,408 would refuse what the service takes. The size it documents as its default, 1408x1408, is
 * not in its own list, and is not asked for. A seed has a place only where the page shows one: where a picture is made
 * from a prompt, alone or with colours. Fine-tuned models neither inpaint nor outpaint. A mask is RGB, black (to change;
 * for outpainting to keep) and white, without alpha channel.
 */
final class TitanImage extends AmazonImage {
    /** Sizes that are priced as 512x512. */
    private static final String SMALL =
            "512x512 768x768 384x576 576x384 384x640 640x384 448x576 576x448 384x704 704x384 320x704 704x320";

    private static final String LARGE =
            "1024x1024 768x1152 1152x768 768x1280 1280x768 896x1152 1152x896 768x1408 1408x768 640x1408 1408x640 1152x640"
                    + " 1173x640";

    private static final List<ImageSize> SIZES = Stream.of(SMALL, LARGE)
            .flatMap(list -> Stream.of(list.split(" ")))
            .flatMap(size -> ImageSize.parse(size).stream())
            .toList();

    private static final PictureLimits ANY =
            PictureLimits.ofTypes(MediaType.PNG, MediaType.JPEG).atMostBytes(5_000_000);

    private static final Map<String, PictureLimits> LIMITS = Map.of(
            VARY, ANY.sides(1, 4096).atMostPixels(12_582_912),
            INPAINT, ANY.sides(1, 1408),
            OUTPAINT, ANY.sides(1, 1408),
            COLOUR, ANY.sides(1, 1408));

    @Override
    public String name() {
        return "titan-image";
    }

    @Override
    public List<String> prefixes() {
        return List.of("amazon.titan-image-generator-");
    }

    @Override
    int maxText() {
        return 512;
    }

    @Override
    PictureLimits limits(String task) {
        return LIMITS.getOrDefault(task, ANY);
    }

    @Override
    boolean plainMasks() {
        return true;
    }

    @Override
    List<AmazonImageTask> all(ModelId id) {
        boolean second = !id.base().orElse("").startsWith("amazon.titan-image-generator-v1");
        List<AmazonImageTask> tasks = new ArrayList<>();
        tasks.add(second ? conditioned() : plain());
        tasks.add(new AmazonImageTask(
                VARY,
                "imageVariationParams",
                WELCOME,
                listOf("images", 5),
                false,
                rows("imageVariationParams", false, AmazonImageRows.similarity())));
        tasks.add(new AmazonImageTask(
                INPAINT,
                "inPaintingParams",
                WELCOME,
                one("image"),
                true,
                rows("inPaintingParams", false, AmazonImageRows.masks())));
        tasks.add(new AmazonImageTask(
                OUTPAINT,
                "outPaintingParams",
                NEEDED,
                one("image"),
                true,
                rows("outPaintingParams", false, AmazonImageRows.outpainting())));
        if (second) {
            tasks.add(new AmazonImageTask(
                    COLOUR,
                    "colorGuidedGenerationParams",
                    NEEDED,
                    upTo("referenceImage"),
                    false,
                    rows("colorGuidedGenerationParams", true, AmazonImageRows.colours())));
            tasks.add(new AmazonImageTask(
                    REMOVE_BACKGROUND, "backgroundRemovalParams", REFUSED, one("image"), false, List.of()));
        }
        return tasks;
    }

    private AmazonImageTask plain() {
        return new AmazonImageTask(
                GENERATE,
                "textToImageParams",
                NEEDED,
                AmazonImageTask.Pictures.NONE,
                false,
                rows("textToImageParams", true, List.of()));
    }

    private AmazonImageTask conditioned() {
        return new AmazonImageTask(
                GENERATE,
                "textToImageParams",
                NEEDED,
                upTo("conditionImage"),
                false,
                rows("textToImageParams", true, AmazonImageRows.conditioning()));
    }

    /** The task's own rows, what to avoid, and the configuration. */
    private List<Parameter> rows(String object, boolean seed, List<Parameter> own) {
        List<Parameter> rows = new ArrayList<>();
        rows.add(negative());
        rows.addAll(own);
        rows.replaceAll(row -> row.below("/" + object));
        rows.add(AmazonImageRows.configured(AmazonImageRows.count()));
        rows.add(AmazonImageRows.configured(
                Parameter.integer("width", "width of the result in pixels; height goes with it")));
        rows.add(AmazonImageRows.configured(
                Parameter.integer("height", "height of the result in pixels; width goes with it")));
        rows.add(AmazonImageRows.configured(AmazonImageRows.quality()));
        rows.add(AmazonImageRows.configured(Parameter.number("cfgScale", "how closely the prompt is followed")
                .range("1.1", "10")
                .defaultsTo(8)));
        if (seed) {
            rows.add(AmazonImageRows.configured(AmazonImageRows.seed(42)));
        }
        return rows;
    }

    @Override
    Map<Common, String> refusals(ModelId id, String task) {
        return Map.of(
                Common.SEED,
                "the service is documented to take one for TEXT_IMAGE and COLOR_GUIDED_GENERATION alone;"
                        + " --set /imageGenerationConfig/seed=N sends it all the same");
    }

    @Override
    public ObjectNode request(ImagePrompt prompt, ModelId id, String task, boolean validate) {
        boolean tuned = id.kind() == ModelId.Kind.CUSTOM_MODEL;
        if (validate && tuned && (task.equals(INPAINT) || task.equals(OUTPAINT))) {
            throw new UsageException(
                    "a fine-tuned Titan Image Generator has no " + task,
                    "use the foundation model for it, or name another --task");
        }
        return super.request(prompt, id, task, validate);
    }

    @Override
    void checkSize(@Nullable Integer width, @Nullable Integer height, String owner) {
        if (width == null && height == null) {
            return;
        }
        if (width == null || height == null) {
            throw new UsageException(owner + " takes width and height together", "give both, or --size WxH");
        }
        ImageSize size = new ImageSize(width, height, false);
        if (!SIZES.contains(size)) {
            throw new UsageException(
                    owner + " makes no pictures of " + size + "; the nearest it makes is " + nearest(size),
                    "one of " + SIZES.stream().map(ImageSize::toString).collect(Collectors.joining(", ")));
        }
    }

    private static ImageSize nearest(ImageSize wanted) {
        return SIZES.stream()
                .min(Comparator.comparingLong((ImageSize size) -> Math.abs((long) size.width() - wanted.width())
                        + Math.abs((long) size.height() - wanted.height())))
                .orElseThrow();
    }

    /** As the list of sizes says, and for sizes not in it, those of in- and outpainted pictures, by their area. */
    @Override
    public Optional<String> priceTier(int width, int height) {
        ImageSize size = new ImageSize(width, height, false);
        boolean small = SIZES.contains(size)
                ? List.of(SMALL.split(" ")).contains(size.toString())
                : (long) width * height <= 512 * 512;
        return Optional.of(small ? "512x512" : "1024x1024");
    }
}
