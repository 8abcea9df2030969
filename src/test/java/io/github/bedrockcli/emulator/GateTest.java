package io.github.bedrockcli.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who is let in, and the words for those who are not. */
final class GateTest {
    private final SteppingClock clock = new SteppingClock();
    private final Emulator emulator = Emulator.startForThisProcess(clock);
    private final SignedClient client = SignedClient.of(emulator, clock);

    @AfterEach
    void stop() {
        emulator.close();
    }

    @Test
    void theDevelopmentKeyIsLetIn() {
        assertThat(client.get("/foundation-models").status()).isEqualTo(200);
        assertThat(client.get("/foundation-models?byProvider=Mistral%20AI&byOutputModality=TEXT")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aWrongSecretIsAnInvalidSignature() {
        SignedClient.Answer answer = client.as(Keyring.ACCESS_KEY_ID, "wrong").get("/foundation-models");
        assertRefused(answer, "InvalidSignatureException", "The request signature we calculated does not match");
        assertThat(answer.header("x-amzn-requestid")).matches("[0-9a-f-]{36}");
    }

    @Test
    void anUnknownKeyIsAnUnrecognizedClient() {
        assertRefused(
                client.as("AKIANOBODY0000000000", "x").get("/foundation-models"),
                "UnrecognizedClientException",
                "The security token included in the request is invalid.");
    }

    @Test
    void aRequestSignedMoreThanFiveMinutesAgoHasExpired() {
        Clock late = Clock.offset(clock, Duration.ofSeconds(-301));
        SignedClient.Answer answer = client.at(late).get("/foundation-models");
        assertRefused(answer, "InvalidSignatureException", "");
        assertThat(answer.message())
                .isEqualTo("Signature expired: 20261121T115459Z is now earlier than 20261121T115500Z "
                        + "(20261121T120000Z - 5 min.)");
    }

    @Test
    void aRequestFromFiveMinutesAgoIsStillGood() {
        Clock late = Clock.offset(clock, Duration.ofSeconds(-300));
        assertThat(client.at(late).get("/foundation-models").status()).isEqualTo(200);
    }

    @Test
    void aRequestFromTheFutureIsNotYetCurrent() {
        Clock early = Clock.offset(clock, Duration.ofSeconds(301));
        assertRefused(
                client.at(early).get("/foundation-models"), "InvalidSignatureException", "Signature not yet current: ");
    }

    @Test
    void aSignatureForAnotherServiceIsRefused() {
        assertRefused(
                client.forService("bedrock-runtime").get("/foundation-models"),
                "InvalidSignatureException",
                "Credential should be scoped to correct service: 'bedrock'.");
    }

    @Test
    void aRequestWithoutAuthorizationIsRefused() {
        assertRefused(
                client.send(plain().build()), "MissingAuthenticationTokenException", "Missing Authentication Token");
    }

    @Test
    void theApiKeyIsLetInAndAnotherIsNot() {
        HttpRequest known =
                plain().header("Authorization", "Bearer " + Keyring.BEARER_KEY).build();
        assertThat(client.send(known).status()).isEqualTo(200);
        HttpRequest unknown =
                plain().header("Authorization", "Bearer ABSKnobody").build();
        assertRefused(client.send(unknown), "AccessDeniedException", "Authentication failed: ");
    }

    @Test
    void anAuthorizationThatIsNotOneIsRefused() {
        for (String value : new String[] {"Basic abc", "AWS4-HMAC-SHA256 Credential=a/b, Signature=c"}) {
            HttpRequest request = plain().header("Authorization", value).build();
            assertRefused(client.send(request), "IncompleteSignatureException", "");
        }
    }

    @Test
    void temporaryCredentialsNeedTheirTokenAndExpire() {
        String xml = client.forService("sts")
                .form("Action=AssumeRole&Version=2011-06-15&RoleSessionName=test&DurationSeconds=900"
                        + "&RoleArn=arn%3Aaws%3Aiam%3A%3A123456789012%3Arole%2FDev")
                .text();
        String id = between(xml, "AccessKeyId");
        String secret = between(xml, "SecretAccessKey");
        String token = between(xml, "SessionToken");
        SignedClient assumed = client.as(id, secret, token);
        assertThat(assumed.get("/foundation-models").status()).isEqualTo(200);
        assertRefused(client.as(id, secret).get("/foundation-models"), "UnrecognizedClientException", "");
        assertRefused(client.as(id, secret, "other").get("/foundation-models"), "UnrecognizedClientException", "");
        clock.step(Duration.ofSeconds(900));
        assertRefused(
                assumed.get("/foundation-models"),
                "ExpiredTokenException",
                "The security token included in the request is expired");
    }

    private HttpRequest.Builder plain() {
        return HttpRequest.newBuilder(URI.create(emulator.endpoint() + "/foundation-models"));
    }

    private static void assertRefused(SignedClient.Answer answer, String code, String words) {
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.error()).isEqualTo(code);
        assertThat(answer.message()).startsWith(words);
    }

    static String between(String xml, String name) {
        return xml.replaceAll("(?s).*<" + name + ">(.*?)</" + name + ">.*", "$1");
    }
}
