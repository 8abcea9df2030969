package io.github.bedrockcli.model;

import java.util.regex.Pattern;

/** The service's own content filter and the providers', which make themselves known by the words of a message only. */
public final class ContentFilter {
    /**
     * What the messages of blocked prompts, pictures, videos and answers have in common. Source: Nova user guide, "Error
     * handling" of video generation; clients of Titan Image Generator and Nova on GitHub that look for these words;
     * Anthropic's help center, "Why am I receiving an 'Output blocked by content filtering policy' error?"; 2026-11.
     */
    public static final String WORDS = "blocked by (?:our |the |a )?content filter(?:s|ing)";

    private static final Pattern BLOCKED = Pattern.compile(WORDS, Pattern.CASE_INSENSITIVE);

    private ContentFilter() {}

    /** Whether a message says that the filter held something back. */
    public static boolean blocked(String message) {
        return BLOCKED.matcher(message).find();
    }
}
