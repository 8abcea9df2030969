package io.github.bedrockcli.family;

import io.github.bedrockcli.model.Common;
import io.github.bedrockcli.model.ImageSize;
import io.github.bedrockcli.model.Parameter;
import io.github.bedrockcli.model.UsageException;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;

/** The parameters that Stability AI's models have in common, and the shapes of pictures they know. */
final class StabilityRows {
    /** Characters of a prompt, of a negative one and of those that search. */
    private static final int LONGEST_PROMPT = 10_000;

    private static final List<String> RATIOS =
            List.of("16:9", "1:1", "21:9", "2:3", "3:2", "4:5", "5:4", "9:16", "9:21");

    private StabilityRows() {}

    static Parameter prompt(String meaning) {
        return Parameter.string("prompt", meaning + " (PROMPT)").longest(LONGEST_PROMPT);
    }

    /** Another text that the model searches the picture for. */
    static Parameter search(String name, String meaning) {
        return Parameter.string(name, meaning).longest(LONGEST_PROMPT).mustBeGiven();
    }

    static Parameter picture(String name, String meaning) {
        return Parameter.binary(name, meaning).mustBeGiven();
    }

    static Parameter mask() {
        return Parameter.binary(
                "mask",
                "where to change it: white is changed, black kept; without it what is transparent is changed (--mask)");
    }

    static Parameter growMask() {
        return Parameter.integer("grow_mask", "pixels by which the part to change grows, with a soft edge")
                .range("0", "20")
                .defaultsTo(5);
    }

    static Parameter negative() {
        return Parameter.string("negative_prompt", "what the picture must not show")
                .longest(LONGEST_PROMPT)
                .common(Common.NEGATIVE);
    }

    /**
     * The guide says 4294967295 of some models; the vendor and the newer pages say one less of all. The default that
     * they document, 0, is none: it stands for a random one.
     */
    static Parameter seed() {
        return Parameter.integer("seed", "what makes the same picture again; without it or with 0 a random one")
                .range("0", "4294967294")
                .common(Common.SEED);
    }

    static Parameter format(String... formats) {
        return Parameter.string("output_format", "file type of the result")
                .oneOf(formats)
                .defaultsTo("png");
    }

    static Parameter style() {
        return Parameter.string("style_preset", "look of the picture")
                .oneOf(
                        "3d-model",
                        "analog-film",
                        "anime",
                        "cinematic",
                        "comic-book",
                        "digital-art",
                        "enhance",
                        "fantasy-art",
                        "isometric",
                        "line-art",
                        "low-poly",
                        "modeling-compound",
                        "neon-punk",
                        "origami",
                        "photographic",
                        "pixel-art",
                        "tile-texture");
    }

    static Parameter aspectRatio() {
        return Parameter.string("aspect_ratio", "shape of the picture (--size W:H)")
                .oneOf(RATIOS.toArray(String[]::new))
                .defaultsTo("1:1");
    }

    /**
     * The value of {@code aspect_ratio} for a size: the models choose the pixels themselves, so that a size in pixels is
     * taken for its shape.
     *
     * @param owner whom messages name
     * @throws UsageException when the models make no pictures of that shape
     */
    static String ratio(ImageSize size, boolean validate, String owner) {
        String exact = reduced(size);
        List<String> same = RATIOS.stream()
                .filter(ratio -> reduced(read(ratio)).equals(exact))
                .toList();
        if (same.isEmpty() && validate) {
            String nearest = RATIOS.stream()
                    .min(Comparator.comparingDouble(ratio -> Math.abs(shape(read(ratio)) - shape(size))))
                    .orElseThrow();
            throw new UsageException(
                    owner + " makes pictures of the shapes " + String.join(", ", RATIOS) + ", not " + size,
                    "the nearest is --size " + nearest);
        }
        return same.isEmpty() ? exact : same.get(0);
    }

    private static ImageSize read(String ratio) {
        return ImageSize.parse(ratio).orElseThrow();
    }

    private static String reduced(ImageSize size) {
        int common = BigInteger.valueOf(size.width())
                .gcd(BigInteger.valueOf(size.height()))
                .intValue();
        return size.width() / common + ":" + size.height() / common;
    }

    private static double shape(ImageSize size) {
        return Math.log((double) size.width() / size.height());
    }
}
