package io.github.bedrockcli.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockcli.aws.BedrockException;
import io.github.bedrockcli.aws.BedrockException.Kind;
import io.github.bedrockcli.cli.Terminal.Result;
import io.github.bedrockcli.model.AgreementOffer;
import io.github.bedrockcli.model.BaseModel;
import io.github.bedrockcli.model.Json;
import io.github.bedrockcli.model.ModelAvailability;
import io.github.bedrockcli.model.ModelDetails;
import io.github.bedrockcli.model.ModelSummary;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** {@code show-model}: all that is told, what could not be told in its place, and what is no model at all. */
final class ShowModelCommandTest {
    private static final String HAIKU = "anthropic.claude-3-haiku-20240307-v1:0";
    private static final String ACCOUNT = "arn:aws:bedrock:us-east-1:123456789012:";
    private final FakeAccount account = account();

    @Test
    void aModelIsShownWithAllThatIsTold() {
        assertThat(new Terminal().showing(80).run(account, "show-model", HAIKU)).isEqualTo(new Result(0, """
                        model         anthropic.claude-3-haiku-20240307-v1:0
                        name          Claude 3 Haiku
                        kind          foundation model
                        provider      Anthropic
                        region        us-east-1
                        input         text, image
                        output        text
                        streaming     yes
                        throughput    on-demand
                        customizable  fine-tuning, distillation
                        lifecycle     legacy; start 2024-03-13; legacy 2026-03-10; end of life
                                      2026-12-10
                        replacement   anthropic.claude-haiku-4-5-20251001-v1:0 (Claude Haiku 4.5)
                        access        no: agreement not accepted
                                      authorization  authorized
                                      entitlement    available
                                      agreement      not available
                                      region         available
                        profiles      us.anthropic.claude-3-haiku-20240307-v1:0
                                        us-east-1, us-west-2
                                      global.anthropic.claude-3-haiku-20240307-v1:0
                                        us-east-1, any other region
                        agreement     offer offer-1
                                        USD 0.00025 per 1K tokens: Input tokens
                                        duration P1Y
                                        refunds none
                                        licence https://example.com/licence
                        family        claude, gives text; ask it with bedrock invoke
                        parameters    anthropic_version, max_tokens, temperature, top_p, top_k,
                                      stop_sequences, tools, tool_choice, context_management,
                                      anthropic_beta
                                      bedrock params anthropic.claude-3-haiku-20240307-v1:0
                        """, ""));
    }

    @Test
    void jsonHasEveryMemberAndTheWholeParameterTable() throws Exception {
        Result result = new Terminal().run(account, "show-model", HAIKU, "-o", "json");
        JsonNode json = Json.parse(result.out());
        assertThat(result.code()).isZero();
        assertThat(result.err()).isEmpty();
        assertThat(json.at("/lifecycle/replacement").asText()).isEqualTo("anthropic.claude-haiku-4-5-20251001-v1:0");
        assertThat(json.at("/lifecycle/end_of_life").asText()).isEqualTo("2026-12-10T00:00:00Z");
        assertThat(json.at("/access").asText()).isEqualTo("no");
        assertThat(json.at("/access_reason").asText()).isEqualTo("agreement not accepted");
        assertThat(json.at("/agreement").asText()).isEqualTo("NOT_AVAILABLE");
        assertThat(json.at("/region_availability").asText()).isEqualTo("AVAILABLE");
        assertThat(json.at("/agreement_offers/0/prices/0/price").asText()).isEqualTo("0.00025");
        assertThat(json.at("/profiles/1/everywhere").asBoolean()).isTrue();
        assertThat(json.at("/parameters/parameters").size()).isGreaterThan(5);
        assertThat(json.at("/could_not_tell").isEmpty()).isTrue();
    }

    @Test
    void allQuestionsAreAskedAtTheSameTime() {
        account.together = new CountDownLatch(5);
        assertThat(new Terminal().run(account, "show-model", HAIKU).code()).isZero();
        assertThat(account.asked)
                .containsExactlyInAnyOrder(
                        "ListFoundationModels",
                        "ListInferenceProfiles",
                        "GetFoundationModel",
                        "GetFoundationModelAvailability",
                        "ListFoundationModelAgreementOffers");
    }

