package io.github.bedrockcli.aws;

import io.github.bedrockcli.aws.BedrockException.Kind;
import java.io.IOException;

/** The CONNECT exchange that turns a connection to a proxy into one to the server behind it. */
final class Tunnel {
    private Tunnel() {}

    static void open(HttpConnection connection, Proxies.Proxy proxy) throws TransportException {
        StringBuilder request = new StringBuilder();
        String authority = connection.origin().authority();
        request.append("CONNECT ").append(authority).append(" HTTP/1.1\r\nHost: ");
        request.append(authority).append("\r\n");
        if (proxy.authorization() != null) {
            request.append("Proxy-Authorization: ")
                    .append(proxy.authorization())
                    .append("\r\n");
        }
        request.append("\r\n");
        try {
            connection.write(request.toString());
        } catch (IOException e) {
            throw new TransportException(
                    Kind.NETWORK, true, "the connection to the proxy " + proxy + " broke: " + Text.reason(e), e);
        }
        int status = HttpHead.read(connection).status();
        if (status == 407) {
            connection.close();
            throw new TransportException(
                    Kind.NETWORK, false, "the proxy " + proxy + " wants other credentials (HTTP 407)", null);
        }
        if (status / 100 != 2) {
            connection.close();
            throw new TransportException(
                    Kind.NETWORK,
                    false,
                    "the proxy " + proxy + " refused the way to " + authority + " (HTTP " + status + ")",
                    null);
        }
    }
}
