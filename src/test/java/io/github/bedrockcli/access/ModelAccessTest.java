package io.github.bedrockcli.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bedrockcli.aws.BedrockException;
import io.github.bedrockcli.aws.BedrockException.Kind;
import io.github.bedrockcli.aws.BedrockRequest;
import io.github.bedrockcli.aws.BedrockResponse;
import io.github.bedrockcli.aws.UnaskedBedrock;
import io.github.bedrockcli.model.Access;
import io.github.bedrockcli.model.ModelAvailability;
import io.github.bedrockcli.model.ModelSummary;
import io.github.bedrockcli.model.Usage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is asked, how often, what a failure of one leaves of the others, and what probing adds. */
final class ModelAccessTest {
    private static final String GRANTED = "AVAILABLE AUTHORIZED AVAILABLE AVAILABLE";

    private final Map<String, BedrockException> failures = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> asked = new ConcurrentHashMap<>();
    private final Map<String, BedrockException> refusals = new ConcurrentHashMap<>();
    private final Map<String, String> sent = new ConcurrentHashMap<>();
    private final List<String> notes = new CopyOnWriteArrayList<>();
    private BedrockException everyFailure;

    private final UnaskedBedrock bedrock = new UnaskedBedrock() {
        @Override
        public ModelAvailability availability(String modelId) {
            asked.computeIfAbsent(modelId, id -> new AtomicInteger()).incrementAndGet();
            BedrockException failure = failures.getOrDefault(modelId, everyFailure);
            if (failure != null) {
                throw failure;
            }
            return Rows.availability(GRANTED, null);
        }

        @Override
        public BedrockResponse invoke(BedrockRequest request) {
            String id = request.model().value();
            sent.put(id, request.api().wireName() + " " + new String(request.body(), StandardCharsets.UTF_8));
            if (refusals.containsKey(id)) {
                throw refusals.get(id);
            }
            return new BedrockResponse(new byte[0], Usage.UNKNOWN, null, Duration.ZERO, Duration.ZERO);
        }
    };

    private static BedrockException failure(Kind kind, String code, String message) {
        return BedrockException.of(kind, message).code(code).build();
    }

    private ModelAccess access() {
        return new ModelAccess(bedrock, Instant.parse("2026-11-22T00:00:00Z"), notes::add);
    }

    private Map<String, String> told(List<ModelSummary> rows) throws InterruptedException {
        return words(access().of(rows, rows));
    }

    private Map<String, String> probed(List<ModelSummary> rows) throws InterruptedException {
        return words(access().probed(rows, rows, access().of(rows, rows)));
    }

    private static Map<String, String> words(Map<String, Access> access) {
        Map<String, String> words = new TreeMap<>();
        access.forEach((id, found) -> words.put(id, found.toString()));
        return words;
    }

