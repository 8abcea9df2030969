package io.github.bedrockcli.aws;

import org.jspecify.annotations.Nullable;

/** Goes with the failure of the last attempt, as suppressed: how many were made, and why there was not another. */
final class GaveUp extends Exception {
    private static final long serialVersionUID = 1L;

    private final int attempts;
    private final @Nullable String advice;

    /** @param advice what to do about it, where that is known; null where all attempts were made */
    GaveUp(int attempts, @Nullable String advice) {
        super("gave up after attempt " + attempts, null, false, false);
        this.attempts = attempts;
        this.advice = advice;
    }

    int attempts() {
        return attempts;
    }

    @Nullable
    String advice() {
        return advice;
    }
}
