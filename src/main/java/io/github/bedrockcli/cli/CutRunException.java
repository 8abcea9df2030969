package io.github.bedrockcli.cli;

/** A run failed after part of its rows had been kept: its cause is the failure, its message what is kept and where. */
final class CutRunException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final RuntimeException failure;
    private final String next;

    /**
     * @param kept what is kept, such as {@code 12 rows are kept in vectors.jsonl.partial}
     * @param next the command that goes on from there
     */
    CutRunException(RuntimeException failure, String kept, String next) {
        super(kept, failure);
        this.failure = failure;
        this.next = next;
    }

    RuntimeException failure() {
        return failure;
    }

    String kept() {
        return String.valueOf(getMessage());
    }

    String next() {
        return next;
    }
}
