package io.github.bedrockcli.chat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockcli.model.Reply;
import io.github.bedrockcli.model.ReplySink;
import io.github.bedrockcli.model.Stop;
import io.github.bedrockcli.model.ToolUse;
import io.github.bedrockcli.model.Usage;
import io.github.bedrockcli.render.TextSink;
import io.github.bedrockcli.render.VisibleText;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Prints one answer as it arrives and collects it: text to the output, reasoning to the margin. */
final class AnswerPrinter implements ReplySink {
    private static final String DIM = "\u001B[2m";
    private static final String PLAIN = "\u001B[22m";

    private final Display display;
    private final Margin margin;
    private final TextSink out;
    private final VisibleText visible = new VisibleText();
    private final VisibleText visibleReasoning = new VisibleText();
    private final Reply reply = Reply.ofStream();
    private boolean reasoning;

    AnswerPrinter(Display display, Margin margin) {
        this.display = display;
        this.margin = margin;
        this.out = new TextSink(new OutputStreamWriter(display.out(), StandardCharsets.UTF_8), true);
    }

    /** What has come so far. */
    Reply reply() {
        return reply;
    }

    @Override
    public void text(String piece) {
        reply.text(piece);
        if (!piece.isEmpty()) {
            endReasoning();
            out.text(display.outTerminal() ? visible.next(piece) : piece);
        }
    }

    @Override
    public void reasoning(String piece) {
        reply.reasoning(piece);
        if (piece.isEmpty()) {
            return;
        }
        String shown = display.errTerminal() ? visibleReasoning.next(piece) : piece;
        if (!reasoning) {
            reasoning = true;
            boolean behindText = display.outTerminal()
                    && display.errTerminal()
                    && !reply.text().isEmpty();
            shown = (behindText ? "\n" : "") + (display.styled() ? DIM : "") + shown;
        }
        margin.reasoning(shown);
    }

    @Override
    public void toolUse(ToolUse toolUse) {
        reply.toolUse(toolUse);
    }

    @Override
    public void attachment(String kind) {
        reply.attachment(kind);
    }

    @Override
    public void guardrail(JsonNode trace) {
        reply.guardrail(trace);
    }

    @Override
    public void usage(Usage usage) {
        reply.usage(usage);
    }

    @Override
    public void stop(Stop stop) {
        reply.stop(stop);
    }

    /** No more comes: the answer's last line ends, whether or not the answer is whole. */
    void end() {
        endReasoning();
        try {
            out.end();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void endReasoning() {
        if (reasoning) {
            reasoning = false;
            margin.reasoning(
                    (display.styled() ? PLAIN : "") + (reply.reasoning().endsWith("\n") ? "" : "\n"));
        }
    }
}
