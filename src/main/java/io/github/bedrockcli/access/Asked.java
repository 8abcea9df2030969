package io.github.bedrockcli.access;

import io.github.bedrockcli.aws.BedrockException;
import io.github.bedrockcli.aws.BedrockException.Kind;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What came of a question: its answer or its failure. */
record Asked<T>(@Nullable T value, @Nullable BedrockException failure) {
    static <T> Asked<T> of(Bounded<T> call) {
        return of(call::get);
    }

    static <T> Asked<T> of(Supplier<T> call) {
        try {
            return new Asked<>(call.get(), null);
        } catch (BedrockException e) {
            if (e.kind() == Kind.CANCELLED) {
                throw e;
            }
            return new Asked<>(null, e);
        }
    }
}
