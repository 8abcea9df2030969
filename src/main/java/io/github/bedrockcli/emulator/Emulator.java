package io.github.bedrockcli.emulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import software.amazon.eventstream.Message;

/**
 * A running emulator: Bedrock, STS and IAM Identity Center on one port of this machine, for offline runs, scripts, tests
 * and demonstrations. Answers are echoes and say so; signatures, tokens and bodies are checked as the services do.
 */
public final class Emulator implements AutoCloseable {
    /** The region that {@link #environment()} names; requests for any other are answered as well. */
    public static final String DEFAULT_REGION = "us-east-1";

    private final Clock clock;
    private final Router router;
    private final Consumer<String> log;
    private final WireServer server;
    private final InetAddress address;

    private Emulator(InetAddress address, int port, Clock clock, Consumer<String> log, Account account, Faults faults)
            throws IOException {
        this.address = address;
        this.clock = clock;
        this.log = log;
        Objects.requireNonNull(faults);
        this.router = new Router(clock, this::endpoint, account);
        this.server = WireServer.start(address, port, this::answer);
    }

    /**
     * Starts listening.
     *
     * @param port 0 for any free port
     * @param log told a line for each request: method, path, status, milliseconds; no secrets
     * @throws java.net.BindException when the port is taken or the address is not one of this machine
     */
    public static Emulator start(
            InetAddress address, int port, Clock clock, Consumer<String> log, Account account, Faults faults)
            throws IOException {
        return new Emulator(address, port, clock, log, account, faults);
    }

    /** Starts for an account that has everything. */
    public static Emulator start(InetAddress address, int port, Clock clock, Consumer<String> log) throws IOException {
        return start(address, port, clock, log, Account.open(), Faults.none());
    }

    /** Starts on a free port of the loopback address, for the process itself. */
    public static Emulator startForThisProcess(Clock clock) {
        return startForThisProcess(clock, Account.open());
    }

    /** The same, for another account than one that has everything. */
    public static Emulator startForThisProcess(Clock clock, Account account) {
        try {
            return start(loopback(), 0, clock, line -> {}, account, Faults.none());
        } catch (IOException e) {
            throw new UncheckedIOException("the emulator cannot listen on the loopback address", e);
        }
    }

    /** Where clients of this machine reach it, such as {@code http://127.0.0.1:8173}. */
    public URI endpoint() {
        InetAddress reachable = address.isAnyLocalAddress() ? loopback() : address;
        String host = reachable.getHostAddress();
        String bracketed = reachable instanceof Inet6Address ? "[" + host + "]" : host;
        return URI.create("http://" + bracketed + ":" + server.port());
    }

    /** The environment variables that make any AWS SDK or the AWS CLI talk to this emulator; none is a secret. */
    public Map<String, String> environment() {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("AWS_ENDPOINT_URL", endpoint().toString());
        variables.put("AWS_ACCESS_KEY_ID", Keyring.ACCESS_KEY_ID);
        variables.put("AWS_SECRET_ACCESS_KEY", Keyring.SECRET_ACCESS_KEY);
        variables.put("AWS_REGION", DEFAULT_REGION);
        // boto3 and version 1 of the AWS CLI read this one only.
        variables.put("AWS_DEFAULT_REGION", DEFAULT_REGION);
        return variables;
    }

    /** Stops listening and closes every connection. */
    @Override
    public void close() {
        server.close();
    }

    private void answer(Exchange exchange) {
        long started = System.nanoTime();
        Request request = exchange.request();
        Response response = router.route(request);
        // Before the answer leaves: who has the answer may rely on the line.
        long milliseconds = (System.nanoTime() - started) / 1_000_000;
        log.accept(request.method() + " " + request.path() + " " + response.status() + " " + milliseconds + " ms");
        try {
            send(exchange, response);
        } catch (IOException e) {
            // The client went away in the middle of its answer.
        }
    }

    private void send(Exchange exchange, Response response) throws IOException {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("x-amzn-RequestId", RequestIds.uuid());
        headers.put("Date", WireTime.http(clock.instant()));
        if (response instanceof Response.Whole whole) {
            headers.put("Content-Type", whole.contentType());
            headers.putAll(whole.headers());
            exchange.send(whole.status(), headers, whole.body());
        } else if (response instanceof Response.Frames frames) {
            headers.putAll(frames.headers());
            Exchange.Pieces pieces = exchange.begin(frames.status(), headers);
            for (Message message : frames.messages()) {
                pieces.write(EventFrames.bytes(message));
            }
            pieces.end();
        }
    }

    private static InetAddress loopback() {
        try {
            return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }
}
