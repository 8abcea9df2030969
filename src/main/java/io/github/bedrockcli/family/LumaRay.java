package io.github.bedrockcli.family;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockcli.model.Json;
import io.github.bedrockcli.model.Media;
import io.github.bedrockcli.model.ModelId;
import io.github.bedrockcli.model.Parameter;
import io.github.bedrockcli.model.ParameterTable;
import io.github.bedrockcli.model.Prompt;
import io.github.bedrockcli.model.UsageException;
import java.util.List;
import java.util.Optional;

/**
 * Luma AI's Ray 2 ({@code luma.ray-v2:0}): videos of five or nine seconds from a text, and from a first and a last
 * picture.
 *
 * <p>Source: Bedrock user guide, "Luma AI models", 2026-11. The first picture given is the video's first, the second its
 * last; a last one alone goes with {@code -p keyframes}. Pictures are JPEG or PNG of at most 4096 pixels a side; that
 * they have 512 at least the guide only recommends.
 */
final class LumaRay implements AsyncFamily {
    private static final int LONGEST_PROMPT = 5000;
    private static final int LONGEST_SIDE = 4096;

    @Override
    public String name() {
        return "luma-ray";
    }

    @Override
    public String gives() {
        return "videos";
    }

    @Override
    public String askedWith() {
        return COMMAND;
    }

    @Override
    public List<String> prefixes() {
        return List.of("luma.ray-");
    }

    @Override
    public ParameterTable parameters(ModelId id) {
        return new ParameterTable(
                owner(id),
                List.of(
                        Parameter.string("aspect_ratio", "shape of the video")
                                .oneOf("1:1", "16:9", "9:16", "4:3", "3:4", "21:9", "9:21"),
                        Parameter.bool("loop", "whether the end leads into the beginning"),
                        Parameter.string("duration", "length of the video").oneOf("5s", "9s"),
                        Parameter.string("resolution", "size of the video").oneOf("540p", "720p"),
                        Parameter.json(
                                "keyframes",
                                "first and last picture: {\"frame0\":{\"type\":\"image\",\"source\":…},\"frame1\":…};"
                                        + " --image fills them in")));
    }

    @Override
    public Optional<String> sizeName() {
        return Optional.of("aspect_ratio");
    }

    @Override
    public ObjectNode modelInput(Prompt prompt, Context context) {
        String owner = owner(context.id());
        Shots shots = Shots.of(prompt, owner);
        if (shots.list().size() > 1) {
            throw new UsageException(owner + " takes one text, not several turns");
        }
        List<Media> images = shots.images();
        if (images.size() > 2) {
            throw new UsageException(
                    owner + " takes two pictures, the first and the last of the video, not " + images.size());
        }
        if (!images.isEmpty() && context.given().containsKey("keyframes")) {
            throw new UsageException("--image and -p keyframes say the same", "leave one of them out");
        }
        if (context.validate()) {
            Shots.checkText(shots.text(), LONGEST_PROMPT, owner, "shorten it");
            images.forEach(image -> check(image, owner));
        }
        ObjectNode input = Json.object().put("prompt", shots.text());
        if (!images.isEmpty()) {
            ObjectNode frames = input.putObject("keyframes");
            for (int i = 0; i < images.size(); i++) {
                frames.set("frame" + i, frame(images.get(i)));
            }
        }
        return input;
    }

    private static void check(Media image, String owner) {
        Shots.checkType(image, owner);
        if (image.width() > LONGEST_SIDE || image.height() > LONGEST_SIDE) {
            throw new UsageException(
                    image.name() + " is " + image.width() + "x" + image.height() + " pixels; " + owner
                            + " takes at most " + LONGEST_SIDE + " along a side",
                    "make it smaller");
        }
    }

    private static ObjectNode frame(Media image) {
        ObjectNode frame = Json.object().put("type", "image");
        frame.putObject("source")
                .put("type", "base64")
                .put("media_type", image.type().mime())
                .put("data", image.base64());
        return frame;
    }

    private static String owner(ModelId id) {
        return id.base().orElse("Luma Ray");
    }
}
