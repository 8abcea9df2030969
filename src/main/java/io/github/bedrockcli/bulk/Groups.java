package io.github.bedrockcli.bulk;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Neighbouring items of a sequence, up to so many at a time. */
public final class Groups<T> implements Iterator<List<T>> {
    private final Iterator<T> items;
    private final int size;

    public Groups(Iterator<T> items, int size) {
        this.items = items;
        this.size = size;
    }

    @Override
    public boolean hasNext() {
        return items.hasNext();
    }

    @Override
    public List<T> next() {
        List<T> group = new ArrayList<>();
        group.add(items.next());
        while (group.size() < size && items.hasNext()) {
            group.add(items.next());
        }
        return group;
    }
}
