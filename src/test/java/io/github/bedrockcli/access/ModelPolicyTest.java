package io.github.bedrockcli.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockcli.access.ModelPolicy.Right;
import io.github.bedrockcli.aws.BedrockException;
import io.github.bedrockcli.aws.BedrockException.Kind;
import io.github.bedrockcli.model.Json;
import io.github.bedrockcli.model.ModelId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The least that IAM must allow, for every kind of id. */
final class ModelPolicyTest {
    private static final String NOVA = "amazon.nova-lite-v1:0";
    private static final String HERE = "arn:aws:bedrock:us-east-1:123456789012:";
    private static final Set<Right> CALLS = EnumSet.of(Right.INVOKE, Right.STREAM);

    private final List<String> notes = new ArrayList<>();
    private Account account = new Account("us-east-1");

    private JsonNode policy(Set<Right> rights, String... models) {
        return new ModelPolicy(account, null, notes::add)
                .document(Arrays.stream(models).map(ModelId::of).toList(), rights);
    }

    private static JsonNode json(String text) throws Exception {
        return Json.parse(text.replace('\'', '"'));
    }

    @Test
    void aFoundationModelIsAllowedWithoutAskingAnybody() throws Exception {
        assertThat(policy(EnumSet.allOf(Right.class), NOVA)).isEqualTo(json("""
                {'Version':'2012-10-17','Statement':[
                 {'Sid':'InvokeModels','Effect':'Allow',
                  'Action':['bedrock:InvokeModel','bedrock:InvokeModelWithResponseStream'],
                  'Resource':'arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0'},
                 {'Sid':'ListModels','Effect':'Allow',
                  'Action':['bedrock:ListFoundationModels','bedrock:ListInferenceProfiles'],'Resource':'*'}]}"""));
        assertThat(account.questions).hasValue(0);
        assertThat(notes).isEmpty();
    }

    @Test
    void aProfileIsAllowedWithItsModelInEveryRegionThroughItOnly() throws Exception {
        account.profile("us." + NOVA, NOVA, "us-west-2", "us-east-1");
        assertThat(policy(EnumSet.of(Right.INVOKE), "us." + NOVA)).isEqualTo(json("""
                {'Version':'2012-10-17','Statement':[
                 {'Sid':'InvokeModels','Effect':'Allow','Action':'bedrock:InvokeModel',
                  'Resource':'arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.amazon.nova-lite-v1:0'},
                 {'Sid':'InvokeModelsThroughProfiles','Effect':'Allow','Action':'bedrock:InvokeModel',
                  'Resource':['arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0',
                              'arn:aws:bedrock:us-west-2::foundation-model/amazon.nova-lite-v1:0'],
                  'Condition':{'StringEquals':{'bedrock:InferenceProfileArn':
                    'arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.amazon.nova-lite-v1:0'}}}]}"""));
    }

    @Test
    void aGlobalProfileTakesTheModelWithoutARegionToo() {
        account.profile("global." + NOVA, NOVA, "us-east-1", "eu-west-1");
        assertThat(policy(CALLS, "global." + NOVA).at("/Statement/1/Resource"))
                .extracting(JsonNode::textValue)
                .containsExactly(
                        "arn:aws:bedrock:::foundation-model/" + NOVA,
                        "arn:aws:bedrock:eu-west-1::foundation-model/" + NOVA,
                        "arn:aws:bedrock:us-east-1::foundation-model/" + NOVA);
    }

