package io.github.bedrockcli.family;

import io.github.bedrockcli.model.Common;
import io.github.bedrockcli.model.Parameter;
import java.util.ArrayList;
import java.util.List;

/** Rows that the tasks of Titan Image Generator and Nova Canvas share; their sources are with those families. */
final class AmazonImageRows {
    private AmazonImageRows() {}

    static List<Parameter> conditioning() {
        return List.of(
                Parameter.binary("conditionImage", "picture that guides the composition; --image does it too"),
                Parameter.string("controlMode", "what of conditionImage is followed: its edges or its shapes")
                        .oneOf("CANNY_EDGE", "SEGMENTATION")
                        .defaultsTo("CANNY_EDGE"),
                Parameter.number("controlStrength", "how closely conditionImage is followed")
                        .range("0", "1")
                        .defaultsTo(0.7));
    }

    static List<Parameter> similarity() {
        return List.of(Parameter.number("similarityStrength", "how similar the result is to the pictures given")
                .range("0.2", "1")
                .defaultsTo(0.7));
    }

    static List<Parameter> masks() {
        return List.of(
                Parameter.string("maskPrompt", "the part of the picture that is meant, in words; instead of a mask"),
                Parameter.binary("maskImage", "the part as a black and white picture; --mask"),
                returnMask());
    }

    static Parameter returnMask() {
        return Parameter.bool("returnMask", "whether the mask that was used comes with the result")
                .defaultsTo(false);
    }

    static List<Parameter> outpainting() {
        List<Parameter> rows = new ArrayList<>(masks());
        rows.add(Parameter.string("outPaintingMode", "blend at the mask's edge, or keep strictly to it")
                .oneOf("DEFAULT", "PRECISE")
                .defaultsTo("DEFAULT"));
        return rows;
    }

    static List<Parameter> colours() {
        return List.of(
                Parameter.strings("colors", "colours of the picture, each #RRGGBB, as a JSON list")
                        .atMost(10)
                        .mustBeGiven(),
                Parameter.binary("referenceImage", "picture whose colours are used too; --image does it too"));
    }

    static Parameter count() {
        return Parameter.integer("numberOfImages", "how many pictures to make")
                .range("1", "5")
                .defaultsTo(1)
                .common(Common.COUNT);
    }

    static Parameter quality() {
        return Parameter.string("quality", "quality of the result")
                .oneOf("standard", "premium")
                .defaultsTo("standard");
    }

    static Parameter seed(int byDefault) {
        return Parameter.integer("seed", "start of the noise: the same makes the same picture again")
                .range("0", "2147483646")
                .defaultsTo(byDefault)
                .common(Common.SEED);
    }

    static Parameter configured(Parameter row) {
        return row.below("/" + AmazonImage.CONFIG);
    }
}
