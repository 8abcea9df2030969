package io.github.bedrockcli.cli;

import io.github.bedrockcli.access.ModelUse;
import io.github.bedrockcli.aws.Bedrock;
import io.github.bedrockcli.chat.ChatLoop;
import io.github.bedrockcli.chat.ChatOptions;
import io.github.bedrockcli.chat.ChatTerminal;
import io.github.bedrockcli.chat.Conversation;
import io.github.bedrockcli.chat.Display;
import io.github.bedrockcli.chat.FileArgument;
import io.github.bedrockcli.chat.PipeTurns;
import io.github.bedrockcli.chat.Recording;
import io.github.bedrockcli.chat.ResumedChat;
import io.github.bedrockcli.chat.SavedChats;
import io.github.bedrockcli.chat.TurnEditor;
import io.github.bedrockcli.model.Media;
import io.github.bedrockcli.render.ChatRow;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code bedrock chat}: a conversation, on a terminal or on a pipe. */
final class ChatCommand extends BaseCommand {
    /** One line, for the list of commands. */
    static final String ABOUT = "Talk with a model, on a terminal or on a pipe.";

    private final ModelOptions model = new ModelOptions();
    private final TextOptions text = new TextOptions();
    private final SystemOptions system = new SystemOptions();
    private final AttachmentOptions attachments = new AttachmentOptions();
    private final InferenceOptions inference = new InferenceOptions();
    private final ParameterOptions parameters = new ParameterOptions();
    private final KnobOptions knobs = new KnobOptions();
    private final SavedOptions saved = new SavedOptions();
    private boolean usage;
    private boolean noStream;

    ChatCommand(Io io, BedrockOpener opener) {
        super(io, opener);
    }

    @Override
    public void declare(Declarations command) {
        super.declare(command);
        command.named(
                "chat",
                ABOUT,
                "A terminal has line editing and history; on a pipe each line is a turn.",
                "/help inside the chat shows what can be typed there.",
                "Each turn is saved as it happens, unless --no-save is given.");
        command.examples(
                "bedrock chat -s \"You answer in one sentence.\"",
                "printf 'What is the capital of France?\\nAnd of Spain?\\n' | bedrock chat -q",
                "bedrock chat --continue",
                "bedrock chat --list -o json");
        model.declare(command);
        text.declare(command);
        system.declare(command);
        attachments.declare(command);
        inference.declare(command);
        parameters.declare(command);
        knobs.declare(command);
        saved.declare(command);
        command.flag(
                "-u, --usage",
                "After each answer, on standard error: tokens, latency, tokens a second.",
                value -> usage = value);
        command.flag("--no-stream", "Fetch each answer whole instead of as it arrives.", value -> noStream = value);
    }

    @Override
    ExitCode execute() throws IOException {
        SavedChats chats = SavedChats.of(io().environment(), io().clock());
        if (saved.list(typed())) {
            return list(chats);
        }
        ChatOptions options = new ChatOptions(
                knobs.knobs(typed()), parameters.validate(), !noStream, usage, parameters::edit, InputFiles.MAX_BYTES);
        StandardError margin = new StandardError(notes(), connection().debug());
        try (ResumedChat resumed = saved.open(chats);
                Bedrock bedrock = openResolving(model.resolve());
                Recording recording = recording(chats, resumed, bedrock)) {
            ModelQuestions questions = ModelQuestions.to(bedrock, model.resolve(), notes());
            ChatLoop loop = new ChatLoop(
                    bedrock,
                    typed -> questions.named(typed, ModelUse.TEXT),
                    conversation(resumed, questions, bedrock, margin),
                    options,
                    files(),
                    recording,
                    editor(),
                    margin,
                    io().clock());
            if (!interactive()) {
                return ExitCode.of(read(loop));
            }
            if (resumed != null) {
                resumed.reminder().forEach(margin::note);
            }
            int code = talk(loop, chats, margin);
            recording.id().ifPresent(id -> margin.note("saved; bedrock chat --resume " + id + " goes on with it"));
            return ExitCode.of(code);
        }
    }

    private ExitCode list(SavedChats chats) throws IOException {
        List<ChatRow> rows = chats.list();
        Writer out = new OutputStreamWriter(new StandardOutput(io().out()), StandardCharsets.UTF_8);
        saved.format().write(rows, TerminalWidth.of(io()), out);
        out.flush();
        if (rows.isEmpty()) {
            notes().note("note: no chat is saved");
        }
        return ExitCode.OK;
    }

    private Recording recording(SavedChats chats, @Nullable ResumedChat resumed, Bedrock bedrock) {
        if (resumed != null) {
            return resumed.recording();
        }
        return saved.saves() ? chats.begin(bedrock.region()) : Recording.off();
    }

    private Conversation conversation(
            @Nullable ResumedChat resumed, ModelQuestions questions, Bedrock bedrock, StandardError margin) {
        ChatStart start = new ChatStart(model, system, attachments, inference, parameters);
        InputFiles input = text.files(io(), notes());
        if (resumed == null) {
            return start.fresh(questions, input, typed());
        }
        if (!resumed.region().equals(bedrock.region())) {
            margin.note("note: the chat was begun in " + resumed.region() + " and goes on in " + bedrock.region());
        }
        return start.resumed(resumed.conversation(), questions, input, typed(), margin);
    }

    /** A person types: standard input is a terminal, and there is one to show the prompt on. */
    private boolean interactive() {
        return io().inTerminal() && (io().outTerminal() || io().errTerminal());
    }

    /** Only a person has an editor. */
    private @Nullable TurnEditor editor() {
        return interactive()
                ? new TurnEditor(io().environment(), io().outTerminal(), InputFiles.MAX_BYTES, io().stopping())
                : null;
    }

    private int talk(ChatLoop loop, SavedChats chats, StandardError margin) {
        boolean onOut = io().outTerminal();
        boolean coloured = coloured();
        try (ChatTerminal terminal = ChatTerminal.open(onOut, loop.completions(), margin, coloured, io().stopping())) {
            if (saved.saves()) {
                chats.history().ifPresent(terminal::remember);
            }
            Display display = new Display(
                    onOut ? terminal.output() : StandardOutput.of(io()),
                    onOut,
                    io().errTerminal(),
                    coloured && io().errTerminal());
            return loop.run(terminal, display);
        }
    }

    private int read(ChatLoop loop) {
        Display display = new Display(StandardOutput.of(io()), io().outTerminal(), io().errTerminal(), false);
        return loop.run(new PipeTurns(io().in(), text.replacing(notes())), display);
    }

    /** NO_COLOR as no-color.org defines it: set, to whatever but nothing. */
    private boolean coloured() {
        Map<String, String> environment = io().environment();
        return environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !environment.getOrDefault("TERM", "dumb").equals("dumb");
    }

    private FileArgument files() {
        InputFiles input = text.files(io(), notes());
        FileArgument.Reader reader = new FileArgument.Reader() {
            @Override
            public Media image(String name) {
                return new MediaFiles(input.anew()).image(name);
            }

            @Override
            public Media document(String name) {
                return new MediaFiles(input.anew()).document(name);
            }

            @Override
            public String text(String name) {
                return input.anew().text(name);
            }
        };
        return new FileArgument(io().directory(), io().environment().get("HOME"), reader);
    }
}
