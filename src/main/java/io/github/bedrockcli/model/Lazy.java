package io.github.bedrockcli.model;

import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A value made when first asked for; asked for again when making it failed. */
public final class Lazy<T> {
    private final Supplier<T> maker;
    /** Read without the lock once it is there: dozens of threads ask at once, and would wait for each other. */
    private volatile @Nullable T value;

    public Lazy(Supplier<T> maker) {
        this.maker = maker;
    }

    /** The value, made now if it was not yet. */
    public T get() {
        T made = value;
        return made == null ? make() : made;
    }

    private synchronized T make() {
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
        // One that is being made is waited for.
        synchronized (this) {
            made = value;
        }
        if (made != null) {
            action.accept(made);
        }
    }
}