    @Test
    void whatCouldNotBeAskedIsSaidInItsPlaceAndTheRestIsShown() throws Exception {
        account.deny("GetFoundationModel", "ListFoundationModelAgreementOffers")
                .failing("GetFoundationModelAvailability", FakeAccount.failure(Kind.THROTTLED, "Too many requests"))
                .failing("ListInferenceProfiles", FakeAccount.failure(Kind.TIMEOUT, "no byte came for 5 s"));
        Result result = new Terminal().run(account, "show-model", HAIKU);
        assertThat(result.code()).isZero();
        assertThat(result.out())
                .contains("lifecycle     legacy; end of life 2026-12-10\n"
                        + "              dates: could not tell: bedrock:GetFoundationModel is not allowed\n")
                .contains("access        could not tell: throttled\n")
                .contains("profiles      could not tell: no byte came for 5 s\n")
                .contains("agreement     could not tell: bedrock:ListFoundationModelAgreementOffers is not allowed\n")
                .contains("input         text, image\n");
        JsonNode json = Json.parse(
                new Terminal().run(account, "show-model", HAIKU, "-o", "json").out());
        assertThat(json.at("/access").isNull()).isTrue();
        assertThat(json.at("/profiles").isNull()).isTrue();
        assertThat(json.at("/could_not_tell").properties())
                .extracting(entry -> entry.getKey())
                .containsExactly("lifecycle", "profiles", "access", "agreement_offers");
    }

    @Test
    void accessAloneIsEnoughToShow() {
        account.deny("GetFoundationModel", "ListFoundationModels", "ListInferenceProfiles");
        Result result = new Terminal().run(account, "show-model", HAIKU);
        assertThat(result.code()).isZero();
        assertThat(result.out())
                .contains("details       could not tell: bedrock:GetFoundationModel is not allowed\n")
                .contains("access        no: agreement not accepted\n");
    }

