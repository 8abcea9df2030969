package io.github.bedrockcli.emulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A running emulator: Bedrock, STS and IAM Identity Center on one port of this machine, for offline runs, scripts, tests
 * and demonstrations. Answers are echoes and say so; signatures, tokens and bodies are checked as the services do.
 */
public final class Emulator implements AutoCloseable {
    /** The region that {@link #environment()} names; requests for any other are answered as well. */
    public static final String DEFAULT_REGION = "us-east-1";

    private final Delivery delivery;
    private final Faults faults;
    private final Router router;
    private final Consumer<String> log;
    private final WireServer server;
    private final ListenAddress address;
    private final @Nullable Replay replay;

    private Emulator(
            ListenAddress address,
            Clock clock,
            Consumer<String> log,
            Account account,
            Faults faults,
            @Nullable Replay replay)
            throws IOException {
        this.address = address;
        this.delivery = new Delivery(clock);
        this.faults = faults;
        this.replay = replay;
        this.log = log;
        this.router = new Router(clock, this::endpoint, account);
        this.server = WireServer.start(address, this::answer);
    }

    /**
     * Starts listening.
     *
     * @param log told a line for each request: method, path, status or {@code -}, milliseconds, the fault
     *     it met; no secrets
     * @param replay keeps answers and sends them again; null to make each for its request
     * @throws java.net.BindException when the port is taken or the address is not one of this machine
     */
    public static Emulator start(
            ListenAddress address,
            Clock clock,
            Consumer<String> log,
            Account account,
            Faults faults,
            @Nullable Replay replay)
            throws IOException {
        return new Emulator(address, clock, log, account, faults, replay);
    }

    /** Starts with plain HTTP, and an answer for each request. */
    public static Emulator start(
            InetAddress address, int port, Clock clock, Consumer<String> log, Account account, Faults faults)
            throws IOException {
        return start(new ListenAddress(address, port, null), clock, log, account, faults, null);
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
            return start(ListenAddress.loopback(), clock, line -> {}, account, Faults.none(), null);
        } catch (IOException e) {
            throw new UncheckedIOException("the emulator cannot listen on the loopback address", e);
        }
    }

    /** Where clients of this machine reach it, such as {@code http://127.0.0.1:8173}. */
    public URI endpoint() {
        return address.endpoint(server.port());
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
        Request request = exchange.request();
        LoggedExchange logged = new LoggedExchange(exchange, log);
        try {
            if (!faults.answer(logged, delivery, () -> router.route(request))) {
                send(logged);
            }
        } catch (IOException e) {
            // The client went away in the middle of its answer.
        }
        logged.finish();
    }

    private void send(Exchange exchange) throws IOException {
        Request request = exchange.request();
        if (replay == null) {
            delivery.send(exchange, router.route(request));
        } else {
            replay.send(exchange, delivery, () -> router.route(request));
        }
    }
}
