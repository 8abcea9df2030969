package io.github.bedrockcli.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockcli.aws.Bedrock.ModelFilter;
import io.github.bedrockcli.aws.BedrockException;
import io.github.bedrockcli.aws.BedrockException.Kind;
import io.github.bedrockcli.aws.BedrockRequest;
import io.github.bedrockcli.aws.EventStream;
import io.github.bedrockcli.aws.RefusalCause;
import io.github.bedrockcli.model.Api;
import io.github.bedrockcli.model.Json;
import io.github.bedrockcli.model.Knobs;
import io.github.bedrockcli.model.ModelAvailability;
import io.github.bedrockcli.model.ModelId;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A refusal comes with its reason and the one next step for this caller. */
final class ExplainerTest {
    private static final String HAIKU = "anthropic.claude-haiku-4-5-20251001-v1:0";
    private static final String CALLER = "arn:aws:sts::123456789012:assumed-role/Dev/session";

    private final Account account = new Account("us-east-1");

    private static BedrockException failure(String code, int status, String message) {
        return BedrockException.of(Kind.REFUSED, message)
                .code(code)
                .status(status)
                .build();
    }

    private BedrockException explained(BedrockException failure, String operation, String model) {
        return new Explainer(account, cause -> "RENEW", Duration.ofSeconds(2))
                .explain(failure, new RefusedCall(operation, model == null ? null : ModelId.of(model)));
    }

    private BedrockException explained(String code, int status, String message, String model) {
        return explained(failure(code, status, message), "InvokeModel", model);
    }

    private static String fix(BedrockException explained) {
        return explained.fix().orElse("none");
    }

    private static String denied(String action, String resource, String why) {
        return "User: " + CALLER + " is not authorized to perform: " + action + " on resource: " + resource + " " + why;
    }

    private static JsonNode statement(String fix) throws Exception {
        return Json.parse(fix.substring(fix.indexOf('{'), fix.lastIndexOf('}') + 1));
    }

    @TestFactory
    Stream<DynamicTest> everyWordingHasAReasonAndANextStep() throws Exception {
        return Files.readAllLines(Path.of("src/test/resources/refusals/refusals.tsv")).stream()
                .skip(1)
                .map(line -> line.split("\t", -1))
                .map(cells -> DynamicTest.dynamicTest(cells[3] + " " + cells[4], () -> {
                    BedrockException failure = BedrockException.of(Kind.valueOf(cells[1]), cells[4])
                            .code(cells[3])
                            .status(Integer.parseInt(cells[2]))
                            .build();
                    BedrockException explained = explained(failure, "InvokeModel", "amazon.nova-lite-v1:0");
                    assertThat(explained).hasMessage(cells[4]);
                    assertThat(explained.kind()).isEqualTo(failure.kind());
                    assertThat(explained.fix()).isPresent();
                    assertThat(fix(explained)).doesNotContain("\n", "null").hasSizeLessThan(1_500);
                    if (!List.of("CONTENT_BLOCKED", "OTHER").contains(cells[0])) {
                        assertThat(explained.reason().orElse("")).isNotBlank();
                    }
                    if (cells[0].equals("DENIED")) {
                        assertThat(fix(explained)).doesNotContain("\"Allow\"");
                    }
                }));
    }

    @Test
    void theStatementHasTheProfileAndItsModelInEveryRegion() throws Exception {
        account.profile("us." + HAIKU, HAIKU, "us-east-1", "us-east-2", "us-west-2");
        BedrockException explained = explained(
                "AccessDeniedException",
                403,
                denied(
                        "bedrock:InvokeModel",
                        "arn:aws:bedrock:us-east-2::foundation-model/" + HAIKU,
                        "because no identity-based policy allows the bedrock:InvokeModel action"),
                "us." + HAIKU);

        assertThat(explained.reason()).contains("no identity-based policy allows bedrock:InvokeModel");
        assertThat(fix(explained)).startsWith("add to the policies of role Dev: {");
        assertThat(statement(fix(explained))).isEqualTo(Json.parse("""
                {"Effect":"Allow","Action":"bedrock:InvokeModel","Resource":[
                  "arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.%1$s",
                  "arn:aws:bedrock:us-east-1::foundation-model/%1$s",
                  "arn:aws:bedrock:us-east-2::foundation-model/%1$s",
                  "arn:aws:bedrock:us-west-2::foundation-model/%1$s"]}""".formatted(HAIKU)));
    }

