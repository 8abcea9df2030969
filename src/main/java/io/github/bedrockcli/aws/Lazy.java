package io.github.bedrockcli.aws;

import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A value made when first asked for; asked for again when making it failed. */
final class Lazy<T> {
    private final Supplier<T> maker;
    private @Nullable T value;

    Lazy(Supplier<T> maker) {
        this.maker = maker;
    }

    synchronized T get() {
        T made = value;
        if (made == null) {
            made = maker.get();
            value = made;
        }
        return made;
    }

    void ifMade(Consumer<T> action) {
        T made;
        synchronized (this) {
            made = value;
        }
        if (made != null) {
            action.accept(made);
        }
    }
}
