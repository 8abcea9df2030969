package io.github.bedrockcli.chat;

/** A turn of several lines between two {@code """}, each at an end of the text. */
final class MultiLine {
    static final String FENCE = "\"\"\"";

    private MultiLine() {}

    /** Whether a block was begun and not ended: the line that was typed is not the last. */
    static boolean isOpen(String typed) {
        return typed.stripLeading().startsWith(FENCE) && !isBlock(typed);
    }

    static boolean isBlock(String typed) {
        String text = typed.strip();
        return text.startsWith(FENCE) && text.endsWith(FENCE) && text.length() >= 2 * FENCE.length();
    }

    /** What stands between the fences, without the line ends next to them. */
    static String content(String block) {
        String text = block.strip();
        String content = text.substring(FENCE.length(), text.length() - FENCE.length());
        int start = content.startsWith("\n") ? 1 : 0;
        int end = content.length() > start && content.endsWith("\n") ? content.length() - 1 : content.length();
        return content.substring(start, end);
    }
}
