package io.github.bedrockcli.access;

import io.github.bedrockcli.aws.BedrockException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Questions that may go unanswered: what fails, or is not answered within the time that all of them share, is empty. For
 * one thread; close it to drop what is still being asked.
 */
final class Asking implements AutoCloseable {
    /** How many questions are under way at once: a partition has some thirty regions. */
    private static final int AT_ONCE = 12;

    private final long end;
    private final ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE, task -> {
        Thread thread = new Thread(task, "bedrock-asking");
        thread.setDaemon(true);
        return thread;
    });

    Asking(Duration patience) {
        this.end = System.nanoTime() + patience.toNanos();
    }

    <T> Optional<T> ask(Supplier<T> question) {
        return answer(threads.submit(question::get));
    }

    /** Asks all at once; has the answers that came in time, in the order of the keys. */
    <T> Map<String, T> askEach(List<String> keys, Function<String, T> question) {
        Map<String, Future<T>> asked = new LinkedHashMap<>();
        keys.forEach(key -> asked.put(key, threads.submit(() -> question.apply(key))));
        Map<String, T> answers = new LinkedHashMap<>();
        asked.forEach((key, future) -> answer(future).ifPresent(value -> answers.put(key, value)));
        return answers;
    }

    private <T> Optional<T> answer(Future<T> asked) {
        try {
            return Optional.ofNullable(asked.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error failure && !(failure instanceof AssertionError)) {
                throw failure;
            }
            return Optional.empty();
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw BedrockException.of(BedrockException.Kind.CANCELLED, "the call was cancelled")
                    .build();
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
