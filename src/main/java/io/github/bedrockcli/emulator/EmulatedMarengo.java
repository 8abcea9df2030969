package io.github.bedrockcli.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockcli.model.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * TwelveLabs Marengo Embed, synchronous: {@code twelvelabs.marengo-embed-3-0-v1:0} with an object for the input,
 * {@code twelvelabs.marengo-embed-2-7-v1:0} without (models.md section 21, 2026-11).
 */
final class EmulatedMarengo implements EmulatedModel {
    @Override
    public List<String> prefixes() {
        return List.of("twelvelabs.marengo-embed-");
    }

    @Override
    public Invocation accept(CatalogueModel model, JsonNode body) {
        boolean second = model.id().contains("-2-7-");
        Shape shape = TableShape.of(model);
        if (second) {
            second(shape, body.path("inputType").asText());
        } else {
            third(shape, body.path("inputType").asText());
        }
        shape.require(body);
        JsonNode input = second ? body : body.path(body.path("inputType").asText());
        return new Data(input.path("inputText").asText() + Json.line(input.path("mediaSource")), second ? 1024 : 512);
    }

    private static void third(Shape shape, String type) {
        Rule text = Rule.text(1, Integer.MAX_VALUE);
        Map<String, Shape> inputs = new LinkedHashMap<>();
        inputs.put("text", Shape.object().required("inputText", text));
        inputs.put("image", Shape.object().required("mediaSource", source()));
        inputs.put("text_image", Shape.object().required("inputText", text).required("mediaSource", source()));
        inputs.put("multi_input", Shape.object().andOthers());
        shape.required("inputType", Rule.oneOf(inputs.keySet().toArray(String[]::new)));
        inputs.forEach((name, input) -> {
            if (name.equals(type)) {
                shape.required(name, input);
            } else if (!inputs.containsKey(type)) {
                shape.optional(name, input);
            }
        });
    }

    private static void second(Shape shape, String type) {
        shape.required("inputType", Rule.oneOf("text", "image"));
        if (type.equals("image")) {
            shape.required("mediaSource", source());
        } else {
            shape.required("inputText", Rule.text(1, Integer.MAX_VALUE));
        }
    }

    private static Shape source() {
        return Shape.object()
                .optional("base64String", Rule.text(1, Integer.MAX_VALUE))
                .optional(
                        "s3Location",
                        Shape.object().required("uri", Rule.text()).optional("bucketOwner", Rule.text()));
    }

    private record Data(String content, int size) implements Invocation {
        @Override
        public Counts counts() {
            return new Counts(0, 0, false);
        }

        @Override
        public ObjectNode reply() {
            ObjectNode reply = Json.object();
            reply.putArray("data").addObject().set("embedding", Vectors.floats(Vectors.unit(content, size), 1));
            return reply;
        }
    }
}
