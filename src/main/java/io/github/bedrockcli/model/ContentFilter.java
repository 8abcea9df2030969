package io.github.bedrockcli.model;

/** The service's own content filter, which makes itself known by the words of a message only. */
public final class ContentFilter {
    /**
     * What the messages of blocked prompts, pictures and videos have in common. Source: Nova user guide, "Error
     * handling" of video generation; clients of Titan Image Generator and Nova on GitHub that look for these words;
     * 2026-11.
     */
    private static final String BLOCKED = "blocked by our content filters";

    private ContentFilter() {}

    /** Whether a message says that the filter held something back. */
    public static boolean blocked(String message) {
        return message.contains(BLOCKED);
    }
}
