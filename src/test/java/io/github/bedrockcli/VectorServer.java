package io.github.bedrockcli;

import io.github.bedrockcli.aws.LoopbackServer;
import io.github.bedrockcli.model.Json;
import java.io.IOException;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * A loopback server that embeds texts as Titan does, a vector that follows from the text, and counts what it was paid for;
 * some calls may fail first, no text more than twice unless chance is to have its way.
 */
final class VectorServer implements AutoCloseable {
    private static final int DIMENSIONS = 8;

    /** Most faults that one text meets: a call with four attempts gets through. */
    private static final int MAX_FAULTS = 2;

    private final LoopbackServer server;
    private final double faultRate;
    private final long pauseMicros;
    private final int mostFaults;
    private final Random random;
    private final Map<String, AtomicInteger> faults = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> answers = new ConcurrentHashMap<>();
    private final AtomicInteger faulty = new AtomicInteger();
    private final Object paidMonitor = new Object();
    private int paid;

    private VectorServer(long seed, double faultRate, long pauseMicros, int mostFaults) {
        this.random = new Random(seed);
        this.faultRate = faultRate;
        this.pauseMicros = pauseMicros;
        this.mostFaults = mostFaults;
        this.server = LoopbackServer.start(this::embed);
    }

    /**
     * @param seed of what happens to which call
     * @param faultRate share of calls that meet a fault, 0..1
     * @param pauseMicros how long every answer takes
     */
    static VectorServer start(long seed, double faultRate, long pauseMicros) {
        return new VectorServer(seed, faultRate, pauseMicros, MAX_FAULTS);
    }

    /** Faults by chance alone: a call may meet one at every attempt. */
    static VectorServer startByChance(long seed, double faultRate) {
        return new VectorServer(seed, faultRate, 0, Integer.MAX_VALUE);
    }

    /** What a client needs: the endpoint and credentials that nobody checks. */
    Map<String, String> environment() {
        return Map.of(
                "AWS_ENDPOINT_URL_BEDROCK_RUNTIME", "http://127.0.0.1:" + server.port(),
                "AWS_REGION", "us-east-1",
                "AWS_ACCESS_KEY_ID", "AKIAEXAMPLE",
                "AWS_SECRET_ACCESS_KEY", "example",
                "AWS_CONFIG_FILE", "/dev/null",
                "AWS_SHARED_CREDENTIALS_FILE", "/dev/null",
                "AWS_EC2_METADATA_DISABLED", "true");
    }

    /** How often each text was answered. */
    Map<String, AtomicInteger> answers() {
        return answers;
    }

    /** How many faults there were. */
    int faults() {
        return faulty.get();
    }

    /** How many texts were answered, those twice that were answered twice. */
    int paid() {
        synchronized (paidMonitor) {
            return paid;
        }
    }

    /** Waits for so many answers, or until the process ends. */
    void awaitPaid(int count, Process process) throws InterruptedException {
        synchronized (paidMonitor) {
            while (paid < count && process.isAlive()) {
                paidMonitor.wait(50);
            }
        }
    }

    @Override
    public void close() {
        server.close();
    }

    private void embed(LoopbackServer.Request request, LoopbackServer.Answer answer) throws IOException {
        String text = Json.parse(request.body()).path("inputText").asText();
        if (!fault(answer, text)) {
            LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(pauseMicros));
            pay(text);
            answer.json(200, vector(text));
        }
    }

    /** Fails the call, or makes it slow and lets it through. */
    private boolean fault(LoopbackServer.Answer answer, String text) throws IOException {
        int kind;
        synchronized (random) {
            if (random.nextDouble() >= faultRate) {
                return false;
            }
            kind = random.nextInt(4);
        }
        if (faults.computeIfAbsent(text, key -> new AtomicInteger()).incrementAndGet() > mostFaults) {
            return false;
        }
        faulty.incrementAndGet();
        switch (kind) {
            case 0 -> answer.error(429, "ThrottlingException", "Too many requests");
            case 1 -> answer.error(503, "ServiceUnavailableException", "Busy");
            case 2 -> answer.reset();
            default -> {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
                return false;
            }
        }
        return true;
    }

    private void pay(String text) {
        answers.computeIfAbsent(text, key -> new AtomicInteger()).incrementAndGet();
        synchronized (paidMonitor) {
            paid++;
            paidMonitor.notifyAll();
        }
    }

    /** The reply of Titan Text Embeddings V2. */
    static String vector(String text) {
        Random numbers = new Random(text.hashCode());
        StringBuilder vector = new StringBuilder();
        for (int i = 0; i < DIMENSIONS; i++) {
            vector.append(i == 0 ? "" : ",").append(numbers.nextFloat());
        }
        return "{\"embedding\":[" + vector + "],\"inputTextTokenCount\":" + text.length() + "}";
    }
}
