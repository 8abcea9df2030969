package io.github.bedrockcli.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockcli.aws.BedrockException;
import io.github.bedrockcli.aws.BedrockException.Kind;
import io.github.bedrockcli.cli.Terminal.Result;
import io.github.bedrockcli.model.Json;
import io.github.bedrockcli.model.ModelSummary;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code list-models} with {@code --accessible}, {@code --probe}, {@code --regions} and {@code --require}. */
final class ListModelsAccessTest {
    private static final String CLAUDE = "anthropic.claude-haiku-4-5-20251001-v1:0";
    private static final BedrockException DENIED = BedrockException.of(Kind.ACCESS_DENIED, "User may not")
            .code("AccessDeniedException")
            .build();

    private final FakeRegions account = new FakeRegions(new FakeModels()
            .model("acme.granted-v1:0", "Granted", "Acme", "TEXT", "TEXT", "ON_DEMAND", true)
            .model("acme.pending-v1:0", "Pending", "Acme", "TEXT", "TEXT", "ON_DEMAND", true)
            .model("acme.slow-v1:0", "Slow", "Acme", "TEXT", "TEXT", "ON_DEMAND", true)
            .model(CLAUDE, "Claude Haiku 4.5", "Anthropic", "TEXT", "TEXT", "INFERENCE_PROFILE", true)
            .profile(ModelSummary.Kind.SYSTEM_PROFILE, "us." + CLAUDE, "US Claude Haiku 4.5", CLAUDE));

    ListModelsAccessTest() {
        account.agreements.put("acme.pending-v1:0", "PENDING");
        account.failures.put(
                "acme.slow-v1:0",
                BedrockException.of(Kind.THROTTLED, "Too many requests").build());
    }

    private Result list(String... args) {
        return list(new Terminal(), args);
    }

    private Result list(Terminal terminal, String... args) {
        return terminal.run(
                account,
                Stream.concat(Stream.of("list-models"), Arrays.stream(args)).toArray(String[]::new));
    }

    @Test
    void theTableSaysYesNoOrUnknownAndWhy() {
        assertThat(list(new Terminal().showing(80), "--accessible")).isEqualTo(new Result(0, """
                        MODEL ID                                     ACCESS
                        acme.granted-v1:0                            yes
                        acme.pending-v1:0                            no: agreement pending
                        acme.slow-v1:0                               unknown: throttled
                        anthropic.claude-haiku-4-5-20251001-v1:0     no: only through a profile (us.ant…
                        us.anthropic.claude-haiku-4-5-20251001-v1:0  yes
                        """, ""));
        assertThat(list("--accessible", "--search", "claude").out())
                .contains("no: only through a profile (us.anthropic.claude-haiku-4-5-20251001-v1:0)  claude\n");
    }

    @Test
    void machineFormatsHaveVerdictReasonAndTheFourStatuses() throws Exception {
        JsonNode row = Json.parse(
                list("--accessible", "-o", "jsonl", "--search", "pending").out());
        assertThat(Json.line(row)).endsWith("""
                "family":null,"access":"no","access_reason":"agreement pending","authorization":"AUTHORIZED",\
                "entitlement":"AVAILABLE","agreement":"PENDING","region_availability":"AVAILABLE"}\
                """);
        JsonNode slow = Json.parse(
                list("--accessible", "-o", "json", "--search", "slow").out());
        assertThat(slow.path(0).path("access").asText()).isEqualTo("unknown");
        assertThat(slow.path(0).path("authorization").isNull()).isTrue();
        assertThat(list("--accessible", "-o", "csv", "--search", "acme")
                        .out()
                        .lines()
                        .map(line -> line.replaceFirst(".*(foundation-model/[^,]*,,|models,)", "")))
                .containsExactly(
                        "access,access_reason,authorization,entitlement,agreement,region_availability",
                        "yes,,AUTHORIZED,AVAILABLE,AVAILABLE,AVAILABLE",
                        "no,agreement pending,AUTHORIZED,AVAILABLE,PENDING,AVAILABLE",
                        "unknown,throttled,,,,");
        assertThat(list("-o", "csv").out()).doesNotContain("access");
    }

    @Test
    void idsAreThoseThatCanBeCalled() {
        assertThat(list("--accessible", "-o", "ids"))
                .isEqualTo(new Result(
                        0,
                        "acme.granted-v1:0\nus." + CLAUDE + "\n",
                        "note: left out: 2 that cannot be called, 1 that could not be told\n"));
    }

    @Test
    void aRightToAskThatIsMissingIsSaidOnceAndIsNoNo() {
        for (String id : new String[] {"acme.granted-v1:0", "acme.pending-v1:0", "acme.slow-v1:0", CLAUDE}) {
            account.failures.put(id, DENIED);
        }
        Result result = list("--accessible", "--provider", "Acme");
        assertThat(result.code()).isZero();
        assertThat(result.out().lines().skip(1))
                .hasSize(3)
                .allMatch(
                        line -> line.contains("unknown: not allowed to ask (bedrock:GetFoundationModelAvailability)"));
        assertThat(result.err())
                .isEqualTo("warning: access could not be asked for every model: allow"
                        + " bedrock:GetFoundationModelAvailability for the caller\n");
    }

