package io.github.bedrockcli.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockcli.aws.Bedrock.ModelFilter;
import io.github.bedrockcli.aws.BedrockException;
import io.github.bedrockcli.cli.Terminal.Result;
import io.github.bedrockcli.model.Json;
import io.github.bedrockcli.model.ModelSummary.Kind;
import org.junit.jupiter.api.Test;

/** {@code bedrock list-models}: what is asked of the service, what is filtered here, and how it is shown. */
final class ListModelsCommandTest {
    private static final String NOTE =
            "note: listed does not mean accessible: --accessible asks whether this account can call each\n";
    private static final String NONE = "note: no model in us-east-1 matches\n";
    private static final String TEAM =
            "arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/1arbu5hu2sjr";

    private final FakeModels bedrock = new FakeModels()
            .model(
                    "amazon.titan-embed-text-v2:0",
                    "Titan Text Embeddings V2",
                    "Amazon",
                    "TEXT",
                    "EMBEDDING",
                    "ON_DEMAND",
                    null)
            .model(
                    "amazon.nova-lite-v1:0",
                    "Nova Lite",
                    "Amazon",
                    "TEXT IMAGE VIDEO",
                    "TEXT",
                    "ON_DEMAND INFERENCE_PROFILE",
                    true)
            .model("amazon.nova-canvas-v1:0", "Nova Canvas", "Amazon", "TEXT IMAGE", "IMAGE", "PROVISIONED", false)
            .model(
                    "anthropic.claude-sonnet-4-6",
                    "Claude Sonnet 4.6",
                    "Anthropic",
                    "TEXT IMAGE",
                    "TEXT",
                    "INFERENCE_PROFILE",
                    true)
            .legacy(
                    "anthropic.claude-opus-4-1-20250805-v1:0",
                    "Claude Opus 4.1",
                    "Anthropic",
                    "TEXT IMAGE",
                    "TEXT",
                    "INFERENCE_PROFILE",
                    "2027-01-08T00:00:00Z")
            .model(
                    "mistral.mistral-large-2402-v1:0",
                    "Mistral, \"Large\"",
                    "Mistral AI",
                    "TEXT",
                    "TEXT",
                    "ON_DEMAND",
                    true)
            .model("zai.glm-4.6", "GLM 4.6", "Z.AI", "TEXT", "TEXT", "ON_DEMAND", true)
            .profile(Kind.SYSTEM_PROFILE, "us.amazon.nova-lite-v1:0", "US Nova Lite", "amazon.nova-lite-v1:0")
            .profile(
                    Kind.SYSTEM_PROFILE,
                    "us.anthropic.claude-opus-4-1-20250805-v1:0",
                    "US Claude Opus 4.1",
                    "anthropic.claude-opus-4-1-20250805-v1:0")
            .profile(Kind.APPLICATION_PROFILE, TEAM, "team-a", "anthropic.claude-sonnet-4-6")
            .profile(Kind.SYSTEM_PROFILE, "us.acme.one-v1:0", "US One", "acme.one-v1:0");

    private Result list(String... args) {
        return list(new Terminal(), args);
    }

    private Result list(Terminal terminal, String... args) {
        String[] all = new String[args.length + 1];
        all[0] = "list-models";
        System.arraycopy(args, 0, all, 1, args.length);
        return terminal.run(bedrock, all);
    }

    private Result ids(String... args) {
        String[] all = new String[args.length + 2];
        all[0] = "-o";
        all[1] = "ids";
        System.arraycopy(args, 0, all, 2, args.length);
        return list(all);
    }

    private static Result printed(String out) {
        return new Result(0, out, NOTE);
    }

    private static Result usage(String error, String fix) {
        return new Result(2, "", "error: " + error + "\n" + (fix == null ? "" : "fix: " + fix + "\n"));
    }

    @Test
    void profilesStandBelowTheirModelsAndProvidersInOrder() {
        assertThat(ids()).isEqualTo(printed("""
                        amazon.nova-canvas-v1:0
                        amazon.nova-lite-v1:0
                        us.amazon.nova-lite-v1:0
                        amazon.titan-embed-text-v2:0
                        anthropic.claude-opus-4-1-20250805-v1:0
                        us.anthropic.claude-opus-4-1-20250805-v1:0
                        anthropic.claude-sonnet-4-6
                        %s
                        mistral.mistral-large-2402-v1:0
                        zai.glm-4.6
                        us.acme.one-v1:0
                        """.formatted(TEAM)));
        assertThat(bedrock.filters).containsExactly(ModelFilter.NONE);
    }

