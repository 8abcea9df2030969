package io.github.bedrockcli.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockcli.model.ImageHeader;
import io.github.bedrockcli.model.ImageSize;
import io.github.bedrockcli.model.Json;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/**
 * Stability AI's models but for Stable Diffusion XL: {@code stability.sd3-*}, {@code stability.stable-image-*} and the
 * image services (models.md section 20). How large the results are is the emulator's choice where the guide says no more
 * than "4K" or "one megapixel".
 *
 * <p>Wording for members that are not known: of Stable Image Ultra BerriAI/litellm issue 6826, of the services
 * aws-samples/amazon-bedrock-client-for-mac issue 121.
 */
final class EmulatedStability implements EmulatedModel {
    private static final int MEGAPIXEL = 1024 * 1024;
    private static final int LONG_SIDE_OF_4K = 4096;

    /** How a service's result is larger or of another shape than the picture given; all others keep its size. */
    private static final Map<String, BiFunction<ImageHeader.Size, JsonNode, ImageHeader.Size>> SIZES = Map.of(
            "creative-upscale", (given, body) -> to4k(given),
            "conservative-upscale", (given, body) -> to4k(given),
            "fast-upscale", (given, body) -> new ImageHeader.Size(given.width() * 4, given.height() * 4),
            "outpaint",
                    (given, body) -> new ImageHeader.Size(
                            given.width()
                                    + body.path("left").asInt()
                                    + body.path("right").asInt(),
                            given.height()
                                    + body.path("up").asInt()
                                    + body.path("down").asInt()),
            "style-guide", (given, body) -> shaped(body),
            "text-to-image", (given, body) -> shaped(body));

    @Override
    public List<String> prefixes() {
        return List.of("stability.sd3-", "stability.stable-");
    }

    @Override
    public Invocation accept(CatalogueModel model, JsonNode body) {
        StabilityRules rules = StabilityRules.of(model, body);
        boolean service = rules.family().name().equals("stability-services");
        rules.check(
                body,
                TableShape.of(rules.table()),
                (name, known) -> service ? unknownOfService(name, known, rules.task()) : unknown(known));
        return new Generation(rules, body, rules.seed(body));
    }

    private static ServiceError unknown(List<String> known) {
        String names = known.stream().map(each -> "'" + each + "'").collect(Collectors.joining(", "));
        return detail("Invalid field in request. Available fields: [" + names + "]");
    }

    private static ServiceError unknownOfService(String name, List<String> known, String service) {
        return detail("Invalid field '" + name + "' in request. Available fields for " + service + " are: "
                + String.join(", ", known));
    }

    private static ServiceError detail(String text) {
        return ServiceError.validation(Json.line(Json.object().put("detail", text)));
    }

    private static ImageHeader.Size to4k(ImageHeader.Size given) {
        int longer = Math.max(given.width(), given.height());
        int wanted = Math.max(longer, LONG_SIDE_OF_4K);
        return new ImageHeader.Size(given.width() * wanted / longer, given.height() * wanted / longer);
    }

    /** About a megapixel in the shape asked for, its sides multiples of 64. */
    private static ImageHeader.Size shaped(JsonNode body) {
        ImageSize ratio =
                ImageSize.parse(body.path("aspect_ratio").asText("1:1")).orElseThrow();
        double shape = (double) ratio.width() / ratio.height();
        return new ImageHeader.Size(
                (int) Math.sqrt(MEGAPIXEL * shape) / 64 * 64, (int) Math.sqrt(MEGAPIXEL / shape) / 64 * 64);
    }

    /** One picture. */
    private record Generation(StabilityRules rules, JsonNode body, long seed) implements Invocation {
        @Override
        public Counts counts() {
            return new Counts(0, 0, false);
        }

        @Override
        public ObjectNode reply() {
            ImageHeader.Size size = size();
            EmulatedPicture picture = EmulatedPicture.of(size.width(), size.height(), prompt(), seed);
            ObjectNode reply = Json.object();
            reply.putArray("seeds").add(seed);
            reply.putArray("finish_reasons").addNull();
            reply.putArray("images")
                    .add((rules.task().equals("remove-background") ? picture.cutOut() : picture)
                            .base64(body.path("output_format").asText("png")));
            return reply;
        }

        private String prompt() {
            return body.path("prompt").asText("");
        }

        private ImageHeader.Size size() {
            String member = body.has("init_image") ? "init_image" : "image";
            ImageHeader.Size given = StabilityRules.size(body, member).orElse(new ImageHeader.Size(1024, 1024));
            return SIZES.getOrDefault(rules.task(), (same, request) -> same).apply(given, body);
        }
    }
}