    private static List<ModelSummary> models(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> Rows.model("acme.m" + i + "-v1:0", "ON_DEMAND"))
                .toList();
    }

    @Test
    void eachModelIsAskedForOnceHoweverManyRowsStandOnIt() throws Exception {
        List<ModelSummary> rows = new ArrayList<>(models(40));
        rows.add(Rows.profile("us.acme.m1-v1:0", "ACTIVE", "us-east-1 us-west-2", "acme.m1-v1:0"));
        rows.add(Rows.profile("us.acme.other-v1:0", "ACTIVE", "us-east-1", "acme.other-v1:0"));
        assertThat(told(rows))
                .hasSize(42)
                .allSatisfy((id, word) -> assertThat(word).isEqualTo("yes"));
        assertThat(asked)
                .hasSize(41)
                .allSatisfy((id, count) -> assertThat(count).hasValue(1));
        assertThat(notes).isEmpty();
    }

    @Test
    void oneFailureLeavesTheOthersAsTheyAre() throws Exception {
        failures.put("acme.m0-v1:0", failure(Kind.THROTTLED, "ThrottlingException", "slow"));
        failures.put("acme.m1-v1:0", failure(Kind.TIMEOUT, null, "no bytes within 5 s"));
        failures.put("acme.m2-v1:0", failure(Kind.REFUSED, "ResourceNotFoundException", "no such"));
        failures.put("acme.m3-v1:0", failure(Kind.UNAVAILABLE, "InternalServerException", "oops"));
        assertThat(told(models(6)))
                .containsEntry("acme.m0-v1:0", "unknown: throttled")
                .containsEntry("acme.m1-v1:0", "unknown: no answer (no bytes within 5 s)")
                .containsEntry(
                        "acme.m2-v1:0", "unknown: the service does not tell (ResourceNotFoundException: no such)")
                .containsEntry("acme.m3-v1:0", "unknown: the service failed (oops)")
                .containsEntry("acme.m4-v1:0", "yes")
                .containsEntry("acme.m5-v1:0", "yes");
    }

    @Test
    void aRightThatIsMissingIsNotAskedForAHundredTimes() throws Exception {
        everyFailure = failure(Kind.ACCESS_DENIED, "AccessDeniedException", "User is not authorized");
        assertThat(told(models(100)))
                .hasSize(100)
                .allSatisfy((id, word) -> assertThat(word)
                        .isEqualTo("unknown: not allowed to ask (bedrock:GetFoundationModelAvailability)"));
        assertThat(asked.size()).isBetween(3, 7);
        assertThat(notes)
                .containsExactly("warning: access could not be asked for every model: allow"
                        + " bedrock:GetFoundationModelAvailability for the caller");
    }

    @Test
    void aNetworkThatIsGoneIsNotWaitedForAHundredTimes() throws Exception {
        everyFailure = failure(Kind.NETWORK, null, "cannot connect");
        assertThat(told(models(100))).containsEntry("acme.m99-v1:0", "unknown: no answer (cannot connect)");
        assertThat(asked.size()).isLessThan(12);
    }

    @Test
    void whereManyAreThrottledTheyAreAskedAgainSlowly() throws Exception {
        for (int i = 10; i < 15; i++) {
            failures.put("acme.m" + i + "-v1:0", failure(Kind.THROTTLED, "ThrottlingException", "slow"));
        }
        assertThat(told(models(20))).containsEntry("acme.m12-v1:0", "unknown: throttled");
        assertThat(asked.get("acme.m12-v1:0")).hasValue(2);
        assertThat(asked.get("acme.m1-v1:0")).hasValue(1);
    }

    @Test
    void credentialsAtFaultEndIt() {
        failures.put("acme.m3-v1:0", failure(Kind.CREDENTIALS, "ExpiredTokenException", "expired"));
        assertThatThrownBy(() -> told(models(10))).isSameAs(failures.get("acme.m3-v1:0"));
    }

    @Test
    void probesAreTheSmallestRequestToTheIdItself() throws Exception {
        probed(List.of(
                Rows.model("acme.m1-v1:0", "ON_DEMAND"),
                Rows.model("anthropic.claude-x-v1:0", "INFERENCE_PROFILE"),
                Rows.profile("us.anthropic.claude-x-v1:0", "ACTIVE", "us-east-1", "anthropic.claude-x-v1:0"),
                Rows.own(
                        ModelSummary.Kind.APPLICATION_PROFILE,
                        "application-inference-profile/team",
                        "ACTIVE",
                        "arn:aws:bedrock:us-east-1::foundation-model/amazon.titan-embed-text-v2:0"),
                Rows.model("amazon.nova-canvas-v1:0", "ON_DEMAND")));
        assertThat(sent)
                .containsOnly(
                        Map.entry(
                                "acme.m1-v1:0",
                                "converse {\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"Hi\"}]}],"
                                        + "\"inferenceConfig\":{\"maxTokens\":1}}"),
                        Map.entry(
                                "us.anthropic.claude-x-v1:0",
                                "invoke {\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}],"
                                        + "\"max_tokens\":1,\"anthropic_version\":\"bedrock-2023-05-31\"}"),
                        Map.entry(
                                Rows.ACCOUNT + "application-inference-profile/team", "invoke {\"inputText\":\"Hi\"}"));
        assertThat(notes)
                .containsExactly(
                        "note: --probe sends 3 requests, each of a few tokens that are paid for; 1 more would cost"
                                + " more (pictures, videos) or take what cannot be made up, and is not probed");
    }

    @Test
    void whatAProbeTellsTakesThePlaceOfTheRest() throws Exception {
        refusals.put(
                "acme.m0-v1:0", failure(Kind.ACCESS_DENIED, "AccessDeniedException", "You don't have access. Ask."));
        refusals.put("acme.m1-v1:0", failure(Kind.THROTTLED, "ThrottlingException", "Too many tokens"));
        refusals.put("acme.m2-v1:0", failure(Kind.REFUSED, "ValidationException", "Malformed input request"));
        refusals.put(
                "acme.m3-v1:0",
                failure(
                        Kind.REFUSED,
                        "ValidationException",
                        "Invocation of model ID acme.m3-v1:0 with on-demand throughput isn\u2019t supported."));
        refusals.put("acme.m4-v1:0", failure(Kind.REFUSED, "ResourceNotFoundException", "End of its life."));
        failures.put("acme.m5-v1:0", failure(Kind.THROTTLED, "ThrottlingException", "slow"));
        assertThat(probed(models(6)).values())
                .containsExactly(
                        "no: You don't have access",
                        "unknown: throttled",
                        "unknown: the probe was refused: Malformed input request",
                        "no: only through a profile",
                        "no: End of its life",
                        "yes");
    }

    @Test
    void longDenialsAreSaidShortly() throws Exception {
        String user =
                "User: arn:aws:iam::1:user/a is not authorized to perform: bedrock:InvokeModel on resource: arn:x";
        refusals.put("acme.m0-v1:0", failure(Kind.ACCESS_DENIED, "AccessDeniedException", user + " because no policy"));
        refusals.put(
                "acme.m1-v1:0",
                failure(
                        Kind.ACCESS_DENIED,
                        "AccessDeniedException",
                        user + " with an explicit deny in a service control policy"));
        refusals.put(
                "acme.m2-v1:0",
                failure(
                        Kind.ACCESS_DENIED,
                        "AccessDeniedException",
                        "Model access is denied (aws-marketplace:Subscribe)"));
        assertThat(probed(models(3)).values())
                .containsExactly(
                        "no: not allowed: bedrock:InvokeModel",
                        "no: not allowed: bedrock:InvokeModel (service control policy)",
                        "no: no right to subscribe to it in AWS Marketplace");
    }
}
