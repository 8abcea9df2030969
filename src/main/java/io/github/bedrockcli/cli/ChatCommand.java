package io.github.bedrockcli.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockcli.access.ModelUse;
import io.github.bedrockcli.aws.Bedrock;
import io.github.bedrockcli.chat.ChatLoop;
import io.github.bedrockcli.chat.ChatOptions;
import io.github.bedrockcli.chat.ChatTerminal;
import io.github.bedrockcli.chat.Conversation;
import io.github.bedrockcli.chat.Display;
import io.github.bedrockcli.chat.FileArgument;
import io.github.bedrockcli.chat.PipeTurns;
import io.github.bedrockcli.chat.Setup;
import io.github.bedrockcli.family.ModelTarget;
import io.github.bedrockcli.model.UsageException;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bedrock chat}: a conversation, on a terminal or on a pipe. */
@Command(
        name = "chat",
        description = {
            "Talk with a model, on a terminal or on a pipe.",
            "A terminal has line editing and history; on a pipe each line is a turn.",
            "/help inside the chat shows what can be typed there."
        },
        footer = {
            "",
            "Examples:",
            "  bedrock chat -s \"You answer in one sentence.\"",
            "  printf 'What is the capital of France?\\nAnd of Spain?\\n' | bedrock chat -q"
        })
final class ChatCommand extends BaseCommand {
    @Mixin
    private ModelOptions model = new ModelOptions();

    @Mixin
    private TextOptions text = new TextOptions();

    @Mixin
    private SystemOptions system = new SystemOptions();

    @Mixin
    private AttachmentOptions attachments = new AttachmentOptions();

    @Mixin
    private InferenceOptions inference = new InferenceOptions();

    @Mixin
    private ParameterOptions parameters = new ParameterOptions();

    @Mixin
    private KnobOptions knobs = new KnobOptions();

    @Option(
            names = {"-u", "--usage"},
            description = "After each answer, on standard error: tokens, latency, tokens a second.")
    private boolean usage;

    @Option(names = "--no-stream", description = "Fetch each answer whole instead of as it arrives.")
    private boolean noStream;

    ChatCommand(Io io, BedrockOpener opener) {
        super(io, opener);
    }

    @Override
    ExitCode execute() {
        ChatOptions options = new ChatOptions(
                knobs.knobs(typed()), parameters.validate(), !noStream, usage, parameters::edit, InputFiles.MAX_BYTES);
        StandardError margin = new StandardError(notes(), connection().debug());
        try (Bedrock bedrock = openResolving(model.resolve())) {
            ModelQuestions questions = ModelQuestions.to(bedrock, model.resolve(), notes());
            ChatLoop loop = new ChatLoop(
                    bedrock,
                    typed -> questions.named(typed, ModelUse.TEXT),
                    conversation(questions),
                    options,
                    files(),
                    margin,
                    io().clock());
            int code = interactive() ? talk(loop, margin) : read(loop);
            return ExitCode.of(code);
        }
    }

    /** A person types: standard input is a terminal, and there is one to show the prompt on. */
    private boolean interactive() {
        return io().inTerminal() && (io().outTerminal() || io().errTerminal());
    }

    private int talk(ChatLoop loop, StandardError margin) {
        boolean onOut = io().outTerminal();
        boolean coloured = coloured();
        try (ChatTerminal terminal = ChatTerminal.open(onOut, loop.completions(), margin, coloured)) {
            Display display = new Display(
                    onOut ? terminal.output() : new StandardOutput(io().out()),
                    onOut,
                    io().errTerminal(),
                    coloured && io().errTerminal());
            return loop.run(terminal, display);
        }
    }

    private int read(ChatLoop loop) {
        Display display = new Display(new StandardOutput(io().out()), io().outTerminal(), io().errTerminal(), false);
        return loop.run(new PipeTurns(io().in(), text.replacing(notes())), display);
    }

    /** NO_COLOR as no-color.org defines it: set, to whatever but nothing. */
    private boolean coloured() {
        Map<String, String> environment = io().environment();
        return environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !environment.getOrDefault("TERM", "dumb").equals("dumb");
    }

    private Conversation conversation(ModelQuestions questions) {
        InputFiles input = text.files(io(), notes());
        if (Stream.of(system.files(), attachments.files(), parameters.files())
                .flatMap(names -> names)
                .anyMatch("-"::equals)) {
            throw new UsageException(
                    "- is standard input, where the turns of a chat come from", "give a file by its name");
        }
        ModelTarget target = model.target(questions, ModelUse.TEXT).located(questions::ask);
        Map<String, JsonNode> vendor = parameters.values(target.request().parameters(), input);
        Setup setup = new Setup(
                        target.id(),
                        target.api(),
                        target.family(),
                        system.text(input, typed()),
                        inference.values(),
                        vendor)
                .normalized();
        return Conversation.start(setup, attachments.read(input));
    }

    private FileArgument files() {
        return new FileArgument(
                io().directory(),
                io().environment().get("HOME"),
                name -> new MediaFiles(new InputFiles(io())).image(name));
    }
}
