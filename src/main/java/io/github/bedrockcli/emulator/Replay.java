package io.github.bedrockcli.emulator;

import io.github.bedrockcli.model.UsageException;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Answers made once: the first good answer to a path is kept, and sent to all who ask there later, whatever they ask and
 * whoever they are. For measuring clients, where the server is not what is measured.
 */
public final class Replay {
    private static final int MOST_CHUNKS = 100_000_000;
    private static final int MOST_A_SECOND = 1_000_000;
    private static final int LONGEST_DELAY = 3_600_000;

    private final Map<String, KeptAnswer> kept = new ConcurrentHashMap<>();
    private final int chunks;
    private final int rate;
    private final Duration delay;

    private Replay(int chunks, int rate, Duration delay) {
        this.chunks = chunks;
        this.rate = rate;
        this.delay = delay;
    }

    /**
     * What {@code --replay} says: {@code KEY=VALUE[,KEY=VALUE]...}, or nothing.
     *
     * <p>{@code chunks}: a stream says one of its texts so many times; {@code rate}: so many of them a second, each saying
     * instead when it leaves, in nanoseconds of {@link System#nanoTime()}; {@code delay}: milliseconds before each answer.
     *
     * @throws UsageException for a specification that is none
     */
    public static Replay parse(String specification) {
        int chunks = 1;
        int rate = 0;
        int delay = 0;
        for (String pair : specification.isEmpty() ? new String[0] : specification.split(",", -1)) {
            int equals = Math.max(pair.indexOf('='), 0);
            String value = pair.substring(Math.min(equals + 1, pair.length()));
            switch (pair.substring(0, equals)) {
                case "chunks" -> chunks = number(pair, value, MOST_CHUNKS);
                case "rate" -> rate = number(pair, value, MOST_A_SECOND);
                case "delay" -> delay = number(pair, value, LONGEST_DELAY);
                default ->
                    throw new UsageException(
                            "--replay takes chunks=N, rate=N and delay=MS with commas between, not '" + pair + "'");
            }
        }
        return new Replay(chunks, rate, Duration.ofMillis(delay));
    }

    private static int number(String pair, String value, int most) {
        try {
            int number = Integer.parseInt(value);
            if (number >= 1 && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Told below, as what is out of range is.
        }
        throw new UsageException("--replay " + pair + ": a whole number from 1 to " + most + ", not '" + value + "'");
    }

    /**
     * Answers with what is kept for the request's path.
     *
     * @param answer makes the first answer; a refusal is sent and not kept
     */
    void send(Exchange exchange, Delivery delivery, Supplier<Response> answer) throws IOException {
        Request request = exchange.request();
        String key = request.method() + " " + request.path() + "?" + request.query();
        KeptAnswer found = kept.get(key);
        if (found == null) {
            Response made = answer.get();
            Optional<KeptAnswer> keepable = KeptAnswer.of(made, delivery.headers(made), chunks, rate);
            if (keepable.isEmpty()) {
                delivery.send(exchange, made);
                return;
            }
            found = keepable.get();
            kept.put(key, found);
        }
        exchange.pause(delay);
        found.send(exchange);
    }
}
