package io.github.bedrockcli.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockcli.aws.BedrockException;
import io.github.bedrockcli.cli.Terminal.Result;
import io.github.bedrockcli.family.EmbeddingFamily;
import io.github.bedrockcli.family.Families;
import io.github.bedrockcli.family.Family;
import io.github.bedrockcli.model.BaseModel;
import io.github.bedrockcli.model.Common;
import io.github.bedrockcli.model.Json;
import io.github.bedrockcli.model.ModelId;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code bedrock params}: what it prints of which model, and when it asks. */
final class ParamsCommandTest {
    private static final String ACCOUNT = "arn:aws:bedrock:us-east-1:123456789012:";
    private static final String PROVISIONED = ACCOUNT + "provisioned-model/abcdef012345";

    private final FakeBedrock bedrock = new FakeBedrock();

    private Result run(String... args) {
        return new Terminal().run(bedrock, args);
    }

    @Test
    void theTableHasALineForEachParameterWhereThereIsRoom() {
        assertThat(run("params", "amazon.titan-text-express-v1")).isEqualTo(new Result(0, """
                        model     amazon.titan-text-express-v1
                        family    titan-text, gives text
                        ids       amazon.titan-text-*, amazon.titan-tg1-*
                        api       invoke; --api converse shows the names of the other
                        command   bedrock invoke
                        streams   yes
                        sent      what is given, and where a row says so its value when not given

                        NAME           OPTION         TYPE             ALLOWED  DEFAULT  MEANING
                        maxTokenCount  --max-tokens   integer          0..8192  512      most tokens of the answer
                        temperature    --temperature  number           0..1     0.7      randomness
                        topP           --top-p        number           >0..1    0.9      share of likely words considered
                        stopSequences  --stop         list of strings  -        -        texts that end the answer
                        """, ""));
        assertThat(run("params", "us.anthropic.claude-haiku-4-5-20251001-v1:0").out())
                .contains("; required; 4096 is sent when not given\n")
                .containsPattern("\ntemperature .*; not with top_p\n")
                .contains("\nids       anthropic.claude-* but not anthropic.claude-v1*, anthropic.claude-v2*, ");
        assertThat(bedrock.connections).isEmpty();
    }

    @Test
    void onEightyColumnsOptionsStandBelowNames() {
        Result result = new Terminal().showing(80).run(bedrock, "params", "amazon.titan-text-express-v1");
        assertThat(result).isEqualTo(new Result(0, """
                        model     amazon.titan-text-express-v1
                        family    titan-text, gives text
                        ids       amazon.titan-text-*, amazon.titan-tg1-*
                        api       invoke; --api converse shows the names of the other
                        command   bedrock invoke
                        streams   yes
                        sent      what is given, and where a row says so its value when not given

                        NAME             TYPE      ALLOWED  DEFAULT  MEANING
                        maxTokenCount    integer   0..8192  512      most tokens of the answer
                          --max-tokens
                        temperature      number    0..1     0.7      randomness
                          --temperature
                        topP             number    >0..1    0.9      share of likely words considered
                          --top-p
                        stopSequences    list of   -        -        texts that end the answer
                          --stop         strings
                        """, ""));
    }

    @Test
    void aModelOfNoFamilyIsShownWhatConverseTakes() {
        Result result = run("params", "brand-new-provider.model-1");
        assertThat(result.code()).isZero();
        assertThat(result.err()).isEmpty();
        assertThat(result.out()).startsWith("""
                model     brand-new-provider.model-1
                family    none that is known; Converse is used
                api       converse
                streams   yes
                sent      what is given, and where a row says so its value when not given; any other name after -p goes into additionalModelRequestFields
                """).contains("\nmaxTokens ");
    }

