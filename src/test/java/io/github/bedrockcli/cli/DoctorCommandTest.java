package io.github.bedrockcli.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockcli.aws.Bedrock.Endpoint;
import io.github.bedrockcli.aws.BedrockException;
import io.github.bedrockcli.aws.BedrockException.Kind;
import io.github.bedrockcli.aws.Reached;
import io.github.bedrockcli.cli.Terminal.Result;
import io.github.bedrockcli.model.Json;
import io.github.bedrockcli.model.ModelAvailability;
import io.github.bedrockcli.model.ModelSummary;
import io.github.bedrockcli.model.SessionKeys;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code doctor}: every outcome of every step, what it costs, and the exit code of the first problem. */
@Timeout(60)
final class DoctorCommandTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final String LITE = "amazon.nova-lite-v1:0";
    private static final String HAIKU = "anthropic.claude-haiku-4-5-20251001-v1:0";
    private final FakeAccount account = account();

    @Test
    void allIsWellAndNothingIsSentUnasked() {
        Result result = run();
        assertThat(result.code()).isZero();
        assertThat(result.err()).isEmpty();
        assertThat(result.out()).startsWith("ok              java             ").endsWith("""
                ok              start-up         without the launcher, so without an archive of classes
                ok              config file      none
                ok              proxy            none
                ok              region           us-east-1 (AWS_REGION in the environment)
                ok              aws profile      dev (--profile)
                ok              credentials      profile dev (--profile)
                ok              caller           arn:aws:iam::123456789012:user/dev
                ok              clock            the same as the service's
                ok              bedrock          https://bedrock.test (192.0.2.1), TLSv1.3, certificate of Test CA, HTTP 404, 12 ms
                ok              bedrock-runtime  https://bedrock.test through the proxy proxy.test:8080, TLSv1.3, certificate of Test CA, HTTP 404, 12 ms
                ok              models           2 listed
                ok              profiles         1 listed
                ok              model            amazon.nova-lite-v1:0
                ok              access           the account may use amazon.nova-lite-v1:0
                ok              profile          none is needed: called on demand
                could not tell  request          not tried: --yes sends one request of about 10 tokens
                """);
        assertThat(account.sent).isEmpty();
    }

    @Test
    void yesSendsOneRequestForOneToken() throws Exception {
        assertThat(run("--yes").out()).contains("ok              request          " + LITE + " answered in 42 ms\n");
        assertThat(account.sent).hasSize(1);
        JsonNode body = Json.parse(account.sent.get(0).body());
        assertThat(body.at("/inferenceConfig/maxTokens").asInt()).isEqualTo(1);
        assertThat(body.at("/messages").size()).isEqualTo(1);
    }

    @Test
    void anEmbeddingTakesOneWordAndPicturesAreNotTried() throws Exception {
        run("--yes", "amazon.titan-embed-text-v2:0");
        assertThat(Json.parse(account.sent.get(0).body()).toString()).isEqualTo("{\"inputText\":\"Hi\"}");
        assertThat(run("--yes", "amazon.nova-canvas-v1:0").out())
                .contains(
                        "could not tell  request          not tried: the smallest answer costs more than a few tokens,"
                                + " or its request is not known\n");
        assertThat(account.sent).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"y, 1", "YES, 1", "n, 0", "'', 0", "yellow, 0"})
    void onATerminalItAsksFirst(String answer, int requests) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Io io = new Io(
                new ByteArrayInputStream((answer + "\n").getBytes(StandardCharsets.UTF_8)),
                out,
                err,
                Map.of(),
                true,
                false,
                true,
                Path.of("").toAbsolutePath(),
                Clock.fixed(NOW, ZoneOffset.UTC));
        assertThat(new App(io, account).run("doctor")).isZero();
        assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("Send one request (about 10 tokens)? [y/N] ");
        assertThat(account.sent).hasSize(requests);
    }

    @Test
    void itChecksTheModelThatInvokeWouldTake() {
        Result result = new Terminal().environment("BEDROCK_MODEL", HAIKU).run(account, "doctor", "--yes");
        assertThat(result.out())
                .contains("ok              model            " + HAIKU + "\n")
                .contains(
                        "ok              profile          " + HAIKU + " answers only through one: us." + HAIKU + "\n");
        assertThat(account.sent)
                .singleElement()
                .satisfies(request -> assertThat(request.model().value()).isEqualTo("us." + HAIKU));
    }

    @Test
    void whereNothingIsResolvedTheBareIdIsAProblem() {
        Result result = run("--no-resolve", HAIKU);
        assertThat(result.code()).isEqualTo(5);
        assertThat(result.out()).contains("""
                problem         profile          anthropic.claude-haiku-4-5-20251001-v1:0 answers only through an inference profile
                                fix: bedrock invoke -m us.anthropic.claude-haiku-4-5-20251001-v1:0
                """);
    }

    @Test
    void aShortNameIsSaidInFull() {
        assertThat(run("haiku").err()).isEmpty();
        assertThat(run("haiku").out()).contains("ok              model            haiku is us." + HAIKU + "\n");
        assertThat(run("sonnet"))
                .satisfies(result -> assertThat(result.code()).isEqualTo(5))
                .satisfies(result -> assertThat(result.out())
                        .contains("problem         profile          no model 'sonnet' in us-east-1\n")
                        .contains("could not tell  request "));
    }

    @Test
    void withoutARegionNothingElseCanBeTold() {
        account.regionFailure = BedrockException.of(Kind.CONFIGURATION, "no AWS region is set")
                .fix("add --region us-east-1")
                .build();
        Result result = run("--yes");
        assertThat(result.code()).isEqualTo(3);
        assertThat(result.out()).contains("""
                problem         region           no AWS region is set
                                fix: add --region us-east-1
                could not tell  credentials      needs a region
                """).contains("could not tell  request          needs a region\n");
        assertThat(account.asked).isEmpty();
    }

    @Test
    void withoutCredentialsTheEndpointsAreStillTried() {
        account.failing(
                "session",
                BedrockException.of(Kind.CREDENTIALS, "the sign-in of profile dev has expired")
                        .fix("aws sso login --profile dev")
                        .build());
        Result result = run("--yes");
        assertThat(result.code()).isEqualTo(3);
        assertThat(result.out())
                .contains("problem         credentials      the sign-in of profile dev has expired\n"
                        + "                fix: aws sso login --profile dev\n")
                .contains("ok              clock ")
                .contains("ok              bedrock-runtime  https://")
                .contains("could not tell  models           needs credentials\n")
                .contains("could not tell  request          needs credentials\n");
        assertThat(account.sent).isEmpty();
    }

    @Test
    void credentialsSayWhenTheyEnd() {
        account.keys = new SessionKeys("****MPLE", true, NOW.plus(Duration.ofMinutes(42)));
        assertThat(run().out())
                .contains("ok              credentials      profile dev (--profile); until 2026-11-21T12:42:00Z,"
                        + " in 42 minutes\n");
        account.keys = new SessionKeys(null, false, null);
        assertThat(run().out())
                .contains("could not tell  caller           whose a Bedrock API key is cannot be asked\n");
    }

    @Test
    void stsOutOfReachIsNobodysProblemButRejectedKeysAre() {
        account.failing("GetCallerIdentity", FakeAccount.failure(Kind.NETWORK, "cannot find the host sts.test"));
        assertThat(run())
                .satisfies(result -> assertThat(result.code()).isZero())
                .satisfies(result ->
                        assertThat(result.out()).contains("could not tell  caller           cannot find the host sts"));
        account.failing(
                "GetCallerIdentity",
                BedrockException.of(Kind.CREDENTIALS, "The security token included in the request is invalid.")
                        .code("InvalidClientTokenId")
                        .status(403)
                        .build());
        assertThat(run())
                .satisfies(result -> assertThat(result.code()).isEqualTo(3))
                .satisfies(result -> assertThat(result.out())
                        .contains("problem         caller           The security token included in the request"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2026-11-21T12:00:01Z | 0 | ok              clock            the same as the service's",
                "2026-11-21T11:58:40Z | 0 | ok              clock            80 s ahead of the service's",
                "2026-11-21T11:54:00Z | 3 | problem         clock            this machine's clock is 6 minutes ahead;",
                "2026-11-21T16:00:00Z | 3 | problem         clock            this machine's clock is 4 hours behind;",
            })
    void theClockIsHeldAgainstTheServices(String there, int code, String line) {
        account.reached.put(Endpoint.BEDROCK_RUNTIME, reached(null, Instant.parse(there)));
        Result result = run();
        assertThat(result.code()).isEqualTo(code);
        assertThat(result.out()).contains(line);
    }

    @Test
    void aReplyWithoutADateTellsNothingOfTheClock() {
        account.reached.put(Endpoint.BEDROCK_RUNTIME, reached(null, null));
        assertThat(run().out()).contains("could not tell  clock            the endpoint's reply has no date\n");
    }

    @Test
    void anEndpointOutOfReachClosesWhatNeedsIt() {
        account.failing(
                "reach BEDROCK",
                BedrockException.of(Kind.NETWORK, "no secure connection to bedrock.test: not trusted")
                        .fix("--ca-bundle FILE")
                        .build());
        Result result = run("--yes");
        assertThat(result.code()).isEqualTo(7);
        assertThat(result.out())
                .contains("problem         bedrock          no secure connection to bedrock.test: not trusted\n"
                        + "                fix: --ca-bundle FILE\n")
                .contains("ok              bedrock-runtime  ")
                .contains("could not tell  models           needs the endpoint bedrock\n")
                .contains("could not tell  access           needs the endpoint bedrock\n")
                .contains("ok              request          " + LITE + " answered in 42 ms\n");
        account.failures.clear();
        account.failing("reach BEDROCK_RUNTIME", FakeAccount.failure(Kind.TIMEOUT, "no connection within 8 s"));
        assertThat(run("--yes"))
                .satisfies(late -> assertThat(late.code()).isEqualTo(7))
                .satisfies(late -> assertThat(late.out())
                        .contains("could not tell  request          needs the endpoint bedrock-runtime\n"));
    }

    @Test
    void notToBeLetToAskIsNoProblem() {
        account.deny("ListFoundationModels", "ListInferenceProfiles", "GetFoundationModelAvailability");
        Result result = run("--yes");
        assertThat(result.code()).isZero();
        assertThat(result.out())
                .contains("could not tell  models           bedrock:ListFoundationModels is not allowed\n")
                .contains("could not tell  profiles         bedrock:ListInferenceProfiles is not allowed\n")
                .contains("could not tell  access           bedrock:GetFoundationModelAvailability is not allowed\n")
                .contains("could not tell  profile          needs the list of models\n")
                .contains("ok              request          ");
    }

    @Test
    void accessThatIsMissingSaysWhatIs() {
        account.access.put(
                LITE, new ModelAvailability(LITE, "AVAILABLE", null, "NOT_AUTHORIZED", "AVAILABLE", "AVAILABLE"));
        Result result = run();
        assertThat(result.code()).isEqualTo(4);
        assertThat(result.out())
                .contains("problem         access           account not authorized\n"
                        + "                fix: request access to " + LITE);
        account.access.put(LITE, new ModelAvailability(LITE, null, null, "AUTHORIZED", "AVAILABLE", "AVAILABLE"));
        assertThat(run().out()).contains("could not tell  access           agreement not told\n");
    }

    @Test
    void aModelThatTheRegionLacksIsAProblem() {
        Result result = run("acme.poet-v1:0");
        assertThat(result.code()).isEqualTo(5);
        assertThat(result.out()).contains("problem         profile          no model 'acme.poet-v1:0' in us-east-1\n");
        assertThat(run("us.acme.poet-v1:0").out())
                .contains("problem         profile          no inference profile 'us.acme.poet-v1:0' in us-east-1\n");
        assertThat(run("us." + HAIKU).out())
                .contains("ok              profile          us." + HAIKU + " routes to us-east-1, us-west-2\n");
    }

    @ParameterizedTest
    @CsvSource({"ACCESS_DENIED, 4", "REFUSED, 5", "THROTTLED, 6", "NETWORK, 7", "CREDENTIALS, 3"})
    void theRequestsOwnFailureIsAProblem(Kind kind, int code) {
        account.failing("InvokeModel", FakeAccount.failure(kind, "these are the service's words"));
        Result result = run("--yes");
        assertThat(result.code()).isEqualTo(code);
        assertThat(result.out()).contains("problem         request          these are the service's words\n");
    }

    @Test
    void jsonIsOneObjectOfAllSteps() throws Exception {
        account.deny("ListInferenceProfiles");
        Result result = run("-o", "json");
        JsonNode json = Json.parse(result.out());
        assertThat(result.code()).isZero();
        assertThat(json.at("/model").asText()).isEqualTo(LITE);
        assertThat(json.at("/region").asText()).isEqualTo("us-east-1");
        assertThat(json.at("/ok").asBoolean()).isTrue();
        assertThat(json.at("/steps").findValuesAsText("step"))
                .containsExactly(
                        "java",
                        "start-up",
                        "config file",
                        "proxy",
                        "region",
                        "aws profile",
                        "credentials",
                        "caller",
                        "clock",
                        "bedrock",
                        "bedrock-runtime",
                        "models",
                        "profiles",
                        "model",
                        "access",
                        "profile",
                        "request");
        assertThat(json.at("/steps/12/state").asText()).isEqualTo("could_not_tell");
    }

    @Test
    void noSecretOfAProxyIsShown() {
        assertThat(new Terminal()
                        .environment("https_proxy", "http://me:hidden@proxy.test:8080")
                        .environment("NO_PROXY", "localhost")
                        .run(account, "doctor")
                        .out())
                .contains("ok              proxy            https_proxy, NO_PROXY set\n")
                .doesNotContain("hidden");
    }

    @Test
    void whomTlsTrustsIsSaid() {
        String bundle = Path.of("ours.pem").toAbsolutePath().toString();
        assertThat(new Terminal()
                        .environment("AWS_CA_BUNDLE", bundle)
                        .run(account, "doctor")
                        .out()
                        .lines()
                        .findFirst())
                .hasValueSatisfying(line ->
                        assertThat(line).startsWith("ok              java").endsWith(", trusts " + bundle));
        assertThat(run().out().lines().findFirst())
                .hasValueSatisfying(line -> assertThat(line).contains(", trusts "));
        assertThat(run("--offline").out().lines().findFirst())
                .hasValueSatisfying(line -> assertThat(line).doesNotContain("trusts"));
    }

    private Result run(String... args) {
        String[] all = new String[args.length + 1];
        all[0] = "doctor";
        System.arraycopy(args, 0, all, 1, args.length);
        return new Terminal().run(account, all);
    }

    private static Reached reached(String proxy, Instant there) {
        return new Reached(
                URI.create("https://bedrock.test"),
                "192.0.2.1",
                proxy,
                "TLSv1.3",
                "Test CA",
                404,
                there,
                Duration.ofMillis(12));
    }

    private static FakeAccount account() {
        FakeAccount account = new FakeAccount();
        account.reached.put(Endpoint.BEDROCK, reached(null, NOW));
        account.reached.put(Endpoint.BEDROCK_RUNTIME, reached("proxy.test:8080", NOW));
        account.models.add(model(LITE, "ON_DEMAND"));
        account.models.add(model(HAIKU, "INFERENCE_PROFILE"));
        account.profiles.add(FakeAccount.model(
                ModelSummary.Kind.SYSTEM_PROFILE,
                "us." + HAIKU,
                "arn:aws:bedrock:us-east-1:123456789012:inference-profile/us." + HAIKU,
                "US Claude Haiku 4.5",
                "arn:aws:bedrock:us-east-1::foundation-model/" + HAIKU,
                "arn:aws:bedrock:us-west-2::foundation-model/" + HAIKU));
        for (String id : List.of(LITE, HAIKU)) {
            account.access.put(
                    id, new ModelAvailability(id, "AVAILABLE", null, "AUTHORIZED", "AVAILABLE", "AVAILABLE"));
        }
        return account;
    }

    private static ModelSummary model(String id, String type) {
        return new ModelSummary(
                ModelSummary.Kind.FOUNDATION_MODEL,
                id,
                "arn:aws:bedrock:us-east-1::foundation-model/" + id,
                null,
                null,
                List.of("TEXT"),
                List.of("TEXT"),
                List.of(type),
                List.of(),
                true,
                "ACTIVE",
                null,
                List.of());
    }
}
