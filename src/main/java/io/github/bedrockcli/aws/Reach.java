package io.github.bedrockcli.aws;

import io.github.bedrockcli.aws.BedrockException.Kind;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Goes the way that every request goes, name, proxy, TLS and all, and sends one without signature and body: what is
 * answered does not matter, that something is does.
 */
final class Reach {
    /** A server that takes longer over a request that it refuses is not well reached; also what one step may take. */
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private final Network network;

    Reach(Network network) {
        this.network = network.within(PATIENCE);
    }

    /** @throws BedrockException of what stands between */
    Reached to(URI endpoint) {
        boolean secure = "https".equalsIgnoreCase(endpoint.getScheme());
        int port = endpoint.getPort() > 0 ? endpoint.getPort() : secure ? 443 : 80;
        Origin origin = Origin.of(secure, endpoint.getHost(), port);
        HttpConnection connection = new HttpConnection(origin, network);
        long start = System.nanoTime();
        try {
            connection.open();
            HttpHead head = ask(connection, origin);
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            Socket socket = connection.socket();
            Tls.Secured secured = origin.secure() ? connection.secured() : null;
            X509Certificate certificate = secured == null ? null : secured.certificate();
            return new Reached(
                    endpoint,
                    socket == null ? null : socket.getInetAddress().getHostAddress(),
                    connection.proxy().map(Proxies.Proxy::toString).orElse(null),
                    secured == null ? null : secured.protocol(),
                    certificate == null ? null : ShownIssuer.shortName(certificate.getIssuerX500Principal()),
                    head.status(),
                    date(head),
                    took);
        } catch (TransportException e) {
            throw Failures.of(explained(e, origin));
        } catch (IOException e) {
            throw Failures.of(new TransportException(
                    Kind.NETWORK, false, "the connection to " + origin.host() + " broke: " + Text.reason(e), e));
        } finally {
            connection.close();
        }
    }

    private static HttpHead ask(HttpConnection connection, Origin origin) throws IOException {
        StringBuilder request = new StringBuilder("GET ");
        Optional<Proxies.Proxy> plain = connection.plainProxy();
        plain.ifPresent(proxy -> request.append("http://").append(origin.hostHeader()));
        request.append("/ HTTP/1.1\r\nHost: ").append(origin.hostHeader()).append("\r\nConnection: close\r\n");
        plain.map(Proxies.Proxy::authorization)
                .ifPresent(value ->
                        request.append("Proxy-Authorization: ").append(value).append("\r\n"));
        connection.write(request.append("\r\n").toString());
        return HttpHead.read(connection);
    }

    /** A certificate that is not trusted says by its issuer who stands between. */
    private TransportException explained(TransportException e, Origin origin) {
        if (!(e.getCause() instanceof SSLException)) {
            return e;
        }
        String issuer = ShownIssuer.by(witness -> {
            HttpConnection again = new HttpConnection(origin, network.with(witness));
            try {
                again.open();
            } finally {
                again.close();
            }
        });
        return issuer == null
                ? e
                : new TransportException(
                        e.kind(),
                        e.retryable(),
                        e.getMessage() + "; its certificate is issued by " + issuer,
                        e.getCause());
    }

    /** Source of the form: RFC 9110, 5.6.7. */
    private static @Nullable Instant date(HttpHead head) {
        return head.headers().stream()
                .filter(header -> header.name().equalsIgnoreCase("Date"))
                .findFirst()
                .map(HttpHead.Header::value)
                .map(Reach::parsed)
                .orElse(null);
    }

    private static @Nullable Instant parsed(String date) {
        try {
            return ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }
}
