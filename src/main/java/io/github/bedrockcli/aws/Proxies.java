package io.github.bedrockcli.aws;

import io.github.bedrockcli.aws.BedrockException.Kind;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The proxies that HTTP_PROXY, HTTPS_PROXY and NO_PROXY name, read as curl and the AWS CLI read them. */
final class Proxies {
    /** {@code [http[s]://][user[:password]@]host[:port][/]}, the host being an IPv6 address in brackets or a name. */
    private static final Pattern ADDRESS =
            Pattern.compile("(?:(?<scheme>(?i:https?))://)?(?:(?<user>.*)@)?(?:\\[(?<address>[0-9A-Fa-f:.]+)]"
                    + "|(?<host>[A-Za-z0-9_.-]+))(?::(?<port>[0-9]{1,5}))?/?");

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
            return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
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
        if (entry.equals(origin.host())
                || entry.equals("[" + origin.host() + "]")
                || entry.equals(origin.authority())) {
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
        // By hand, as curl does: a URI knows neither host names with an underscore nor an unescaped # in a password.
        Matcher parts = ADDRESS.matcher(text);
        int port = parts.matches() ? port(parts) : 0;
        if (port > 0 && port < 65_536) {
            String host = parts.group("address") != null ? parts.group("address") : parts.group("host");
            String user = parts.group("user");
            return new Proxy(secure(parts), host, port, user == null ? null : authorization(user));
        }
        // The value is not shown: it may hold a password.
        throw BedrockException.of(Kind.CONFIGURATION, "the environment variable " + name + " is not a proxy's address")
                .fix("set it to http://HOST:PORT, or unset it")
                .build();
    }

    private static boolean secure(Matcher parts) {
        return "https".equalsIgnoreCase(parts.group("scheme"));
    }

    private static int port(Matcher parts) {
        String port = parts.group("port");
        return port == null ? (secure(parts) ? 443 : 80) : Integer.parseInt(port);
    }

    private static String authorization(String userInfo) {
        String plain;
        try {
            // URLDecoder takes + for a blank, which in user information it is not.
            plain = URLDecoder.decode(userInfo.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            plain = userInfo; // A percent sign that escapes nothing stands for itself.
        }
        String pair = plain.contains(":") ? plain : plain + ":";
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }
}
