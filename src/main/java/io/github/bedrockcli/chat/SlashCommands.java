package io.github.bedrockcli.chat;

import io.github.bedrockcli.aws.ModelLookup;
import io.github.bedrockcli.family.ModelTarget;
import io.github.bedrockcli.model.Content;
import io.github.bedrockcli.model.Media;
import io.github.bedrockcli.model.ModelId;
import io.github.bedrockcli.model.Spelling;
import io.github.bedrockcli.model.Usage;
import io.github.bedrockcli.model.UsageException;
import io.github.bedrockcli.render.VisibleText;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The commands inside the chat: their table, and what each does to the session. What they show goes to the margin. */
final class SlashCommands {
    /** What takes a thing away again, as an argument of /system and /image. */
    private static final String NOTHING = "-";

    private final Session session;
    private final Exchange exchange;
    private final ModelLookup lookup;
    private final Function<String, ModelId> names;
    private final ChatOptions options;
    private final FileArgument files;
    private final Margin margin;
    private final List<SlashCommand> table;

    SlashCommands(
            Session session,
            Exchange exchange,
            ModelLookup lookup,
            Function<String, ModelId> names,
            ChatOptions options,
            FileArgument files,
            Margin margin) {
        this.session = session;
        this.exchange = exchange;
        this.lookup = lookup;
        this.names = names;
        this.options = options;
        this.files = files;
        this.margin = margin;
        this.table = List.of(
                command("/help", "", "what can be typed here", this::help),
                new SlashCommand("/model", "[ID [--family NAME] [--api API]]", "show or change the model", this::model),
                new SlashCommand("/system", "[TEXT | -]", "show, set or drop the system prompt", this::system),
                new SlashCommand(
                        "/param", "[NAME=VALUE | NAME=]", "show, set or unset a parameter of the model", this::param),
                new SlashCommand(
                        "/image", "[FILE | -]", "attach a picture to the next turn; - drops them", this::image),
                command("/undo", "", "take back the last turn and its answer", this::undo),
                command("/reset", "", "forget all turns; model, system prompt and parameters stay", this::reset),
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
        session.conversation(next);
    }

    private void system(String typed) {
        Setup setup = session.conversation().setup();
        if (typed.isEmpty()) {
            String text = setup.system();
            margin.line(text == null ? "no system prompt" : text);
            return;
        }
        if (typed.equals(NOTHING)) {
            session.conversation(session.conversation().with(setup.withSystem(null)));
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
            session.conversation(session.conversation().with(setup.withoutParameter(name)));
            margin.note(name + " is no longer set");
        } else {
            change(session.conversation().with(setup.withParameter(name, value, options.validate())));
            margin.note(name + " is set");
        }
    }

    private void image(String typed) {
        Conversation conversation = session.conversation();
        if (typed.isEmpty()) {
            margin.line(attached(conversation));
        } else if (typed.equals(NOTHING)) {
            session.conversation(conversation.withoutAttachments());
            margin.note("nothing is attached to the next turn");
        } else {
            Conversation next = conversation.attached(new Content.Image(files.image(typed)));
            change(next);
            margin.note(attached(next));
        }
    }

    private static String attached(Conversation conversation) {
        List<String> names =
                conversation.attachments().stream().map(SlashCommands::name).toList();
        return names.isEmpty()
                ? "nothing is attached to the next turn"
                : "with the next turn: " + String.join(", ", names);
    }

    private static String name(Content part) {
        if (part instanceof Content.Image image) {
            return name(image.media());
        }
        if (part instanceof Content.Document document) {
            return name(document.media());
        }
        return part instanceof Content.Video video
                ? VisibleText.line(video.footage().name())
                : "a part";
    }

    private static String name(Media media) {
        return VisibleText.line(media.name()) + " (" + media.type().format() + ", " + media.size() + " bytes)";
    }

    private void undo() {
        if (session.conversation().exchanges() == 0) {
            throw new UsageException("there is no turn to take back");
        }
        Conversation before = session.conversation().withoutLastExchange();
        session.conversation(before);
        margin.note("taken back; turns left: " + before.exchanges());
    }

    private void reset() {
        session.conversation(session.conversation().cleared());
        margin.note("all turns are forgotten");
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
