package io.github.bedrockcli.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockcli.aws.BedrockException.Kind;
import io.github.bedrockcli.model.Json;
import io.github.bedrockcli.model.Stopping;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Signing in and out, and what is left in the cache that other programs read. */
class SignInTest {
    // Names computed with hashlib.sha1 and json.dumps as botocore 1.43 does in utils.py and credentials.py.
    private static final String CORP = "ee0bfd2552fbd840c02cc48b6e823320543c450f.json";
    private static final String OLD = "33d5ca4bf3b1a62edb96b47f7c203034a43ac435.json";
    private static final String CORP_CLIENT = "46f947f3fcca6025b947f7f417bf8988aa519ec3.json";
    private static final String OLD_CLIENT = "31a893c5c4d24f6e31e7cb5cbe01cfc2940c3759.json";
    private static final String WRITER_KEYS = "6d106c40503678490ca0b949bc6e64ef215052d6.json";
    private static final String LEGACY_KEYS = "e15e73a2528ff344a6568843bb37122507c13d7e.json";

    private static final String CONFIG = """
            [profile writer]
            sso_session = corp
            sso_account_id = 222222222222
            sso_role_name = writer
            [profile reader]
            sso_session = corp
            [profile old]
            sso_start_url = https://old.awsapps.com/start
            sso_region = us-east-2
            sso_account_id = 333333333333
            sso_role_name = legacy
            [profile top]
            role_arn = arn:aws:iam::444444444444:role/top
            source_profile = writer
            [profile keys]
            aws_access_key_id = a
            [sso-session corp]
            sso_start_url = https://corp.awsapps.com/start
            sso_region = ap-southeast-2
            sso_registration_scopes = sso:account:access
            """;

    @TempDir
    Path home;

    private final FakeSignIn center = new FakeSignIn();
    private final List<SignInPrompt.Approval> asked = new ArrayList<>();

    @BeforeEach
    void configure() throws IOException {
        Files.createDirectories(home.resolve(".aws"));
        Files.writeString(home.resolve(".aws/config"), CONFIG);
    }

    @AfterEach
    void stop() {
        center.close();
    }

    @Test
    void aDeviceCodeIsAskedForAtThePaceThatTheServiceSets() throws IOException {
        center.pending().refuses("SlowDownException", "slow_down").pending();

        SignIns.SignedIn signedIn = signIns("writer").signIn(null, false, asked::add);

        assertThat(center.sleeps)
                .containsExactly(
                        Duration.ofSeconds(2), Duration.ofSeconds(2), Duration.ofSeconds(7), Duration.ofSeconds(7));
        assertThat(asked)
                .containsExactly(new SignInPrompt.Approval(
                        "corp",
                        "https://device.example/?user_code=ABCD-EFGH",
                        "https://device.example/",
                        "ABCD-EFGH",
                        FakeSignIn.START.plusSeconds(600)));
        Instant end = FakeSignIn.START.plusSeconds(18 + 28_800);
        assertThat(signedIn).isEqualTo(new SignIns.SignedIn("corp", end, true));
        assertThat(body("/client/register", 0))
                .isEqualTo(
                        Json.parse(
                                "{\"clientName\":\"bedrock-cli-corp\",\"clientType\":\"public\",\"scopes\":[\"sso:account:access\"]}"));
        assertThat(body("/device_authorization", 0))
                .isEqualTo(
                        Json.parse(
                                "{\"clientId\":\"new-id\",\"clientSecret\":\"new-secret\",\"startUrl\":\"https://corp.awsapps.com/start\"}"));
        assertThat(body("/token", 3))
                .isEqualTo(
                        Json.parse(
                                "{\"clientId\":\"new-id\",\"clientSecret\":\"new-secret\",\"deviceCode\":\"dev-1\",\"grantType\":\"urn:ietf:params:oauth:grant-type:device_code\"}"));
    }

