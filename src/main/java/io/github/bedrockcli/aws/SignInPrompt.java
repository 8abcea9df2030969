package io.github.bedrockcli.aws;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Told what a person has to do for a sign-in, while it waits for that. */
@FunctionalInterface
public interface SignInPrompt {
    void approve(Approval approval);

    /**
     * What there is to do.
     *
     * @param title what is signed in to: a session's name, or a start URL
     * @param url to open: an {@code http} or {@code https} address without anything a terminal would act on
     * @param page for another device: where {@code code} is to be typed in, or null where there is no code
     * @param code that the page shows or asks for, or null in the flow that ends at this machine's own browser
     * @param until when it is too late
     */
    record Approval(
            String title,
            String url,
            @Nullable String page,
            @Nullable String code,
            Instant until) {
        /** Without what would let another approve or take over the sign-in. */
        @Override
        public String toString() {
            return "Approval[" + title + ", until " + until + "]";
        }
    }
}
