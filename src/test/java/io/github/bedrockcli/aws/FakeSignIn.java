package io.github.bedrockcli.aws;

import io.github.bedrockcli.model.Stopping;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/**
 * The token service and the portal of IAM Identity Center at one address, under a clock that moves when the program
 * sleeps. Each kind of request takes the answers that were put in for it, and then its usual one.
 */
final class FakeSignIn implements AutoCloseable {
    static final Instant START = Instant.parse("2026-11-22T12:00:00Z");

    private final LoopbackServer server = LoopbackServer.start(this::handle);
    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(1);
    private final Deque<String[]> registrations = new ArrayDeque<>();
    private final Deque<String[]> devices = new ArrayDeque<>();
    private final Deque<String[]> tokens = new ArrayDeque<>();
    private final Deque<String[]> logouts = new ArrayDeque<>();
    private final List<BlockingHttp> opened = new ArrayList<>();
    final List<Duration> sleeps = new ArrayList<>();
    private volatile Instant now = START;

    final Clock clock = new Clock() {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    };

    private static final String REGISTERED =
            "{\"clientId\":\"new-id\",\"clientSecret\":\"new-secret\",\"clientSecretExpiresAt\":1803211200}";
    private static final String DEVICE =
            "{\"deviceCode\":\"dev-1\",\"userCode\":\"ABCD-EFGH\",\"verificationUri\":\"https://device.example/\","
                    + "\"verificationUriComplete\":\"https://device.example/?user_code=ABCD-EFGH\",\"expiresIn\":600,"
                    + "\"interval\":2}";
    private static final String TOKEN =
            "{\"accessToken\":\"new-token\",\"tokenType\":\"Bearer\",\"expiresIn\":28800,\"refreshToken\":\"new-refresh\"}";

    FakeSignIn registers(int status, String code, String body) {
        registrations.add(new String[] {"" + status, code, body});
        return this;
    }

    FakeSignIn begins(int status, String code, String body) {
        devices.add(new String[] {"" + status, code, body});
        return this;
    }

    FakeSignIn gives(int status, String code, String body) {
        tokens.add(new String[] {"" + status, code, body});
        return this;
    }

    FakeSignIn ends(int status, String code, String body) {
        logouts.add(new String[] {"" + status, code, body});
        return this;
    }

    FakeSignIn refuses(String code, String error) {
        return gives(400, code, "{\"error\":\"" + error + "\",\"error_description\":\"in words\"}");
    }

    FakeSignIn pending() {
        return refuses("AuthorizationPendingException", "authorization_pending");
    }

    /** Signing in with the configuration file of a home directory. */
    SdkSignIns signIns(Path home, String profile, Duration patience) {
        Connection connection = connection(home);
        Profiles profiles = Profiles.read(connection.environment());
        return new SdkSignIns(
                profiles, profile, home, clients(connection, profiles), clock, this::sleep, patience, new Stopping());
    }

    SsoTokens tokens(Path home) {
        Connection connection = connection(home);
        return new SsoTokens(
                home, clients(connection, Profiles.read(connection.environment())), clock, this::sleep, new Stopping());
    }

    private Connection connection(Path home) {
        return Connections.bare()
                .region(null)
                .home(home)
                .env("AWS_ENDPOINT_URL_SSO_OIDC", server.uri().toString())
                .env("AWS_ENDPOINT_URL_SSO", server.uri().toString())
                .build();
    }

    private IdentityClients clients(Connection connection, Profiles profiles) {
        BlockingHttp http = new BlockingHttp(
                new Network(Duration.ofSeconds(5), Duration.ofSeconds(20), Proxies.of(connection.environment()), null),
                WireLog.NONE);
        opened.add(http);
        return new IdentityClients(
                new ClientParts(
                        http,
                        timer,
                        new RealTime(),
                        profiles.file(),
                        Profiles.DEFAULT,
                        new Patience(Duration.ofSeconds(5), Duration.ofSeconds(20), null, 1, false),
                        line -> {}),
                new Settings(connection, profiles));
    }

    List<LoopbackServer.Request> requests(String path) {
        return server.requests().stream()
                .filter(request -> request.target().split("\\?")[0].equals(path))
                .toList();
    }

    LoopbackServer server() {
        return server;
    }

    @Override
    public void close() {
        opened.forEach(BlockingHttp::close);
        server.close();
        timer.shutdownNow();
    }

    private void sleep(Duration time) {
        sleeps.add(time);
        now = now.plus(time);
    }

    private void handle(LoopbackServer.Request request, LoopbackServer.Answer answer) throws IOException {
        String path = request.target().split("\\?")[0];
        Map<String, Deque<String[]>> queues = Map.of(
                "/client/register",
                registrations,
                "/device_authorization",
                devices,
                "/token",
                tokens,
                "/logout",
                logouts);
        String[] next = queues.containsKey(path) ? queues.get(path).poll() : null;
        if (next != null) {
            answer.json(Integer.parseInt(next[0]), next[2], "x-amzn-ErrorType: " + next[1]);
            return;
        }
        answer.json(
                200,
                switch (path) {
                    case "/client/register" -> REGISTERED;
                    case "/device_authorization" -> DEVICE;
                    case "/token" -> TOKEN;
                    case "/federation/credentials" ->
                        "{\"roleCredentials\":{\"accessKeyId\":\"ASIA\",\"secretAccessKey\":\"s\",\"sessionToken\":\"t\","
                                + "\"expiration\":4070908800000}}";
                    default -> "{}";
                });
    }
}