    @Test
    void theCacheHoldsWhatTheAwsCliWritesReadableByItsOwnerOnly() throws IOException {
        signIns("writer").signIn(null, false, asked::add);

        assertThat(cache(CORP)).content().isEqualTo("""
                {"startUrl":"https://corp.awsapps.com/start","region":"ap-southeast-2","accessToken":"new-token",\
                "expiresAt":"2026-11-22T20:00:02Z","clientId":"new-id","clientSecret":"new-secret",\
                "registrationExpiresAt":"2027-02-21T12:00:00Z","refreshToken":"new-refresh"}""");
        assertThat(cache(CORP_CLIENT)).content().isEqualTo("""
                {"clientId":"new-id","clientSecret":"new-secret","expiresAt":"2027-02-21T12:00:00Z",\
                "scopes":["sso:account:access"]}""");
        assertThat(files(".aws/sso/cache")).containsExactly(CORP_CLIENT, CORP);
        assertThat(mode(cache(CORP))).isEqualTo("rw-------");
        assertThat(mode(cache(CORP_CLIENT))).isEqualTo("rw-------");
        assertThat(mode(home.resolve(".aws/sso"))).isEqualTo("rwx------");
        assertThat(mode(home.resolve(".aws/sso/cache"))).isEqualTo("rwx------");
    }

    @Test
    void theLegacyFormSignsInByDeviceCodeUnderItsStartUrl() throws IOException {
        center.gives(200, "", "{\"accessToken\":\"legacy\",\"expiresIn\":3600}");

        SignIns.SignedIn signedIn = signIns("old").signIn(null, true, asked::add);

        assertThat(signedIn.renewable()).isFalse();
        assertThat(signedIn.title()).isEqualTo("https://old.awsapps.com/start");
        assertThat(body("/client/register", 0))
                .isEqualTo(Json.parse("{\"clientName\":\"bedrock-cli-1795348800\",\"clientType\":\"public\"}"));
        assertThat(files(".aws/sso/cache")).containsExactly(OLD_CLIENT, OLD);
        assertThat(cache(OLD)).content().doesNotContain("refreshToken").contains("\"accessToken\":\"legacy\"");
        assertThat(signIns("old").role()).contains(new SignIns.Role("old", "333333333333", "legacy"));
    }

    @Test
    void aSourceProfileIsTheOneThatIsSignedIn() throws IOException {
        signIns("top").signIn(null, false, asked::add);

        assertThat(cache(CORP)).exists();
        assertThat(signIns("top").role()).contains(new SignIns.Role("writer", "222222222222", "writer"));
        assertThat(signIns("reader").role()).isEmpty();
    }