    @ParameterizedTest
    @CsvSource({
        "us.amazon.nova-lite-v1:0, auto, invoke, nova, topK",
        "us.amazon.nova-lite-v1:0, converse, converse, nova, promptVariables",
        "arn:aws:bedrock:us-east-1::foundation-model/meta.llama3-8b-instruct-v1:0, auto, invoke, llama, max_gen_len",
        "amazon.titan-embed-text-v2:0, invoke, invoke, titan-embed, normalize",
        "xai.grok-4.3, auto, converse, , maxTokens"
    })
    void theApiChoosesTheNames(String model, String api, String shown, String family, String name) throws Exception {
        JsonNode sheet =
                Json.parse(run("params", model, "--api", api, "-o", "json").out());
        assertThat(sheet.path("model").asText()).isEqualTo(model);
        assertThat(sheet.path("api").asText()).isEqualTo(shown);
        assertThat(sheet.path("family").asText(null)).isEqualTo(family);
        assertThat(run("params", model, "--api", api, "-o", "ids").out().lines())
                .contains(name)
                .hasSameSizeAs(sheet.path("parameters"));
    }

    @Test
    void jsonHasEveryFactOfARow() throws Exception {
        JsonNode sheet = Json.parse(
                run("params", "amazon.titan-text-express-v1", "-o", "json").out());
        JsonNode rows = sheet.path("parameters");
        ((ObjectNode) sheet).remove("parameters");
        assertThat(sheet).isEqualTo(Json.parse("""
                {"model":"amazon.titan-text-express-v1","base_model":null,"family":"titan-text","gives":"text","command":"bedrock invoke",
                 "ids":["amazon.titan-text-","amazon.titan-tg1-"],"except":[],"api":"invoke","streams":true,"tasks":[],
                 "open":false}"""));
        assertThat(rows.get(0)).isEqualTo(Json.parse("""
                {"name":"maxTokenCount","option":"--max-tokens","pointer":"/textGenerationConfig/maxTokenCount",
                 "type":"integer","minimum":0,"minimum_excluded":false,"maximum":8192,"multiple_of":null,"allowed":[],
                 "maximum_items":null,"maximum_length":null,"default":512,"required":false,"sent_when_absent":null,
                 "excludes":[],"tasks":[],"meaning":"most tokens of the answer"}"""));
    }

    @Test
    void aFamilyIsEnough() {
        Result named = run("params", "--family", "llama", "-o", "ids");
        assertThat(named).isEqualTo(new Result(0, "max_gen_len\ntemperature\ntop_p\n", ""));
        assertThat(run("params", "llama", "-o", "ids")).isEqualTo(named);
        assertThat(run("params", PROVISIONED, "--family", "llama", "-o", "ids")).isEqualTo(named);
        assertThat(run("params", "llama").out()).startsWith("family    llama, gives text\n");
        assertThat(run("params", "--api", "converse", "-o", "ids").out()).startsWith("maxTokens\n");
        assertThat(bedrock.questions).isEmpty();
    }

    @Test
    void withoutAModelTheFamiliesAreListed() throws Exception {
        Result list = run("params");
        assertThat(run("params", "--list")).isEqualTo(list);
        assertThat(list.out())
                .startsWith("FAMILY ")
                .containsPattern("\nnova +text +amazon\\.nova-\\* but not \\*-canvas\\*, ")
                .containsPattern("\ncohere-embed +embeddings +cohere\\.embed-\\*\n");
        List<String> names = Families.names(Family.class);
        assertThat(run("params", "-o", "ids").out().lines()).containsExactlyElementsOf(names);
        JsonNode json = Json.parse(run("params", "--list", "-o", "json").out());
        assertThat(json).hasSameSizeAs(names);
        assertThat(json.findValuesAsText("family")).isEqualTo(names);
        assertThat(new Terminal().showing(60).run(bedrock, "params").out().lines())
                .allMatch(line -> line.length() <= 60);
    }

    @Test
    void whatIsBehindAnArnIsAskedFor() {
        bedrock.behind(BaseModel.of("arn:aws:bedrock:us-east-1::foundation-model/amazon.titan-text-lite-v1:0:4k"));
        Result result = run("params", PROVISIONED);
        assertThat(result.err()).isEmpty();
        assertThat(result.out()).startsWith("""
                model     %s
                behind    amazon.titan-text-lite-v1:0:4k
                family    titan-text, gives text
                """.formatted(PROVISIONED)).contains(" 0..4096 ");
        assertThat(bedrock.questions).hasSize(1);
    }

