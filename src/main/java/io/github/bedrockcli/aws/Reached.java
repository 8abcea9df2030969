package io.github.bedrockcli.aws;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What answered at an endpoint.
 *
 * @param address where the connection went: the host's, or the proxy's
 * @param proxy {@code host:port}, or null where there is none in between
 * @param protocol of TLS, such as {@code TLSv1.3}; null without TLS
 * @param issuer who issued the server's certificate; null without TLS
 * @param status of the reply to a request without signature: any status proves that HTTP is spoken
 * @param serverTime what the reply's Date says, to the second; null where it says nothing
 * @param took from the look-up of the name to the reply's headers
 */
public record Reached(
        URI endpoint,
        @Nullable String address,
        @Nullable String proxy,
        @Nullable String protocol,
        @Nullable String issuer,
        int status,
        @Nullable Instant serverTime,
        Duration took) {}
