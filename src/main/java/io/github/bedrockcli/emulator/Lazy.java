package io.github.bedrockcli.emulator;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A part that is made when it is first needed, once: an offline run needs few of them, and starts faster for it. */
final class Lazy<T> {
    private final Supplier<T> maker;
    private @Nullable T made;

    Lazy(Supplier<T> maker) {
        this.maker = maker;
    }

    synchronized T get() {
        T value = made;
        if (value == null) {
            value = maker.get();
            made = value;
        }
        return value;
    }
}