    @Test
    void withoutAnAnswerConverseIsShownAndTheReasonSaid() {
        bedrock.behind(BedrockException.of(BedrockException.Kind.CREDENTIALS, "no AWS credentials")
                .build());
        Result result = run("params", PROVISIONED);
        assertThat(result.code()).isZero();
        assertThat(result.err())
                .isEqualTo("note: what is behind " + PROVISIONED + " could not be asked: no AWS credentials\n");
        assertThat(result.out()).contains("api       converse\n");
        assertThat(run("params", ACCOUNT + "imported-model/abcdef012345").err())
                .contains("error: the family of ", "fix: name it with --family");
    }

    @Test
    void whatCannotBeShownIsSaid() {
        assertThat(run("params", "--family", "lama")).isEqualTo(new Result(2, "", """
                        error: no family 'lama'
                        fix: did you mean --family llama? bedrock params lists the families
                        """));
        assertThat(run("params", "--family", "zzz").err()).contains("fix: one of: claude, ", "bedrock params lists");
        assertThat(run("params", "cohere.embed-v4:0", "--api", "converse")).isEqualTo(new Result(2, "", """
                        error: Converse is for text models; the family cohere-embed gives embeddings
                        fix: leave --api out
                        """));
        assertThat(run("params", "--list", "amazon.nova-lite-v1:0").code()).isEqualTo(2);
        assertThat(run("params", "xai.grok-4.3", "--api", "invoke").code()).isEqualTo(2);
    }

    @Test
    void aNameThatIsNotTakenPointsHere() {
        assertThat(run("invoke", "-p", "topp=1", "Hi").err()).isEqualTo("""
                        error: amazon.nova-lite-v1:0 has no parameter 'topp'
                        fix: did you mean topP? bedrock params amazon.nova-lite-v1:0 shows all
                        """);
        assertThat(run("invoke", "--api", "converse", "-p", "wrong_name=1", "Hi")
                        .err())
                .contains("; bedrock params amazon.nova-lite-v1:0 --api converse explains them\n");
        assertThat(run("invoke", "-m", PROVISIONED, "--family", "llama", "-p", "nonsense=1", "Hi")
                        .err())
                .contains("; bedrock params " + PROVISIONED + " --family llama explains them\n");
        assertThat(run("embed", "-m", "cohere.embed-v4:0", "-p", "nonsense=1", "Hi")
                        .err())
                .contains("; bedrock params cohere.embed-v4:0 explains them\n");
    }

    @Test
    void aRowThatNotAllTasksTakeNamesThoseThatDo() throws Exception {
        JsonNode sheet = Json.parse(
                run("params", "amazon.nova-canvas-v1:0", "-o", "json").out());
        assertThat(sheet.path("tasks"))
                .extracting(JsonNode::asText)
                .contains("TEXT_IMAGE", "INPAINTING", "BACKGROUND_REMOVAL");
        Set<String> names = new HashSet<>();
        for (JsonNode row : sheet.path("parameters")) {
            assertThat(sheet.path("tasks")).containsAll(row.path("tasks"));
            names.add(row.path("name").asText());
        }
        assertThat(sheet.path("parameters")).anyMatch(row -> row.path("tasks").size() == 1);
        assertThat(run("params", "amazon.nova-canvas-v1:0", "-o", "ids").out().lines())
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(names);
        assertThat(run("params", "amazon.nova-canvas-v1:0").out())
                .contains(
                        "\nfamily    nova-canvas, gives pictures\n",
                        "\ntasks     TEXT_IMAGE, ",
                        "; not for BACKGROUND_REMOVAL\n",
                        "; for INPAINTING, OUTPAINTING\n");
    }

    @Test
    void helpNamesTheWordsOfTheTables() {
        String help = run("embed", "--help").out().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
        for (Family family : Families.all()) {
            for (String prefix : family instanceof EmbeddingFamily ? family.prefixes() : List.<String>of()) {
                for (Common option : List.of(Common.INPUT_TYPE, Common.TRUNCATE)) {
                    family.parameters(ModelId.of(prefix))
                            .find(option)
                            .filter(row -> row.allowed().size() <= 5)
                            .ifPresent(row -> assertThat(row.allowed())
                                    .allMatch(word -> help.contains(word.toLowerCase(Locale.ROOT))));
                }
            }
        }
    }
}
