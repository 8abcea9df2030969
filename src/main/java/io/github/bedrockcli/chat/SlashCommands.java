package io.github.bedrockcli.chat;

import io.github.bedrockcli.aws.ModelLookup;
import io.github.bedrockcli.family.ModelTarget;
import io.github.bedrockcli.model.ModelId;
import io.github.bedrockcli.model.Spelling;
import io.github.bedrockcli.model.Usage;
import io.github.bedrockcli.model.UsageException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The commands inside the chat: their table, and what each does to the session. What they show goes to the margin. */
final class SlashCommands {
    /** What takes a thing away again, as an argument of /system and /image. */
    static final String NOTHING = "-";

    private final Session session;
    private final Exchange exchange;
    private final ModelLookup lookup;
    private final Function<String, ModelId> names;
    private final ChatOptions options;
    private final @Nullable TurnEditor editor;
    private final Margin margin;
    private final List<SlashCommand> table;

    SlashCommands(
            Session session,
            Exchange exchange,
            ModelLookup lookup,
            Function<String, ModelId> names,
            ChatOptions options,
            FileArgument files,
            @Nullable TurnEditor editor,
            Margin margin) {
        this.session = session;
        this.exchange = exchange;
        this.lookup = lookup;
        this.names = names;
        this.options = options;
        this.editor = editor;
        this.margin = margin;
        FileCommands onFiles = new FileCommands(session, exchange, files, margin);
        this.table = List.of(
                command("/help", "", "what can be typed here", this::help),
                new SlashCommand("/model", "[ID [--family NAME] [--api API]]", "show or change the model", this::model),
                new SlashCommand("/system", "[TEXT | -]", "show, set or drop the system prompt", this::system),
                new SlashCommand(
                        "/param", "[NAME=VALUE | NAME=]", "show, set or unset a parameter of the model", this::param),
                new SlashCommand(
                        "/image", "[FILE | -]", "a picture goes with the next turn; - drops all", onFiles::image),
                new SlashCommand(
                        "/file",
                        "[FILE | -]",
                        "a text or a document goes with the next turn; - drops all",
                        onFiles::file),
                command("/undo", "", "take back the last turn and its answer", this::undo),
                command("/reset", "", "forget all turns; model, system prompt and parameters stay", this::reset),
                command("/retry", "", "ask the last turn again", () -> session.askNext(session.last())),
                new SlashCommand(
                        "/edit", "[last]", "write the next turn, or the last anew, in your editor", this::edit),
                new SlashCommand(
                        "/save",
                        "[--force] FILE",
                        "write the chat to a file: .json (for --messages), .md or .txt",
                        onFiles::save),
                new SlashCommand("/load", "FILE", "take over the turns of such a .json file", onFiles::load),
                command("/usage", "", "tokens and times of the last answer and of the chat", this::usage),
                command("/quit", "", "leave", session::leave));
    }

    List<SlashCommand> table() {
        return table;
    }

    /** The names of the parameters that the model of the moment takes, by the name that {@code /param} sets them with. */
    List<String> parameterNames() {
        return ParameterReport.names(session.conversation().setup().request().parameters());
    }

    /** Whether the first word is the name of a command. */
    boolean isCommand(String text) {
        return find(firstWord(text)).isPresent();
    }

    /**
     * Runs a command.
     *
     * @throws UsageException when there is none of this name, or it does not take what was typed after it
     */
    void run(String text) {
        String name = firstWord(text);
        SlashCommand command = find(name).orElseThrow(() -> unknown(name));
        command.action().accept(text.substring(name.length()).strip());
    }

    private static String firstWord(String text) {
        return text.split("\\s", 2)[0];
    }

    private Optional<SlashCommand> find(String name) {
        return table.stream().filter(command -> command.name().equals(name)).findFirst();
    }

    private UsageException unknown(String name) {
        List<String> names = table.stream().map(SlashCommand::name).toList();
        String fix = Spelling.nearest(name, names)
                .map(nearest -> "did you mean " + nearest + "?")
                .orElse("/help lists the commands; a turn that begins with a slash is typed with two: /" + name);
        return new UsageException("there is no command " + name, fix);
    }

    private static SlashCommand command(String name, String arguments, String meaning, Runnable action) {
        return new SlashCommand(name, arguments, meaning, typed -> {
            if (!typed.isEmpty()) {
                throw new UsageException(name + " takes nothing after it, not '" + typed + "'");
            }
            action.run();
        });
    }

