package io.github.bedrockcli.cli;

import io.github.bedrockcli.cli.EmbedCalls.Outcome;
import io.github.bedrockcli.cli.EmbedItems.Item;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;

/** Where the rows of a run of {@code embed} go, in input order. */
interface RowOutput extends AutoCloseable {
    /**
     * What an earlier run has left.
     *
     * @param rows how many rows are there already
     * @param failed how many of them stand for inputs that failed
     * @param firstFailed where the first of those inputs stands; empty when there is none
     */
    record Before(long rows, long failed, String firstFailed) {
        static final Before NOTHING = new Before(0, 0, "");
    }

    /** Takes off the inputs whose rows are there already. */
    Before skip(Iterator<Item> items) throws IOException;

    /** Adds rows; when it returns they outlive this process where the output can keep them. */
    void add(List<Outcome> outcomes) throws IOException;

    /** All rows are there: completes the output. */
    void complete() throws IOException;

    /** What a run that fails now says of itself. */
    RuntimeException cut(RuntimeException failure);

    /** Lets go of the output, and drops what is of no use. */
    @Override
    void close() throws IOException;
}