    @Test
    void expiredCredentialsEndTheRun() {
        account.failures.put(
                "acme.slow-v1:0",
                BedrockException.of(Kind.CREDENTIALS, "expired")
                        .code("ExpiredTokenException")
                        .build());
        assertThat(list("--accessible").code()).isEqualTo(3);
    }

    @Test
    void aProbeAsksTheIdsThatCanBeCalled() {
        account.refusals.put("acme.granted-v1:0", DENIED);
        Result result = list("--probe", "-o", "ids");
        assertThat(result.out()).isEqualTo("acme.pending-v1:0\nacme.slow-v1:0\nus." + CLAUDE + "\n");
        assertThat(result.err()).startsWith("note: --probe sends 4 requests, each of a few tokens that are paid for\n");
        assertThat(account.called)
                .containsExactlyInAnyOrder("acme.granted-v1:0", "acme.pending-v1:0", "acme.slow-v1:0", "us." + CLAUDE);
        account.called.clear();
        list("--accessible");
        assertThat(account.called).isEmpty();
    }

    @Test
    void whatIsRequiredMustBeListedAndTheListIsPrintedAllTheSame() {
        assertThat(list("-q", "-o", "ids", "--search", "granted", "--require", CLAUDE, "--require", "us." + CLAUDE))
                .isEqualTo(new Result(0, "acme.granted-v1:0\n", ""));
        assertThat(list("-q", "-o", "ids", "--provider", "Anthropic", "--require", "acme.grantd-v1:0"))
                .isEqualTo(new Result(
                        9,
                        CLAUDE + "\nus." + CLAUDE + "\n",
                        "error: acme.grantd-v1:0 is not listed in us-east-1 (listed is acme.granted-v1:0)\n"));
        assertThat(list("-q", "-o", "ids", "--require", "eu." + CLAUDE).err())
                .isEqualTo("error: eu." + CLAUDE + " is not listed in us-east-1 (listed is " + CLAUDE + ")\n");
        String arn = "arn:aws:bedrock:us-east-1::foundation-model/acme.granted-v1:0";
        assertThat(list("--require", arn).code()).isZero();
        assertThat(list("--require", "arn:aws:bedrock:us-east-1:123456789012:prompt/ABCDEFGHIJ:1")
                        .code())
                .isEqualTo(2);
    }

    @Test
    void requiredIsAlsoAccessibleWhereThatIsAsked() {
        assertThat(list("--accessible", "--require", "us." + CLAUDE, "--require", "acme.granted-v1:0")
                        .code())
                .isZero();
        Result result = list(
                "-q",
                "-o",
                "ids",
                "--accessible",
                "--search",
                "granted",
                "--require",
                "acme.slow-v1:0",
                "--require",
                "acme.pending-v1:0");
        assertThat(result)
                .isEqualTo(new Result(
                        9,
                        "acme.granted-v1:0\n",
                        "error: 2 requirements do not hold: acme.slow-v1:0 could not be told in us-east-1: throttled;"
                                + " acme.pending-v1:0 is not accessible in us-east-1: agreement pending\n"));
    }

    @Test
    void whatMayNotBeListedCanStillBeProbed() {
        account.models.modelsFailure = DENIED;
        account.models.profilesFailure = DENIED;
        account.refusals.put("acme.secret-v1:0", DENIED);
        Result nothing = list();
        assertThat(nothing.code()).isEqualTo(4);
        assertThat(nothing.err()).contains("ask for single models: bedrock list-models --probe --require MODEL_ID\n");
        Result probed = list("--probe", "-o", "ids", "--require", "acme.granted-v1:0", "--require", "us." + CLAUDE);
        assertThat(probed.code()).as(probed.err()).isZero();
        assertThat(probed.out()).isEqualTo("acme.granted-v1:0\nus." + CLAUDE + "\n");
        assertThat(list("--probe", "--require", "acme.secret-v1:0").code()).isEqualTo(9);
        Result asked = list("--accessible", "--require", "us." + CLAUDE);
        assertThat(asked.code()).isEqualTo(9);
        assertThat(asked.err())
                .endsWith("error: us." + CLAUDE + " could not be told in us-east-1: its list could not be seen\n");
    }

    @Test
    void aRequirementInAListThatMayNotBeSeenIsNotTold() {
        account.models.profilesFailure = DENIED;
        Result result = list("-q", "--require", "us." + CLAUDE);
        assertThat(result.code()).isEqualTo(9);
        assertThat(result.err())
                .isEqualTo("error: us." + CLAUDE
                        + " could not be told in us-east-1: listing inference profiles was denied\n");
    }

