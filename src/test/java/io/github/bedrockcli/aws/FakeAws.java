package io.github.bedrockcli.aws;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * STS, the sign-in portal, its token service and Bedrock at one address. STS hands out the access key
 * {@code ASIA-<role name>}, the portal {@code ASIA-<account>-<role>}; Bedrock answers everything with {@code {}}.
 */
final class FakeAws implements AutoCloseable {
    private final LoopbackServer server;
    private volatile int portalStatus;
    private volatile String portalCode = "";

    FakeAws() {
        server = LoopbackServer.start(this::handle);
    }

    /** Keys, and an endpoint for every service. */
    Connections connections() {
        return Connections.bare().env("AWS_ENDPOINT_URL", server.uri().toString());
    }

    LoopbackServer server() {
        return server;
    }

    void portalRefuses() {
        portalRefuses(401, "UnauthorizedException");
    }

    void portalRefuses(int status, String code) {
        portalStatus = status;
        portalCode = code;
    }

    /** The access key that signed the last request to Bedrock. */
    String keyUsed(Connections connections) {
        try (Bedrock bedrock = connections.open()) {
            bedrock.invoke(Requests.invoke("{}"));
        }
        List<LoopbackServer.Request> requests = server.requests();
        return signer(requests.get(requests.size() - 1));
    }

    static String signer(LoopbackServer.Request request) {
        String authorization = request.header("authorization");
        int start = authorization.indexOf("Credential=") + "Credential=".length();
        return authorization.startsWith("AWS4")
                ? authorization.substring(start, authorization.indexOf('/'))
                : authorization;
    }

    /** The form of the STS call of that number. */
    Map<String, String> sts(int index) {
        List<LoopbackServer.Request> calls = server.requests().stream()
                .filter(request -> request.target().equals("/"))
                .toList();
        return form(calls.get(index));
    }

    LoopbackServer.Request stsRequest(int index) {
        return server.requests().stream()
                .filter(request -> request.target().equals("/"))
                .toList()
                .get(index);
    }

    @Override
    public void close() {
        server.close();
    }

    private void handle(LoopbackServer.Request request, LoopbackServer.Answer answer) throws IOException {
        if (request.target().equals("/")) {
            Map<String, String> form = form(request);
            String role = form.get("RoleArn").substring(form.get("RoleArn").lastIndexOf('/') + 1);
            if (role.equals("forbidden")) {
                xml(
                        answer,
                        403,
                        "<ErrorResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><Error><Type>Sender</Type>"
                                + "<Code>AccessDenied</Code><Message>User: x is not authorized to perform: sts:"
                                + form.get("Action")
                                + "</Message></Error><RequestId>sts-1</RequestId></ErrorResponse>");
                return;
            }
            String action = form.get("Action");
            xml(
                    answer,
                    200,
                    "<" + action + "Response xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><" + action
                            + "Result><Credentials><AccessKeyId>ASIA-" + role
                            + "</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>session-" + role
                            + "</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration></Credentials></" + action
                            + "Result></" + action + "Response>");
        } else if (request.target().startsWith("/federation/credentials")) {
            portal(request, answer);
        } else if (request.target().equals("/token")) {
            answer.json(200, "{\"accessToken\":\"renewed\",\"expiresIn\":3600,\"refreshToken\":\"refresh-2\"}");
        } else if (request.target().startsWith("/foundation-models")) {
            answer.json(200, "{\"modelSummaries\":[]}");
        } else {
            answer.json(200, "{}");
        }
    }

    private void portal(LoopbackServer.Request request, LoopbackServer.Answer answer) throws IOException {
        if (portalStatus != 0) {
            answer.error(
                    portalStatus, portalCode, portalStatus == 401 ? "Session token not found or invalid" : "No access");
            return;
        }
        Map<String, String> query =
                pairs(request.target().substring(request.target().indexOf('?') + 1));
        answer.json(
                200,
                "{\"roleCredentials\":{\"accessKeyId\":\"ASIA-" + query.get("account_id") + "-" + query.get("role_name")
                        + "\",\"secretAccessKey\":\"s\",\"sessionToken\":\"t\",\"expiration\":4070908800000}}");
    }

    private static void xml(LoopbackServer.Answer answer, int status, String xml) throws IOException {
        answer.whole(status, xml.getBytes(StandardCharsets.UTF_8), "Content-Type: text/xml");
    }

    private static Map<String, String> form(LoopbackServer.Request request) {
        return pairs(request.text());
    }

    private static Map<String, String> pairs(String text) {
        Map<String, String> pairs = new TreeMap<>();
        for (String pair : text.split("&")) {
            int equals = pair.indexOf('=');
            pairs.put(pair.substring(0, equals), URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
        }
        return pairs;
    }
}
