package io.github.bedrockcli.access;

import io.github.bedrockcli.aws.BedrockException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A value fetched when first asked for, by one thread while others wait; a failure is kept as well. */
final class Once<T> {
    private final Supplier<T> source;
    private @Nullable T value;
    private @Nullable BedrockException failure;

    Once(Supplier<T> source) {
        this.source = source;
    }

    synchronized T get() {
        if (failure != null) {
            throw failure;
        }
        T known = value;
        if (known == null) {
            try {
                known = source.get();
            } catch (BedrockException e) {
                failure = e;
                throw e;
            }
            value = known;
        }
        return known;
    }
}
