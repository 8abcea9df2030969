package io.github.bedrockcli.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names, types, ranges, exclusions and places of parameters. */
final class ParameterTableTest {
    private static final ParameterTable TABLE = new ParameterTable(
            "Model",
            java.util.List.of(
                    Parameter.integer("maxTokens", "m")
                            .at("/config/maxTokens")
                            .range("1", "100")
                            .requiredElse(50)
                            .common(Common.MAX_TOKENS),
                    Parameter.number("temperature", "t")
                            .range("0", "1")
                            .common(Common.TEMPERATURE)
                            .notWith("topP"),
                    Parameter.number("topP", "p").above("0", "1").common(Common.TOP_P),
                    Parameter.bool("echo", "e"),
                    Parameter.string("mode", "m").oneOf("fast", "slow"),
                    Parameter.strings("stop", "s").atMost(2).common(Common.STOP),
                    Parameter.json("config", "c"),
                    Parameter.integer("seed", "s").range("0", null),
                    Parameter.integer("width", "w").range("64", "256").multipleOf(16),
                    Parameter.string("title", "t").longest(4),
                    Parameter.binary("picture", "p")));

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            maxTokens   | 1             | 1
            maxTokens   | 100           | 100
            maxTokens   | 1e1           | 10
            temperature | 0             | 0
            temperature | 0.30000000000000004 | 0.30000000000000004
            topP        | 1.0           | 1.0
            echo        | TRUE          | true
            mode        | fast          | "fast"
            stop        | END           | ["END"]
            stop        | ["a","b"]     | ["a","b"]
            stop        | [INST]        | ["[INST]"]
            config      | {"a":[1,null]} | {"a":[1,null]}
            config      | null          | null
            seed        | 9223372036854775807 | 9223372036854775807
            width       | 80            | 80
            title       | 🌊🌊🌊🌊      | "🌊🌊🌊🌊"
            picture     | iVBORw==      | "iVBORw=="
            """)
    void goodValuesAreRead(String name, String text, String json) {
        assertThat(Json.line(TABLE.read(name, text))).isEqualTo(json);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            maxTokens   | 0        | maxTokens (--max-tokens) of Model is 1..100, not 0
            maxTokens   | 101      | is 1..100, not 101
            maxTokens   | 1.5      | takes a whole number, not '1.5'
            maxTokens   | ten      | takes a whole number, not 'ten'
            maxTokens   | 1e99     | takes a whole number, not '1e99'
            temperature | 1.0001   | is 0..1, not 1.0001
            temperature | -0.1     | is 0..1, not -0.1
            temperature | NaN      | takes a number, not 'NaN'
            topP        | 0        | is >0..1, not 0
            echo        | yes      | takes true or false, not 'yes'
            mode        | quick    | mode of Model is one of fast, slow, not 'quick'
            stop        | ["a","b","c"] | takes at most 2 items, not 3
            stop        | ["a",1]  | takes a list of strings, not ["a",1]
            config      | {        | config takes JSON
            seed        | -1       | is 0.., not -1
            width       | 272      | width of Model is 64..256 in steps of 16, not 272
            width       | 100      | width of Model is a multiple of 16, not 100
            title       | abcde    | title of Model takes at most 4 characters, not 5
            picture     | no-bytes | picture takes base64 text, or a file as @FILE, not 'no-bytes'
            """)
    void badValuesAreRefusedWithWhatIsAllowed(String name, String text, String message) {
        assertThatThrownBy(() -> TABLE.read(name, text))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource({"max_tokens, maxTokens", "MaxToken, maxTokens", "temprature, temperature", "top-p, topP"})
    void misspeltNamesAreGuessed(String typed, String meant) {
        assertThatThrownBy(() -> TABLE.read(typed, "1")).isInstanceOfSatisfying(UsageException.class, refusal -> {
            assertThat(refusal).hasMessage("Model has no parameter '" + typed + "'");
            assertThat(refusal.fix()).isEqualTo("did you mean " + meant + "?");
        });
    }

    @Test
    void aNameLikeNoOtherGetsTheList() {
        assertThatThrownBy(() -> TABLE.read("quux", "1"))
                .isInstanceOfSatisfying(
                        UsageException.class,
                        refusal -> assertThat(refusal.fix())
                                .isEqualTo("its parameters are: maxTokens, temperature, topP, echo, mode, stop, config,"
                                        + " seed, width, title, picture"));
    }

    @Test
    void whatTheServiceNeedsIsSentAndNothingElse() throws JsonProcessingException {
        assertThat(applied(Map.of(), Map.of(), true)).isEqualTo(Json.parse("{\"config\":{\"maxTokens\":50}}"));
    }

    @Test
    void vendorNamesWinOverOptions() throws JsonProcessingException {
        assertThat(applied(Map.of(Common.MAX_TOKENS, Json.parse("1")), Map.of("maxTokens", Json.parse("2")), true))
                .isEqualTo(Json.parse("{\"config\":{\"maxTokens\":2}}"));
    }

    @Test
    void aWholeObjectDoesNotHideValuesThatBelongInIt() throws JsonProcessingException {
        JsonNode given = Json.parse("{\"other\":1}");
        assertThat(applied(Map.of(Common.MAX_TOKENS, Json.parse("7")), Map.of("config", given), true))
                .isEqualTo(Json.parse("{\"config\":{\"other\":1,\"maxTokens\":7}}"));
        assertThat(given).isEqualTo(Json.parse("{\"other\":1}"));
    }

    @Test
    void aWholeObjectIsJudgedByTheRowsOfItsMembers() throws JsonProcessingException {
        Map<String, JsonNode> given = Map.of("config", Json.parse("{\"maxTokens\":101}"));
        assertThatThrownBy(() -> applied(Map.of(), given, true))
                .isInstanceOf(UsageException.class)
                .hasMessage("maxTokens (--max-tokens) of Model is 1..100, not 101");
        assertThat(applied(Map.of(), given, false)).isEqualTo(Json.parse("{\"config\":{\"maxTokens\":101}}"));
    }

    @Test
    void whatExcludesEachOtherIsRefusedUnlessUnchecked() throws JsonProcessingException {
        Map<Common, JsonNode> both = Map.of(Common.TEMPERATURE, Json.parse("1"), Common.TOP_P, Json.parse("1"));
        assertThatThrownBy(() -> applied(both, Map.of(), true))
                .isInstanceOf(UsageException.class)
                .hasMessage("Model takes temperature or topP, not both");
        assertThat(applied(both, Map.of(), false).has("topP")).isTrue();
    }

    @Test
    void anOptionWithoutAPlaceIsRefusedEvenUnchecked() {
        assertThatThrownBy(() -> applied(Map.of(Common.TOP_K, Json.parse("1")), Map.of(), false))
                .isInstanceOf(UsageException.class)
                .hasMessage("Model takes no --top-k");
    }

    @Test
    void whatThisModelAloneRefusesGoesToItsPlaceUnchecked() throws JsonProcessingException {
        Map<Common, JsonNode> given = Map.of(Common.TOP_K, Json.parse("5"));
        ParameterTable table = TABLE.refusing(java.util.List.of(
                Parameter.integer("topK", "k").at("/config/topK").common(Common.TOP_K)));
        ObjectNode body = Json.object();
        table.apply(body, given, Map.of(), false);
        assertThat(body.at("/config/topK").asInt()).isEqualTo(5);
        assertThatThrownBy(() -> table.apply(body, given, Map.of(), true)).hasMessage("Model takes no --top-k");
    }

    @Test
    void uncheckedNamesAndValuesGoAsTheyAre() throws JsonProcessingException {
        Map<String, JsonNode> vendor = new LinkedHashMap<>();
        vendor.put("temperature", Json.parse("9"));
        vendor.put("new", Json.parse("1"));
        vendor.put("/deep/er", Json.parse("2"));
        assertThat(applied(Map.of(), vendor, false))
                .isEqualTo(
                        Json.parse("{\"temperature\":9,\"new\":1,\"deep\":{\"er\":2},\"config\":{\"maxTokens\":50}}"));
        assertThatThrownBy(() -> applied(Map.of(), vendor, true)).isInstanceOf(UsageException.class);
    }

    @Test
    void anOpenTableTakesNamesWithoutARow() throws JsonProcessingException {
        ParameterTable open = TABLE.withRest("/rest", true);
        ObjectNode body = Json.object();
        open.apply(
                body, Map.of(), Map.of("new", open.read("new", "{\"a\":1}"), "word", open.read("word", "x y")), true);
        assertThat(body)
                .isEqualTo(Json.parse("{\"config\":{\"maxTokens\":50},\"rest\":{\"new\":{\"a\":1},\"word\":\"x y\"}}"));
        assertThatThrownBy(() -> open.read("maxTokens", "0")).isInstanceOf(UsageException.class);
        assertThatThrownBy(() -> open.apply(body, Map.of(Common.TOP_K, Json.parse("1")), Map.of(), true))
                .isInstanceOfSatisfying(
                        UsageException.class,
                        refusal -> assertThat(refusal.fix()).contains("with -p"));
    }

    private static JsonNode applied(Map<Common, JsonNode> common, Map<String, JsonNode> vendor, boolean validate)
            throws JsonProcessingException {
        ObjectNode body = Json.object();
        TABLE.apply(body, common, vendor, validate);
        return Json.parse(Json.bytes(body));
    }

    @Test
    void whatMustBeGivenIsAskedForUnlessChecksAreOff() {
        ParameterTable table = new ParameterTable(
                "Model",
                java.util.List.of(Parameter.string("prompt", "what to look for").mustBeGiven()));
        ObjectNode body = Json.object();

        assertThatThrownBy(() -> table.apply(body, Map.of(), Map.of(), true))
                .isInstanceOf(UsageException.class)
                .hasMessage("Model needs prompt: what to look for");

        table.apply(body, Map.of(), Map.of(), false);
        assertThat(body).isEmpty();
    }
}
