package io.github.bedrockcli.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockcli.aws.BedrockRequest;
import io.github.bedrockcli.family.EmbeddingFamily;
import io.github.bedrockcli.model.Api;
import io.github.bedrockcli.model.Common;
import io.github.bedrockcli.model.EmbeddingInput;
import io.github.bedrockcli.model.EmbeddingInput.Kind;
import io.github.bedrockcli.model.Json;
import io.github.bedrockcli.model.Knobs;
import io.github.bedrockcli.model.Media;
import io.github.bedrockcli.model.MediaType;
import io.github.bedrockcli.model.ModelId;
import io.github.bedrockcli.model.Parameter;
import io.github.bedrockcli.model.ParameterTable;
import io.github.bedrockcli.model.UsageException;
import io.github.bedrockcli.model.VectorType;
import io.github.bedrockcli.render.VectorFormat;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How inputs become requests: the model, its family, and the parameters that every request carries.
 *
 * @param kinds the kinds of input that may come
 */
record EmbedPlan(
        ModelId id,
        EmbeddingFamily family,
        Set<Kind> kinds,
        Map<Common, JsonNode> common,
        Map<String, JsonNode> vendor,
        ParameterOptions parameters) {

    int maxBatch(Kind kind) {
        return family.maxBatch(id, kind);
    }

    /** What messages call an input. */
    String noun() {
        if (kinds.size() > 1 || kinds.contains(Kind.TEXT_AND_IMAGE)) {
            return "input";
        }
        return kinds.contains(Kind.TEXT) ? "text" : "picture";
    }

    /** Why an input cannot be sent; {@code --no-validate} leaves one that can be sent at all to the service. */
    Optional<String> refusal(EmbeddingInput input) {
        if (!family.kinds(id).contains(input.kind())) {
            return Optional.of(owner() + " does not embed " + input.kind().display());
        }
        return parameters.validate() ? family.refusal(input, id) : Optional.empty();
    }

    /** The request for inputs of one kind. */
    BedrockRequest request(List<EmbeddingInput> inputs) {
        return new BedrockRequest(Api.INVOKE, id, InputFiles.body(body(inputs)), Knobs.NONE);
    }

    private ObjectNode body(List<EmbeddingInput> inputs) {
        ParameterTable all = family.parameters(id);
        ParameterTable own = family.parameters(id, inputs.get(0).kind());
        Map<Common, JsonNode> options = new EnumMap<>(Common.class);
        common.forEach((option, value) -> {
            if (all.find(option).isEmpty() || own.find(option).isPresent()) {
                options.put(option, value);
            }
        });
        Map<String, JsonNode> named = new LinkedHashMap<>();
        vendor.forEach((name, value) -> {
            if (all.find(name).isEmpty() || own.find(name).isPresent()) {
                named.put(name, value);
            }
        });
        ObjectNode body = family.request(inputs, id);
        own.apply(body, options, named, parameters.validate());
        parameters.edit(body);
        return body;
    }

    /**
     * The types of vectors that will come, from requests for nobody, so that a wrong parameter is found before any input
     * is read.
     *
     * @throws UsageException when the model takes none of the kinds, or a parameter is wrong or fits none of them
     */
    List<VectorType> check() {
        List<Kind> taken =
                kinds.stream().filter(family.kinds(id)::contains).sorted().toList();
        if (taken.isEmpty()) {
            throw notTaken(kinds.iterator().next());
        }
        checkPlaces(taken);
        List<VectorType> types = List.of();
        for (Kind kind : taken) {
            types = family.types(body(List.of(sample(kind))));
        }
        return types;
    }

    /** What vectors must have in common to be compared, and rows to stand in one file: on one line. */
    String subject(VectorFormat format) {
        ObjectNode subject = Json.object();
        // The order is that of what a difference is said of first; the number is that of the journal's form.
        subject.put("journal", 1)
                .put("output", format.name().toLowerCase(Locale.ROOT))
                .put("model", id.value())
                .put("family", family.name());
        ArrayNode requests = subject.putArray("requests");
        kinds.stream()
                .filter(family.kinds(id)::contains)
                .sorted()
                .forEach(kind -> requests.add(body(List.of(sample(kind)))));
        return Json.line(subject);
    }

    private UsageException notTaken(Kind kind) {
        return new UsageException(
                owner() + " does not embed " + kind.display(),
                kind == Kind.TEXT_AND_IMAGE && family.kinds(id).contains(Kind.IMAGE)
                        ? "embed them one by one, or with amazon.titan-embed-image-v1 or cohere.embed-v4:0"
                        : "bedrock list-models --output-modality EMBEDDING --input-modality IMAGE");
    }

    /** Every parameter of the family that was given has a place in at least one of the requests. */
    private void checkPlaces(List<Kind> taken) {
        ParameterTable all = family.parameters(id);
        Stream<Optional<Parameter>> rows = Stream.concat(
                common.keySet().stream().map(all::find),
                vendor.keySet().stream().map(all::find));
        rows.flatMap(Optional::stream).forEach(row -> {
            if (taken.stream()
                    .noneMatch(
                            kind -> family.parameters(id, kind).find(row.name()).isPresent())) {
                String others = family.kinds(id).stream()
                        .sorted()
                        .filter(kind ->
                                family.parameters(id, kind).find(row.name()).isPresent())
                        .map(Kind::display)
                        .collect(Collectors.joining(" and "));
                throw new UsageException(
                        row.name() + " of " + owner() + " is for " + others + ", and there are none", "leave it out");
            }
        });
    }

    private String owner() {
        return family.parameters(id).owner();
    }

    private static EmbeddingInput sample(Kind kind) {
        Media picture = new Media(MediaType.PNG, "picture.png", new byte[] {0}, 1, 1);
        return switch (kind) {
            case TEXT -> EmbeddingInput.of("text");
            case IMAGE -> new EmbeddingInput(null, picture);
            case TEXT_AND_IMAGE -> new EmbeddingInput("text", picture);
        };
    }
}
