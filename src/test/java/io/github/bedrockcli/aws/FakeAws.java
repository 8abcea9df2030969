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
    private volatile String answer = "{}";
    private volatile boolean refusing;
    private volatile String expiration = "2099-01-01T00:00:00Z";

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

    /** What Bedrock says to everything. */
    void answersWith(String json) {
        answer = json;
    }

    /** Whether STS refuses every role from now on. */
    void refuse(boolean every) {
        refusing = every;
    }

    /** The body of the last request to Bedrock. */
    String lastBody() {
        List<LoopbackServer.Request> requests = server.requests();
        return requests.get(requests.size() - 1).text();
    }

    /** When the sessions that STS hands out from now on end. */
    void sessionsEnd(String time) {
        expiration = time;
    }

    /** How many calls STS has had. */
    long stsCalls() {
        return server.requests().stream()
                .filter(request -> request.target().equals("/"))
                .count();
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
            sts(form(request), answer);
        } else if (request.target().startsWith("/federation/credentials")) {
            portal(request, answer);
        } else if (request.target().equals("/token")) {
            answer.json(200, "{\"accessToken\":\"renewed\",\"expiresIn\":3600,\"refreshToken\":\"refresh-2\"}");
        } else if (request.target().startsWith("/foundation-models")) {
            answer.json(200, "{\"modelSummaries\":[]}");
        } else {
            answer.json(200, this.answer);
        }
    }

    /** A role named {@code forbidden} is not assumed, and the code {@code 000000} not taken. */
    private void sts(Map<String, String> form, LoopbackServer.Answer answer) throws IOException {
        String action = form.get("Action");
        String arn = form.getOrDefault("RoleArn", "session");
        String role = arn.substring(arn.lastIndexOf('/') + 1);
        if (refusing || role.equals("forbidden")) {
            denied(answer, "User: x is not authorized to perform: sts:" + action);
        } else if ("000000".equals(form.get("TokenCode"))) {
            denied(answer, "MultiFactorAuthentication failed with invalid MFA one time pass code. ");
        } else if (form.getOrDefault("SerialNumber", "").endsWith("/stranger")) {
            denied(
                    answer,
                    "MultiFactorAuthentication failed, unable to validate MFA code.  Please verify your MFA serial"
                            + " number is valid and associated with this user.");
        } else if (form.getOrDefault("DurationSeconds", "0").equals("7200")) {
            error(
                    answer,
                    400,
                    "ValidationError",
                    "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role"
                            + " chaining");
        } else {
            xml(
                    answer,
                    200,
                    "<" + action + "Response xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><" + action
                            + "Result><Credentials><AccessKeyId>ASIA-" + role
                            + "</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>session-" + role
                            + "</SessionToken><Expiration>" + expiration + "</Expiration></Credentials></" + action
                            + "Result></" + action + "Response>");
        }
    }

    private static void denied(LoopbackServer.Answer answer, String words) throws IOException {
        error(answer, 403, "AccessDenied", words);
    }

    private static void error(LoopbackServer.Answer answer, int status, String code, String words) throws IOException {
        xml(
                answer,
                status,
                "<ErrorResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><Error><Type>Sender</Type><Code>"
                        + code
                        + "</Code><Message>" + words
                        + "</Message></Error><RequestId>sts-1</RequestId></ErrorResponse>");
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
