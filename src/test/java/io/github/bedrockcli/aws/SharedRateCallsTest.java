package io.github.bedrockcli.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many calls at once through the SDK to a server that takes few, by a clock that runs twenty times as fast. */
@Timeout(120)
class SharedRateCallsTest {
    private static final int FASTER = 20;

    private static final class FastTime implements Timekeeper {
        @Override
        public long nanos() {
            return System.nanoTime() * FASTER;
        }

        @Override
        public Instant now() {
            return Instant.now();
        }

        @Override
        public void pause(Duration time) throws InterruptedException {
            TimeUnit.NANOSECONDS.sleep(time.toNanos() / FASTER);
        }

        @Override
        public double chance() {
            return ThreadLocalRandom.current().nextDouble();
        }

        @Override
        public void close() {}
    }

    /** Takes ten calls a second, ten at once. */
    private static final class Quota {
        private final Timekeeper time;
        private double free = 10;
        private long filled;

        Quota(Timekeeper time) {
            this.time = time;
            filled = time.nanos();
        }

        synchronized boolean takes() {
            long now = time.nanos();
            free = Math.min(10, free + (now - filled) * 10 / 1e9);
            filled = now;
            if (free < 1) {
                return false;
            }
            free--;
            return true;
        }
    }

    @Test
    void sixtyFourCallsAtOnceShareWhatTheServerTakes() throws Exception {
        FastTime time = new FastTime();
        Quota quota = new Quota(time);
        try (LoopbackServer server = LoopbackServer.start((request, answer) -> {
                    if (quota.takes()) {
                        answer.json(200, "{}");
                    } else {
                        answer.error(429, "ThrottlingException", "Slow down.");
                    }
                });
                Bedrock bedrock = Connections.to(server).maxAttempts(10).open(time)) {
            ExecutorService threads = Executors.newFixedThreadPool(64);
            List<CompletableFuture<Integer>> calls = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                calls.add(CompletableFuture.supplyAsync(
                        () -> bedrock.invoke(Requests.invoke("{}")).body().length, threads));
            }
            for (CompletableFuture<Integer> call : calls) {
                assertThat(call.get(100, TimeUnit.SECONDS)).isEqualTo(2);
            }
            threads.shutdownNow();
            // Without a shared rate each of the calls that wait would be refused several times.
            assertThat(server.requests()).hasSizeLessThan(600);
        }
    }
}
