package io.github.bedrockcli.model;

import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A value made when first asked for; asked for again when making it failed. */
public final class Lazy<T> {
    private final Supplier<T> maker;
    private @Nullable T value;

    public Lazy(Supplier<T> maker) {
        this.maker = maker;
    }

    /** The value, made now if it was not yet. */
    public synchronized T get() {
        T made = value;
        if (made == null) {
            made = maker.get();
            value = made;
        }
        return made;
    }

    /** Does something with the value, if there is one. */
    public void ifMade(Consumer<T> action) {
        T made;
        synchronized (this) {
            made = value;
        }
        if (made != null) {
            action.accept(made);
        }
    }
}
