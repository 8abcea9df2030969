package io.github.bedrockcli.emulator;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;

/** Writes the log line of an exchange, once and before its answer leaves: who has the answer may rely on the line. */
final class LoggedExchange implements Exchange {
    private final Exchange exchange;
    private final Consumer<String> log;
    private final long started = System.nanoTime();
    private String note = "";
    private boolean logged;

    LoggedExchange(Exchange exchange, Consumer<String> log) {
        this.exchange = exchange;
        this.log = log;
    }

    /** What is said behind the milliseconds. */
    void note(String text) {
        note = ", " + text;
    }

    /** The line of an exchange that ended without an answer. */
    void finish() {
        log("-");
    }

    @Override
    public Request request() {
        return exchange.request();
    }

    @Override
    public void send(int status, Map<String, String> headers, byte[] body) throws IOException {
        log(String.valueOf(status));
        exchange.send(status, headers, body);
    }

    @Override
    public Pieces begin(int status, Map<String, String> headers) throws IOException {
        log(String.valueOf(status));
        return exchange.begin(status, headers);
    }

    @Override
    public Pieces begin(int status, Map<String, String> headers, long length) throws IOException {
        log(String.valueOf(status));
        return exchange.begin(status, headers, length);
    }

    @Override
    public void pause(Duration duration) throws IOException {
        exchange.pause(duration);
    }

    @Override
    public void hold() throws IOException {
        log("-");
        exchange.hold();
    }

    @Override
    public void reset() throws IOException {
        log("-");
        exchange.reset();
    }

    private void log(String status) {
        if (!logged) {
            logged = true;
            Request request = request();
            long milliseconds = (System.nanoTime() - started) / 1_000_000;
            log.accept(request.method() + " " + request.path() + " " + status + " " + milliseconds + " ms" + note);
        }
    }
}