    @Test
    void withoutAnAnswerTheAccountIsThatOfTheMessageAndTheRegionsAreAny() throws Exception {
        account.unanswered =
                BedrockException.of(Kind.ACCESS_DENIED, "you may not ask").build();
        BedrockException explained = explained(
                "AccessDeniedException",
                403,
                denied(
                        "bedrock:InvokeModelWithResponseStream",
                        "arn:aws:bedrock:us-east-1:123456789012:inference-profile/us." + HAIKU,
                        "because no identity-based policy allows the bedrock:InvokeModelWithResponseStream action"),
                "us." + HAIKU);

        assertThat(statement(fix(explained))).isEqualTo(Json.parse("""
                {"Effect":"Allow","Action":"bedrock:InvokeModelWithResponseStream","Resource":[
                  "arn:aws:bedrock:*::foundation-model/%1$s",
                  "arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.%1$s"]}""".formatted(HAIKU)));
    }

    @Test
    void aListTakesItsOwnRight() throws Exception {
        BedrockException explained = explained(
                failure(
                        "AccessDeniedException",
                        403,
                        "User: " + CALLER + " is not authorized to perform: bedrock:ListFoundationModels because no"
                                + " identity-based policy allows the bedrock:ListFoundationModels action"),
                "ListFoundationModels",
                null);
        assertThat(statement(fix(explained)))
                .isEqualTo(Json.parse(
                        "{\"Effect\":\"Allow\",\"Action\":\"bedrock:ListFoundationModels\",\"Resource\":\"*\"}"));
        assertThat(account.questions).hasValue(0);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            because no permissions boundary allows the x action   | whoever set the permissions boundary of role Dev must add to it: {
            because no session policy allows the x action         | assume the role without a session policy, or with one that has: {
            because no service control policy allows the x action | the administrator of the AWS organization must allow in its service control policies: {
            because no VPC endpoint policy allows the x action    | whoever owns the VPC endpoint must add to its policy: {
            with an explicit deny in a service control policy     | only the administrator of the AWS organization can change the service control policy
            with an explicit deny in an identity-based policy     | an administrator of the account must take the Deny of bedrock:InvokeModel on *
            with an explicit deny in a permissions boundary       | whoever set the permissions boundary of role Dev must take the Deny
            with an explicit deny in a VPC endpoint policy        | whoever owns the VPC endpoint must take the Deny
            with an explicit deny in a session policy             | assume the role with a session policy without the Deny
            """)
    void eachPolicyIsChangedByWhoOwnsIt(String why, String fix) {
        assertThat(fix(explained("AccessDeniedException", 403, denied("bedrock:InvokeModel", "*", why), null)))
                .startsWith(fix);
    }

    @Test
    void theRoleOfAPermissionSetIsNotChangedItself() {
        String role = CALLER.replace("/Dev/", "/AWSReservedSSO_Dev_Team_0123456789abcdef/");
        String refusal = denied(
                        "bedrock:InvokeModel",
                        "arn:aws:bedrock:us-east-1::foundation-model/" + HAIKU,
                        "because no identity-based policy allows the bedrock:InvokeModel action")
                .replace(CALLER, role);
        assertThat(fix(explained("AccessDeniedException", 403, refusal, HAIKU)))
                .startsWith("add to the policies of permission set Dev_Team in IAM Identity Center: {");
    }

    @Test
    void whatMayPassIsNotLookedForInTheRequest() {
        BedrockException failure = explained(
                BedrockException.of(Kind.UNAVAILABLE, "Gateway timeout")
                        .status(504)
                        .build(),
                "InvokeModel",
                HAIKU);
        assertThat(failure.fix()).isEmpty();
    }

    @Test
    void aDenyOnAGlobalProfileLeadsToOneThatStays() {
        account.profile("global." + HAIKU, HAIKU, "us-east-1").profile("us." + HAIKU, HAIKU, "us-east-1", "us-west-2");
        assertThat(fix(explained(
                        "AccessDeniedException",
                        403,
                        denied(
                                "bedrock:InvokeModel",
                                "arn:aws:bedrock:::foundation-model/" + HAIKU,
                                "with an explicit deny in a service control policy"),
                        "global." + HAIKU)))
                .endsWith("; -m us." + HAIKU + " stays in its geography");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            AVAILABLE     | -      | AUTHORIZED     | AVAILABLE     | NOT_AVAILABLE | us-east-1 does not have this model               | use --region us-west-2:
            PENDING       | -      | AUTHORIZED     | AVAILABLE     | AVAILABLE     | the account's agreement for this model is still  | wait some 15 minutes
            NOT_AVAILABLE | -      | NOT_AUTHORIZED | NOT_AVAILABLE | AVAILABLE     | the account has not accepted the model's         | accept it: aws bedrock create-foundation-model-agreement
            ERROR         | closed | AUTHORIZED     | AVAILABLE     | AVAILABLE     | the account's agreement for this model failed (closed) | mend that
            AVAILABLE     | -      | NOT_AUTHORIZED | AVAILABLE     | AVAILABLE     | the account is not authorized for this model     | request access to
            AVAILABLE     | -      | AUTHORIZED     | NOT_AVAILABLE | AVAILABLE     | the account is not entitled to this model        | have someone with aws-marketplace:Subscribe
            AVAILABLE     | -      | AUTHORIZED     | AVAILABLE     | AVAILABLE     | the account has no access to this model          | granted lately
            """)
    void whatIsMissingOfModelAccessIsAsked(
            String agreement,
            String error,
            String authorization,
            String entitlement,
            String region,
            String why,
            String fix) {
        account.model("us-west-2", HAIKU, "ON_DEMAND", "ACTIVE");
        account.availability = new ModelAvailability(HAIKU, agreement, error, authorization, entitlement, region);
        BedrockException explained = explained(
                "AccessDeniedException",
                403,
                "You don\u2019t have access to the model with the specified model ID.",
                "us." + HAIKU);
        assertThat(explained.reason().orElse("")).startsWith(why);
        assertThat(fix(explained)).startsWith(fix);
    }

    @Test
    void onDemandNamesTheProfileOfTheGeographyFirst() {
        account.profile("global." + HAIKU, HAIKU, "us-east-1").profile("us." + HAIKU, HAIKU, "us-east-1");
        assertThat(fix(explained(
                        "ValidationException",
                        400,
                        "Invocation of model ID " + HAIKU
                                + " with on-demand throughput isn\u2019t supported. Retry your"
                                + " request with the ID or ARN of an inference profile that contains this model.",
                        HAIKU)))
                .isEqualTo("use -m us." + HAIKU + " (or global." + HAIKU + ")");
    }

    @Test
    void onDemandOffersNoForeignGeography() {
        account.profile("eu." + HAIKU, HAIKU, "eu-west-1", "eu-central-1")
                .profile("us." + HAIKU, HAIKU, "us-east-1", "us-west-2", "us-east-2");
        String words = "Invocation of model ID " + HAIKU + " with on-demand throughput isn\u2019t supported.";
        assertThat(fix(explained("ValidationException", 400, words, HAIKU))).isEqualTo("use -m us." + HAIKU);

        Account elsewhere = new Account("us-east-1");
        elsewhere.profile("eu." + HAIKU, HAIKU, "eu-west-1");
        assertThat(fix(new Explainer(elsewhere, cause -> "", Duration.ofSeconds(2))
                        .explain(
                                failure("ValidationException", 400, words),
                                new RefusedCall("InvokeModel", ModelId.of(HAIKU)))))
                .isEqualTo("eu." + HAIKU + " is for eu-west-1: none stays in the geography of us-east-1; --region goes"
                        + " elsewhere");
    }

    @Test
    void aRetiredModelWithoutASuccessorHasAnExample() {
        account.model("us-east-1", HAIKU, "INFERENCE_PROFILE", "ACTIVE")
                .model("us-east-1", "anthropic.claude-sonnet-5", "INFERENCE_PROFILE", "ACTIVE")
                .model("us-east-1", "anthropic.claude-opus-9", "INFERENCE_PROFILE", "LEGACY")
                .model("us-east-1", "zai.glm-10", "ON_DEMAND", "ACTIVE")
                .profile("us.anthropic.claude-sonnet-5", "anthropic.claude-sonnet-5", "us-east-1");
        String words = "This model version has reached the end of its life.";
        assertThat(fix(explained("ResourceNotFoundException", 404, words, "anthropic.claude-v2")))
                .isEqualTo("use a newer model, for example -m us.anthropic.claude-sonnet-5: bedrock list-models"
                        + " --lifecycle active --search anthropic");
        assertThat(fix(explained("ResourceNotFoundException", 404, words, "ai21.j2-ultra-v1")))
                .isEqualTo("use a newer model: bedrock list-models --lifecycle active --search ai21");
        assertThat(fix(explained("ResourceNotFoundException", 404, words, "amazon.titan-embed-text-v1")))
                .isEqualTo("use a newer model: bedrock list-models --lifecycle active --search amazon");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            arn:aws:bedrock:eu-west-1:123456789012:inference-profile/eu.a.b-v1:0            | the ARN is of eu-west-1, the call went to us-east-1             | --region eu-west-1
            arn:aws:bedrock:us-east-1:210987654321:application-inference-profile/abcdef012  | the ARN is of account 210987654321, and the caller is of another | use credentials of account 210987654321
            arn:aws-us-gov:bedrock:us-gov-west-1::foundation-model/a.b-v1:0                 | the ARN is of partition aws-us-gov, the call went to us-east-1  | use credentials of partition aws-us-gov and --region us-gov-west-1
            """)
    void aForeignArnIsToldByWhatItSays(String arn, String why, String fix) {
        BedrockException explained = explained(
                "ValidationException", 400, "Account ID in the ARN doesn't match the account making the request.", arn);
        assertThat(explained.reason()).contains(why);
        assertThat(fix(explained)).startsWith(fix);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            messages: text content blocks must be non-empty                                  | a text of the request is empty     | some text
            This action doesn't support the model that you provided. Try again with a supported text or chat model. | Converse | bedrock embed -m amazon.nova-lite-v1:0
            Credential should be scoped to a valid region.                                   | signed for another region          | --endpoint-url
            `temperature` and `top_p` cannot both be specified for this model. Please use only one. | exclude each other: temperature and top_p | leave one of them out: --temperature or --top-p
            Invalid API Key format: Must start with pre-defined prefix                       | not a whole one                    | whole and without quotes
            data retention mode 'default' is not available for this model                    | it is default                      | put-account-data-retention --mode MODE --region us-east-1
            Your account is not authorized to invoke this API operation with a prompt resource. | a prompt in place of a model    | name the model itself with -m
            The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining. | the 1 hour session limit | --duration-seconds 3600
            Reservation not found.                                                           | service tier                       | leave --service-tier out
            The document file name can only contain alphanumeric characters                  | a document's name                  | rename the file
            """)
    void eachCauseHasAStepOfItsOwn(String message, String why, String fix) {
        BedrockException explained = explained("ValidationException", 400, message, "amazon.nova-lite-v1:0");
        assertThat(explained.reason().orElse("")).contains(why).doesNotContain("`");
        assertThat(fix(explained)).contains(fix).doesNotContain("`");
    }

    @Test
    void ofUnknownWordsNothingIsSaidButHowToGoOn() {
        BedrockException explained =
                explained("ValidationException", 400, "Frobnication is out of order.", "amazon.nova-lite-v1:0");
        assertThat(explained.reason()).isEmpty();
        assertThat(fix(explained))
                .isEqualTo(
                        "--print-request shows what is sent; bedrock doctor amazon.nova-lite-v1:0 checks the way to the"
                                + " model");
    }

    @Test
    void aRetiredModelHasTheNewestOfItsLine() {
        account.model("us-east-1", "anthropic.claude-3-5-haiku-20241022-v1:0", "ON_DEMAND", "LEGACY")
                .model("us-east-1", HAIKU, "INFERENCE_PROFILE", "ACTIVE")
                .model("us-east-1", "anthropic.claude-sonnet-5", "INFERENCE_PROFILE", "ACTIVE")
                .model("us-east-1", "anthropic.claude-haiku-5", "INFERENCE_PROFILE", "LEGACY")
                .profile("us." + HAIKU, HAIKU, "us-east-1");
        assertThat(fix(explained(
                        "ResourceNotFoundException",
                        404,
                        "This model version has reached the end of its life. Please refer to the AWS documentation.",
                        "anthropic.claude-3-haiku-20240307-v1:0")))
                .isEqualTo("use its successor: -m us." + HAIKU);
    }

    @Test
    void anUnknownIdHasTheNearestOrTheRegionsThatHaveIt() {
        account.profile("us.amazon.nova-lite-v1:0", "amazon.nova-lite-v1:0", "us-east-1")
                .model("us-east-1", HAIKU, "INFERENCE_PROFILE", "ACTIVE")
                .profile("us." + HAIKU, HAIKU, "us-east-1")
                .model("us-east-1", "amazon.nova-lite-v1:0", "ON_DEMAND", "ACTIVE")
                .model("eu-west-1", "x.y-v1:0", "ON_DEMAND", "ACTIVE")
                .model("us-west-2", "x.y-v1:0", "ON_DEMAND", "ACTIVE")
                .region("us-east-2");
        String words = "The provided model identifier is invalid.";
        assertThat(fix(explained("ValidationException", 400, words, "amazon.nova-lite")))
                .startsWith("did you mean -m amazon.nova-lite-v1:0?");
        assertThat(fix(explained("ValidationException", 400, words, "anthropic.claude-haiku-4-5")))
                .startsWith("did you mean -m us." + HAIKU + "?");
        assertThat(fix(explained("ValidationException", 400, words, "us.amazon.nova-lite")))
                .startsWith("did you mean -m us.amazon.nova-lite-v1:0?");
        assertThat(fix(explained("ValidationException", 400, words, "x.y-v1:0")))
                .isEqualTo("use --region us-west-2: x.y-v1:0 is in us-west-2, eu-west-1");
        assertThat(fix(explained("ValidationException", 400, words, "no.such-thing-at-all")))
                .isEqualTo("bedrock list-models shows the ids of us-east-1");
    }

    @Test
    void aProfileOfAnotherGeographyHasATwinHere() {
        account.profile("us." + HAIKU, HAIKU, "us-east-1");
        assertThat(fix(explained(
                        "ValidationException", 400, "The provided model identifier is invalid.", "eu." + HAIKU)))
                .isEqualTo("use -m us." + HAIKU + ", which is that model's id in us-east-1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Signature expired: 20250521T030814Z is now earlier than 20250521T074804Z (20250521T075304Z - 5 min.) | set this machine's clock: it is 4 h 44 min behind
            Signature not yet current: 20210502T183640Z is still later than 20210502T175140Z (20210502T173640Z + 15 min.) | set this machine's clock: it is 1 h 0 min ahead
            """)
    void howFarTheClockIsOffIsTold(String message, String fix) {
        assertThat(fix(explained("InvalidSignatureException", 403, message, null)))
                .isEqualTo(fix);
    }

    @Test
    void expiredCredentialsAreRenewedAsTheirKindIs() {
        assertThat(fix(explained(
                        "ExpiredTokenException", 403, "The security token included in the request is expired", null)))
                .isEqualTo("RENEW");
    }

    @Test
    void aRegionWithoutBedrockIsNamedWithThoseThatHaveIt() {
        Account nowhere = new Account("us-east-9") {
            @Override
            public List<String> regions() {
                return List.of("eu-west-1", "us-east-1");
            }
        };
        BedrockException unknown = BedrockException.of(
                        Kind.NETWORK, "no address for the host bedrock-runtime.us-east-9.amazonaws.com")
                .fix("check the region")
                .cause(new UnknownHostException("x"))
                .build();
        BedrockException explained =
                new Explainer(nowhere, cause -> "").explain(unknown, new RefusedCall("InvokeModel", null));
        assertThat(fix(explained)).isEqualTo("go to a region that has it: --region us-east-1 (or eu-west-1)");
        assertThat(fix(explained(unknown, "InvokeModel", null))).isEqualTo("check the region");
    }

    @ParameterizedTest
    @CsvSource({"sa-west-1,sa-east-1", "us-est-1,us-east-1", "europe-west-1,eu-west-1"})
    void aRegionOfTheSamePartOfTheWorldComesFirst(String typed, String nearest) {
        Account nowhere = new Account(typed) {
            @Override
            public List<String> regions() {
                return List.of(
                        "ap-east-1",
                        "ap-south-1",
                        "ca-central-1",
                        "ca-west-1",
                        "eu-central-1",
                        "eu-north-1",
                        "eu-west-1",
                        "eu-west-2",
                        "sa-east-1",
                        "us-east-1",
                        "us-west-2");
            }
        };
        BedrockException unknown = BedrockException.of(
                        Kind.NETWORK, "no address for bedrock." + typed + ".amazonaws.com")
                .cause(new UnknownHostException("x"))
                .build();
        assertThat(fix(new Explainer(nowhere, cause -> "").explain(unknown, new RefusedCall("InvokeModel", null))))
                .startsWith("go to a region that has it: --region " + nearest + " (or ")
                .endsWith(", and 3 more)");
    }

    @Test
    void nothingMasksTheFailure() {
        account.unanswered = new IllegalStateException("broken");
        BedrockException explained =
                explained("ValidationException", 400, "The provided model identifier is invalid.", "amazon.nova-lite");
        assertThat(explained.reason()).contains(RefusalCause.UNKNOWN_MODEL.words());
        assertThat(fix(explained)).isEqualTo("bedrock list-models shows the ids of us-east-1");
    }

    @Test
    @Timeout(60)
    void nobodyWaitsForEverForAnExplanation() {
        account.silent = true;
        account.region("us-west-2");
        BedrockException explained = new Explainer(account, cause -> "", Duration.ofMillis(200))
                .explain(
                        failure("ValidationException", 400, "The provided model identifier is invalid."),
                        new RefusedCall("InvokeModel", ModelId.of("us.amazon.nova-lite")));
        assertThat(explained.reason()).isPresent();
    }

    @Test
    void closingAStreamEndsTheWaitForItsExplanation() throws Exception {
        account.silent = true;
        account.refusal = failure("ValidationException", 400, "The provided model identifier is invalid.");
        EventStream events = new ExplainingBedrock(account, cause -> "")
                .stream(new BedrockRequest(Api.INVOKE, ModelId.of("us.amazon.nova"), new byte[0], Knobs.NONE));
        CompletableFuture<BedrockException> read =
                CompletableFuture.supplyAsync(() -> catchThrowableOfType(BedrockException.class, events::next));
        while (account.questions.get() == 0) {
            Thread.onSpinWait();
        }
        events.close();
        assertThat(read.get(1, TimeUnit.SECONDS)).isSameAs(account.refusal);

        int asked = account.questions.get();
        assertThat(catchThrowableOfType(BedrockException.class, events::next)).isSameAs(account.refusal);
        assertThat(account.questions).hasValue(asked);
    }

    @Test
    void adviceThatCameWithTheFailureStays() {
        BedrockException role = BedrockException.of(Kind.ACCESS_DENIED, "role r was not assumed: no")
                .code("AccessDenied")
                .fix("the trust policy")
                .build();
        assertThat(explained(role, "InvokeModel", HAIKU)).isSameAs(role);
        BedrockException cancelled =
                BedrockException.of(Kind.CANCELLED, "x").code("y").build();
        assertThat(explained(cancelled, "InvokeModel", HAIKU)).isSameAs(cancelled);
        assertThat(account.questions).hasValue(0);
    }

    @Test
    void callsStreamsAndListsAreExplainedAndTheSameReasonIsAskedForOnce() {
        account.refusal = failure("ValidationException", 400, "The provided model identifier is invalid.");
        account.model("us-east-1", "amazon.nova-lite-v1:0", "ON_DEMAND", "ACTIVE");
        ExplainingBedrock bedrock = new ExplainingBedrock(account, cause -> "RENEW");
        BedrockRequest request =
                new BedrockRequest(Api.INVOKE, ModelId.of("amazon.nova-lite"), new byte[0], Knobs.NONE);

        BedrockException first = catchThrowableOfType(BedrockException.class, () -> bedrock.invoke(request));
        int asked = account.questions.get();
        BedrockException again = catchThrowableOfType(BedrockException.class, () -> bedrock.invoke(request));
        assertThat(fix(first)).startsWith("did you mean -m amazon.nova-lite-v1:0?");
        assertThat(fix(again)).isEqualTo(fix(first));
        assertThat(account.questions).hasValue(asked);
        try (EventStream events = bedrock.stream(request)) {
            assertThat(fix(catchThrowableOfType(BedrockException.class, events::next)))
                    .startsWith("did you mean");
        }
        Account closed = new Account("us-east-1");
        closed.refusal = BedrockException.of(Kind.ACCESS_DENIED, "Access denied")
                .code("AccessDeniedException")
                .status(403)
                .build();
        assertThat(fix(catchThrowableOfType(
                        BedrockException.class,
                        () -> new ExplainingBedrock(closed, cause -> "").foundationModels(ModelFilter.NONE))))
                .contains("\"Action\":\"bedrock:ListFoundationModels\"");
    }
}
