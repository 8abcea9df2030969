package io.github.bedrockcli.chat;

import io.github.bedrockcli.aws.BedrockException;
import io.github.bedrockcli.family.TextRequest.ApiChoice;
import io.github.bedrockcli.model.Content;
import io.github.bedrockcli.model.Knobs;
import io.github.bedrockcli.model.Media;
import io.github.bedrockcli.model.MediaType;
import io.github.bedrockcli.model.ModelId;
import io.github.bedrockcli.model.Reply;
import io.github.bedrockcli.model.Usage;
import io.github.bedrockcli.model.UsageException;
import io.github.bedrockcli.render.AnswerFacts;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A chat from end to end without a process: turns as a list, answers from a script, both outputs as text. */
final class Rehearsal implements TurnSource, Margin {
    static final String MODEL = "amazon.nova-lite-v1:0";

    final ScriptedBedrock bedrock = new ScriptedBedrock();
    Function<String, ModelId> names = ModelId::of;
    Recording recording = Recording.off();
    FileArgument files = files();

    @Nullable
    TurnEditor editor;

    private final StringBuilder said = new StringBuilder();
    private final Deque<String> turns = new ArrayDeque<>();
    private ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private OutputStream out = printed;
    private Conversation conversation =
            Conversation.start(new Setup(ModelId.of(MODEL), ApiChoice.AUTO, null, null, Map.of(), Map.of()), List.of());
    private boolean interactive = true;
    private boolean outTerminal;
    private boolean stream = true;
    private boolean usage;
    private Runnable cancel = () -> {};

    /** As an event of a stream: the user presses Ctrl-C. */
    Runnable ctrlC() {
        return () -> cancel.run();
    }

    Rehearsal onPipe() {
        interactive = false;
        return this;
    }

    Rehearsal onScreen() {
        outTerminal = true;
        return this;
    }

    Rehearsal whole() {
        stream = false;
        return this;
    }

    Rehearsal showingUsage() {
        usage = true;
        return this;
    }

    Rehearsal printingTo(OutputStream stream) {
        out = stream;
        return this;
    }

    Rehearsal from(Conversation start) {
        conversation = start;
        return this;
    }

    Rehearsal attached(Content part) {
        conversation = conversation.attached(List.of(part));
        return this;
    }

    /** Types these lines, then leaves. */
    int types(String... lines) {
        turns.addAll(List.of(lines));
        ChatOptions options = new ChatOptions(Knobs.NONE, true, stream, usage, body -> {}, 25_000_000);
        ChatLoop loop = new ChatLoop(
                bedrock,
                names,
                conversation,
                options,
                files,
                recording,
                editor,
                this,
                Clock.fixed(Instant.parse("2026-11-21T12:00:00Z"), ZoneOffset.UTC));
        try {
            return loop.run(this, new Display(out, outTerminal, outTerminal, outTerminal));
        } finally {
            conversation = loop.conversation();
        }
    }

    /** Pictures: every name ending in .png is one. */
    static FileArgument files() {
        return new FileArgument(Path.of("").toAbsolutePath(), "/home/user", PICTURES);
    }

    static final FileArgument.Reader PICTURES = new FileArgument.Reader() {
        @Override
        public Media image(String name) {
            return picture(name);
        }

        @Override
        public Media document(String name) {
            throw new UsageException("cannot read " + name + ": no such file or directory");
        }

        @Override
        public String text(String name) {
            throw new UsageException("cannot read " + name + ": no such file or directory");
        }
    };

    static Media picture(String name) {
        if (!name.endsWith(".png")) {
            throw new UsageException("cannot read " + name + ": no such file or directory");
        }
        return new Media(MediaType.PNG, name, new byte[] {1, 2, 3}, 1, 1);
    }

    String printed() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    String said() {
        return said.toString();
    }

    Conversation conversation() {
        return conversation;
    }

    @Override
    public Turn next() {
        String line = turns.poll();
        return line == null ? null : new Turn(line, false);
    }

    @Override
    public Listening onInterrupt(Runnable action) {
        cancel = action;
        return () -> cancel = () -> {};
    }

    @Override
    public boolean interactive() {
        return interactive;
    }

    @Override
    public void note(String line) {
        line(line);
    }

    @Override
    public void detail(String line) {}

    @Override
    public void line(String line) {
        said.append(line).append('\n');
    }

    @Override
    public void reasoning(String piece) {
        said.append(piece);
    }

    @Override
    public void details(AnswerFacts facts) {}

    @Override
    public void usage(Usage counts, AnswerFacts facts) {
        line("usage: " + counts.inputTokens() + " in, " + counts.outputTokens() + " out");
    }

    @Override
    public int failure(Throwable error) {
        line("error: " + error.getMessage());
        if (error instanceof UsageException refused) {
            if (refused.fix() != null) {
                line("fix: " + refused.fix());
            }
            return 2;
        }
        return switch (((BedrockException) error).kind()) {
            case CREDENTIALS, CONFIGURATION -> 3;
            case THROTTLED -> 6;
            case BROKEN_STREAM -> 8;
            default -> 5;
        };
    }

    @Override
    public int ended(Reply reply, String family, boolean streamed) {
        line("error: ended " + (reply.stop() == null ? "early" : reply.stop().reason()));
        return reply.stop() == null ? 8 : 10;
    }
}
