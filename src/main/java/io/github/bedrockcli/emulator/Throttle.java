package io.github.bedrockcli.emulator;

import java.util.concurrent.atomic.AtomicInteger;

/** Requests of one operation that are refused for coming too fast: always, or the first few times. */
final class Throttle {
    /** Recorded words of a request quota that is used up. */
    static final String WORDS = "Too many requests, please wait before trying again.";

    private final Operation operation;
    private final Wildcard name;
    private final boolean always;
    private final AtomicInteger left;

    /**
     * @param name what the request must name; a star stands for any characters
     * @param times how many requests are refused; 0 for all
     */
    Throttle(Operation operation, Wildcard name, int times) {
        this.operation = operation;
        this.name = name;
        this.always = times == 0;
        this.left = new AtomicInteger(times);
    }

    Wildcard name() {
        return name;
    }

    void check(Operation asked, String asking) {
        if (asked == operation && name.fits(asking) && (always || left.getAndDecrement() > 0)) {
            throw ServiceError.of(429, "ThrottlingException", WORDS);
        }
    }
}
