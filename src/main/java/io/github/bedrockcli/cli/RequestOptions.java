package io.github.bedrockcli.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.bedrockcli.access.ModelUse;
import io.github.bedrockcli.aws.AsyncRequest;
import io.github.bedrockcli.aws.BedrockRequest;
import io.github.bedrockcli.family.AsyncInput;
import io.github.bedrockcli.family.Families;
import io.github.bedrockcli.family.ImageRequest;
import io.github.bedrockcli.family.ModelTarget;
import io.github.bedrockcli.family.TextFamily;
import io.github.bedrockcli.family.TextRequest;
import io.github.bedrockcli.family.TextRequest.ApiChoice;
import io.github.bedrockcli.model.Api;
import io.github.bedrockcli.model.Common;
import io.github.bedrockcli.model.Json;
import io.github.bedrockcli.model.Knobs;
import io.github.bedrockcli.model.ModelId;
import io.github.bedrockcli.model.Prompt;
import io.github.bedrockcli.model.S3Output;
import io.github.bedrockcli.model.UsageException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Everything a single request is made from; becomes one {@link Planned} request. */
final class RequestOptions {
    private final ModelOptions model = new ModelOptions();
    private final TextOptions texts = new TextOptions();
    private final PromptOptions prompt = new PromptOptions();
    private final InferenceOptions inference = new InferenceOptions();
    private final ImageOptions images = new ImageOptions();
    private final ParameterOptions parameters = new ParameterOptions();
    private final KnobOptions knobs = new KnobOptions();
    private @Nullable String body;
    private boolean printRequest;

    void declare(Declarations command) {
        model.declare(command);
        texts.declare(command);
        prompt.declare(command);
        inference.declare(command);
        images.declare(command);
        parameters.declare(command);
        knobs.declare(command);
        command.option("--body", "JSON|@FILE|-", "The whole request body as it is; no request is built.")
                .text(value -> body = value);
        command.flag(
                "--print-request",
                "Print method, URL, headers and body instead of sending; needs no credentials.",
                value -> printRequest = value);
    }

    boolean printRequest() {
        return printRequest;
    }

    ResolveOptions resolve() {
        return model.resolve();
    }

    Inputs inputs(Io io, Notes notes, Typed typed) {
        return new Inputs(io, texts.files(io, notes), typed);
    }

    /**
     * Reads the inputs and builds the request.
     *
     * @param questions tell which model is meant, and what is behind an ARN that hides it; the second is not asked where a
     *     body was given
     */
    Planned plan(Inputs inputs, boolean stream, ModelQuestions questions) {
        ModelTarget typedTarget = model.target(questions, ModelUse.ANSWER);
        ModelTarget target = body == null ? typedTarget.located(questions::ask) : typedTarget;
        Optional<ImageRequest> image = target.image();
        if (image.isPresent()) {
            return planImage(inputs, image.get());
        }
        return body == null ? buildText(inputs, stream, target) : givenText(inputs, target, body);
    }

    /**
     * Reads the inputs and builds an asynchronous invocation, from the same options.
     *
     * @param questions as for {@link #plan}
     */
    AsyncStart planAsync(Inputs inputs, AsyncOptions async, ModelQuestions questions) {
        AsyncPlan.refuseForeign(inputs.typed());
        boolean validate = parameters.validate();
        S3Output output = async.output(validate);
        String token = async.clientToken();
        Map<String, String> tags = async.tags(validate);
        AsyncPlan.Input input = asyncInput(inputs, questions);
        ModelId id = model.id(questions, ModelUse.ASYNC);
        return new AsyncStart(new AsyncRequest(id, input.tree(), output, token, tags), input.remarks());
    }

    private AsyncPlan.Input asyncInput(Inputs inputs, ModelQuestions questions) {
        if (body != null) {
            return new AsyncPlan.Input(parse(given(inputs, body)), List.of());
        }
        ModelTarget target = model.target(questions, ModelUse.ASYNC).located(questions::ask);
        ModelId id = target.id();
        String name = target.family();
        if (!parameters.validate() && name == null && Families.async(id).isEmpty()) {
            return new AsyncPlan.Input(
                    parse(plan(inputs, false, ModelQuestions.answered(id))
                            .request()
                            .body()),
                    List.of());
        }
        return new AsyncPlan(AsyncInput.choose(id, name), prompt, inference, images, parameters)
                .input(inputs.io(), inputs.files(), inputs.typed());
    }

