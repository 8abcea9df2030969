package io.github.bedrockcli;

import io.github.bedrockcli.model.Json;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
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

    private final ServerSocket server;
    private final double faultRate;
    private final long pauseMicros;
    private final int mostFaults;
    private final Random random;
    private final Map<String, AtomicInteger> faults = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> answers = new ConcurrentHashMap<>();
    private final AtomicInteger faulty = new AtomicInteger();
    private final Object paidMonitor = new Object();
    private int paid;

    private VectorServer(ServerSocket server, long seed, double faultRate, long pauseMicros, int mostFaults) {
        this.server = server;
        this.random = new Random(seed);
        this.faultRate = faultRate;
        this.pauseMicros = pauseMicros;
        this.mostFaults = mostFaults;
        daemon(this::accept, "vectors-accept");
    }

    /**
     * @param seed of what happens to which call
     * @param faultRate share of calls that meet a fault, 0..1
     * @param pauseMicros how long every answer takes
     */
    static VectorServer start(long seed, double faultRate, long pauseMicros) {
        return start(seed, faultRate, pauseMicros, MAX_FAULTS);
    }

    /** Faults by chance alone: a call may meet one at every attempt. */
    static VectorServer startByChance(long seed, double faultRate) {
        return start(seed, faultRate, 0, Integer.MAX_VALUE);
    }

    private static VectorServer start(long seed, double faultRate, long pauseMicros, int mostFaults) {
        try {
            return new VectorServer(
                    new ServerSocket(0, 300, InetAddress.getLoopbackAddress()),
                    seed,
                    faultRate,
                    pauseMicros,
                    mostFaults);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a client needs: the endpoint and credentials that nobody checks. */
    Map<String, String> environment() {
        return Map.of(
                "AWS_ENDPOINT_URL_BEDROCK_RUNTIME", "http://127.0.0.1:" + server.getLocalPort(),
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
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                socket.setTcpNoDelay(true);
                daemon(() -> converse(socket), "vectors-connection");
            } catch (IOException e) {
                return;
            }
        }
    }

    private void converse(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            for (byte[] body = read(in); body != null; body = read(in)) {
                String text = Json.parse(body).path("inputText").asText();
                if (!fault(socket, text)) {
                    LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(pauseMicros));
                    pay(text);
                    answer(socket, 200, vector(text));
                }
            }
        } catch (IOException e) {
            // The client went away, or the connection was reset.
        }
    }

    /** Fails the call, or makes it slow and lets it through. */
    private boolean fault(Socket socket, String text) throws IOException {
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
            case 0 -> answer(socket, 429, "{\"message\":\"Too many requests\"}", "ThrottlingException");
            case 1 -> answer(socket, 503, "{\"message\":\"Busy\"}", "ServiceUnavailableException");
            case 2 -> {
                socket.setSoLinger(true, 0);
                socket.close();
                throw new IOException("reset");
            }
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

    private static void answer(Socket socket, int status, String json, String... error) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        String head = "HTTP/1.1 " + status + " Whatever\r\nContent-Type: application/json\r\nContent-Length: "
                + body.length + "\r\n" + (error.length == 0 ? "" : "x-amzn-ErrorType: " + error[0] + "\r\n") + "\r\n";
        whole.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
        whole.writeBytes(body);
        socket.getOutputStream().write(whole.toByteArray());
    }

    /** The body of the next request; null at the end. */
    private static byte[] read(InputStream in) throws IOException {
        int length = 0;
        String first = line(in);
        if (first == null) {
            return null;
        }
        for (String line = line(in); line != null && !line.isEmpty(); line = line(in)) {
            if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                length = Integer.parseInt(line.substring(line.indexOf(':') + 1).strip());
            }
        }
        byte[] body = in.readNBytes(length);
        return body.length < length ? null : body;
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                return null;
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    private static void daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }
}
