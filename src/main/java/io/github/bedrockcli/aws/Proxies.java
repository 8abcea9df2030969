package io.github.bedrockcli.aws;

import io.github.bedrockcli.aws.BedrockException.Kind;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The proxies that HTTP_PROXY, HTTPS_PROXY and NO_PROXY name, read as curl and the AWS CLI read them. */
final class Proxies {
    private final Optional<Proxy> http;
    private final Optional<Proxy> https;
    private final List<String> exempt;

    /**
     * One proxy server.
     *
     * @param secure whether the proxy itself is spoken to over TLS
     * @param authorization value of Proxy-Authorization, or null; never to be shown
     */
    record Proxy(
            boolean secure, String host, int port, @Nullable String authorization) {
        @Override
        public String toString() {
            return host + ":" + port;
        }
    }

    private Proxies(Optional<Proxy> http, Optional<Proxy> https, List<String> exempt) {
        this.http = http;
        this.https = https;
        this.exempt = exempt;
    }

    static Proxies none() {
        return new Proxies(Optional.empty(), Optional.empty(), List.of());
    }

    /** @throws BedrockException when a variable holds no address */
    static Proxies of(Map<String, String> environment) {
        List<String> exempt = new ArrayList<>();
        for (String entry : value(environment, "NO_PROXY").orElse("").split("[,\\s]+", -1)) {
            if (!entry.isEmpty()) {
                exempt.add(entry.toLowerCase(Locale.ROOT));
            }
        }
        return new Proxies(proxy(environment, "HTTP_PROXY"), proxy(environment, "HTTPS_PROXY"), exempt);
    }

    /** The proxy for a server, of this machine too: NO_PROXY is what exempts, as with curl and the AWS CLI. */
    Optional<Proxy> forOrigin(Origin origin) {
        if (exempt.stream().anyMatch(entry -> covers(entry, origin))) {
            return Optional.empty();
        }
        return origin.secure() ? https : http;
    }

    /** {@code *}, a host, a domain with or without a leading dot, each with or without a port. */
    private static boolean covers(String entry, Origin origin) {
        if (entry.equals("*")) {
            return true;
        }
        String name = entry;
        int colon = entry.lastIndexOf(':');
        if (colon > 0 && entry.indexOf(':') == colon) {
            if (!entry.substring(colon + 1).equals(String.valueOf(origin.port()))) {
                return false;
            }
            name = entry.substring(0, colon);
        }
        name = name.startsWith("*.") ? name.substring(2) : name;
        name = name.startsWith(".") ? name.substring(1) : name;
        return origin.host().equals(name) || origin.host().endsWith("." + name);
    }

    private static Optional<String> value(Map<String, String> environment, String name) {
        String lower = environment.get(name.toLowerCase(Locale.ROOT));
        String found = lower != null ? lower : environment.get(name);
        return found == null || found.isBlank() ? Optional.empty() : Optional.of(found.strip());
    }

    private static Optional<Proxy> proxy(Map<String, String> environment, String name) {
        return value(environment, name).map(text -> parse(name, text));
    }

    private static Proxy parse(String name, String text) {
        try {
            URI uri = new URI(text.contains("://") ? text : "http://" + text);
            String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
            if (uri.getHost() != null && (scheme.equals("http") || scheme.equals("https"))) {
                boolean secure = scheme.equals("https");
                int port = uri.getPort() > 0 ? uri.getPort() : secure ? 443 : 80;
                return new Proxy(secure, uri.getHost(), port, authorization(uri.getRawUserInfo()));
            }
        } catch (URISyntaxException e) {
            // The value is not shown: it may hold a password.
        }
        throw BedrockException.of(Kind.CONFIGURATION, "the environment variable " + name + " is not a proxy's address")
                .fix("set it to http://HOST:PORT, or unset it")
                .build();
    }

    private static @Nullable String authorization(@Nullable String userInfo) {
        if (userInfo == null) {
            return null;
        }
        // URLDecoder takes + for a blank, which in user information it is not.
        String plain = URLDecoder.decode(userInfo.replace("+", "%2B"), StandardCharsets.UTF_8);
        String pair = plain.contains(":") ? plain : plain + ":";
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }
}
