package io.github.bedrockcli.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockcli.access.ModelUse;
import io.github.bedrockcli.chat.Conversation;
import io.github.bedrockcli.chat.Margin;
import io.github.bedrockcli.chat.Setup;
import io.github.bedrockcli.family.ModelTarget;
import io.github.bedrockcli.model.Common;
import io.github.bedrockcli.model.UsageException;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Stream;

/** The conversation that a chat begins with, as the options say: a new one, or a saved one with what was typed put over it. */
final class ChatStart {
    private final ModelOptions model;
    private final SystemOptions system;
    private final AttachmentOptions attachments;
    private final InferenceOptions inference;
    private final ParameterOptions parameters;

    ChatStart(
            ModelOptions model,
            SystemOptions system,
            AttachmentOptions attachments,
            InferenceOptions inference,
            ParameterOptions parameters) {
        this.model = model;
        this.system = system;
        this.attachments = attachments;
        this.inference = inference;
        this.parameters = parameters;
    }

    Conversation fresh(ModelQuestions questions, InputFiles input, Typed typed) {
        refuseStandardInput();
        ModelTarget target = model.target(questions, ModelUse.TEXT).located(questions::ask);
        Map<String, JsonNode> vendor = parameters.values(target.request().parameters(), input);
        Setup setup = new Setup(
                        target.id(),
                        target.api(),
                        target.family(),
                        system.text(input, typed),
                        inference.values(),
                        vendor)
                .normalized();
        return Conversation.start(setup, attachments.read(input));
    }

    /** What stands on the command line wins over what was saved, which wins over standing defaults. */
    Conversation resumed(Conversation saved, ModelQuestions questions, InputFiles input, Typed typed, Margin margin) {
        refuseStandardInput();
        Setup setup = saved.setup();
        if (typed.any("--model", "--family", "--api")) {
            ModelTarget target = target(setup, questions, typed).located(questions::ask);
            Setup.ModelChange change =
                    setup.withModel(target.id(), target.api(), target.family(), parameters.validate());
            change.dropped().forEach(line -> margin.line("note: dropped " + line));
            setup = change.setup();
        }
        if (typed.any("--system", "--system-file")) {
            setup = setup.withSystem(system.text(input, typed));
        }
        Map<Common, JsonNode> common = new EnumMap<>(inference.values());
        common.keySet().removeIf(option -> !typed.has(option.option()));
        Map<String, JsonNode> vendor =
                typed.has("--param") ? parameters.values(setup.request().parameters(), input) : Map.of();
        Conversation conversation = saved.with(setup.withParameters(common, vendor));
        return typed.any("--image", "--document", "--video")
                ? conversation.attached(attachments.read(input))
                : conversation;
    }

    private ModelTarget target(Setup saved, ModelQuestions questions, Typed typed) {
        return typed.has("--model")
                ? model.target(questions, ModelUse.TEXT)
                : new ModelTarget(
                        saved.model(),
                        typed.has("--api") ? model.api() : saved.api(),
                        typed.has("--family") ? model.family() : saved.family());
    }

    private void refuseStandardInput() {
        if (Stream.of(system.files(), attachments.files(), parameters.files())
                .flatMap(names -> names)
                .anyMatch("-"::equals)) {
            throw new UsageException(
                    "- is standard input, where the turns of a chat come from", "give a file by its name");
        }
    }
}
