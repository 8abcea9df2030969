package io.github.bedrockcli.cli;

import io.github.bedrockcli.cli.EmbedCalls.Outcome;
import io.github.bedrockcli.cli.EmbedItems.Item;
import io.github.bedrockcli.cli.RowOutput.Before;
import io.github.bedrockcli.render.EmbeddingWriter;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;

/** Rows that go to standard output or to a device as they come: what is written is gone, and no run goes on there. */
final class StreamedRows implements RowOutput {
    private final AnswerOutput output;
    private final EmbeddingWriter writer;

    StreamedRows(AnswerOutput output, EmbeddingWriter writer) {
        this.output = output;
        this.writer = writer;
    }

    @Override
    public Before skip(Iterator<Item> items) {
        return Before.NOTHING;
    }

    @Override
    public void add(List<Outcome> outcomes) throws IOException {
        for (Outcome outcome : outcomes) {
            writer.write(outcome.row());
        }
        writer.flush();
    }

    @Override
    public void complete() throws IOException {
        writer.finish();
        output.complete();
    }

    @Override
    public RuntimeException cut(RuntimeException failure) {
        return failure;
    }

    @Override
    public void close() throws IOException {
        writer.close();
        output.close();
    }
}
