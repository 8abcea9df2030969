package io.github.bedrockcli.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** STS and IAM Identity Center. */
final class IdentityTest {
    private static final String ROLE = "&RoleArn=arn%3Aaws%3Aiam%3A%3A123456789012%3Arole%2Fteam%2FDev";

    private final SteppingClock clock = new SteppingClock();
    private final Emulator emulator = Emulator.startForThisProcess(clock);
    private final SignedClient client = SignedClient.of(emulator, clock);
    private final SignedClient sts = client.forService("sts");

    @AfterEach
    void stop() {
        emulator.close();
    }

    @Test
    void tellsWhoCalls() {
        assertThat(sts.form("Action=GetCallerIdentity&Version=2011-06-15").text())
                .contains("<Arn>arn:aws:iam::123456789012:user/emulator</Arn>", "<Account>123456789012</Account>");
    }

    @Test
    void anAssumedRoleIsWhoCalls() {
        String xml =
                sts.form("Action=AssumeRole&RoleSessionName=me%40home" + ROLE).text();
        assertThat(GateTest.between(xml, "Expiration")).isEqualTo("2026-11-21T13:00:00Z");
        SignedClient assumed = sts.as(
                GateTest.between(xml, "AccessKeyId"),
                GateTest.between(xml, "SecretAccessKey"),
                GateTest.between(xml, "SessionToken"));
        assertThat(assumed.form("Action=GetCallerIdentity").text())
                .contains("<Arn>arn:aws:sts::123456789012:assumed-role/Dev/me@home</Arn>");
        SignedClient.Answer chained = assumed.form("Action=AssumeRole&DurationSeconds=3601&RoleSessionName=x1" + ROLE);
        assertThat(chained.status()).isEqualTo(400);
        assertThat(chained.text()).contains("role chaining");
    }

