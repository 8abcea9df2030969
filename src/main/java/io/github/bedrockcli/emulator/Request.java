package io.github.bedrockcli.emulator;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** One HTTP request as it came over the wire: path and query still encoded, header names in lower case. */
final class Request {
    /**
     * The longest body that is kept, in bytes: InvokeModel takes 25,000,000 (spec, bedrock-api.md 2.1); a Converse body
     * with 20 pictures may be longer.
     */
    static final int MAX_KEPT = 150_000_000;

    private final String method;
    private final String path;
    private final String query;
    private final Map<String, List<String>> headers;
    private final byte[] body;

    Request(String method, String target, Map<String, List<String>> headers, byte[] body) {
        int mark = target.indexOf('?');
        this.method = method;
        this.path = mark < 0 ? target : target.substring(0, mark);
        this.query = mark < 0 ? "" : target.substring(mark + 1);
        this.headers = headers;
        this.body = body;
    }

    String method() {
        return method;
    }

    String path() {
        return path;
    }

    String query() {
        return query;
    }

    /** Every value of a header, in order; empty when it was not sent. */
    List<String> headers(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
    }

    Optional<String> header(String name) {
        return headers(name).stream().findFirst();
    }

    /** The body; callers do not change it. */
    byte[] body() {
        return body;
    }

    /** The decoded pairs of the query string, in order. */
    List<Pair> queryPairs() {
        return pairs(query);
    }

    Optional<String> queryValue(String name) {
        return queryPairs().stream()
                .filter(pair -> pair.name().equals(name))
                .map(Pair::value)
                .findFirst();
    }

    /** Decodes {@code a=b&c=d}, as a query string or a form body has it. */
    static List<Pair> pairs(String encoded) {
        List<Pair> pairs = new ArrayList<>();
        for (String part : encoded.split("&", -1)) {
            if (!part.isEmpty()) {
                int equals = part.indexOf('=');
                String name = equals < 0 ? part : part.substring(0, equals);
                pairs.add(new Pair(decode(name), equals < 0 ? "" : decode(part.substring(equals + 1))));
            }
        }
        return pairs;
    }

    /** Decodes percent escapes once, as in a path, where a plus sign is a plus sign. */
    static String decodePath(String encoded) {
        return decode(encoded.replace("+", "%2B"));
    }

    private static String decode(String encoded) {
        try {
            return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw ServiceError.validation("The request path or query is not correctly percent-encoded.");
        }
    }

    /** One name and value of a query string or a form. */
    record Pair(String name, String value) {}
}
