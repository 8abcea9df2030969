package io.github.bedrockcli.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrockcli.aws.BedrockException;
import io.github.bedrockcli.aws.BedrockException.Kind;
import io.github.bedrockcli.cli.Terminal.Result;
import io.github.bedrockcli.model.ModelSummary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code list-models --diff}: what counts as a change, and what does not. The tests' day is 2026-11-21. */
final class ModelDiffTest {
    private static final String NOTHING = "note: nothing changed\n";

    @TempDir
    private Path folder;

    private FakeRegions account = account();

    private static FakeRegions account() {
        return new FakeRegions(new FakeModels()
                .model("acme.one-v1:0", "One", "Acme", "TEXT", "TEXT", "ON_DEMAND", true)
                .model("acme.two-v1:0", "Two", "Acme", "TEXT", "TEXT", "ON_DEMAND", true)
                .legacy("acme.old-v1:0", "Old", "Acme", "TEXT", "TEXT", "ON_DEMAND", "2027-01-08T00:00:00Z")
                .profile(ModelSummary.Kind.SYSTEM_PROFILE, "us.acme.one-v1:0", "US One", "acme.one-v1:0"));
    }

    private Result list(String... args) {
        return new Terminal()
                .in(folder)
                .run(
                        account,
                        Stream.concat(Stream.of("list-models"), Arrays.stream(args))
                                .toArray(String[]::new));
    }

    private void save(String... args) throws IOException {
        Files.writeString(folder.resolve("saved"), list(args).out());
    }

    private Result diff(String... args) {
        return list(
                Stream.concat(Stream.of("--diff", "saved"), Arrays.stream(args)).toArray(String[]::new));
    }

    @Test
    void theSameListIsNoDifferenceInEitherForm() throws IOException {
        String near = "note: 1 model ends within 90 days, as the saved list says already; --within DAYS makes that a"
                + " difference\n";
        save("-o", "json");
        assertThat(diff()).isEqualTo(new Result(0, "", near + NOTHING));
        assertThat(diff("-o", "json")).isEqualTo(new Result(0, "[]\n", near + NOTHING));
        save("-o", "jsonl");
        assertThat(diff("-q")).isEqualTo(new Result(0, "", ""));
        save("-o", "json", "--accessible");
        assertThat(diff("-q")).isEqualTo(new Result(0, "", ""));
    }

    @Test
    void everyChangeIsALine() throws IOException {
        account.agreements.put("acme.two-v1:0", "NOT_AVAILABLE");
        save("-o", "json", "--accessible");
        account = new FakeRegions(new FakeModels()
                .legacy("acme.two-v1:0", "Two", "Acme", "TEXT", "TEXT", "ON_DEMAND", "2027-11-21T00:00:00Z")
                .legacy("acme.old-v1:0", "Old", "Acme", "TEXT", "TEXT", "ON_DEMAND", "2026-12-01T12:00:00Z")
                .model("acme.three-v1:0", "Three", "Acme", "TEXT", "TEXT", "ON_DEMAND", true));
        account.agreements.put("acme.old-v1:0", "PENDING");
        Result result = diff();
        assertThat(result).isEqualTo(new Result(9, """
                        gone           acme.one-v1:0
                        gone           us.acme.one-v1:0
                        new            acme.three-v1:0  (yes)
                        access lost    acme.old-v1:0  yes -> no  (agreement pending)
                        access gained  acme.two-v1:0  no -> yes
                        became legacy  acme.two-v1:0  active -> legacy
                        end of life    acme.old-v1:0  2027-01-08 -> 2026-12-01
                        end of life    acme.two-v1:0  - -> 2027-11-21
                        nears end      acme.old-v1:0  2026-12-01  (in 10 days)
                        """, ""));
        assertThat(diff("-o", "jsonl").out()).startsWith("""
                        {"change":"gone","id":"acme.one-v1:0","was":null,"now":null,"detail":null}
                        """).contains("""
                        {"change":"access_lost","id":"acme.old-v1:0","was":"yes","now":"no","detail":"agreement pending"}
                        """);
    }

    @Test
    void anEndThatTheSavedListHadCountsWhenItIsAskedFor() throws IOException {
        save("-o", "json");
        assertThat(diff("--within", "47").code()).isZero();
        assertThat(diff("--within", "48"))
                .isEqualTo(new Result(9, "nears end      acme.old-v1:0  2027-01-08  (in 47 days)\n", ""));
        assertThat(list("--within", "3").code()).isEqualTo(2);
        assertThat(diff("--within", "-3").code()).isEqualTo(2);
    }

    @Test
    void accessThatCannotBeToldIsNotLost() throws IOException {
        save("-o", "json", "--accessible");
        account.failures.put(
                "acme.one-v1:0", BedrockException.of(Kind.THROTTLED, "slow").build());
        Result result = diff("--search", "one");
        assertThat(result.code()).isZero();
        assertThat(result.err()).startsWith("warning: access to 2 models that could be called cannot be told now\n");
    }

    @Test
    void aListSavedWithoutAccessIsComparedWithoutIt() throws IOException {
        save("-o", "json");
        account.agreements.put("acme.one-v1:0", "NOT_AVAILABLE");
        assertThat(diff("--accessible", "-q")).isEqualTo(new Result(0, "", ""));
    }

    @Test
    void whatIsNotListedNowIsNotGone() throws IOException {
        save("-o", "json");
        assertThat(diff("-q", "--search", "two")).isEqualTo(new Result(0, "", ""));
        assertThat(diff("-q", "--lifecycle", "legacy")).isEqualTo(new Result(0, "", ""));
        assertThat(diff("--profiles").err())
                .contains("note: not compared, as they are not in this list: foundation models\n");
        account.models.profilesFailure =
                BedrockException.of(Kind.ACCESS_DENIED, "no").build();
        Result denied = diff();
        assertThat(denied.code()).isZero();
        assertThat(denied.err()).contains("not in this list: inference profiles\n");
        account = new FakeRegions(
                new FakeModels().model("acme.one-v1:0", "One", "Acme", "TEXT", "TEXT", "ON_DEMAND", true));
        assertThat(diff("-q", "--search", "two").out()).isEqualTo("gone           acme.two-v1:0\n");
    }

    @Test
    void aFileThatIsNoListIsAMistake() throws IOException {
        for (String text :
                new String[] {"", "nothing", "{\"a\":1}", "[1]", "[{\"id\":\"a\",\"kind\":\"boat\"}]", "[null]"}) {
            Files.writeString(folder.resolve("saved"), text);
            Result result = diff();
            assertThat(result.code()).as(text).isEqualTo(2);
            assertThat(result.err()).as(text).startsWith("error: saved is no list of bedrock list-models: ");
        }
        assertThat(list("--diff", "nowhere").code()).isEqualTo(2);
        save("-o", "json");
        assertThat(diff("-o", "csv").code()).isEqualTo(2);
        assertThat(diff("--regions", "us-east-1").code()).isEqualTo(2);
        save("-o", "json", "--regions", "us-east-1");
        assertThat(diff().err()).startsWith("error: saved was saved with --regions");
    }
}
