package io.github.bedrockcli.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrockcli.model.Common;
import io.github.bedrockcli.model.FamilyIds;
import io.github.bedrockcli.model.Parameter;
import io.github.bedrockcli.model.ParameterSheet;
import io.github.bedrockcli.model.ParameterSheet.Row;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The table of parameters at every width, and what breaks where. */
final class SheetTableTest {
    private static final ParameterSheet SHEET = new ParameterSheet(
            "acme.painter-v1:0",
            null,
            new FamilyIds(
                    "painter",
                    "images",
                    "bedrock invoke",
                    List.of("acme.painter-"),
                    List.of("acme.painter-v0", "-sound")),
            "invoke",
            null,
            false,
            List.of("MAKE", "CHANGE"),
            false,
            List.of(
                    new Row(
                            Parameter.integer("imageGenerationConfig.seed", "number that makes a picture again")
                                    .range("0", "4294967295")
                                    .common(Common.SEED),
                            List.of()),
                    new Row(Parameter.binary("image", "picture to change").mustBeGiven(), List.of("CHANGE")),
                    new Row(
                            Parameter.strings("colors", "colours of the picture")
                                    .atMost(10)
                                    .notWith("image")
                                    .raisedTo("#ffffff"),
                            List.of("MAKE"))));

    private static String table(int width) throws IOException {
        StringBuilder out = new StringBuilder();
        SheetFormat.TABLE.write(SHEET, width, out);
        return out.toString();
    }

    @Test
    void tasksStandAboveAndBesideTheRowsThatNotAllTake() throws IOException {
        assertThat(table(Integer.MAX_VALUE)).isEqualTo("""
                model     acme.painter-v1:0
                family    painter, gives images
                ids       acme.painter-* but not acme.painter-v0*, *-sound*
                api       invoke
                command   bedrock invoke
                streams   no
                tasks     MAKE, CHANGE
                sent      what is given, and where a row says so its value when not given

                NAME                        OPTION  TYPE             ALLOWED           DEFAULT  MEANING
                imageGenerationConfig.seed  --seed  integer          0..4294967295     -        number that makes a picture again
                image                       -       base64 or @FILE  -                 -        picture to change; for CHANGE; required
                colors                      -       list of strings  at most 10 items  -        colours of the picture; for MAKE; #ffffff is sent when not given; not with image
                """);
    }

    @Test
    void aNameThatIsTooLongHasALineOfItsOwn() throws IOException {
        assertThat(table(80)).endsWith("""
                NAME                  TYPE      ALLOWED           DEFAULT  MEANING
                imageGenerationConfig.seed
                  --seed              integer   0..4294967295     -        number that makes a
                                                                           picture again
                image                 base64    -                 -        picture to change;
                                      or @FILE                             for CHANGE; required
                colors                list of   at most 10 items  -        colours of the
                                      strings                              picture; for MAKE;
                                                                           #ffffff is sent when
                                                                           not given; not with
                                                                           image
                """);
    }

    @Test
    void noLineIsWiderThanATerminalOfEightyColumnsOrMore() throws IOException {
        for (int width = 80; width < 200; width++) {
            int limit = width;
            assertThat(table(width).lines()).as("width " + width).allMatch(line -> DisplayWidth.of(line) <= limit);
        }
    }

    @Test
    void textsBreakAtSpacesBarsAndCommasElseWhereTheRoomEnds() {
        assertThat(WrappedTable.wrap("one|two|three", 8)).containsExactly("one|two|", "three");
        assertThat(WrappedTable.wrap("a, b, c d", 4)).containsExactly("a,", "b, c", "d");
        assertThat(WrappedTable.wrap("unbreakable", 4)).containsExactly("unbr", "eaka", "ble");
        assertThat(WrappedTable.wrap("日本語 日本語", 6)).containsExactly("日本語", "日本語");
        assertThat(WrappedTable.wrap("", 4)).containsExactly("");
    }

    @Test
    void aModelWithoutParametersSaysSo() throws IOException {
        StringBuilder out = new StringBuilder();
        ParameterSheet bare = new ParameterSheet(null, null, null, "invoke", null, false, List.of(), false, List.of());
        SheetFormat.TABLE.write(bare, 80, out);
        assertThat(out).endsWith("\n\nIt takes no parameters.\n");
    }
}