    @ParameterizedTest
    @CsvSource({
        "Action=AssumeRole&RoleSessionName=x, ValidationError, 400",
        "Action=AssumeRole&RoleSessionName=good&RoleArn=nope, ValidationError, 400",
        "Action=AssumeRole&RoleSessionName=good&DurationSeconds=899&ROLE, ValidationError, 400",
        "Action=AssumeRole&RoleSessionName=good&ExternalId=x&ROLE, ValidationError, 400",
        "Action=AssumeRole&RoleSessionName=good&SerialNumber=a&TokenCode=12&ROLE, AccessDenied, 403",
        "Action=AssumeRoleWithWebIdentity&RoleSessionName=good&WebIdentityToken=x&ROLE, InvalidIdentityToken, 400",
        "Action=AssumeRole&RoleSessionName=good&SerialNumber=a&TokenCode=000000&ROLE, AccessDenied, 403",
        "Action=AssumeRole&RoleSessionName=good&SerialNumber=a&ROLE, AccessDenied, 403",
        "Action=GetSessionToken&TokenCode=123456, AccessDenied, 403",
        "Action=GetSessionToken&DurationSeconds=129601, ValidationError, 400",
        "Action=Nothing, InvalidAction, 400"
    })
    void refusalsAreXml(String form, String code, int status) {
        SignedClient.Answer answer = sts.form(form.replace("&ROLE", ROLE));
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("content-type")).isEqualTo("text/xml");
        assertThat(answer.text()).contains("<Code>" + code + "</Code>", "<Type>Sender</Type>");
    }

    @Test
    void aUserGetsASessionWithMfaAndASessionGetsNone() {
        String xml = sts.form("Action=GetSessionToken&SerialNumber=arn&TokenCode=123456")
                .text();
        assertThat(GateTest.between(xml, "Expiration")).isEqualTo("2026-11-22T00:00:00Z");
        SignedClient session = sts.as(
                GateTest.between(xml, "AccessKeyId"),
                GateTest.between(xml, "SecretAccessKey"),
                GateTest.between(xml, "SessionToken"));
        assertThat(session.form("Action=GetCallerIdentity").text()).contains(":user/emulator</Arn>");
        SignedClient.Answer again = session.form("Action=GetSessionToken");
        assertThat(again.status()).isEqualTo(403);
        assertThat(again.text()).contains("Cannot call GetSessionToken with session credentials");
    }

    @Test
    void wrongKeysHaveTheNamesOfTheQueryProtocol() {
        String form = "Action=GetCallerIdentity";
        assertThat(sts.as("AKIANOBODY0000000000", "x").form(form).text()).contains("<Code>InvalidClientTokenId</Code>");
        assertThat(sts.as(Keyring.ACCESS_KEY_ID, "x").form(form).text()).contains("<Code>SignatureDoesNotMatch</Code>");
        assertThat(client.form(form).text()).contains("Credential should be scoped to correct service: 'sts'.");
    }

    @Test
    void aWebIdentityNeedsNoSignature() {
        String claims = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("{\"sub\":\"repo:me\"}".getBytes(StandardCharsets.UTF_8));
        SignedClient.Answer answer = unsigned(
                "/?Action=AssumeRoleWithWebIdentity&RoleSessionName=ci&WebIdentityToken=h." + claims + ".s" + ROLE);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text())
                .contains("<SubjectFromWebIdentityToken>repo:me</SubjectFromWebIdentityToken>", "<SessionToken>");
    }

    @Test
    void aDeviceSignsInOnceItsAddressWasOpened() {
        JsonNode app = register();
        JsonNode device = post("/device_authorization", app, "\"startUrl\":\"https://example.awsapps.com/start\"")
                .json();
        String grant = "\"grantType\":\"urn:ietf:params:oauth:grant-type:device_code\",\"deviceCode\":\""
                + device.path("deviceCode").asText() + "\"";
        URI page = URI.create(device.path("verificationUriComplete").asText());
        assertThat(client.send(HttpRequest.newBuilder(page).build()).status()).isEqualTo(200);
        JsonNode token = post("/token", app, grant).json();
        SignedClient.Answer credentials = credentials(token.path("accessToken").asText());
        assertThat(credentials.json().at("/roleCredentials/expiration").asLong())
                .isEqualTo(clock.instant().plusSeconds(3600).toEpochMilli());
        JsonNode role = credentials.json().path("roleCredentials");
        SignedClient signedIn = client.as(
                role.path("accessKeyId").asText(),
                role.path("secretAccessKey").asText(),
                role.path("sessionToken").asText());
        assertThat(signedIn.get("/foundation-models").status()).isEqualTo(200);
        clock.step(Duration.ofHours(8));
        assertThat(credentials(token.path("accessToken").asText()).status()).isEqualTo(401);
        String refresh = "\"grantType\":\"refresh_token\",\"refreshToken\":\""
                + token.path("refreshToken").asText() + "\"";
        String renewed = post("/token", app, refresh).json().path("accessToken").asText();
        assertThat(credentials(renewed).status()).isEqualTo(200);
    }

    @Test
    void aDeviceIsPendingOnceWhenNobodyOpensItsAddress() {
        JsonNode app = register();
        JsonNode device = post("/device_authorization", app, "\"startUrl\":\"https://example.awsapps.com/start\"")
                .json();
        String grant = "\"grantType\":\"urn:ietf:params:oauth:grant-type:device_code\",\"deviceCode\":\""
                + device.path("deviceCode").asText() + "\"";
        SignedClient.Answer first = post("/token", app, grant);
        assertThat(first.status()).isEqualTo(400);
        assertThat(first.error()).isEqualTo("AuthorizationPendingException");
        assertThat(first.json().path("error").asText()).isEqualTo("authorization_pending");
        clock.step(Duration.ofSeconds(1));
        assertThat(post("/token", app, grant).status()).isEqualTo(200);
        assertThat(post("/token", app, grant).error()).isEqualTo("InvalidGrantException");
    }

    @Test
    void aDeviceThatAsksTooOftenIsToldToSlowDown() {
        JsonNode app = register();
        String grant = grant(device(app));
        assertThat(post("/token", app, grant).error()).isEqualTo("AuthorizationPendingException");
        SignedClient.Answer tooSoon = post("/token", app, grant);
        assertThat(tooSoon.error()).isEqualTo("SlowDownException");
        assertThat(tooSoon.json().path("error").asText()).isEqualTo("slow_down");
        clock.step(Duration.ofSeconds(5));
        assertThat(post("/token", app, grant).error()).isEqualTo("SlowDownException");
        clock.step(Duration.ofSeconds(11));
        assertThat(post("/token", app, grant).status()).isEqualTo(200);
    }

    @Test
    void aDeviceIsDeniedOnItsPageAndExpiresAfterTenMinutes() {
        JsonNode app = register();
        JsonNode denied = device(app);
        URI page = URI.create(denied.path("verificationUriComplete").asText() + "&decision=deny");
        assertThat(client.send(HttpRequest.newBuilder(page).build()).text()).contains("denied");
        assertThat(post("/token", app, grant(denied)).error()).isEqualTo("AccessDeniedException");
        JsonNode late = device(app);
        clock.step(Duration.ofMinutes(10));
        assertThat(post("/token", app, grant(late)).error()).isEqualTo("ExpiredTokenException");
    }

    @Test
    void aBrowserIsSentBackWithACodeThatTheVerifierRedeemsOnce() {
        JsonNode app = register("\"scopes\":[\"sso:account:access\"],\"grantTypes\":[\"authorization_code\","
                        + "\"refresh_token\"],\"redirectUris\":[\"http://127.0.0.1/oauth/callback\"]")
                .json();
        String back = "http://127.0.0.1:4711/oauth/callback";
        // The pair of RFC 7636, appendix B.
        String challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
        String verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
        String location = authorize(app, back, challenge).header("location");
        assertThat(location).startsWith(back + "?state=a%20b&code=");
        String code = location.substring(location.indexOf("&code=") + 6);
        String grant = "\"grantType\":\"authorization_code\",\"redirectUri\":\"" + back + "\",\"code\":\"";
        assertThat(post("/token", app, grant + code + "\",\"codeVerifier\":\"" + verifier + "x\"")
                        .error())
                .isEqualTo("InvalidGrantException");
        location = authorize(app, back, challenge).header("location");
        code = location.substring(location.indexOf("&code=") + 6);
        String good = grant + code + "\",\"codeVerifier\":\"" + verifier + "\"";
        JsonNode token = post("/token", app, good).json();
        assertThat(token.path("refreshToken").asText()).isNotEmpty();
        assertThat(post("/token", app, good).error()).isEqualTo("InvalidGrantException");

        assertThat(logout(token.path("accessToken").asText()).status()).isEqualTo(200);
        assertThat(logout(token.path("accessToken").asText()).error()).isEqualTo("UnauthorizedException");
        assertThat(credentials(token.path("accessToken").asText()).status()).isEqualTo(401);
        assertThat(post(
                                "/token",
                                app,
                                "\"grantType\":\"refresh_token\",\"refreshToken\":\""
                                        + token.path("refreshToken").asText() + "\"")
                        .error())
                .isEqualTo("InvalidGrantException");
    }

    @Test
    void aBrowserIsSentNowhereElseThanWasRegistered() {
        JsonNode app = register(
                        "\"grantTypes\":[\"authorization_code\"],\"redirectUris\":[\"http://127.0.0.1/oauth/callback\"]")
                .json();
        assertThat(authorize(app, "http://127.0.0.1.example.com/oauth/callback", "c".repeat(43))
                        .status())
                .isEqualTo(400);
        assertThat(authorize(app, "http://127.0.0.1:1/other", "c".repeat(43)).status())
                .isEqualTo(400);
        assertThat(authorize(register(), "http://127.0.0.1:1/oauth/callback", "c".repeat(43))
                        .status())
                .isEqualTo(400);
        assertThat(authorize(app, "http://127.0.0.1:1/oauth/callback", "short").header("location"))
                .contains("error=invalid_request");
        assertThat(register("\"grantTypes\":[\"authorization_code\"]").error())
                .isEqualTo("InvalidRedirectUriException");
    }

    @Test
    void strangersAreRefused() {
        assertThat(credentials("stranger").error()).isEqualTo("UnauthorizedException");
        assertThat(credentials(SignIn.ACCESS_TOKEN).status()).isEqualTo(200);
        assertThat(unsignedPost("/token", "{\"clientId\":\"x\",\"clientSecret\":\"y\",\"grantType\":\"z\"}")
                        .status())
                .isEqualTo(401);
        assertThat(post("/token", register(), "\"grantType\":\"password\"").error())
                .isEqualTo("UnsupportedGrantTypeException");
    }

    private JsonNode register() {
        return register("\"scopes\":[\"sso:account:access\"]").json();
    }

    private JsonNode device(JsonNode app) {
        return post("/device_authorization", app, "\"startUrl\":\"https://example.awsapps.com/start\"")
                .json();
    }

    private static String grant(JsonNode device) {
        return "\"grantType\":\"urn:ietf:params:oauth:grant-type:device_code\",\"deviceCode\":\""
                + device.path("deviceCode").asText() + "\"";
    }

    private SignedClient.Answer authorize(JsonNode app, String redirect, String challenge) {
        return client.send(HttpRequest.newBuilder(URI.create(emulator.endpoint()
                        + "/authorize?response_type=code&code_challenge_method=S256&state=a%20b&scopes=sso%3Aaccount%3Aaccess"
                        + "&client_id=" + app.path("clientId").asText() + "&redirect_uri=" + redirect
                        + "&code_challenge=" + challenge))
                .build());
    }

    private SignedClient.Answer logout(String token) {
        return client.send(HttpRequest.newBuilder(URI.create(emulator.endpoint() + "/logout"))
                .header("x-amz-sso_bearer_token", token)
                .POST(HttpRequest.BodyPublishers.noBody())
                .build());
    }

    private SignedClient.Answer register(String members) {
        return unsignedPost("/client/register", "{\"clientName\":\"test\",\"clientType\":\"public\"," + members + "}");
    }

    private SignedClient.Answer post(String path, JsonNode app, String members) {
        return unsignedPost(
                path,
                "{\"clientId\":\"" + app.path("clientId").asText() + "\",\"clientSecret\":\""
                        + app.path("clientSecret").asText() + "\"," + members + "}");
    }

    private SignedClient.Answer credentials(String token) {
        return client.send(HttpRequest.newBuilder(URI.create(
                        emulator.endpoint() + "/federation/credentials?role_name=Dev&account_id=123456789012"))
                .header("x-amz-sso_bearer_token", token)
                .build());
    }

    private SignedClient.Answer unsigned(String target) {
        return client.send(HttpRequest.newBuilder(URI.create(emulator.endpoint() + target))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build());
    }

    private SignedClient.Answer unsignedPost(String path, String body) {
        return client.send(HttpRequest.newBuilder(URI.create(emulator.endpoint() + path))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }
}