    private Planned planImage(Inputs inputs, ImageRequest asked) {
        ImagePlanner planner = new ImagePlanner(asked, prompt, images, parameters);
        planner.refuseTextOptions(inputs.typed(), model.api());
        Knobs given = knobs.knobs(inputs.typed());
        if (body != null) {
            byte[] bytes = given(inputs, body);
            return new Planned.Image(request(Api.INVOKE, asked.id(), bytes, given), asked, null, tree(bytes));
        }
        ImagePlanner.Built built = planner.build(inputs.io(), inputs.files());
        parameters.edit(built.body());
        BedrockRequest request = request(Api.INVOKE, asked.id(), InputFiles.body(built.body()), given);
        return new Planned.Image(request, asked, built.task(), built.body());
    }

    private Planned buildText(Inputs inputs, boolean stream, ModelTarget target) {
        Typed typed = inputs.typed();
        TextRequest chosen = target.request();
        Map<Common, JsonNode> common = new EnumMap<>(images.forText(chosen.parameters(), typed));
        common.putAll(inference.values());
        InputFiles files = inputs.files();
        Prompt read = chosen.hasPrompt()
                ? prompt.find(inputs.io(), files, typed, parameters.files()).orElse(null)
                : prompt.read(inputs.io(), files, typed, parameters.files());
        TextRequest text = read == null ? chosen : chosen.forPrompt(read);
        Knobs given = knobs.knobs(typed);
        JsonNode tree = text.body(
                read,
                common,
                parameters.values(text.parameters(), files),
                given,
                stream && text.codec().streams(text.id()),
                parameters.validate());
        parameters.edit(tree);
        BedrockRequest request = request(text.api(), text.id(), InputFiles.body(tree), given);
        List<String> remarks = new ArrayList<>();
        text.advice(tree).ifPresent(advice -> remarks.add("warning: " + advice));
        if (images.choosesSeed() && common.containsKey(Common.SEED)) {
            remarks.add("note: seed " + common.get(Common.SEED).asText());
        }
        return new Planned.Text(request, text.codec(), remarks);
    }

    private Planned givenText(Inputs inputs, ModelTarget target, String source) {
        byte[] bytes = given(inputs, source);
        ModelId id = target.id();
        Knobs given = knobs.knobs(inputs.typed());
        if (model.api() == ApiChoice.CONVERSE) {
            return new Planned.Text(
                    request(Api.CONVERSE, id, bytes, given), target.request().codec());
        }
        Optional<TextFamily> family = TextRequest.reader(id, model.family());
        return new Planned.Text(request(Api.INVOKE, id, bytes, given), family.orElse(null));
    }

    /** A body that was given, as it will be sent. */
    private byte[] given(Inputs inputs, String source) {
        refuseBesideBody(inputs.typed());
        byte[] bytes = bodyBytes(inputs.files(), source);
        if (!parameters.validate() && !parameters.hasEdits()) {
            return bytes;
        }
        String text = inputs.files().decode(bytes, bodyName(source));
        JsonNode tree = parse(text);
        if (!parameters.hasEdits()) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        parameters.edit(tree);
        return InputFiles.body(tree);
    }

    /** Missing where it is no JSON. */
    private static JsonNode tree(byte[] bytes) {
        try {
            return Json.parse(bytes);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    private void refuseBesideBody(Typed typed) {
        if (prompt.given(typed) || ImageOptions.given(typed)) {
            throw new UsageException(
                    "--body is the whole request: PROMPT and the prompt options have no place beside it");
        }
        if (InferenceOptions.given(typed) || typed.has("--param")) {
            throw new UsageException(
                    "--body is the whole request: parameter options have no place beside it",
                    "use --set to change a value");
        }
    }

    private static byte[] bodyBytes(InputFiles files, String source) {
        if (source.equals("-")) {
            return files.bytes("-");
        }
        return source.startsWith("@") ? files.bytes(source.substring(1)) : source.getBytes(StandardCharsets.UTF_8);
    }

    private static String bodyName(String source) {
        return source.startsWith("@") ? source.substring(1) : source.equals("-") ? InputFiles.label("-") : "--body";
    }

    private static JsonNode parse(byte[] bytes) {
        return parse(new String(bytes, StandardCharsets.UTF_8));
    }

    private static JsonNode parse(String text) {
        try {
            JsonNode tree = Json.parseOnce(text);
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
            throw InputFiles.tooLargeBody(bytes.length);
        }
        return new BedrockRequest(api, id, bytes, given);
    }
}
