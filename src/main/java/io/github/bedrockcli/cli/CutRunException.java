package io.github.bedrockcli.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A run failed after part of what it writes had been kept: its cause is the failure, its message what is kept where. */
final class CutRunException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final RuntimeException failure;
    private final @Nullable String next;

    /**
     * @param kept what is kept, such as {@code 12 rows are kept in vectors.jsonl.partial}
     * @param next the command that goes on from there, if one does
     */
    CutRunException(RuntimeException failure, String kept, @Nullable String next) {
        super(kept, failure);
        this.failure = failure;
        this.next = next;
    }

    /** An answer is cut, and what came of it is kept in a file. */
    static CutRunException of(RuntimeException failure, Path kept) {
        return new CutRunException(failure, Ending.KEPT + kept, null);
    }

    RuntimeException failure() {
        return failure;
    }

    String kept() {
        return String.valueOf(getMessage());
    }

    @Nullable
    String next() {
        return next;
    }
}