    @Test
    void modelsAreMergedSortedAndNamedOnce() {
        account.profile("us." + NOVA, NOVA, "us-east-1", "us-west-2");
        JsonNode policy = policy(CALLS, "us." + NOVA, "z.z-v1", NOVA, "us." + NOVA, "a.a-v1");
        assertThat(policy.at("/Statement/0/Resource"))
                .extracting(JsonNode::textValue)
                .containsExactly(
                        "arn:aws:bedrock:us-east-1:123456789012:inference-profile/us." + NOVA,
                        "arn:aws:bedrock:us-east-1::foundation-model/a.a-v1",
                        "arn:aws:bedrock:us-east-1::foundation-model/" + NOVA,
                        "arn:aws:bedrock:us-east-1::foundation-model/z.z-v1");
        assertThat(policy.at("/Statement/1/Resource").textValue())
                .as("what is allowed on its own is not allowed again through the profile")
                .isEqualTo("arn:aws:bedrock:us-west-2::foundation-model/" + NOVA);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "provisioned-model/abcdef012345",
                "custom-model/amazon.nova-lite-v1:0:300k/abcdef012345",
                "custom-model-deployment/abcdef012345",
                "imported-model/abcdef012345",
            })
    void theAccountsOwnModelsAreNamedAsTheyAre(String resource) {
        JsonNode policy = policy(CALLS, HERE + resource);
        assertThat(policy.path("Statement")).hasSize(1);
        assertThat(policy.at("/Statement/0/Resource").textValue()).isEqualTo(HERE + resource);
        assertThat(account.questions).hasValue(0);
    }

    @Test
    void anApplicationProfileIsAskedForItsModels() {
        String arn = HERE + "application-inference-profile/abcdef012345";
        account.profile(arn, NOVA, "us-east-1");
        JsonNode policy = policy(CALLS, arn);
        assertThat(policy.at("/Statement/0/Resource").textValue()).isEqualTo(arn);
        assertThat(policy.at("/Statement/1/Resource").textValue())
                .isEqualTo("arn:aws:bedrock:us-east-1::foundation-model/" + NOVA);
        assertThat(policy.at("/Statement/1/Condition/StringEquals/bedrock:InferenceProfileArn")
                        .textValue())
                .isEqualTo(arn);
    }

    @Test
    void anEndpointIsCalledByBedrockInTheCallersName() throws Exception {
        String arn = "arn:aws:sagemaker:us-east-1:123456789012:endpoint/mine";
        assertThat(policy(EnumSet.of(Right.STREAM), arn)).isEqualTo(json("""
                {'Version':'2012-10-17','Statement':[
                 {'Sid':'InvokeModels','Effect':'Allow','Action':'bedrock:InvokeModelWithResponseStream','Resource':'%1$s'},
                 {'Sid':'InvokeEndpointsThroughBedrock','Effect':'Allow',
                  'Action':'sagemaker:InvokeEndpointWithResponseStream','Resource':'%1$s',
                  'Condition':{'StringEquals':{'aws:CalledViaLast':'bedrock.amazonaws.com',
                                               'aws:ResourceTag/sagemaker-sdk:bedrock':'compatible'}}}]}""".formatted(arn)));
    }

    @Test
    void listingAsksForTheListsOfTheKindsNamed() {
        assertThat(policy(EnumSet.of(Right.LIST), HERE + "imported-model/abcdef012345")
                        .at("/Statement/0/Action"))
                .extracting(JsonNode::textValue)
                .containsExactly(
                        "bedrock:ListFoundationModels", "bedrock:ListImportedModels", "bedrock:ListInferenceProfiles");
    }

    @Test
    void thePartitionIsThatOfTheRegion() {
        account = new Account("us-gov-west-1");
        assertThat(policy(CALLS, NOVA).at("/Statement/0/Resource").textValue())
                .isEqualTo("arn:aws-us-gov:bedrock:us-gov-west-1::foundation-model/" + NOVA);
    }

    @Test
    void withoutCredentialsAnyRegionIsAllowedAndANoteSaysSo() {
        account.unanswered = BedrockException.of(Kind.CREDENTIALS, "no AWS credentials were found")
                .build();
        JsonNode policy = policy(CALLS, "us." + NOVA);
        assertThat(policy.at("/Statement/0/Resource").textValue())
                .isEqualTo("arn:aws:bedrock:us-east-1:*:inference-profile/us." + NOVA);
        assertThat(policy.at("/Statement/1/Resource").textValue())
                .isEqualTo("arn:aws:bedrock:*::foundation-model/" + NOVA);
        assertThat(policy.at("/Statement/1/Condition").fieldNames().next()).isEqualTo("StringLike");
        assertThat(notes)
                .containsExactly(
                        "note: where us.amazon.nova-lite-v1:0 routes to was not told: no AWS credentials were found",
                        "note: * stands for every region, and for the account: narrow it, or run this again with"
                                + " credentials");
    }

    @Test
    void anotherAccountCanBeNamed() {
        account.profile("us." + NOVA, NOVA, "us-east-1");
        JsonNode policy =
                new ModelPolicy(account, "999999999999", notes::add).document(List.of(ModelId.of("us." + NOVA)), CALLS);
        assertThat(policy.at("/Statement/0/Resource").textValue())
                .isEqualTo("arn:aws:bedrock:us-east-1:999999999999:inference-profile/us." + NOVA);
    }

    @Test
    void aProfileThatDoesNotExistIsAnError() {
        assertThatThrownBy(() -> policy(CALLS, "us." + NOVA)).hasMessage("no such profile");
    }
}
