package io.github.bedrockcli.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockcli.aws.BedrockRequest;
import io.github.bedrockcli.family.TextFamily;
import io.github.bedrockcli.family.TextRequest;
import io.github.bedrockcli.family.TextRequest.ApiChoice;
import io.github.bedrockcli.model.Api;
import io.github.bedrockcli.model.Json;
import io.github.bedrockcli.model.Knobs;
import io.github.bedrockcli.model.ModelId;
import io.github.bedrockcli.model.Prompt;
import io.github.bedrockcli.model.UsageException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Everything a single request is made from; becomes one {@link Planned} request. */
final class RequestOptions {
    @Mixin
    private ModelOptions model = new ModelOptions();

    @Mixin
    private PromptOptions prompt = new PromptOptions();

    @Mixin
    private InferenceOptions inference = new InferenceOptions();

    @Mixin
    private ParameterOptions parameters = new ParameterOptions();

    @Mixin
    private KnobOptions knobs = new KnobOptions();

    @Option(
            names = "--body",
            paramLabel = "JSON|@FILE|-",
            description = "The whole request body as it is; no request is built.")
    private @Nullable String body;

    @Option(
            names = "--print-request",
            description = "Print method, URL, headers and body instead of sending; needs no credentials.")
    private boolean printRequest;

    /**
     * A request and who reads its answer.
     *
     * @param codec null when a body was given for a model of no known family
     * @param advice what to say of the request beside sending it
     */
    record Planned(BedrockRequest request, @Nullable TextFamily codec, Optional<String> advice) {
        Planned(BedrockRequest request, @Nullable TextFamily codec) {
            this(request, codec, Optional.empty());
        }

        boolean streams() {
            return codec == null || codec.streams(request.model());
        }
    }

    boolean printRequest() {
        return printRequest;
    }

    /** Reads the inputs and builds the request. */
    Planned plan(Io io, Typed typed, boolean stream) {
        return body == null ? build(io, typed, stream) : given(io, typed, body);
    }

    private Planned build(Io io, Typed typed, boolean stream) {
        TextRequest chosen = model.choose();
        InputFiles files = new InputFiles(io);
        Prompt read = chosen.hasPrompt()
                ? prompt.find(io, typed, parameters.files()).orElse(null)
                : prompt.read(io, typed, parameters.files());
        TextRequest text = read == null ? chosen : chosen.forPrompt(read);
        Knobs given = knobs.knobs(typed);
        JsonNode tree = text.body(
                read,
                inference.values(),
                parameters.values(text.parameters(), files),
                given,
                stream && text.codec().streams(text.id()),
                parameters.validate());
        parameters.edit(tree);
        BedrockRequest request = request(text.api(), text.id(), Json.bytes(tree), given);
        return new Planned(request, text.codec(), text.advice(tree));
    }

    private Planned given(Io io, Typed typed, String source) {
        if (prompt.given(typed)) {
            throw new UsageException(
                    "--body is the whole request: PROMPT and the prompt options have no place beside it");
        }
        if (InferenceOptions.given(typed) || typed.has("--param")) {
            throw new UsageException(
                    "--body is the whole request: parameter options have no place beside it",
                    "use --set to change a value");
        }
        ModelId id = model.id();
        byte[] bytes = bodyBytes(io, source);
        if (parameters.hasEdits()) {
            JsonNode tree = parse(bytes);
            parameters.edit(tree);
            bytes = Json.bytes(tree);
        } else if (parameters.validate()) {
            parse(bytes);
        }
        if (model.api() == ApiChoice.CONVERSE) {
            return new Planned(
                    request(Api.CONVERSE, id, bytes, knobs.knobs(typed)),
                    model.choose().codec());
        }
        String name = model.family();
        Optional<TextFamily> family = TextRequest.reader(id, name);
        return new Planned(request(Api.INVOKE, id, bytes, knobs.knobs(typed)), family.orElse(null));
    }

    private static byte[] bodyBytes(Io io, String source) {
        InputFiles files = new InputFiles(io);
        if (source.equals("-")) {
            return files.bytes("-");
        }
        return source.startsWith("@") ? files.bytes(source.substring(1)) : source.getBytes(StandardCharsets.UTF_8);
    }

    private static JsonNode parse(byte[] bytes) {
        try {
            JsonNode tree = Json.parse(bytes);
            if (tree.isObject()) {
                return tree;
            }
            throw new UsageException("--body is not a JSON object");
        } catch (JsonProcessingException e) {
            throw new UsageException(
                    "--body is not JSON: " + e.getOriginalMessage(), "--no-validate sends it as it is");
        }
    }

    private static BedrockRequest request(Api api, ModelId id, byte[] bytes, Knobs given) {
        if (bytes.length > InputFiles.MAX_BYTES) {
            throw new UsageException(
                    "the request has " + bytes.length + " bytes; Bedrock takes at most " + InputFiles.MAX_BYTES);
        }
        return new BedrockRequest(api, id, bytes, given);
    }
}
