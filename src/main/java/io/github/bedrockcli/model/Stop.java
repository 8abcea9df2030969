package io.github.bedrockcli.model;

import org.jspecify.annotations.Nullable;

/**
 * The end of an answer.
 *
 * @param reason the service's own word, such as {@code end_turn}; null where the family gives none
 * @param outcome what it means
 * @param detail the service's explanation where it gives one (a filter's message, a matched stop sequence)
 */
public record Stop(
        @Nullable String reason, Outcome outcome, @Nullable String detail) {
    public Stop(@Nullable String reason, Outcome outcome) {
        this(reason, outcome, null);
    }
}
