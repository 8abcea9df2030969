package io.github.bedrockcli.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockcli.family.ImageRequest;
import io.github.bedrockcli.family.TextRequest.ApiChoice;
import io.github.bedrockcli.model.Common;
import io.github.bedrockcli.model.ImagePrompt;
import io.github.bedrockcli.model.ParameterTable;
import io.github.bedrockcli.model.UsageException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Makes the body for an image model out of the options, and refuses those that are for text models. */
final class ImagePlanner {
    private static final List<String> FOR_TEXT = List.of(
            "--system",
            "--system-file",
            "--document",
            "--video",
            "--messages",
            "--prefill",
            "--raw-prompt",
            "--max-tokens",
            "--temperature",
            "--top-p",
            "--top-k",
            "--stop",
            "--guardrail-tag-input",
            "--guardrail-stream-mode");

    private final ImageRequest model;
    private final PromptOptions prompt;
    private final ImageOptions images;
    private final ParameterOptions parameters;

    ImagePlanner(ImageRequest model, PromptOptions prompt, ImageOptions images, ParameterOptions parameters) {
        this.model = model;
        this.prompt = prompt;
        this.images = images;
        this.parameters = parameters;
    }

    /** A body and the task it is for. */
    record Built(ObjectNode body, String task) {}

    /** Reads the inputs and builds the body. */
    Built build(Io io, InputFiles files) {
        String text = prompt.text(io, files, Stream.concat(parameters.files(), images.files()))
                .orElse(null);
        ImagePrompt asked = images.prompt(text, prompt.images(files), files);
        String task = model.task(asked, parameters.names());
        ParameterTable table = model.parameters(task);
        Map<Common, JsonNode> common = images.values(table);
        Map<String, JsonNode> vendor = parameters.values(table, files);
        return new Built(model.body(asked, task, common, vendor, parameters.validate()), task);
    }

    /** @throws UsageException for an option that was typed and means nothing to an image model */
    void refuseTextOptions(Typed typed, ApiChoice api) {
        FOR_TEXT.stream().filter(typed::has).findFirst().ifPresent(option -> {
            throw new UsageException(
                    model.id() + " makes pictures; " + option + " is for text models",
                    "leave it out; --image, --mask, --negative, --count, --size, --seed and --task are for pictures");
        });
        if (api == ApiChoice.CONVERSE && typed.has("--api")) {
            throw new UsageException(model.id() + " makes pictures, which Converse does not", "leave --api out");
        }
    }
}
