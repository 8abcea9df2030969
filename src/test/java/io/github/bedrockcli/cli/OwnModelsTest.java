package io.github.bedrockcli.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockcli.aws.BedrockException;
import io.github.bedrockcli.cli.Terminal.Result;
import io.github.bedrockcli.model.Json;
import io.github.bedrockcli.model.ModelSummary.Kind;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code bedrock list-models} of what an account made, imported or provisioned. */
final class OwnModelsTest {
    private static final String NOTE =
            "note: listed does not mean accessible: --accessible asks whether this account can call each\n";
    private static final String NONE = "note: no model in us-east-1 matches\n";
    private static final String ACCOUNT = "arn:aws:bedrock:us-east-1:123456789012:";
    private static final String FOUNDATION = "arn:aws:bedrock:us-east-1::foundation-model/";
    private static final String TUNED = ACCOUNT + "custom-model/amazon.nova-lite-v1:0:24k/abcdef012345";
    private static final String ORPHAN = ACCOUNT + "custom-model/amazon.titan-text-lite-v1:0:4k/abcdef012346";
    private static final String IMPORTED = ACCOUNT + "imported-model/abcdef012347";
    private static final String THROUGHPUT = ACCOUNT + "provisioned-model/abcdef012348";

    private final FakeModels bedrock = new FakeModels()
            .model("amazon.nova-lite-v1:0:24k", "Nova Lite", "Amazon", "TEXT IMAGE VIDEO", "TEXT", "PROVISIONED", true)
            .model("meta.llama3-8b-instruct-v1:0", "Llama 3 8B", "Meta", "TEXT", "TEXT", "ON_DEMAND", true)
            .profile(Kind.SYSTEM_PROFILE, "us.meta.llama3-8b-instruct-v1:0", "US", "meta.llama3-8b-instruct-v1:0")
            .own(Kind.CUSTOM_MODEL, TUNED, "tuned", "", "Active", FOUNDATION + "amazon.nova-lite-v1:0:24k")
            .own(Kind.CUSTOM_MODEL, ORPHAN, "orphan", "", "Creating", FOUNDATION + "amazon.titan-text-lite-v1:0:4k")
            .own(Kind.IMPORTED_MODEL, IMPORTED, "mine (Llama 3)", "", null)
            .own(
                    Kind.PROVISIONED_MODEL,
                    THROUGHPUT,
                    "busy",
                    "PROVISIONED",
                    "InService",
                    TUNED,
                    FOUNDATION + "amazon.nova-lite-v1:0:24k");

    private Result list(String... args) {
        return new Terminal()
                .run(
                        bedrock,
                        Stream.concat(Stream.of("list-models"), Arrays.stream(args))
                                .toArray(String[]::new));
    }

    private Result ids(String... args) {
        return list(Stream.concat(Stream.of("-o", "ids"), Arrays.stream(args)).toArray(String[]::new));
    }

    private static Result printed(String... lines) {
        return new Result(0, String.join("\n", lines) + "\n", NOTE);
    }

    @Test
    void withoutTheirOptionsTheyAreNotEvenAskedFor() {
        assertThat(ids())
                .isEqualTo(printed(
                        "amazon.nova-lite-v1:0:24k",
                        "meta.llama3-8b-instruct-v1:0",
                        "us.meta.llama3-8b-instruct-v1:0"));
        assertThat(bedrock.accountCalls).isEmpty();
    }

    @Test
    void eachOptionShowsItsKindAndAsksForNoOther() {
        assertThat(ids("--custom")).isEqualTo(printed(TUNED, ORPHAN));
        assertThat(ids("--imported")).isEqualTo(printed(IMPORTED));
        assertThat(ids("--provisioned")).isEqualTo(printed(THROUGHPUT));
        assertThat(bedrock.accountCalls)
                .containsExactly(Kind.CUSTOM_MODEL, Kind.IMPORTED_MODEL, Kind.PROVISIONED_MODEL);
        assertThat(bedrock.profileCalls).isZero();
    }

    @Test
    void optionsAddUp() {
        assertThat(ids("--custom", "--profiles", "--imported"))
                .isEqualTo(printed(TUNED, "us.meta.llama3-8b-instruct-v1:0", ORPHAN, IMPORTED));
    }

    @Test
    void allIsEverythingEachBelowItsModel() {
        String[] all = {
            "amazon.nova-lite-v1:0:24k",
            TUNED,
            THROUGHPUT,
            "meta.llama3-8b-instruct-v1:0",
            "us.meta.llama3-8b-instruct-v1:0",
            ORPHAN,
            IMPORTED
        };
        assertThat(ids("--all")).isEqualTo(printed(all));
        assertThat(ids("--all", "--custom")).isEqualTo(printed(all));
    }