    @Test
    void regionsStandSideBySideAndOneThatFailsIsUnknown() throws Exception {
        FakeRegions west = account.and(
                "us-west-2",
                new FakeModels()
                        .model("acme.granted-v1:0", "Granted", "Acme", "TEXT", "TEXT", "ON_DEMAND", true)
                        .model("acme.west-v1:0", "West", "Acme", "TEXT", "TEXT", "ON_DEMAND", true));
        west.agreements.put("acme.granted-v1:0", "NOT_AVAILABLE");
        String[] three = {"--regions", "us-east-1,us-west-2,eu-west-1", "--provider", "Acme"};
        String warning = "warning: eu-west-1 could not be asked: cannot find the host bedrock.eu-west-1\n";
        assertThat(list(new Terminal().showing(80), three))
                .isEqualTo(
                        new Result(
                                0,
                                """
                        MODEL ID           INPUT  THROUGHPUT  LIFECYCLE  us-east-1  us-west-2  eu-west-1
                        acme.granted-v1:0  text   on-demand   active     listed     listed     unknown
                        acme.pending-v1:0  text   on-demand   active     listed     no         unknown
                        acme.slow-v1:0     text   on-demand   active     listed     no         unknown
                        acme.west-v1:0     text   on-demand   active     no         listed     unknown
                        """,
                                warning
                                        + "note: listed does not mean accessible: --accessible asks whether this account can call each\n"));
        String[] accessible = Stream.concat(Stream.of(three), Stream.of("--accessible", "-o", "csv"))
                .toArray(String[]::new);
        assertThat(list(accessible)
                        .out()
                        .lines()
                        .map(line -> line.replaceFirst(",.*(foundation-model/[^,]*,|models)", "")))
                .containsExactly(
                        "id,us-east-1,us-west-2,eu-west-1",
                        "acme.granted-v1:0,yes,no,unknown",
                        "acme.pending-v1:0,no,no,unknown",
                        "acme.slow-v1:0,unknown,no,unknown",
                        "acme.west-v1:0,no,yes,unknown");
        JsonNode row = Json.parse(
                list("--regions", "us-west-2,eu-west-1", "--accessible", "--search", "granted", "-o", "jsonl")
                        .out());
        assertThat(Json.line(row.path("regions"))).isEqualTo("""
                {"us-west-2":{"listed":true,"access":"no","access_reason":"agreement not accepted"},\
                "eu-west-1":{"listed":null,"access":"unknown","access_reason":"the region could not be asked"}}\
                """);
    }

    @Test
    void whatIsRequiredHoldsInEveryRegion() {
        account.and(
                "us-west-2",
                new FakeModels().model("acme.west-v1:0", "West", "Acme", "TEXT", "TEXT", "ON_DEMAND", true));
        assertThat(list("-q", "-o", "ids", "--regions", "all", "--require", "acme.west-v1:0"))
                .satisfies(result -> assertThat(result.code()).isEqualTo(9))
                .satisfies(result ->
                        assertThat(result.err()).startsWith("error: acme.west-v1:0 is not listed in us-east-1"));
        assertThat(list("-q", "-o", "ids", "--regions", "us-west-2", "--require", "acme.west-v1:0"))
                .isEqualTo(new Result(0, "acme.west-v1:0\n", ""));
        assertThat(list("-q", "--regions", "us-west-2,eu-west-1", "--require", "acme.west-v1:0")
                        .err())
                .isEqualTo(
                        "error: acme.west-v1:0 could not be told in eu-west-1: cannot find the host bedrock.eu-west-1\n");
    }

    @Test
    void whereEveryRegionFailsTheCommandDoes() {
        assertThat(list("--regions", "eu-west-1,eu-west-2").code()).isEqualTo(7);
        assertThat(list("--regions", "eu_west_1").code()).isEqualTo(2);
    }

    @Test
    void deploymentsAndEndpointsAreListsOfTheirOwn() {
        account.models
                .own(
                        ModelSummary.Kind.CUSTOM_MODEL_DEPLOYMENT,
                        "arn:aws:bedrock:us-east-1:123456789012:custom-model-deployment/abcdef012345",
                        "mine",
                        "ON_DEMAND",
                        "Active")
                .own(
                        ModelSummary.Kind.MARKETPLACE_ENDPOINT,
                        "arn:aws:sagemaker:us-east-1:123456789012:endpoint/bought",
                        "bought",
                        "",
                        "REGISTERED");
        assertThat(list("-q", "-o", "ids", "--deployments").out())
                .isEqualTo("arn:aws:bedrock:us-east-1:123456789012:custom-model-deployment/abcdef012345\n");
        assertThat(list("-q", "-o", "ids", "--endpoints", "--accessible").out())
                .isEqualTo("arn:aws:sagemaker:us-east-1:123456789012:endpoint/bought\n");
        assertThat(list("-q", "-o", "ids", "--all").out()).hasLineCount(7);
    }
}
