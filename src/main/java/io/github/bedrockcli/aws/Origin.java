package io.github.bedrockcli.aws;

import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.SdkHttpRequest;

/** One server as a connection sees it: scheme, host without brackets, port. */
record Origin(boolean secure, String host, int port) {
    static Origin of(SdkHttpRequest request) {
        boolean secure = request.protocol().equalsIgnoreCase("https");
        return new Origin(secure, bare(request.host()), request.port());
    }

    /** @param host an IPv6 address with or without brackets */
    static Origin of(boolean secure, String host, int port) {
        return new Origin(secure, bare(host), port);
    }

    /** An address without its path: where requests to it go. */
    static URI root(URI address) {
        return URI.create(address.getScheme() + "://" + address.getRawAuthority());
    }

    /** {@code host:port} as it stands in CONNECT; an IPv6 address in brackets. */
    String authority() {
        return bracketed() + ":" + port;
    }

    /** The Host header: without the port where it is the scheme's own. */
    String hostHeader() {
        return port == (secure ? 443 : 80) ? bracketed() : authority();
    }

    private String bracketed() {
        return host.contains(":") ? "[" + host + "]" : host;
    }

    private static String bare(String host) {
        String name = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        return name.toLowerCase(Locale.ROOT);
    }

    // Spelled out, like hashCode: what a record has of its own is put together at run time, for milliseconds.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Origin that && secure == that.secure && port == that.port && host.equals(that.host);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * host.hashCode() + port) + (secure ? 1 : 0);
    }
}
