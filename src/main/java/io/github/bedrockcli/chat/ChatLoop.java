package io.github.bedrockcli.chat;

import io.github.bedrockcli.aws.Bedrock;
import io.github.bedrockcli.aws.BedrockException;
import io.github.bedrockcli.aws.ModelLookup;
import io.github.bedrockcli.model.Common;
import io.github.bedrockcli.model.Message;
import io.github.bedrockcli.model.ModelId;
import io.github.bedrockcli.model.UsageException;
import io.github.bedrockcli.render.Attachments;
import io.github.bedrockcli.render.GuardrailTrace;
import io.github.bedrockcli.render.VisibleText;
import java.time.Clock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The loop of a chat: reads a turn, runs it if it is a command, else asks it and keeps what was said. */
public final class ChatLoop {

    private final Session session;
    private final Exchange exchange;
    private final SlashCommands commands;
    private final ChatOptions options;
    private final FileArgument files;
    private final Margin margin;
    private final String region;

    /**
     * @param names tells which model is meant by what is typed after {@code /model}
     * @param recording saves what is said
     * @param editor writes a turn in the user's own editor; null where there is no terminal for it
     */
    public ChatLoop(
            Bedrock bedrock,
            Function<String, ModelId> names,
            Conversation conversation,
            ChatOptions options,
            FileArgument files,
            Recording recording,
            @Nullable TurnEditor editor,
            Margin margin,
            Clock clock) {
        this.session = new Session(conversation, recording);
        this.exchange = new Exchange(bedrock, options, clock);
        ModelLookup lookup = new ModelLookup(bedrock, margin::note, margin::detail);
        this.commands = new SlashCommands(session, exchange, lookup, names, options, files, editor, margin);
        this.options = options;
        this.files = files;
        this.margin = margin;
        this.region = bedrock.region();
    }

    /** What can be completed at the prompt of a terminal. */
    public Completions completions() {
        return new Completions(commands, files);
    }

    /** The chat as it stands. */
    public Conversation conversation() {
        return session.conversation();
    }

    /**
     * Talks until the source ends or the user leaves.
     *
     * @return 0 on a terminal, where failures were seen; on a pipe the exit code of the last turn or command that
     *     failed, so that a script sees that one did
     * @throws UsageException when the conversation to begin with is one that the model cannot be asked
     */
    public int run(TurnSource source, Display display) {
        exchange.check(session.conversation());
        if (source.interactive()) {
            margin.note(ModelArgument.describe(session.conversation().setup()) + " in " + region
                    + "; /help shows what can be typed, Ctrl-D leaves");
        }
        while (!session.over()) {
            TurnSource.Turn turn = source.next();
            if (turn == null) {
                break;
            }
            if (!turn.text().isBlank()) {
                take(turn, source, display);
            }
        }
        return source.interactive() ? 0 : session.exitCode();
    }

    private void take(TurnSource.Turn turn, TurnSource source, Display display) {
        try {
            String text = turn.text();
            boolean slash = !turn.verbatim() && text.startsWith("/");
            if (slash && text.startsWith("//")) {
                session.askNext(session.typed(text.substring(1)));
            } else if (slash && (commands.isCommand(text) || !text.contains("\n"))) {
                commands.run(text);
            } else {
                session.askNext(session.typed(text));
            }
            Session.Asking asking = session.takeNext();
            if (asking != null) {
                ask(asking, source, display);
            }
        } catch (UsageException | BedrockException e) {
            session.failed(margin.failure(e));
        }
        session.report(margin);
    }

    private void ask(Session.Asking asking, TurnSource source, Display display) {
        Message turn = session.turn(asking);
        AnswerPrinter printer = new AnswerPrinter(display, margin);
        Answer answer;
        try {
            answer = exchange.ask(session.before(asking), turn, printer, source);
            // Before its last line ends: an answer that was seen whole is one that is saved.
            session.answered(asking, turn, answer);
        } finally {
            printer.end();
        }
        String remains = whatRemains(answer, asking);
        report(answer, remains, source);
    }

    private void report(Answer answer, String remains, TurnSource source) {
        BedrockException failure = answer.failure();
        if (answer.interrupted()) {
            margin.note("note: stopped; " + remains);
        } else if (failure != null) {
            session.failed(margin.failure(failure));
            margin.note("note: " + remains);
            if (!source.interactive() && hopeless(failure)) {
                session.leave();
            }
        } else {
            reportEnd(answer, remains);
        }
        margin.details(answer.facts());
        // A call that failed at once has no tokens and no times to show.
        if (options.usage() && answer.facts().firstByte() != null) {
            margin.usage(answer.reply().usage(), answer.facts());
        }
    }

    /** Without credentials or a region no later turn of a pipe can succeed either. */
    private static boolean hopeless(BedrockException failure) {
        return failure.kind() == BedrockException.Kind.CONFIGURATION
                || failure.kind() == BedrockException.Kind.CREDENTIALS;
    }

    private void reportEnd(Answer answer, String remains) {
        switch (answer.outcome()) {
            case COMPLETE, STOP_SEQUENCE -> {
                reportBesideText(answer);
                sayIfEmpty(answer, remains);
            }
            case TRUNCATED -> {
                reportBesideText(answer);
                margin.note("warning: the answer was cut at the token limit" + limitHint());
                sayIfEmpty(answer, remains);
            }
            case TOOL_USE -> {
                reportBesideText(answer);
                answer.reply()
                        .toolUses()
                        .forEach(use -> margin.note("note: the model asks for the tool " + VisibleText.line(use.name())
                                + "; a chat runs none"));
                sayIfEmpty(answer, remains);
            }
            case BLOCKED, CONTEXT_EXCEEDED, BROKEN -> {
                session.failed(margin.ended(answer.reply(), answer.family(), answer.streamed()));
                margin.note("note: " + remains);
            }
        }
    }

    /** What {@link Margin#ended} says too, for answers that ended well. */
    private void reportBesideText(Answer answer) {
        GuardrailTrace.lines(answer.reply().guardrail()).forEach(line -> margin.line(VisibleText.line(line)));
        Attachments.of(answer.reply()).ifPresent(held -> margin.note("note: " + held + ", which a chat does not show"));
    }

    private static String whatRemains(Answer answer, Session.Asking asking) {
        if (answer.stays()) {
            return "what came of the answer stays in the chat (/undo takes it back)";
        }
        return asking.again() ? "the answer before stays in the chat" : "the turn is taken back";
    }

    private void sayIfEmpty(Answer answer, String remains) {
        if (!answer.stays()) {
            margin.note("note: the answer has no text; " + remains);
        }
    }

    private String limitHint() {
        return session.conversation()
                .setup()
                .request()
                .parameters()
                .find(Common.MAX_TOKENS)
                .map(row -> "; /param " + Setup.name(Common.MAX_TOKENS) + "=N raises it")
                .orElse("");
    }
}
