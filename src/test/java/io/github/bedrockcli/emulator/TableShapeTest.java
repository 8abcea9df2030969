package io.github.bedrockcli.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.github.bedrockcli.model.Json;
import io.github.bedrockcli.model.Parameter;
import io.github.bedrockcli.model.ParameterTable;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A parameter table as the rule of a body. */
final class TableShapeTest {
    private static final ParameterTable TABLE = new ParameterTable(
            "Model",
            List.of(
                    Parameter.integer("width", "w")
                            .at("/config/width")
                            .range("64", "256")
                            .multipleOf(16),
                    Parameter.integer("size", "s").oneOf("256", "512"),
                    Parameter.number("p", "p").above("0", "1"),
                    Parameter.string("mode", "m").oneOf("fast", "slow"),
                    Parameter.strings("stop", "s").atMost(2),
                    Parameter.json("penalty", "p"),
                    Parameter.number("penalty.scale", "s").at("/penalty/scale").range("0", "5"),
                    Parameter.string("text", "t").longest(4).mustBeGiven()));

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"text":"abc"}                               |
            {"text":"abcd","config":{"width":256},"size":512,"p":1,"mode":"slow","stop":["a","b"],"penalty":{"scale":5}} |
            {}                                           | required key [text] not found
            {"text":"abcde"}                             | expected maxLength: 4, actual: 5
            {"text":"a","config":{"width":48}}           | 48 is not greater or equal to 64
            {"text":"a","config":{"width":100}}          | 100 is not a multiple of 16
            {"text":"a","config":{"height":64}}          | extraneous key [height] is not permitted
            {"text":"a","size":300}                      | 300 is not a valid enum value
            {"text":"a","p":0}                           | 0 is not greater than 0
            {"text":"a","mode":"quick"}                  | quick is not a valid enum value
            {"text":"a","stop":["a","b","c"]}            | expected maximum item count: 2, found: 3
            {"text":"a","penalty":{"scale":6}}           | 6 is not less or equal to 5
            {"text":"a","other":1}                       | extraneous key [other] is not permitted
            """)
    void valuesAreJudgedByTheirRows(String body, String violation) throws JsonProcessingException {
        List<Violation> found = TableShape.of(TABLE).violations(Json.parse(body));

        assertThat(found.stream().map(Violation::schema)).isEqualTo(violation == null ? List.of() : List.of(violation));
    }

    @Test
    void rowsInsideAnObjectWinOverTheRowOfTheObject() {
        ParameterTable reversed = new ParameterTable(
                "Model",
                List.of(Parameter.integer("a.b", "b").at("/a/b").range("0", "1"), Parameter.json("a", "whole")));

        assertThat(TableShape.of(reversed)
                        .violations(Json.object().set("a", Json.object().put("b", 2))))
                .hasSize(1);
    }
}
