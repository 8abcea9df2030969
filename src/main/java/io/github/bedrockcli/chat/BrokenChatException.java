package io.github.bedrockcli.chat;

/** A saved chat cannot be read, and why; it has nothing to do with a last record that was cut, which is left out. */
final class BrokenChatException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int line;

    /** @param line of the file, from 1; 0 when it holds no whole line */
    BrokenChatException(int line, String why) {
        super(why);
        this.line = line;
    }

    int line() {
        return line;
    }
}
