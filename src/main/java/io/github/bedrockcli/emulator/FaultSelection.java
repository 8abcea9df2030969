package io.github.bedrockcli.emulator;

import java.util.SplittableRandom;
import java.util.function.Predicate;

/**
 * The requests that meet a fault: those of its operations and models, without the first {@code after}, each with
 * probability {@code rate}, and at most {@code times}. Not safe for threads: {@link Faults} asks one at a time.
 */
final class FaultSelection {
    private final Predicate<ApiOperation> operations;
    private final Wildcard model;
    private final long after;
    private final double rate;
    private final SplittableRandom random;
    private long matched;
    private long left;

    /**
     * @param after how many matching requests are left alone at first
     * @param times at most so many meet the fault
     * @param rate 0 to 1
     * @param seed the same seed chooses the same requests again
     */
    FaultSelection(Predicate<ApiOperation> operations, Wildcard model, long after, long times, double rate, long seed) {
        this.operations = operations;
        this.model = model;
        this.after = after;
        this.left = times;
        this.rate = rate;
        this.random = new SplittableRandom(seed);
    }

    /** Counts a request, and says whether the fault is for it. */
    boolean due(ApiOperation operation, String named) {
        if (!operations.test(operation) || !model.fits(named)) {
            return false;
        }
        matched++;
        // Drawn for each one, so that whether the n-th request is chosen does not hang on those before.
        boolean drawn = random.nextDouble() < rate;
        return drawn && matched > after && left > 0;
    }

    /** The fault takes place: one time less is left. */
    void spend() {
        left--;
    }
}