    @Test
    void aCodeThatNobodyApprovesRunsOut() {
        center.begins(
                200,
                "",
                "{\"deviceCode\":\"d\",\"userCode\":\"u\",\"verificationUri\":\"https://x.example/\","
                        + "\"expiresIn\":600,\"interval\":70}");
        for (int i = 0; i < 20; i++) {
            center.pending();
        }

        BedrockException failure = failure("writer", false);

        assertThat(failure.kind()).isEqualTo(Kind.CREDENTIALS);
        assertThat(failure).hasMessage("the sign-in to corp was not approved in the time it had");
        assertThat(center.clock.instant()).isEqualTo(FakeSignIn.START.plusSeconds(600));
        assertThat(center.requests("/token")).hasSize(9);
        assertThat(cache(CORP)).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({
        "ExpiredTokenException, expired_token, CREDENTIALS, the sign-in to corp was not approved in the time it had",
        "AccessDeniedException, access_denied, ACCESS_DENIED, the sign-in was denied: in words",
        "InvalidGrantException, invalid_grant, REFUSED, in words",
        "InvalidScopeException, invalid_scope, REFUSED, in words"
    })
    void whatEndsASignInIsSaidInWords(String code, String error, Kind kind, String message) {
        center.pending().refuses(code, error);

        BedrockException failure = failure("writer", false);

        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure).hasMessage(message);
        assertThat(failure.fix()).isPresent();
        assertThat(center.requests("/token")).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "InvalidGrantException | sign in again, or with --use-device-code",
                "InvalidScopeException | correct sso_registration_scopes of [sso-session corp], or remove it:"
                        + " sso:account:access is the usual one",
            })
    void theAdviceIsOfWhatWasRefused(String code, String fix) {
        center.pending().refuses(code, "x");

        assertThat(failure("writer", false).fix()).hasValue(fix);
    }

    @Test
    void aNetworkThatFailsForAWhileDoesNotEndASignIn() {
        center.gives(503, "ServiceUnavailableException", "{}")
                .gives(429, "TooManyRequestsException", "{}")
                .pending();

        assertThat(signIns("writer").signIn(null, false, asked::add).title()).isEqualTo("corp");
        assertThat(center.sleeps.stream().map(Duration::toSeconds)).containsExactly(2L, 7L, 12L, 12L);
    }

    @Test
    void aServiceThatGoesOnFailingEndsIt() {
        for (int i = 0; i < 9; i++) {
            center.gives(500, "InternalServerException", "{}");
        }

        assertThat(failure("writer", false).kind()).isEqualTo(Kind.UNAVAILABLE);
        assertThat(center.requests("/token")).hasSize(5);
    }

    @Test
    void aRegistrationOfTheAwsCliIsUsed() throws IOException {
        keep(CORP_CLIENT, """
                {"clientId": "cli-id", "clientSecret": "cli-secret", "expiresAt": "2027-01-01T00:00:00Z",
                 "scopes": ["sso:account:access"]}""");

        signIns("writer").signIn(null, false, asked::add);

        assertThat(center.requests("/client/register")).isEmpty();
        assertThat(body("/token", 0).path("clientId").asText()).isEqualTo("cli-id");
        assertThat(Json.parse(Files.readString(cache(CORP)))
                        .path("registrationExpiresAt")
                        .asText())
                .isEqualTo("2027-01-01T00:00:00Z");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'clientId':'c','clientSecret':'s','expiresAt':'2026-11-22T12:10:00Z'}",
                "{'clientId':'c','clientSecret':'s','expiresAt':'2099-01-01T00:00:00UTC','grantTypes':['authorization_code']}",
                "{'clientId':'c','expiresAt':'2099-01-01T00:00:00Z'}",
                "[1]",
                "{'clientId':"
            })
    void aRegistrationThatIsOldOrOfAnotherKindOrBrokenIsMadeAnew(String kept) throws IOException {
        keep(CORP_CLIENT, kept.replace('\'', '"'));

        signIns("writer").signIn(null, false, asked::add);

        assertThat(center.requests("/client/register")).hasSize(1);
        assertThat(body("/token", 0).path("clientId").asText()).isEqualTo("new-id");
    }

    @Test
    void aRegistrationThatTheServiceForgotIsMadeAnew() throws IOException {
        keep(CORP_CLIENT, "{\"clientId\":\"c\",\"clientSecret\":\"s\",\"expiresAt\":\"2099-01-01T00:00:00Z\"}");
        center.begins(401, "InvalidClientException", "{\"error\":\"invalid_client\"}");

        signIns("writer").signIn(null, false, asked::add);

        assertThat(center.requests("/client/register")).hasSize(1);
        assertThat(body("/token", 0).path("clientId").asText()).isEqualTo("new-id");
    }

    @Test
    void aStartUrlThatTheServiceDoesNotKnowIsNamed() {
        center.begins(
                400,
                "InvalidRequestException",
                "{\"error\":\"invalid_request\",\"error_description\":\"Invalid start url provided\"}");

        BedrockException failure = failure("writer", false);

        assertThat(failure).hasMessage("Invalid start url provided");
        assertThat(failure.fix())
                .contains("check sso_start_url (https://corp.awsapps.com/start) and sso_region (ap-southeast-2) of"
                        + " [sso-session corp]");
    }

    @Test
    void aBrowserComesBackWithACodeThatTheVerifierRedeems() throws IOException {
        List<HttpResponse<String>> pages = new ArrayList<>();

        SignIns.SignedIn signedIn = signIns("writer").signIn(null, true, approval -> {
            asked.add(approval);
            Map<String, String> query = query(approval.url());
            pages.add(get(query.get("redirect_uri") + "?code=c%2B1&state=" + query.get("state")));
        });

        assertThat(signedIn.renewable()).isTrue();
        SignInPrompt.Approval approval = asked.get(0);
        assertThat(approval.code()).isNull();
        assertThat(approval.url())
                .startsWith(center.server().uri() + "/authorize?response_type=code&client_id=new-id&");
        Map<String, String> query = query(approval.url());
        assertThat(query)
                .containsOnlyKeys(
                        "response_type",
                        "client_id",
                        "redirect_uri",
                        "state",
                        "code_challenge_method",
                        "scopes",
                        "code_challenge")
                .containsEntry("scopes", "sso:account:access")
                .containsEntry("code_challenge_method", "S256");
        assertThat(query.get("redirect_uri")).matches("http://127\\.0\\.0\\.1:\\d+/oauth/callback");
        assertThat(body("/client/register", 0)).isEqualTo(Json.parse("""
                        {"clientName": "bedrock-cli-corp", "clientType": "public", "scopes": ["sso:account:access"],
                         "grantTypes": ["authorization_code", "refresh_token"],
                         "redirectUris": ["http://127.0.0.1/oauth/callback"],
                         "issuerUrl": "https://corp.awsapps.com/start"}"""));
        JsonNode redeemed = body("/token", 0);
        assertThat(redeemed.path("grantType").asText()).isEqualTo("authorization_code");
        assertThat(redeemed.path("code").asText()).isEqualTo("c+1");
        assertThat(redeemed.path("redirectUri").asText()).isEqualTo(query.get("redirect_uri"));
        assertThat(redeemed.path("codeVerifier").asText()).hasSize(64);
        assertThat(CodeSignIn.challenge(redeemed.path("codeVerifier").asText())).isEqualTo(query.get("code_challenge"));
        assertThat(Json.parse(Files.readString(cache(CORP_CLIENT))).path("grantTypes"))
                .isEqualTo(Json.parse("[\"authorization_code\",\"refresh_token\"]"));
        assertThat(cache(CORP)).exists();
        assertThat(pages.get(0).statusCode()).isEqualTo(200);
        assertThat(pages.get(0).headers().firstValue("cache-control")).contains("no-store");
        assertThat(pages.get(0).body()).contains("this page can be closed").doesNotContain("c+1");
        assertThat(center.sleeps).isEmpty();
    }

    @Test
    void theChallengeIsThatOfTheStandard() {
        // RFC 7636, appendix B.
        assertThat(CodeSignIn.challenge("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"))
                .isEqualTo("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
    }

    @Test
    void whatDoesNotBelongToTheSignInIsTurnedAwayAndTheSignInGoesOn() throws IOException {
        List<Integer> statuses = new ArrayList<>();

        signIns("writer").signIn(null, true, approval -> {
            Map<String, String> query = query(approval.url());
            String back = query.get("redirect_uri");
            String right = "code=right&state=" + query.get("state");
            statuses.add(get(back + "?code=wrong&state=guessed").statusCode());
            statuses.add(get(back + "?code=wrong").statusCode());
            statuses.add(get(back + "?error=access_denied&state=guessed").statusCode());
            statuses.add(get(back.replace("/oauth/callback", "/favicon.ico")).statusCode());
            statuses.add(raw(back, "GET /oauth/callback?" + right + " HTTP/1.1\r\nHost: evil.example\r\n\r\n"));
            statuses.add(raw(
                    back,
                    "POST /oauth/callback?" + right + " HTTP/1.1\r\nHost: "
                            + URI.create(back).getRawAuthority() + "\r\n\r\n"));
            statuses.add(raw(back, "\r\n\r\n"));
            statuses.add(get(back + "?" + right).statusCode());
        });

        assertThat(statuses).containsExactly(400, 400, 400, 404, 404, 405, 404, 200);
        assertThat(body("/token", 0).path("code").asText()).isEqualTo("right");
    }

    @Test
    void aRefusalInTheBrowserEndsTheSignIn() {
        BedrockException failure = catchThrowableOfType(
                BedrockException.class,
                () -> signIns("writer").signIn(null, true, approval -> {
                    Map<String, String> query = query(approval.url());
                    get(query.get("redirect_uri") + "?error=access_denied&error_description=No%1B%5B2Jway&state="
                            + query.get("state"));
                }));

        assertThat(failure.kind()).isEqualTo(Kind.ACCESS_DENIED);
        assertThat(failure).hasMessage("the sign-in was denied in the browser (access_denied: No[2Jway)");
        assertThat(center.requests("/token")).isEmpty();
    }

    @Test
    void aBrowserThatNeverComesBackEndsItInTimeAndARegistrationThatMayBeStaleGoes() throws IOException {
        keep(CORP_CLIENT, """
                {"clientId":"c","clientSecret":"s","expiresAt":"2099-01-01T00:00:00Z",
                 "grantTypes":["authorization_code","refresh_token"]}""");

        BedrockException failure = catchThrowableOfType(
                BedrockException.class,
                () -> center.signIns(home, "writer", Duration.ofMillis(20)).signIn(null, true, asked::add));

        assertThat(failure).hasMessage("the sign-in to corp was not approved in the time it had");
        assertThat(asked.get(0).url()).contains("client_id=c&");
        assertThat(cache(CORP_CLIENT)).doesNotExist();
    }

    @Test
    void aFolderThatCannotBeWrittenEndsItBeforeAnybodyIsAsked() throws IOException {
        Files.writeString(home.resolve(".aws/sso"), "in the way");

        BedrockException failure = failure("writer", false);

        assertThat(failure.kind()).isEqualTo(Kind.CONFIGURATION);
        assertThat(failure)
                .hasMessage("the sign-in cannot be kept: nothing can be written to " + home.resolve(".aws/sso/cache")
                        + " (there is a file where a folder should be)");
        assertThat(center.server().requests()).isEmpty();
        assertThat(asked).isEmpty();
    }

    @Test
    void aHomeThatIsNotThereIsNotMade() {
        Path nowhere = home.resolve("nowhere");
        BedrockException failure =
                catchThrowableOfType(BedrockException.class, () -> new SsoCache(nowhere, new Stopping()).check());

        assertThat(failure).hasMessageContaining("there is no folder " + nowhere);
        assertThat(nowhere).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | the reply to StartDeviceAuthorization is not complete",
                "{'deviceCode':'d','userCode':'u'} | the reply to StartDeviceAuthorization is not complete",
                "{'deviceCode':'d','userCode':'u','verificationUri':'javascript:alert(1)'} | the service named no web page to open, but 'javascript:alert(1)'",
                "{'deviceCode':'d','userCode':'u','verificationUri':'-x'} | the service named no web page to open, but '-x'"
            })
    void aReplyThatLeadsNowhereIsRefused(String reply, String message) {
        center.begins(200, "", reply.replace('\'', '"'));

        assertThat(failure("writer", false)).hasMessage(message);
        assertThat(asked).isEmpty();
    }

    @Test
    void oddNumbersAndControlCharactersDoNoHarm() {
        center.begins(
                200,
                "",
                "{\"deviceCode\":\"d\",\"userCode\":\"AB\\u001b[31mCD\",\"verificationUri\":\"https://x.example/\","
                        + "\"expiresIn\":2147483647,\"interval\":-4}");

        signIns("writer").signIn(null, false, asked::add);

        assertThat(asked.get(0).code()).isEqualTo("AB[31mCD");
        assertThat(asked.get(0).url()).isEqualTo("https://x.example/");
        assertThat(asked.get(0).until()).isEqualTo(FakeSignIn.START.plus(Duration.ofHours(1)));
        assertThat(center.sleeps).containsExactly(Duration.ofSeconds(5));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}",
                "{'accessToken':'t'}",
                "{'accessToken':'','expiresIn':9}",
                "{'accessToken':'t','expiresIn':-1}",
                "{'accessToken':'t\\r\\nX-Evil: 1','expiresIn':9}"
            })
    void aReplyWithoutATokenThatLastsIsNotKept(String reply) {
        center.gives(200, "", reply.replace('\'', '"'));

        assertThat(failure("writer", false)).hasMessage("the reply to CreateToken has no token that can be used");
        assertThat(cache(CORP)).doesNotExist();
    }

    @Test
    void aProfileWithoutASignInNamesThoseThatHaveOne() {
        BedrockException failure = failure("keys", false);

        assertThat(failure.kind()).isEqualTo(Kind.CONFIGURATION);
        assertThat(failure)
                .hasMessage("profile 'keys' has no sign-in of IAM Identity Center in " + home.resolve(".aws/config")
                        + "; these have: old, reader, writer");
        assertThat(failure.fix()).contains("bedrock login --profile old");
        assertThat(catchThrowableOfType(
                        BedrockException.class, () -> signIns("writer").signIn("nope", false, asked::add)))
                .hasMessageStartingWith("there is no [sso-session nope]");
        assertThat(failure("missing", false)).hasMessageStartingWith("no profile 'missing'");
    }

    @Test
    void aRegionThatIsNoneNeverBecomesPartOfAHost() throws IOException {
        Files.writeString(
                home.resolve(".aws/config"),
                "[sso-session corp]\nsso_start_url=https://x.example/\nsso_region=evil.example/\n");

        assertThat(catchThrowableOfType(
                        BedrockException.class, () -> signIns("default").signIn("corp", false, asked::add)))
                .hasMessage("sso_region of [sso-session corp] is not an AWS region: 'evil.example/'");
    }

    @Test
    void signingOutTellsThePortalAndRemovesWhatIsTheSessionsOnly() throws IOException {
        signIns("writer").signIn(null, false, asked::add);
        keep(OLD, "{\"accessToken\":\"other\",\"region\":\"us-east-2\"}");
        keepKeys(WRITER_KEYS, "{\"ProviderType\":\"sso\",\"Credentials\":{}}");
        keepKeys(LEGACY_KEYS, "{\"ProviderType\":\"sso\",\"Credentials\":{}}");

        SignIns.SignedOut ended = signIns("writer").signOut(null);

        assertThat(ended).isEqualTo(new SignIns.SignedOut(1, 1, List.of()));
        assertThat(center.requests("/logout")).hasSize(1);
        assertThat(center.requests("/logout").get(0).method()).isEqualTo("POST");
        assertThat(center.requests("/logout").get(0).header("x-amz-sso_bearer_token"))
                .isEqualTo("new-token");
        assertThat(files(".aws/sso/cache")).containsExactly(OLD, CORP_CLIENT);
        assertThat(files(".aws/cli/cache")).containsExactly(LEGACY_KEYS);
        assertThat(signIns("writer").signOut("corp")).isEqualTo(new SignIns.SignedOut(0, 0, List.of()));
    }

    @Test
    void signingOutEverywhereLeavesWhatIsNoSignIn() throws IOException {
        signIns("writer").signIn(null, false, asked::add);
        keep(OLD, "{\"accessToken\":\"other\",\"region\":\"us-east-2\"}");
        keep("notes.txt", "{\"accessToken\":\"not ours\"}");
        keep("broken.json", "{\"accessToken\":");
        keep("list.json", "[\"accessToken\"]");
        keepKeys(WRITER_KEYS, "{\"ProviderType\":\"sso\"}");
        keepKeys("role.json", "{\"ProviderType\":\"assume-role\"}");
        center.ends(401, "UnauthorizedException", "{\"message\":\"Session token not found or invalid\"}");

        SignIns.SignedOut ended = signIns("keys").signOutEverywhere();

        assertThat(ended).isEqualTo(new SignIns.SignedOut(2, 1, List.of()));
        assertThat(center.requests("/logout")).hasSize(2);
        assertThat(files(".aws/sso/cache")).containsExactly(CORP_CLIENT, "broken.json", "list.json", "notes.txt");
        assertThat(files(".aws/cli/cache")).containsExactly("role.json");
    }

    @Test
    void aPortalThatCannotBeToldDoesNotKeepTheTokenHere() throws IOException {
        signIns("writer").signIn(null, false, asked::add);
        center.ends(503, "ServiceUnavailableException", "{\"message\":\"later\"}");

        SignIns.SignedOut ended = signIns("writer").signOut(null);

        assertThat(ended.tokens()).isEqualTo(1);
        assertThat(ended.problems())
                .containsExactly("the portal could not be told, and the token is good there until it ends: later");
        assertThat(cache(CORP)).doesNotExist();
    }

    @Test
    void aTokenIsRenewedAQuarterOfAnHourBeforeItsEndAndServesUntilThenIfThatFails() throws IOException {
        SsoProfile writer = profile("writer");
        String registered =
                ",\"clientId\":\"c\",\"clientSecret\":\"s\",\"registrationExpiresAt\":\"2099-01-01T00:00:00Z\"";
        String token = "{\"accessToken\":\"known\",\"refreshToken\":\"r\",\"expiresAt\":\"%s\"" + registered + "}";
        keep(CORP, token.formatted("2026-11-22T12:15:00Z"));
        assertThat(center.tokens(home).token(writer)).isEqualTo("known");
        assertThat(center.requests("/token")).isEmpty();

        keep(CORP, token.formatted("2026-11-22T12:14:59UTC"));
        center.refuses("InvalidGrantException", "invalid_grant");
        assertThat(center.tokens(home).token(writer)).isEqualTo("known");
        assertThat(center.tokens(home).token(writer)).isEqualTo("new-token");
        assertThat(cache(CORP)).content().contains("\"refreshToken\":\"new-refresh\"", "\"clientId\":\"c\"");

        keep(CORP, token.formatted("2026-11-22T12:00:00Z"));
        center.refuses("InvalidGrantException", "invalid_grant");
        assertThat(catchThrowableOfType(
                        BedrockException.class, () -> center.tokens(home).token(writer)))
                .hasMessage("the sign-in of profile 'writer' has expired");
        assertThat(center.sleeps).hasSize(5);
    }

    @Test
    void aRegistrationThatHasEndedRenewsNothing() throws IOException {
        keep(CORP, """
                {"accessToken":"known","refreshToken":"r","expiresAt":"2026-11-22T12:01:00Z","clientId":"c",
                 "clientSecret":"s","registrationExpiresAt":"2026-11-22T11:00:00Z"}""");

        assertThat(center.tokens(home).token(profile("writer"))).isEqualTo("known");
        assertThat(center.requests("/token")).isEmpty();
    }

    private SdkSignIns signIns(String profile) {
        return center.signIns(home, profile, Duration.ofSeconds(20));
    }

    private SsoProfile profile(String name) {
        Profiles profiles = Profiles.read(Map.of("HOME", home.toString()));
        return SsoProfile.of(profiles.require(name), profiles);
    }

    private BedrockException failure(String profile, boolean browser) {
        return catchThrowableOfType(
                BedrockException.class, () -> signIns(profile).signIn(null, browser, asked::add));
    }

    private JsonNode body(String path, int index) throws IOException {
        return Json.parse(center.requests(path).get(index).body());
    }

    private Path cache(String name) {
        return home.resolve(".aws/sso/cache").resolve(name);
    }

    private void keep(String name, String content) throws IOException {
        Files.createDirectories(home.resolve(".aws/sso/cache"));
        Files.writeString(cache(name), content);
    }

    private void keepKeys(String name, String content) throws IOException {
        Files.createDirectories(home.resolve(".aws/cli/cache"));
        Files.writeString(home.resolve(".aws/cli/cache").resolve(name), content);
    }

    private List<String> files(String folder) throws IOException {
        try (Stream<Path> files = Files.list(home.resolve(folder))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    private static Map<String, String> query(String url) {
        Map<String, String> query = new TreeMap<>();
        for (String pair : URI.create(url).getRawQuery().split("&")) {
            query.put(
                    pair.substring(0, pair.indexOf('=')),
                    URLDecoder.decode(pair.substring(pair.indexOf('=') + 1), StandardCharsets.UTF_8));
        }
        return query;
    }

    private static HttpResponse<String> get(String url) {
        try {
            return HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** The status of a request that no browser would make. */
    private static int raw(String url, String request) {
        URI uri = URI.create(url);
        try (java.net.Socket socket = new java.net.Socket(uri.getHost(), uri.getPort())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            String reply = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return Integer.parseInt(reply.substring("HTTP/1.1 ".length(), "HTTP/1.1 ".length() + 3));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