    @Test
    void theTableOfAPipeIsNotCut() {
        assertThat(list("--provider", "Anthropic")).isEqualTo(printed("""
                        MODEL ID                                                                           NAME                PROVIDER   INPUT       OUTPUT  THROUGHPUT  STREAMING  LIFECYCLE                FAMILY
                        anthropic.claude-opus-4-1-20250805-v1:0                                            Claude Opus 4.1     Anthropic  text,image  text    profile     yes        legacy until 2027-01-08  claude
                        us.anthropic.claude-opus-4-1-20250805-v1:0                                         US Claude Opus 4.1  Anthropic  text,image  text    profile     yes        legacy until 2027-01-08  claude
                        anthropic.claude-sonnet-4-6                                                        Claude Sonnet 4.6   Anthropic  text,image  text    profile     yes        active                   claude
                        arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/1arbu5hu2sjr  team-a              Anthropic  text,image  text    profile     yes        active                   claude
                        """));
    }

    @Test
    void theTableIsFittedToTheTerminal() {
        assertThat(list(new Terminal().showing(80), "--search", "nova")).isEqualTo(printed("""
                        MODEL ID                  NAME          OUTPUT  THROUGHPUT         LIFECYCLE
                        amazon.nova-canvas-v1:0   Nova Canvas   image   provisioned        active
                        amazon.nova-lite-v1:0     Nova Lite     text    on-demand,profile  active
                        us.amazon.nova-lite-v1:0  US Nova Lite  text    profile            active
                        """));
        assertThat(list(new Terminal().showing(80), "--search", "sonnet").out()).isEqualTo("""
                        MODEL ID                                  OUTPUT  THROUGHPUT  LIFECYCLE  FAMILY
                        anthropic.claude-sonnet-4-6               text    profile     active     claude
                        arn:aws:bedrock:us-e…rofile/1arbu5hu2sjr  text    profile     active     claude
                        """);
        assertThat(list(new Terminal().showing(20), "--search", "titan").out()).isEqualTo("""
                        MODEL ID
                        amazon.tit…text-v2:0
                        """);
    }

    @Test
    void theServiceFiltersWhatItCan() {
        list("--provider", "Amazon", "--output-modality", "embedding", "--inference-type", "on-demand");
        list("--customization", "fine-tuning");
        assertThat(bedrock.filters)
                .containsExactly(
                        new ModelFilter("Amazon", "EMBEDDING", "ON_DEMAND", null),
                        new ModelFilter(null, null, null, "FINE_TUNING"));
    }

    @Test
    void onDemandAndProvisionedListNoProfiles() {
        assertThat(ids("--inference-type", "ON_DEMAND", "--provider", "Amazon"))
                .isEqualTo(printed("amazon.nova-lite-v1:0\namazon.titan-embed-text-v2:0\n"));
        assertThat(bedrock.profileCalls).isZero();
    }

    @Test
    void inferenceProfileListsModelsThatHaveOneAndTheProfiles() {
        assertThat(ids("--inference-type", "inference_profile", "--search", "nova"))
                .isEqualTo(printed("amazon.nova-lite-v1:0\nus.amazon.nova-lite-v1:0\n"));
        assertThat(bedrock.filters).containsExactly(ModelFilter.NONE);
    }

    @Test
    void profilesPassTheFiltersThatTheirModelPasses() {
        assertThat(ids("--lifecycle", "Legacy"))
                .isEqualTo(printed(
                        "anthropic.claude-opus-4-1-20250805-v1:0\nus.anthropic.claude-opus-4-1-20250805-v1:0\n"));
        assertThat(ids("--input-modality", "video"))
                .isEqualTo(printed("amazon.nova-lite-v1:0\nus.amazon.nova-lite-v1:0\n"));
        assertThat(ids("--profiles", "--streaming"))
                .isEqualTo(printed(
                        "us.amazon.nova-lite-v1:0\nus.anthropic.claude-opus-4-1-20250805-v1:0\n" + TEAM + "\n"));
        assertThat(ids("--profiles"))
                .isEqualTo(printed("us.amazon.nova-lite-v1:0\nus.anthropic.claude-opus-4-1-20250805-v1:0\n" + TEAM
                        + "\nus.acme.one-v1:0\n"));
    }

