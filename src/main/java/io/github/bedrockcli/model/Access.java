package io.github.bedrockcli.model;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Whether an account can call one id as it stands, as far as it could be told.
 *
 * @param reason why not, or why it cannot be told, in a few words; null where the answer is yes
 * @param statuses what the service says of the foundation model behind the id; null where it did not say
 */
public record Access(
        Verdict verdict, @Nullable String reason, @Nullable ModelAvailability statuses) {
    /** The answer. What could not be asked is unknown and never a no. */
    public enum Verdict {
        YES,
        NO,
        UNKNOWN;

        /** As output has it: {@code yes}, {@code no}, {@code unknown}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public static Access yes() {
        return new Access(Verdict.YES, null, null);
    }

    public static Access no(String reason) {
        return new Access(Verdict.NO, reason, null);
    }

    public static Access unknown(String reason) {
        return new Access(Verdict.UNKNOWN, reason, null);
    }

    public Access with(@Nullable ModelAvailability told) {
        return new Access(verdict, reason, told);
    }

    public boolean isYes() {
        return verdict == Verdict.YES;
    }

    public boolean isUnknown() {
        return verdict == Verdict.UNKNOWN;
    }

    /** {@code yes}, {@code no: WHY} or {@code unknown: WHY}. */
    @Override
    public String toString() {
        return reason == null ? verdict.word() : verdict.word() + ": " + reason;
    }
}
