package io.github.bedrockcli.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrockcli.cli.Terminal.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The configuration file and the environment as sources of defaults. */
final class ConfigTest {
    private static final String ANSWER =
            "{\"output\":{\"message\":{\"content\":[{\"text\":\"ok\"}]}},\"stopReason\":\"end_turn\"}";

    @TempDir
    private Path home;

    private final FakeBedrock bedrock = new FakeBedrock().answers(ANSWER);

    private Terminal with(String config) throws Exception {
        Path file = home.resolve(".config/bedrock-cli/config.properties");
        Files.createDirectories(file.getParent());
        Files.writeString(file, config);
        return new Terminal().environment("HOME", home.toString());
    }

    @Test
    void optionBeatsEnvironmentBeatsCommandKeyBeatsKey() throws Exception {
        Terminal terminal = with("model=amazon.nova-pro-v1:0\ninvoke.region=eu-west-1\nregion=us-west-2\n");
        terminal.run(bedrock, "invoke", "Hi");
        assertThat(bedrock.requests.get(0).model().value()).isEqualTo("amazon.nova-pro-v1:0");
        assertThat(bedrock.connections.get(0).region()).isEqualTo("eu-west-1");

        bedrock.answers(ANSWER);
        terminal.environment("BEDROCK_MODEL", "amazon.nova-micro-v1:0")
                .run(bedrock, "invoke", "--region", "ap-south-1", "Hi");
        assertThat(bedrock.requests.get(1).model().value()).isEqualTo("amazon.nova-micro-v1:0");
        assertThat(bedrock.connections.get(1).region()).isEqualTo("ap-south-1");
    }

    @Test
    void flagsAndNumbersComeFromTheFileToo() throws Exception {
        with("quiet=true\nmax-attempts=7\nread-timeout=5.5\n").run(bedrock, "invoke", "Hi");
        assertThat(bedrock.connections.get(0).patience().maxAttempts()).isEqualTo(7);
        assertThat(bedrock.connections.get(0).patience().readTimeout()).hasMillis(5500);
    }

    @Test
    void aFlagThatIsGivenIsOnAlsoWhereTheFileHasItOn() throws Exception {
        Terminal terminal = with("offline=true\nuse-fips-endpoint=false\n");
        terminal.run(bedrock, "invoke", "--offline", "--use-fips-endpoint", "Hi");
        assertThat(bedrock.connections.get(0).offline()).isTrue();
        assertThat(bedrock.connections.get(0).fips()).isTrue();
    }

    @Test
    void theNegatedFormOfAFlagTurnsOffWhatTheFileHasOn() throws Exception {
        bedrock.answers("{\"embedding\":[0.5],\"inputTextTokenCount\":1}");
        with("normalize=true\n").run(bedrock, "embed", "--no-normalize", "Hi");
        assertThat(bedrock.body(0)).contains("\"normalize\":false");
    }

    @Test
    void anUnknownKeyNamesFileAndLine() throws Exception {
        Result result = with("# mine\nregion=us-east-1\nregoin=us-east-2\n").run(bedrock, "invoke", "Hi");
        assertThat(result.code()).isEqualTo(3);
        assertThat(result.err())
                .isEqualTo("error: " + home + "/.config/bedrock-cli/config.properties, line 3: there is no option"
                        + " 'regoin'\nfix: did you mean region?\n");
    }

    @Test
    void aBadValueIsAUsageError() throws Exception {
        Result result = with("max-attempts=many\n").run(bedrock, "invoke", "Hi");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("'many'");
    }

    @Test
    void aNamedFileMustExist() {
        Result result = new Terminal()
                .environment("BEDROCK_CONFIG", home.resolve("none").toString())
                .run(bedrock, "invoke", "Hi");
        assertThat(result.code()).isEqualTo(3);
        assertThat(result.err()).contains("cannot read the configuration file").contains("no such file");
    }

    @Test
    void anEmptyVariableNamesNoFile() {
        bedrock.answers(ANSWER);
        Result result = new Terminal()
                .environment("BEDROCK_CONFIG", "")
                .environment("HOME", home.toString())
                .run(bedrock, "invoke", "Hi");
        assertThat(result).isEqualTo(new Result(0, "ok\n", ""));
    }

    @Test
    void modelAndOutputWithoutACommandAreForTextCommands() throws Exception {
        Terminal terminal = with("model=amazon.nova-pro-v1:0\noutput=json\n");
        assertThat(terminal.run(bedrock, "invoke", "Hi").out()).startsWith("{");
        Result embedded =
                terminal.run(bedrock.answers("{\"embedding\":[0.5],\"inputTextTokenCount\":1}"), "embed", "Hi");
        assertThat(embedded).isEqualTo(new Result(0, "[0.5]\n", ""));
        assertThat(bedrock.requests.get(1).model().value()).isEqualTo("amazon.titan-embed-text-v2:0");
    }

    @Test
    void familyAndParametersWithoutACommandAreForTextCommands() throws Exception {
        Terminal terminal = with("family=claude\nparam=top_k=3\nset=/a=1\nmodel=amazon.nova-lite-v1:0\n");
        Result embedded = terminal.run(new FakeBedrock().answers("{\"embedding\":[0.5]}"), "embed", "Hi");
        assertThat(embedded).isEqualTo(new Result(0, "[0.5]\n", ""));
    }

    @Test
    void standingDefaultsGiveWayToABodyThatIsGiven() throws Exception {
        Result result = with("system=Terse.\ntemperature=0.5\nstop=END\nparam=topK=3\nprefill=A\n")
                .run(bedrock, "invoke", "--body", "{\"a\":1}");
        assertThat(result).isEqualTo(new Result(0, "ok\n", ""));
        assertThat(bedrock.body(0)).isEqualTo("{\"a\":1}");
    }

    @Test
    void whatIsTypedBesideABodyIsRefusedStill() throws Exception {
        assertThat(with("system=Terse.\n").run(bedrock, "invoke", "--body", "{}", "--top-k", "3"))
                .isEqualTo(new Result(2, "", """
                        error: --body is the whole request: parameter options have no place beside it
                        fix: use --set to change a value
                        """));
    }

    @Test
    void aTypedSystemFileWinsOverAStandingSystemPrompt() throws Exception {
        Files.writeString(home.resolve("system.txt"), "From the file.");
        with("system=Terse.\n").in(home).run(bedrock, "invoke", "--system-file", "system.txt", "Hi");
        assertThat(bedrock.body(0)).startsWith("{\"system\":[{\"text\":\"From the file.\"}]");
    }

    @Test
    void theSystemPromptOfTheTurnsWinsOverAStandingOne() throws Exception {
        String turns = "[{\"role\":\"system\",\"content\":\"Theirs.\"},{\"role\":\"user\",\"content\":\"Hi\"}]";
        Files.writeString(home.resolve("turns.json"), turns);
        with("system=Terse.\n").in(home).run(bedrock, "invoke", "--messages", "turns.json");
        assertThat(bedrock.body(0)).startsWith("{\"system\":[{\"text\":\"Theirs.\"}]");
    }

    @Test
    void theSessionNameOfARoleMayStandWhereNoRoleIsAssumed() throws Exception {
        Result result = with("role-session-name=me\nguardrail-trace=true\n").run(bedrock, "invoke", "Hi");
        assertThat(result).isEqualTo(new Result(0, "ok\n", ""));
    }
}
