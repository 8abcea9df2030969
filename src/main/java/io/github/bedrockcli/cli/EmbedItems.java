package io.github.bedrockcli.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockcli.bulk.InputRow;
import io.github.bedrockcli.model.EmbeddingInput;
import io.github.bedrockcli.model.EmbeddingInput.Kind;
import io.github.bedrockcli.model.UsageException;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The inputs of a run, numbered, with their pictures read; one that cannot be sent ends the run, unless the run is to go
 * on.
 */
final class EmbedItems implements Iterator<EmbedItems.Item> {
    /** Most bytes of pictures in one call of several: what many calls at once hold in memory stays small. */
    private static final long MAX_IMAGE_BYTES = 4_000_000;

    private final Iterator<InputRow> rows;
    private final EmbedPlan plan;
    private final InputFiles files;
    private final boolean keepGoing;
    private long index;

    EmbedItems(Iterator<InputRow> rows, EmbedPlan plan, InputFiles files, boolean keepGoing) {
        this.rows = rows;
        this.plan = plan;
        this.files = files;
        this.keepGoing = keepGoing;
    }

    /**
     * An input and its place in the whole, from 0.
     *
     * @param place where it stands, for messages
     * @param id the input's own name for it, or null
     * @param input what is to be sent; null beside a problem
     * @param problem why it cannot be sent, or null
     */
    record Item(
            long index,
            String place,
            @Nullable JsonNode id,
            @Nullable EmbeddingInput input,
            @Nullable String problem) {
        /** What is to be sent, of an item without a problem. */
        EmbeddingInput sendable() {
            return Objects.requireNonNull(input);
        }
    }

    @Override
    public boolean hasNext() {
        return rows.hasNext();
    }

    @Override
    public Item next() {
        InputRow row = rows.next();
        try {
            return new Item(index++, row.place(), row.id(), input(row), null);
        } catch (UsageException e) {
            if (!keepGoing) {
                throw new UsageException(row.place() + ": " + e.getMessage(), e.fix());
            }
            return new Item(index - 1, row.place(), row.id(), null, e.getMessage());
        }
    }

    private EmbeddingInput input(InputRow row) {
        if (row.problem() != null) {
            throw new UsageException(row.problem());
        }
        String image = row.image();
        EmbeddingInput input =
                new EmbeddingInput(row.text(), image == null ? null : new MediaFiles(files.anew()).image(image));
        plan.refusal(input).ifPresent(reason -> {
            throw new UsageException(reason);
        });
        return input;
    }

    /** Whether a call can hold no more than this group. */
    static boolean isFull(List<Item> group, EmbedPlan plan) {
        return group.size() >= plan.maxBatch(kind(group).orElse(Kind.TEXT));
    }

    /** Whether an input can go into one call with others: of the same kind, and not too large together. */
    static boolean joins(List<Item> group, Item item) {
        EmbeddingInput input = item.input();
        if (input == null || input.kind() == Kind.TEXT) {
            return input == null || kind(group).orElse(Kind.TEXT) == Kind.TEXT;
        }
        long bytes = input.imageSize();
        for (Item other : group) {
            bytes += other.input() == null ? 0 : other.input().imageSize();
        }
        return bytes <= MAX_IMAGE_BYTES && kind(group).orElse(input.kind()) == input.kind();
    }

    /** The kind of the inputs of a group; empty when none of them can be sent. */
    private static Optional<Kind> kind(List<Item> group) {
        for (Item item : group) {
            if (item.input() != null) {
                return Optional.of(item.input().kind());
            }
        }
        return Optional.empty();
    }
}