    @Test
    void searchLooksAtIdsNamesAndTheModelBehindAProfile() {
        assertThat(ids("--search", "SONNET")).isEqualTo(printed("anthropic.claude-sonnet-4-6\n" + TEAM + "\n"));
        assertThat(ids("--search", "team-")).isEqualTo(printed(TEAM + "\n"));
        assertThat(ids("--search", "us one")).isEqualTo(printed("us.acme.one-v1:0\n"));
    }

    @Test
    void aProviderIsFoundUnderItsOtherSpellings() {
        assertThat(ids("--provider", "mistral")).isEqualTo(printed("mistral.mistral-large-2402-v1:0\n"));
        assertThat(ids("--provider", "ANTHROPIC", "--lifecycle", "active"))
                .isEqualTo(printed("anthropic.claude-sonnet-4-6\n" + TEAM + "\n"));
        assertThat(ids("--provider", "z.ai")).isEqualTo(printed("zai.glm-4.6\n"));
        assertThat(ids("--provider", "zai")).isEqualTo(printed("zai.glm-4.6\n"));
    }

    @Test
    void aMisspeltWordNamesTheNearest() {
        assertThat(list("--provider", "Antropic"))
                .isEqualTo(usage("no provider 'Antropic' in us-east-1", "did you mean --provider 'Anthropic'?"));
        assertThat(list("--output-modality", "embeding"))
                .isEqualTo(usage(
                        "--output-modality is one of text, image, embedding, video, audio, speech, not 'embeding'",
                        "did you mean --output-modality embedding?"));
        assertThat(list("--inference-type", "batch"))
                .isEqualTo(usage(
                        "--inference-type is one of on_demand, provisioned, inference_profile, not 'batch'", null));
        assertThat(bedrock.filters).containsExactly(new ModelFilter("Antropic", null, null, null), ModelFilter.NONE);
        assertThat(list("--lifecycle", "legcy"))
                .isEqualTo(
                        usage("--lifecycle is one of active, legacy, not 'legcy'", "did you mean --lifecycle legacy?"));
        assertThat(list("--customization", "distilation").code()).isEqualTo(2);
    }

    @Test
    void aModalityThatNobodyKnowsIsAMistake() {
        String words = " is one of text, image, embedding, video, audio, speech, not ";
        assertThat(ids("--output-modality", "smell")).isEqualTo(usage("--output-modality" + words + "'smell'", null));
        assertThat(ids("--input-modality", "Touch", "--provider", "Amazon"))
                .isEqualTo(usage("--input-modality" + words + "'touch'", null));
    }

    @Test
    void aModalityThatIsNewToUsWorksWhereTheRegionHasIt() {
        bedrock.model("acme.nose-v1:0", "Nose", "Acme", "TEXT", "SMELL", "ON_DEMAND", null);
        assertThat(ids("--output-modality", "smell")).isEqualTo(printed("acme.nose-v1:0\n"));
        assertThat(bedrock.filters).containsExactly(ModelFilter.NONE);
        assertThat(ids("--output-modality", "smell", "--provider", "Amazon")).isEqualTo(new Result(0, "", NONE));
        assertThat(ids("--output-modality", "noise").err()).contains("speech, smell, not 'noise'");
    }

    @Test
    void theTablesWordForAProfileIsTakenToo() {
        assertThat(ids("--inference-type", "profile", "--search", "nova"))
                .isEqualTo(printed("amazon.nova-lite-v1:0\nus.amazon.nova-lite-v1:0\n"));
    }

    @Test
    void anEmptyListPrintsNothingButItsForm() {
        assertThat(list("--search", "nothing")).isEqualTo(new Result(0, "", NONE));
        assertThat(list("--search", "nothing", "-o", "json")).isEqualTo(new Result(0, "[]\n", NONE));
        assertThat(list("--search", "nothing", "-o", "jsonl")).isEqualTo(new Result(0, "", NONE));
        assertThat(list("--search", "nothing", "-o", "csv").out())
                .hasLineCount(1)
                .startsWith("id,name,");
        assertThat(list("--provider", "Luma"))
                .isEqualTo(new Result(
                        0, "", "note: the providers in us-east-1 are Amazon, Anthropic, Mistral AI, Z.AI\n" + NONE));
    }

