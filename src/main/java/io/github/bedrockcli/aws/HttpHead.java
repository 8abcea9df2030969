package io.github.bedrockcli.aws;

import io.github.bedrockcli.aws.BedrockException.Kind;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The status line and headers of one HTTP/1.1 reply, read from a connection; interim replies (1xx) are passed over. */
record HttpHead(int status, String reason, boolean persistent, List<Header> headers) {
    private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.([01]) ([0-9]{3})(?: (.*))?");
    private static final int MAX_BYTES = 256 * 1024;

    /** One header line. */
    record Header(String name, String value) {}

    static HttpHead read(HttpConnection connection) throws TransportException {
        HttpHead head = readOne(connection);
        for (int interim = 0; head.status / 100 == 1; interim++) {
            if (interim == 10) {
                throw notHttp(connection, "no end of interim replies");
            }
            if (head.status == 101) {
                throw notHttp(connection, "it switches to another protocol");
            }
            head = readOne(connection);
        }
        return head;
    }

    /** The values of a header that is a list, from all its lines, in lower case; empty when the header did not come. */
    List<String> values(String name) {
        return headers.stream()
                .filter(header -> header.name.equalsIgnoreCase(name))
                .flatMap(header -> Stream.of(header.value.split(",", -1)))
                .map(value -> value.strip().toLowerCase(Locale.ROOT))
                .toList();
    }

    /** This, on a connection that cannot be used again. */
    HttpHead closing() {
        return new HttpHead(status, reason, false, headers);
    }

    private static HttpHead readOne(HttpConnection connection) throws TransportException {
        String first = line(connection, true);
        Matcher matcher = STATUS_LINE.matcher(first);
        if (!matcher.matches()) {
            throw notHttp(connection, "it does not begin with a status line");
        }
        List<Header> headers = new ArrayList<>();
        int size = first.length();
        for (String line = line(connection, false); !line.isEmpty(); line = line(connection, false)) {
            size += line.length();
            if (size > MAX_BYTES) {
                throw notHttp(connection, "its headers have no end");
            }
            if (line.charAt(0) == ' ' || line.charAt(0) == '\t') {
                continue; // The rest of the header before, folded (RFC 9112, 5.2): none that is read here is that long.
            }
            int colon = line.indexOf(':');
            if (colon <= 0) {
                throw notHttp(connection, "a header has no name");
            }
            headers.add(new Header(
                    line.substring(0, colon).strip(), line.substring(colon + 1).strip()));
        }
        String reason = matcher.group(3) == null ? "" : matcher.group(3);
        HttpHead head = new HttpHead(Integer.parseInt(matcher.group(2)), reason, true, headers);
        List<String> keeping = head.values("connection");
        boolean persistent = matcher.group(1).equals("1") ? !keeping.contains("close") : keeping.contains("keep-alive");
        return new HttpHead(head.status, reason, persistent, headers);
    }

    private static String line(HttpConnection connection, boolean first) throws TransportException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(80);
        while (true) {
            // Not one byte came: nothing says that the request was even read, as when an idle connection closes.
            boolean nothing = first && bytes.size() == 0;
            int next = next(connection, nothing);
            if (next < 0) {
                throw ended(connection, nothing);
            }
            if (next == '\n') {
                break;
            }
            bytes.write(next);
            if (bytes.size() > MAX_BYTES) {
                throw notHttp(connection, "a line has no end");
            }
        }
        String text = bytes.toString(StandardCharsets.UTF_8);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }

    private static int next(HttpConnection connection, boolean nothing) throws TransportException {
        try {
            return connection.read();
        } catch (TransportException e) {
            throw e.retryable() && !nothing ? e.lost() : e;
        }
    }

    private static TransportException ended(HttpConnection connection, boolean nothing) {
        String what = connection.origin().host() + " closed the connection ";
        return nothing
                ? new TransportException(Kind.NETWORK, true, what + "without a reply", null)
                : TransportException.lost(Kind.NETWORK, what + "within the reply's headers", null);
    }

    private static TransportException notHttp(HttpConnection connection, String why) {
        return new TransportException(
                Kind.NETWORK,
                false,
                "what answers at " + connection.origin().authority() + " does not speak HTTP: " + why,
                null);
    }
}
