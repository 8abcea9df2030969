package io.github.bedrockcli.model;

import org.jspecify.annotations.Nullable;

/**
 * What was answered to one question, or why nothing was. Both are there where part of the answer is missing, neither
 * where the question makes no sense.
 *
 * @param why a few words such as {@code throttled}
 */
public record Told<T>(@Nullable T value, @Nullable String why) {
    public static <T> Told<T> answer(T value) {
        return new Told<>(value, null);
    }

    public static <T> Told<T> unknown(String why) {
        return new Told<>(null, why);
    }

    /** The question makes no sense, or the answer is that there is nothing. */
    public static <T> Told<T> nothing() {
        return new Told<>(null, null);
    }
}