    @Test
    void theTableTakesItsFactsFromTheModelBehind() {
        assertThat(list("--custom", "--imported", "--provisioned")).isEqualTo(printed("""
                        MODEL ID                                                                                         NAME            PROVIDER  INPUT             OUTPUT  THROUGHPUT   STREAMING  LIFECYCLE   FAMILY
                        arn:aws:bedrock:us-east-1:123456789012:custom-model/amazon.nova-lite-v1:0:24k/abcdef012345       tuned           Amazon    text,image,video  text    -            yes        active      nova
                        arn:aws:bedrock:us-east-1:123456789012:provisioned-model/abcdef012348                            busy            Amazon    text,image,video  text    provisioned  yes        in-service  nova
                        arn:aws:bedrock:us-east-1:123456789012:custom-model/amazon.titan-text-lite-v1:0:4k/abcdef012346  orphan          -         -                 -       -            -          creating    titan-text
                        arn:aws:bedrock:us-east-1:123456789012:imported-model/abcdef012347                               mine (Llama 3)  -         -                 -       -            -          -           -
                        """.stripTrailing()));
    }

    @Test
    void filtersApplyThroughTheModelBehind() {
        assertThat(ids("--all", "--provider", "Amazon"))
                .isEqualTo(printed("amazon.nova-lite-v1:0:24k", TUNED, THROUGHPUT));
        assertThat(ids("--all", "--input-modality", "video"))
                .isEqualTo(printed("amazon.nova-lite-v1:0:24k", TUNED, THROUGHPUT));
        assertThat(ids("--custom", "--provider", "Meta")).isEqualTo(new Result(0, "", NONE));
        assertThat(ids("--imported", "--streaming")).isEqualTo(new Result(0, "", NONE));
    }

    @Test
    void howTheyCanBeCalledIsTheirOwn() {
        assertThat(ids("--all", "--inference-type", "provisioned"))
                .isEqualTo(printed("amazon.nova-lite-v1:0:24k", THROUGHPUT));
        assertThat(ids("--provisioned", "--custom", "--inference-type", "on-demand"))
                .isEqualTo(new Result(0, "", NONE));
    }

    @Test
    void searchFindsTheirNamesAndTheModelBehind() {
        assertThat(ids("--all", "--search", "mine")).isEqualTo(printed(IMPORTED));
        assertThat(ids("--custom", "--search", "nova lite")).isEqualTo(printed(TUNED));
    }

    @Test
    void jsonSaysTheKindTheStatusAndTheModels() throws Exception {
        JsonNode row = Json.parse(list("--provisioned", "-o", "jsonl").out());
        assertThat(row).isEqualTo(Json.parse("""
                {"id":"%1$s","arn":"%1$s","kind":"provisioned_model","name":"busy","provider":"Amazon",
                 "input_modalities":["TEXT","IMAGE","VIDEO"],"output_modalities":["TEXT"],
                 "inference_types":["PROVISIONED"],"customizations":[],"streaming":true,"lifecycle":"InService",
                 "end_of_life":null,"models":["%2$s","%3$samazon.nova-lite-v1:0:24k"],"family":"nova"}
                """.formatted(THROUGHPUT, TUNED, FOUNDATION)));
        assertThat(list("--imported", "-o", "csv").out().lines().skip(1))
                .containsExactly(IMPORTED + ",mine (Llama 3),,imported_model,,,,,,,,," + IMPORTED + ",");
        assertThat(Json.parse(list("--custom", "--search", "orphan", "-o", "json")
                                .out())
                        .path(0)
                        .path("input_modalities"))
                .isEmpty();
    }

    @Test
    void aRefusedListIsSaidAndTheOthersShown() {
        bedrock.failures.put(Kind.CUSTOM_MODEL, denied("no custom"));
        bedrock.failures.put(Kind.IMPORTED_MODEL, denied("no imported"));
        assertThat(ids("--custom", "--imported", "--provisioned"))
                .isEqualTo(new Result(
                        0,
                        THROUGHPUT + "\n",
                        "warning: custom models are missing, listing them was denied: no custom\n"
                                + "warning: imported models are missing, listing them was denied: no imported\n"
                                + NOTE));
    }

    @Test
    void whenAllThatIsWantedIsRefusedTheCommandFails() {
        bedrock.failures.put(Kind.CUSTOM_MODEL, denied("no custom"));
        Result result = ids("--custom");
        assertThat(result.code()).isEqualTo(4);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).startsWith("error: access denied\ncause: no custom\n");
    }

    @Test
    void foundationModelsMayBeRefusedWhereOthersWereNamed() {
        bedrock.modelsFailure = denied("no models");
        assertThat(ids("--all", "--search", "tuned"))
                .isEqualTo(new Result(
                        0,
                        TUNED + "\n",
                        "warning: foundation models are missing, listing them was denied: no models\n" + NOTE));
        assertThat(ids("--all", "--provider", "Amazon").code()).isEqualTo(4);
    }

    @Test
    void anotherFailureOfOneListEndsTheCommand() {
        bedrock.failures.put(
                Kind.IMPORTED_MODEL,
                BedrockException.of(BedrockException.Kind.THROTTLED, "slow down")
                        .build());
        assertThat(ids("--all").code()).isEqualTo(6);
    }

    private static BedrockException denied(String words) {
        return BedrockException.of(BedrockException.Kind.ACCESS_DENIED, words).build();
    }
}
