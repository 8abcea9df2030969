package io.github.bedrockcli.model;

/** A stream brought more than is held of an answer: more of it would end in no memory. */
public final class AnswerTooLongException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private AnswerTooLongException() {
        super("the answer is longer than " + Reply.MAX_HELD + " characters, the most that is held in memory");
    }

    /**
     * Lets so many characters be held.
     *
     * @throws AnswerTooLongException when they are more than {@link Reply#MAX_HELD}
     */
    public static void check(long held) {
        if (held > Reply.MAX_HELD) {
            throw new AnswerTooLongException();
        }
    }
}