    private void help() {
        for (SlashCommand command : table) {
            String usage = (command.name() + " " + command.arguments()).strip();
            margin.line(String.format(Locale.ROOT, "%-40s %s", usage, command.meaning()));
        }
        margin.line("""

                A line that begins with // is sent with one slash. Lines between \""" and \""" are one turn; Alt-Enter
                begins a new line, and a paste is one turn. Ctrl-C stops an answer: the part that came stays in the chat
                (/undo takes it back), as it does when the connection breaks. A turn that failed before any text came, or
                that was blocked, is taken back; the up arrow brings it to the prompt again. Ctrl-D leaves.""");
    }

    private void model(String typed) {
        Setup setup = session.conversation().setup();
        if (typed.isEmpty()) {
            margin.line(ModelArgument.describe(setup));
            return;
        }
        ModelTarget target = ModelArgument.parse(typed, setup.api(), names).located(lookup::ask);
        Setup.ModelChange change = setup.withModel(target.id(), target.api(), target.family(), options.validate());
        Conversation changed = session.conversation().with(change.setup());
        try {
            change(changed);
        } catch (UsageException e) {
            throw new UsageException(
                    target.id() + " cannot take over this chat: " + e.getMessage(),
                    "/reset forgets the turns and what is attached, then /model " + typed);
        }
        margin.note(ModelArgument.describe(change.setup()));
        change.dropped().forEach(line -> margin.line("note: dropped " + line));
    }

    /** Takes over what the next turn can be asked with; what cannot be sent is refused now, not then. */
    private void change(Conversation next) {
        exchange.check(next);
        session.change(next);
    }

    private void system(String typed) {
        Setup setup = session.conversation().setup();
        if (typed.isEmpty()) {
            String text = setup.system();
            margin.line(text == null ? "no system prompt" : text);
            return;
        }
        if (typed.equals(NOTHING)) {
            session.change(session.conversation().with(setup.withSystem(null)));
            margin.note("system prompt dropped");
        } else {
            change(session.conversation().with(setup.withSystem(typed)));
            margin.note("system prompt set");
        }
    }

    private void param(String typed) {
        Setup setup = session.conversation().setup();
        if (typed.isEmpty()) {
            ParameterReport.lines(setup).forEach(margin::line);
            return;
        }
        int equals = typed.indexOf('=');
        if (equals < 1) {
            throw new UsageException(
                    "/param takes NAME=VALUE, not '" + typed + "'", "/param alone lists the parameters");
        }
        String name = typed.substring(0, equals).strip();
        String value = typed.substring(equals + 1).strip();
        if (value.isEmpty()) {
            session.change(session.conversation().with(setup.withoutParameter(name)));
            margin.note(name + " is no longer set");
        } else {
            change(session.conversation().with(setup.withParameter(name, value, options.validate())));
            margin.note(name + " is set");
        }
    }

    private void undo() {
        session.undo();
        margin.note("taken back; turns left: " + session.conversation().exchanges());
    }

    private void reset() {
        session.reset();
        margin.note("all turns are forgotten");
    }

    private void edit(String typed) {
        if (!typed.isEmpty() && !typed.equals("last")) {
            throw new UsageException("/edit takes nothing or the word last after it, not '" + typed + "'");
        }
        if (editor == null) {
            throw new UsageException("/edit needs a terminal");
        }
        Session.Asking before = typed.isEmpty() ? session.typed("") : session.last();
        String text = before.turn().text();
        String edited = editor.edit(text);
        if (edited.isBlank() || edited.equals(text.stripTrailing())) {
            margin.note("nothing was " + (typed.isEmpty() ? "written" : "changed") + "; nothing is sent");
            return;
        }
        margin.note("> " + ResumedChat.shortened(edited));
        session.askNext(before.with(edited));
    }

    private void usage() {
        Answer last = session.lastAnswer();
        if (last == null) {
            throw new UsageException("nothing has been asked yet");
        }
        margin.usage(last.reply().usage(), last.facts());
        Usage total = session.conversation().total();
        margin.line("chat: tokens in " + count(total.inputTokens()) + ", out " + count(total.outputTokens())
                + "; turns " + session.conversation().exchanges());
    }

    private static String count(@Nullable Long tokens) {
        return tokens == null ? "?" : tokens.toString();
    }
}
