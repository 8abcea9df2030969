package io.github.bedrockcli.aws;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What {@code --debug} shows of the wire: request lines, status lines and headers, with the values of those that carry a
 * secret left out. Bodies are not shown: replies of STS and Identity Center hold credentials.
 */
final class WireLog {
    static final WireLog NONE = new WireLog(null);

    private static final Set<String> SECRET = Set.of(
            "authorization",
            "proxy-authorization",
            "x-amz-security-token",
            "x-amz-sso_bearer_token",
            "x-aws-ec2-metadata-token",
            "cookie",
            "set-cookie");

    private final @Nullable Consumer<String> lines;

    WireLog(@Nullable Consumer<String> lines) {
        this.lines = lines;
    }

    void request(String method, Origin origin, String path, Map<String, List<String>> headers) {
        if (lines != null) {
            lines.accept("> " + method + " " + (origin.secure() ? "https://" : "http://") + origin.hostHeader() + path);
            headers.forEach((name, values) -> values.forEach(value -> lines.accept("> " + header(name, value))));
        }
    }

    void reply(HttpHead head) {
        if (lines != null) {
            lines.accept("< " + head.status() + " " + head.reason());
            head.headers().forEach(header -> lines.accept("< " + header(header.name(), header.value())));
        }
    }

    private static String header(String name, String value) {
        boolean secret = SECRET.contains(name.toLowerCase(Locale.ROOT));
        return name + ": " + (secret ? "(not shown)" : value);
    }
}
