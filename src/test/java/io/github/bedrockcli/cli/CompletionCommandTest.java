package io.github.bedrockcli.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrockcli.cli.Terminal.Result;
import io.github.bedrockcli.model.ModelSummary.Kind;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** The scripts as text. */
final class CompletionCommandTest {
    @ParameterizedTest
    @ValueSource(strings = {"bash", "zsh", "fish"})
    void aScriptHasEveryCommandAndOption(String shell) {
        Result result = new Terminal().run(new FakeBedrock(), "completion", shell);
        assertThat(result.code()).isZero();
        assertThat(result.err()).isEmpty();
        Set<String> words = new TreeSet<>();
        collect(new App(TestIo.none(), new FakeBedrock()).commandLine(), words);
        assertThat(words).hasSizeGreaterThan(120);
        assertThat(words)
                .allSatisfy(word -> assertThat(result.out()).containsPattern("(?<![\\w-])" + word + "(?![\\w-])"));
    }

    private static void collect(CommandLine command, Set<String> words) {
        command.getCommandSpec().options().forEach(option -> words.addAll(Set.of(option.names())));
        command.getSubcommands().forEach((name, below) -> {
            words.add(name);
            collect(below, words);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"bash", "zsh", "fish"})
    void aScriptIsPlainLinesWithEveryPlaceFilled(String shell) {
        String script =
                new Terminal().run(new FakeBedrock(), "completion", shell).out();
        assertThat(script)
                .endsWith("\n")
                .doesNotContainPattern("@[A-Z]+@")
                .doesNotContain("${DEFAULT-VALUE}", "${COMPLETION-CANDIDATES}")
                .contains("amazon.nova-lite-v1:0", "us.anthropic.claude-", "eu-central-1")
                .matches("[ -~\\n]+");
    }

    @Test
    void anUnknownShellIsRefused() {
        assertThat(new Terminal().run(new FakeBedrock(), "completion", "tcsh"))
                .isEqualTo(new Result(
                        2,
                        "",
                        "error: invalid value for positional parameter at index 0 (SHELL): 'tcsh' is none of bash, zsh, fish\n"
                                + "fix: bedrock completion --help\n"));
    }

    @Test
    void whatListModelsListsIsKeptForTheShells(@TempDir Path home) {
        FakeModels region = new FakeModels()
                .model("vendor.new-model-v1:0", "New", "Vendor", "TEXT", "TEXT", "ON_DEMAND", true)
                .profile(Kind.SYSTEM_PROFILE, "us.vendor.new-model-v1:0", "US New", "vendor.new-model-v1:0")
                .profile(Kind.APPLICATION_PROFILE, "abc123", "mine", "vendor.new-model-v1:0");
        Path models = home.resolve(".cache/bedrock-cli/models");
        assertThat(list(home, region, "--offline").code()).isZero();
        assertThat(list(home, region, "--provider", "Vendor").code()).isZero();
        assertThat(models.resolve("us-east-1.models")).doesNotExist();
        Result listed = list(home, region);
        assertThat(listed.code()).isZero();
        assertThat(models.resolve("us-east-1.models")).hasContent("vendor.new-model-v1:0\n");
        assertThat(models.resolve("us-east-1.profiles")).hasContent("us.vendor.new-model-v1:0\n");
        assertThat(list(home.resolve("none"), region)).isEqualTo(listed);
    }

    private static Result list(Path home, FakeModels region, String... more) {
        String[] args = Stream.concat(Stream.of("list-models"), Stream.of(more)).toArray(String[]::new);
        return new Terminal().environment("HOME", home.toString()).run(region, args);
    }
}