    @Test
    void quietSaysNothing() {
        assertThat(list("-q", "-o", "ids", "--search", "glm")).isEqualTo(new Result(0, "zai.glm-4.6\n", ""));
    }

    @Test
    void jsonHasEveryField() throws Exception {
        String row = """
                {
                  "id" : "us.anthropic.claude-opus-4-1-20250805-v1:0",
                  "arn" : "arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.anthropic.claude-opus-4-1-20250805-v1:0",
                  "kind" : "system_profile",
                  "name" : "US Claude Opus 4.1",
                  "provider" : "Anthropic",
                  "input_modalities" : [ "TEXT", "IMAGE" ],
                  "output_modalities" : [ "TEXT" ],
                  "inference_types" : [ "INFERENCE_PROFILE" ],
                  "customizations" : [ ],
                  "streaming" : true,
                  "lifecycle" : "LEGACY",
                  "end_of_life" : "2027-01-08T00:00:00Z",
                  "models" : [ "arn:aws:bedrock:us-east-1::foundation-model/anthropic.claude-opus-4-1-20250805-v1:0", "arn:aws:bedrock:us-west-2::foundation-model/anthropic.claude-opus-4-1-20250805-v1:0" ],
                  "family" : "claude"
                }""";
        Result result = list("-o", "json", "--search", "opus", "--profiles");
        assertThat(result).isEqualTo(printed("[ " + row + " ]\n"));
        JsonNode lines =
                Json.parse(list("-o", "jsonl", "--search", "opus", "--profiles").out());
        assertThat(lines).isEqualTo(Json.parse(row));
        JsonNode bare = Json.parse(list("-o", "jsonl", "--search", "acme").out());
        assertThat(bare.path("family").isNull()).isTrue();
        assertThat(bare.path("provider").isNull()).isTrue();
        assertThat(bare.path("end_of_life").isNull()).isTrue();
    }

    @Test
    void csvIsQuotedWhereItMust() {
        assertThat(list("-o", "csv", "--search", "mistral")).isEqualTo(printed("""
                        id,name,provider,kind,input_modalities,output_modalities,inference_types,customizations,streaming,lifecycle,end_of_life,family,arn,models
                        mistral.mistral-large-2402-v1:0,"Mistral, ""Large""\",Mistral AI,foundation_model,TEXT,TEXT,ON_DEMAND,,true,ACTIVE,,mistral-text,arn:aws:bedrock:us-east-1::foundation-model/mistral.mistral-large-2402-v1:0,
                        """));
    }

    @Test
    void refusedProfilesAreSaidAndTheModelsListed() {
        bedrock.profilesFailure = BedrockException.of(BedrockException.Kind.ACCESS_DENIED, "User is not authorized")
                .build();
        assertThat(ids("--search", "nova-lite"))
                .isEqualTo(new Result(
                        0,
                        "amazon.nova-lite-v1:0\n",
                        "warning: inference profiles are missing, listing them was denied: User is not authorized\n"
                                + NOTE));
        assertThat(ids("--profiles").code()).isEqualTo(4);
    }

    @Test
    void refusedModelsAreSaidAndTheProfilesListed() {
        bedrock.modelsFailure =
                BedrockException.of(BedrockException.Kind.ACCESS_DENIED, "no").build();
        assertThat(ids("--search", "nova"))
                .isEqualTo(new Result(
                        0,
                        "us.amazon.nova-lite-v1:0\n",
                        "warning: foundation models are missing, listing them was denied: no\n" + NOTE));
    }

    @Test
    void refusedModelsEndTheCommandWhereNothingElseCanAnswer() {
        bedrock.modelsFailure =
                BedrockException.of(BedrockException.Kind.ACCESS_DENIED, "no").build();
        assertThat(list("--streaming").code()).isEqualTo(4);
        bedrock.profilesFailure = bedrock.modelsFailure;
        Result result = list();
        assertThat(result.code()).isEqualTo(4);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).startsWith("error: access denied\n");
    }
}
