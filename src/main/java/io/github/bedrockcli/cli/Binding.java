package io.github.bedrockcli.cli;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.IGetter;
import picocli.CommandLine.Model.ISetter;

/** Hands the value of an option to the field that it belongs to. */
final class Binding<T> implements IGetter, ISetter {
    private final Consumer<T> field;
    private @Nullable T last;

    Binding(Consumer<T> field) {
        this.field = field;
    }

    @Override
    // The parser's interface, and it gives back what it was given.
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    public <V> @Nullable V get() {
        return (V) last;
    }

    @Override
    @SuppressWarnings("unchecked") // The declaration has a converter to this type.
    public <V> @Nullable V set(V value) {
        V before = (V) last;
        last = (T) value;
        field.accept((T) value);
        return before;
    }
}
