package io.github.bedrockcli.bulk;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Neighbouring items of a sequence, as many as go together; reads one item ahead, but none past a full group. */
public final class Groups<T> implements Iterator<List<T>> {
    private final Iterator<T> items;
    private final Predicate<List<T>> full;
    private final BiPredicate<List<T>, T> joins;
    private @Nullable T ahead;

    /**
     * @param full whether a group can hold no more, whatever comes
     * @param joins whether an item goes into a group that is not full
     */
    public Groups(Iterator<T> items, Predicate<List<T>> full, BiPredicate<List<T>, T> joins) {
        this.items = items;
        this.full = full;
        this.joins = joins;
    }

    @Override
    public boolean hasNext() {
        return ahead != null || items.hasNext();
    }

    @Override
    public List<T> next() {
        List<T> group = new ArrayList<>();
        group.add(take());
        while (!full.test(group) && hasNext()) {
            T item = take();
            if (!joins.test(group, item)) {
                ahead = item;
                break;
            }
            group.add(item);
        }
        return group;
    }

    private T take() {
        T item = ahead == null ? items.next() : ahead;
        ahead = null;
        if (item == null) {
            throw new NoSuchElementException();
        }
        return item;
    }
}
