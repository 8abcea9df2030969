package io.github.bedrockcli.cli;

import io.github.bedrockcli.model.Reply;
import io.github.bedrockcli.model.Stop;
import io.github.bedrockcli.model.ToolUse;
import io.github.bedrockcli.model.Usage;
import io.github.bedrockcli.render.AnswerFacts;
import io.github.bedrockcli.render.Attachments;
import io.github.bedrockcli.render.GuardrailTrace;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is said on standard error after an answer, and the exit code its outcome gives. */
final class Ending {
    /** Before the name of the file that holds what came of an answer that is cut. */
    static final String KEPT = "what came is kept in ";

    private final Notes notes;
    private final @Nullable Path kept;
    private final @Nullable String problem;

    /** @param kept the file that holds what came of an answer that is cut; null where it was printed */
    Ending(Notes notes, @Nullable Path kept) {
        this(notes, kept, null);
    }

    /** @param problem why a reply could not be read, where more is known than that */
    Ending(Notes notes, @Nullable Path kept, @Nullable String problem) {
        this.notes = notes;
        this.kept = kept;
        this.problem = problem;
    }

    /** What a missing stop means. */
    enum Cut {
        UNREADABLE_REPLY,
        STREAM_ENDED_EARLY
    }

    /** Says how an answer ended where that matters, and gives the exit code. */
    ExitCode report(Reply reply, Cut cut, String family, boolean strict) {
        GuardrailTrace.lines(reply.guardrail()).forEach(notes::line);
        Attachments.of(reply).ifPresent(held -> notes.note("note: " + held + "; -o json or -o raw shows it"));
        Stop stop = reply.stop();
        if (stop == null) {
            return missingStop(cut, family);
        }
        return switch (stop.outcome()) {
            case COMPLETE, STOP_SEQUENCE -> ExitCode.OK;
            case TOOL_USE -> {
                notes.note("note: the model asks for " + tools(reply.toolUses()) + "; -o json shows the arguments");
                yield ExitCode.OK;
            }
            case TRUNCATED -> {
                notes.note("warning: the answer was cut at the token limit; raise --max-tokens for more");
                yield strict ? ExitCode.CONDITION : ExitCode.OK;
            }
            case BLOCKED -> {
                new ErrorLines("the answer was blocked (" + word(stop) + ")", stop.detail(), null, null).print(notes);
                yield ExitCode.BLOCKED;
            }
            case CONTEXT_EXCEEDED -> {
                new ErrorLines(
                                "the model's context window was full; the answer is not whole",
                                stop.detail(),
                                "shorten the prompt, or use a model with a larger context window",
                                null)
                        .print(notes);
                yield ExitCode.REFUSED;
            }
            case BROKEN -> {
                new ErrorLines(
                                "the model failed while answering (" + word(stop) + ")" + kept(kept),
                                stop.detail(),
                                "try again",
                                null)
                        .print(notes);
                // Without any text there is no part of an answer that broke off.
                boolean nothing = cut == Cut.UNREADABLE_REPLY && reply.text().isEmpty();
                yield nothing ? ExitCode.REFUSED : ExitCode.BROKEN;
            }
        };
    }

    private ExitCode missingStop(Cut cut, String family) {
        if (cut == Cut.STREAM_ENDED_EARLY) {
            new ErrorLines(
                            "the stream ended before the end of the answer" + kept(kept),
                            "the connection was closed without the model's end event",
                            "try again",
                            null)
                    .print(notes);
            return ExitCode.BROKEN;
        }
        ErrorLines lines = problem == null
                ? new ErrorLines(
                        "the reply is not one that the family " + family + " gives" + kept(kept),
                        null,
                        "-o raw prints it as received; --family or --api converse reads it another way",
                        null)
                : new ErrorLines(
                        "the reply cannot be read" + kept(kept),
                        problem,
                        "try again; -o raw prints the reply as received",
                        null);
        lines.print(notes);
        return ExitCode.REFUSED;
    }

    /** The end of an error line: where what came is; empty where nothing is kept. */
    static String kept(@Nullable Object file) {
        return file == null ? "" : "; " + KEPT + file;
    }

    /** The request id and the way taken, for {@code -v}. */
    static void details(Notes notes, AnswerFacts facts) {
        notes.detail("request id: " + facts.requestId() + ", region: " + facts.region() + ", api: "
                + facts.api().wireName() + ", family: " + facts.family());
    }

    /** The line of {@code --usage}. */
    static void usage(Notes notes, Usage usage, AnswerFacts facts) {
        List<String> parts = new ArrayList<>();
        parts.add("tokens in " + count(usage.inputTokens()) + ", out " + count(usage.outputTokens()));
        if (usage.cacheReadTokens() != null || usage.cacheWriteTokens() != null) {
            parts.add("cache read " + count(usage.cacheReadTokens()) + ", written " + count(usage.cacheWriteTokens()));
        }
        parts.addAll(times(facts));
        Long out = usage.outputTokens();
        if (out != null && facts.total().toMillis() > 0) {
            parts.add(String.format(
                    Locale.ROOT, "%.1f tokens/s", out * 1000.0 / facts.total().toMillis()));
        }
        notes.line("usage: " + String.join("; ", parts));
    }

    /** How long the call took, for a line of {@code --usage}. */
    static List<String> times(AnswerFacts facts) {
        Duration first = facts.firstByte();
        String total = "total " + seconds(facts.total());
        return first == null ? List.of(total) : List.of(total, "first byte " + seconds(first));
    }

    private static String tools(List<ToolUse> uses) {
        return uses.isEmpty()
                ? "a tool"
                : uses.stream().map(ToolUse::name).distinct().collect(Collectors.joining(", "));
    }

    private static String word(Stop stop) {
        return stop.reason() == null ? "no stop reason given" : "stop reason " + stop.reason();
    }

    private static String count(@Nullable Long tokens) {
        return tokens == null ? "?" : tokens.toString();
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.2f s", duration.toMillis() / 1000.0);
    }
}
