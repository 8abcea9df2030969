package io.github.bedrockcli.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockcli.model.Common;
import io.github.bedrockcli.model.Json;
import io.github.bedrockcli.model.ModelId;
import io.github.bedrockcli.model.Parameter;
import io.github.bedrockcli.model.Parameter.Type;
import io.github.bedrockcli.model.ParameterTable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What every parameter table owes those who read it: checks, {@code bedrock params}, the emulator. The tables are those of
 * each family for the ids of the emulator's catalogue, for what its ids begin with, and for an id that tells nothing.
 */
final class FamilyParametersTest {
    private static final Set<Type> NUMBERS = EnumSet.of(Type.INTEGER, Type.NUMBER);
    private static final int LONGEST_MEANING = 120;

    /** Begins small, or with an abbreviation in capitals; ends without a stop. */
    private static final String PHRASE = "([\\p{Ll}\\d]|\\p{Lu}{2}).*[^.,;:\\s]";

    @TestFactory
    List<DynamicTest> everyRowIsWhole() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (Family family : Families.all()) {
            for (ModelId id : ids(family)) {
                tables(family, id)
                        .forEach(table -> tests.add(DynamicTest.dynamicTest(
                                family.name() + " " + id.base().orElse("of any id"), () -> check(table))));
            }
        }
        tests.add(DynamicTest.dynamicTest(
                "converse", () -> check(new Converse(Optional.empty()).parameters(ModelId.unnamed()))));
        assertThat(tests).hasSizeGreaterThan(30);
        return tests;
    }

    @Test
    void everyFamilySaysWhatItGives() {
        assertThat(Families.all())
                .allSatisfy(family -> assertThat(family.gives()).matches("[a-z]+"));
    }

    @Test
    void architecturesAreWordsThatOneFamilyClaims() {
        Set<String> claimed = new HashSet<>();
        for (Family family : Families.all()) {
            assertThat(family.architectures())
                    .allMatch(word -> word.matches("[a-z0-9]+"))
                    .allMatch(claimed::add);
        }
        assertThat(claimed).contains("llama");
    }

    private static List<ParameterTable> tables(Family family, ModelId id) {
        List<ParameterTable> tables = new ArrayList<>();
        if (family instanceof ImageFamily images) {
            images.tasks(id).forEach(task -> tables.add(images.parameters(id, task)));
        } else if (family instanceof AsyncFamily later && !later.tasks(id).isEmpty()) {
            later.tasks(id).forEach(task -> tables.add(later.parameters(id, task)));
        } else {
            tables.add(family.parameters(id));
        }
        if (family instanceof TextFamily text) {
            tables.add(new Converse(Optional.of(text)).parameters(id));
        }
        return tables;
    }

    private static List<ModelId> ids(Family family) throws IOException {
        List<ModelId> ids = new ArrayList<>(List.of(ModelId.unnamed()));
        family.prefixes().forEach(prefix -> ids.add(ModelId.of(prefix)));
        try (var catalogue =
                FamilyParametersTest.class.getResourceAsStream("/io/github/bedrockcli/emulator/catalogue.json")) {
            for (JsonNode model : Json.parse(catalogue.readAllBytes()).path("models")) {
                ModelId id = ModelId.of(model.path("modelId").asText());
                if (Families.of(id).filter(family::equals).isPresent()) {
                    ids.add(id);
                }
            }
        }
        return ids;
    }

    private static void check(ParameterTable table) {
        Set<String> names = new HashSet<>();
        Set<JsonPointer> places = new HashSet<>();
        Set<Common> options = EnumSet.noneOf(Common.class);
        for (Parameter row : table.all()) {
            assertThat(row.name()).as("names are unique").matches("\\S+").matches(names::add);
            assertThat(places.add(row.pointer())).as("place of " + row.name()).isTrue();
            assertThat(row.common() == null || options.add(row.common()))
                    .as("option of " + row.name())
                    .isTrue();
            checkMeaning(row);
            checkLimits(row);
            checkValue(table, row, row.defaultValue());
            checkValue(table, row, row.sentWhenAbsent());
            assertThat(row.excludes())
                    .as("what " + row.name() + " excludes")
                    .doesNotContain(row.name())
                    .allMatch(other -> table.find(other).isPresent());
        }
    }

    private static void checkMeaning(Parameter row) {
        assertThat(row.meaning())
                .as("meaning of " + row.name())
                .matches(PHRASE)
                .doesNotContain("  ", "\n")
                .hasSizeLessThanOrEqualTo(LONGEST_MEANING)
                .isNotEqualTo(row.name());
    }

    private static void checkLimits(Parameter row) {
        boolean isNumber = NUMBERS.contains(row.type());
        if (row.minimum() != null || row.maximum() != null || row.step() != null) {
            assertThat(isNumber).as(row.name() + " is a number").isTrue();
        }
        if (row.minimum() != null && row.maximum() != null) {
            assertThat(row.minimum()).as(row.name()).isLessThan(row.maximum());
        }
        if (!row.allowed().isEmpty()) {
            assertThat(row.type()).as(row.name()).isIn(Type.STRING, Type.STRINGS, Type.INTEGER, Type.NUMBER, Type.JSON);
            assertThat(row.allowed()).as(row.name()).doesNotHaveDuplicates().noneMatch(String::isBlank);
        }
        if (row.maximumItems() != null) {
            assertThat(row.type()).as(row.name()).isIn(Type.STRINGS, Type.JSON);
            assertThat(row.maximumItems()).as(row.name()).isPositive();
        }
        if (row.maximumLength() != null) {
            assertThat(row.type()).as(row.name()).isIn(Type.STRING, Type.STRINGS, Type.JSON);
            assertThat(row.maximumLength()).as(row.name()).isPositive();
        }
    }

    private static void checkValue(ParameterTable table, Parameter row, JsonNode value) {
        if (value != null) {
            assertThatCode(() -> table.check(row, value))
                    .as("the default of " + row.name())
                    .doesNotThrowAnyException();
        }
    }
}
