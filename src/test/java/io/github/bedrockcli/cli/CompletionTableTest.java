package io.github.bedrockcli.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrockcli.cli.Completed.Sort;
import io.github.bedrockcli.family.EmbeddingFamily;
import io.github.bedrockcli.family.Families;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** What values are completed by: decided for every option that takes one. */
final class CompletionTableTest {
    private final CommandLine program = new App(TestIo.none(), new FakeBedrock()).commandLine();

    @Test
    void everyValueHasBeenDecidedOn() {
        List<String> undecided = new ArrayList<>();
        check(program, undecided);
        assertThat(undecided).as("to be entered in CompletionTable").isEmpty();
    }

    private static void check(CommandLine command, List<String> undecided) {
        for (OptionSpec option : command.getCommandSpec().options()) {
            if (option.arity().max() > 0 && CompletionTable.of(option).isEmpty()) {
                undecided.add(command.getCommandName() + " " + option.longestName());
            }
        }
        for (PositionalParamSpec argument : command.getCommandSpec().positionalParameters()) {
            if (CompletionTable.of(argument).isEmpty()) {
                undecided.add(command.getCommandName() + " " + argument.paramLabel());
            }
        }
        command.getSubcommands().values().forEach(below -> check(below, undecided));
    }

    @Test
    void formatsAreThoseOfTheCommand() {
        assertThat(of("embed", "--output").words()).containsExactly("vector", "jsonl", "csv", "npy", "f32");
        assertThat(of("list-models", "--output").words()).containsExactly("table", "ids", "json", "jsonl", "csv");
        assertThat(of("invoke", "--api").words()).containsExactly("auto", "invoke", "converse");
        assertThat(of("policy", "--actions")).isEqualTo(Completed.of(Sort.LIST, "invoke", "stream", "list"));
        assertThat(of("embed", "--family").words()).isEqualTo(Families.names(EmbeddingFamily.class));
    }

    @Test
    void valuesThatAreSomewhereElseAreNamedBySort() {
        assertThat(of("invoke", "--model").code()).isEqualTo("models answers");
        assertThat(of("embed", "--model").code()).isEqualTo("models embeddings");
        assertThat(of("rerank", "--model").code()).isEqualTo("models rankings");
        assertThat(of("chat", "--model").code()).isEqualTo("models text");
        assertThat(of("chat", "--resume").code()).isEqualTo("chats");
        assertThat(of("chat", "--profile").code()).isEqualTo("profiles");
        assertThat(of("login", "--sso-session").code()).isEqualTo("sessions");
        assertThat(of("embed", "--input")).isEqualTo(Completed.FILE);
        assertThat(of("rerank", "--document")).isEqualTo(Completed.NOTHING);
        assertThat(of("invoke", "--document")).isEqualTo(Completed.FILE);
        assertThat(of("emulator", "--account")).isEqualTo(Completed.FILE);
        assertThat(of("policy", "--account")).isEqualTo(Completed.NOTHING);
    }

    private Completed of(String command, String option) {
        return CompletionTable.of(
                        program.getSubcommands().get(command).getCommandSpec().findOption(option))
                .orElseThrow();
    }
}