    @Test
    void nothingThatMayBeAskedIsAccessDenied() {
        account.deny(
                "GetFoundationModel",
                "ListFoundationModels",
                "ListInferenceProfiles",
                "GetFoundationModelAvailability",
                "ListFoundationModelAgreementOffers");
        Result result = new Terminal().run(account, "show-model", HAIKU);
        assertThat(result.code()).isEqualTo(4);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).contains("not authorized to perform: bedrock:GetFoundationModel");
    }

    @Test
    void anUnknownModelIsRefusedWithTheNearest() {
        assertThat(new Terminal().run(account, "show-model", "anthropic.claude-3-haiku-20240308-v1:0"))
                .isEqualTo(new Result(5, "", """
                        error: the service refused the request (ValidationException)
                        cause: no model 'anthropic.claude-3-haiku-20240308-v1:0' in us-east-1
                        fix: did you mean anthropic.claude-3-haiku-20240307-v1:0?
                        """));
        assertThat(new Terminal()
                        .run(account, "show-model", "us.acme.poet-v1:0")
                        .code())
                .isEqualTo(5);
        account.deny("GetFoundationModel");
        assertThat(new Terminal().run(account, "show-model", "acme.poet-v1:0").err())
                .contains("no model 'acme.poet-v1:0' in us-east-1")
                .contains("fix: bedrock list-models shows the ids of us-east-1\n");
    }

    @Test
    void aProfileIsShownWithItsModel() {
        Result result = new Terminal().run(account, "show-model", "us." + HAIKU);
        assertThat(result.code()).isZero();
        assertThat(result.out()).startsWith("""
                model         us.anthropic.claude-3-haiku-20240307-v1:0
                name          US Claude 3 Haiku
                kind          inference profile
                status        active
                base model    anthropic.claude-3-haiku-20240307-v1:0
                provider      Anthropic
                """);
    }

    @Test
    void aProfileThatMayOnlyBeListedIsShownAllTheSame() {
        account.deny("GetInferenceProfile");
        assertThat(new Terminal().run(account, "show-model", "us." + HAIKU).out())
                .contains("name          US Claude 3 Haiku\n");
        account.deny("ListInferenceProfiles");
        assertThat(new Terminal().run(account, "show-model", "us." + HAIKU).out())
                .contains("could not tell: bedrock:GetInferenceProfile is not allowed\n")
                .contains("input         text, image\n");
    }

    @Test
    void whatTheAccountMadeIsShownWithWhatIsBelow() {
        account.own.add(FakeAccount.model(
                ModelSummary.Kind.PROVISIONED_MODEL,
                ACCOUNT + "provisioned-model/abcdef012345",
                ACCOUNT + "provisioned-model/abcdef012345",
                "fast",
                "arn:aws:bedrock:us-east-1::foundation-model/" + HAIKU));
        account.behind.put(
                ACCOUNT + "provisioned-model/abcdef012345",
                BaseModel.of("arn:aws:bedrock:us-east-1::foundation-model/" + HAIKU));
        Result result = new Terminal().run(account, "show-model", ACCOUNT + "provisioned-model/abcdef012345");
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out())
                .contains("name          fast\n")
                .contains("base model    " + HAIKU + "\n")
                .contains("family        claude, ")
                .doesNotContain("access ");
    }

    @Test
    void anImportedModelHasAnArchitectureAndNoBase() {
        String arn = ACCOUNT + "imported-model/abcdef012345";
        account.own.add(FakeAccount.model(ModelSummary.Kind.IMPORTED_MODEL, arn, arn, "mine"));
        account.behind.put(arn, BaseModel.imported("LlamaForCausalLM", true));
        assertThat(new Terminal().run(account, "show-model", arn).out())
                .contains("architecture  LlamaForCausalLM\n")
                .contains("family        llama, gives text; ask it with bedrock invoke\n")
                .doesNotContain("base model")
                .doesNotContain("could not tell");
    }

    @Test
    void aMarketplaceEndpointIsShownWithItsStatus() {
        String arn = "arn:aws:sagemaker:us-east-1:123456789012:endpoint/poet";
        account.own.add(FakeAccount.model(ModelSummary.Kind.MARKETPLACE_ENDPOINT, arn, arn, "acme-poet"));
        Result result = new Terminal().run(account, "show-model", arn);
        assertThat(result.out())
                .contains("kind          marketplace endpoint\n")
                .contains("status        active\n");
        assertThat(new Terminal().run(account, "show-model", arn + "2").code()).isEqualTo(5);
    }

    @Test
    void withoutCredentialsNothingIsShown() {
        BedrockException missing = FakeAccount.failure(Kind.CREDENTIALS, "no AWS credentials were found");
        for (String operation : List.of(
                "ListFoundationModels",
                "ListInferenceProfiles",
                "GetFoundationModel",
                "GetFoundationModelAvailability",
                "ListFoundationModelAgreementOffers")) {
            account.failing(operation, missing);
        }
        assertThat(new Terminal().run(account, "show-model", HAIKU))
                .isEqualTo(new Result(3, "", "error: no AWS credentials were found\n"));
    }

    @Test
    void theServicesWordsCannotRewriteTheTerminal() {
        account.access.put(HAIKU, new ModelAvailability(HAIKU, "ERROR", "bad\u001b[2Jnews", "AUTHORIZED", null, null));
        assertThat(new Terminal().run(account, "show-model", HAIKU).out())
                .contains("access        no: agreement failed: bad [2Jnews\n")
                .contains("entitlement    not told\n");
    }

    private static FakeAccount account() {
        FakeAccount account = new FakeAccount();
        ModelSummary haiku = haiku(HAIKU, "Claude 3 Haiku", "LEGACY", Instant.parse("2026-12-10T00:00:00Z"));
        account.models.add(haiku);
        account.models.add(haiku("anthropic.claude-haiku-4-5-20251001-v1:0", "Claude Haiku 4.5", "ACTIVE", null));
        account.details.put(
                HAIKU,
                new ModelDetails(
                        haiku, Instant.parse("2024-03-13T00:00:00Z"), Instant.parse("2026-03-10T00:00:00Z"), null));
        account.access.put(
                HAIKU, new ModelAvailability(HAIKU, "NOT_AVAILABLE", null, "AUTHORIZED", "AVAILABLE", "AVAILABLE"));
        account.offers.put(
                HAIKU,
                List.of(new AgreementOffer(
                        "offer-1",
                        List.of(new AgreementOffer.Price("in", "0.00025", "1K tokens", "Input tokens")),
                        "https://example.com/licence",
                        "none",
                        "P1Y")));
        account.profiles.add(FakeAccount.model(
                ModelSummary.Kind.SYSTEM_PROFILE,
                "us." + HAIKU,
                ACCOUNT + "inference-profile/us." + HAIKU,
                "US Claude 3 Haiku",
                "arn:aws:bedrock:us-east-1::foundation-model/" + HAIKU,
                "arn:aws:bedrock:us-west-2::foundation-model/" + HAIKU));
        account.profiles.add(FakeAccount.model(
                ModelSummary.Kind.SYSTEM_PROFILE,
                "global." + HAIKU,
                ACCOUNT + "inference-profile/global." + HAIKU,
                "Global Claude 3 Haiku",
                "arn:aws:bedrock:us-east-1::foundation-model/" + HAIKU,
                "arn:aws:bedrock:::foundation-model/" + HAIKU));
        return account;
    }

    private static ModelSummary haiku(String id, String name, String lifecycle, Instant end) {
        return new ModelSummary(
                ModelSummary.Kind.FOUNDATION_MODEL,
                id,
                "arn:aws:bedrock:us-east-1::foundation-model/" + id,
                name,
                "Anthropic",
                List.of("TEXT", "IMAGE"),
                List.of("TEXT"),
                List.of("ON_DEMAND"),
                List.of("FINE_TUNING", "DISTILLATION"),
                true,
                lifecycle,
                end,
                List.of());
    }
}
