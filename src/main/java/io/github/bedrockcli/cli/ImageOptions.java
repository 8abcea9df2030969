package io.github.bedrockcli.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.bedrockcli.model.Common;
import io.github.bedrockcli.model.ImagePrompt;
import io.github.bedrockcli.model.ImageSize;
import io.github.bedrockcli.model.Media;
import io.github.bedrockcli.model.Parameter;
import io.github.bedrockcli.model.ParameterTable;
import io.github.bedrockcli.model.UsageException;
import java.math.BigDecimal;
import java.security.SecureRandom;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What only image models are asked: the part of a picture that is meant, size, number, seed, task. */
final class ImageOptions {
    private static final String RANDOM = "random";

    /** Those that become part of the prompt; the rest are parameters. */
    private static final List<String> PROMPT = List.of("--mask", "--size", "--task");

    private static final List<Common> PARAMETERS = List.of(Common.NEGATIVE, Common.COUNT, Common.SEED);

    private @Nullable String mask;
    private @Nullable String negative;
    private @Nullable Integer count;
    private @Nullable String size;
    private @Nullable String seed;
    private @Nullable String task;

    void declare(Declarations command) {
        command.option(
                        "--mask",
                        "FILE",
                        "Image models: the part of the picture to change, as a black and white picture; - for standard"
                                + " input.")
                .text(value -> mask = value);
        command.option("--negative", "TEXT", "Image models: what the picture is not to show.")
                .text(value -> negative = value);
        command.option("--count", "N", "Image models: pictures to make (default: 1).")
                .whole(value -> count = value);
        command.option(
                        "--size",
                        "WxH|W:H",
                        "Image and video models: size in pixels, or shape for those that choose the pixels themselves"
                                + " (default: the model's).")
                .text(value -> size = value);
        command.option(
                        "--seed",
                        "N",
                        "Image and video models, and text models that have one: the same seed makes the same again;"
                                + " random chooses one and tells it (default: the model's).")
                .text(value -> seed = value);
        command.option(
                        "--task",
                        "NAME",
                        "Image and video models: what to do, in the vendor's word (default: told from what is given).")
                .text(value -> task = value);
    }

    /** The names of files to read. */
    Stream<String> files() {
        return Stream.ofNullable(mask);
    }

    /** Whether anything of a prompt was typed; {@code --body} takes its place. */
    static boolean given(Typed typed) {
        return typed.any(PROMPT);
    }

    /**
     * What the model is asked.
     *
     * @param text the prompt, or null
     */
    ImagePrompt prompt(@Nullable String text, List<Media> images, InputFiles files) {
        Media masked = mask == null ? null : new MediaFiles(files).image(mask);
        return new ImagePrompt(text, images, masked, size(), task);
    }

    @Nullable
    String task() {
        return task;
    }

    @Nullable
    ImageSize size() {
        if (size == null) {
            return null;
        }
        return ImageSize.parse(size)
                .orElseThrow(() -> new UsageException(
                        "--size takes WIDTHxHEIGHT in pixels or a shape W:H, not '" + size + "'",
                        "for example --size 1024x768 or --size 16:9"));
    }

    /** The values that were given, under the options of the command line. */
    Map<Common, JsonNode> values(ParameterTable table) {
        Map<Common, JsonNode> values = new EnumMap<>(Common.class);
        if (negative != null) {
            values.put(Common.NEGATIVE, TextNode.valueOf(negative));
        }
        if (count != null) {
            values.put(Common.COUNT, IntNode.valueOf(count));
        }
        if (seed != null) {
            values.put(Common.SEED, LongNode.valueOf(seed(seed, table.find(Common.SEED))));
        }
        return values;
    }

    /** Whether the seed is ours to choose, and to tell. */
    boolean choosesSeed() {
        return RANDOM.equals(seed);
    }

    private static long seed(String text, Optional<Parameter> row) {
        if (text.equals(RANDOM)) {
            return random(row);
        }
        try {
            return Long.parseLong(text.strip());
        } catch (NumberFormatException e) {
            throw new UsageException("--seed takes a whole number or random, not '" + text + "'");
        }
    }

    /** Never 0, which some services take for "choose one yourself". */
    private static long random(Optional<Parameter> row) {
        BigDecimal most = row.map(Parameter::maximum).orElse(BigDecimal.valueOf(Integer.MAX_VALUE - 1));
        return new SecureRandom().longs(1, 1, most.longValue() + 1).findFirst().orElseThrow();
    }

    /**
     * The values that were typed for a text model: a few have a seed or a number of answers too.
     *
     * @throws UsageException for options that mean nothing to a text model, or not to this one
     */
    Map<Common, JsonNode> forText(ParameterTable table, Typed typed) {
        refuseFor(table.owner(), typed, PROMPT);
        refuseFor(
                table.owner(),
                typed,
                PARAMETERS.stream()
                        .filter(option -> table.find(option).isEmpty())
                        .map(Common::option)
                        .toList());
        Map<Common, JsonNode> values = values(table);
        // What stands in the configuration file is meant for pictures.
        values.keySet().removeIf(option -> !typed.has(option.option()));
        return values;
    }

    private static void refuseFor(String owner, Typed typed, List<String> options) {
        options.stream().filter(typed::has).findFirst().ifPresent(option -> {
            throw new UsageException(
                    owner + " gives text; " + option + " is for image models",
                    "name an image model with -m: bedrock list-models --output-modality image");
        });
    }
}
