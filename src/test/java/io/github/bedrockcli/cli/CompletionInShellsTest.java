package io.github.bedrockcli.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scripts at work in the shells that are on this machine; those that are not are skipped. */
final class CompletionInShellsTest {
    /** Where bash parts words by itself: {@code COMP_WORDBREAKS} without what it parts anyway. */
    private static final Pattern PIECE = Pattern.compile("\"[^\"]*\"?|'[^']*'?|[@:=]+|(\\\\.|[^@:=\"'\\s\\\\])+");

    /** Names that a shell must take for no more than a name; the file is what would come of it. */
    private static final List<String> HOSTILE =
            List.of("$(touch made)", "`touch made`", "a;touch made", "my team", "it's", "*", "\u00e9t\u00e9");

    @TempDir
    private Path folder;

    private Path home;

    @BeforeEach
    void setUp() throws IOException {
        home = Files.createDirectories(folder.resolve("home"));
        Path aws = Files.createDirectories(home.resolve(".aws"));
        StringBuilder config = new StringBuilder("# [comment]\n[default]\nregion = eu-west-1\n[profile dev] # x\n");
        config.append("  [ profile   indented ]\n[sso-session corp]\n[services mine]\n[profile \"in quotes\"]\n");
        HOSTILE.forEach(name -> config.append("[profile ").append(name).append("]\n"));
        Files.writeString(aws.resolve("config"), config + "[profile bad\u001b[2J]\n[profile last]");
        Files.writeString(aws.resolve("credentials"), "[default]\naws_access_key_id = [x]\n[keys]\n");
        Path chats = Files.createDirectories(home.resolve(".local/state/bedrock-cli/chats"));
        Files.createFile(chats.resolve("20261120-0930-abc.jsonl"));
        Files.createFile(folder.resolve("docs one.txt"));
        Files.createDirectory(folder.resolve("data"));
    }

    @Test
    void bashTakesTheScript() throws Exception {
        assertThat(run("bash", List.of("-n", script("bash").toString()), "")).isEmpty();
    }

    @Test
    void bashCompletesCommandsOptionsAndWords() throws Exception {
        assertThat(bash("bedrock inv")).containsExactly("invoke");
        assertThat(bash("bedrock async ")).containsExactly("list", "get");
        assertThat(bash("bedrock async get --wa")).containsExactly("--wait", "--wait-timeout");
        assertThat(bash("bedrock invoke -q --lat")).containsExactly("--latency");
        assertThat(bash("bedrock invoke --latency ")).containsExactly("standard", "optimized");
        assertThat(bash("bedrock invoke --latency=opt")).containsExactly("optimized");
        assertThat(bash("bedrock async list -o ")).containsExactly("table", "ids", "json", "jsonl");
        assertThat(bash("bedrock embed --no-n")).containsExactly("--no-normalize");
        assertThat(bash("bedrock policy --actions invoke,l")).containsExactly("invoke,list");
        assertThat(bash("bedrock completion ")).containsExactly("bash", "zsh", "fish");
        assertThat(bash("bedrock help em")).containsExactly("embed", "emulator");
        assertThat(bash("bedrock params titan-t")).containsExactly("titan-text");
        assertThat(bash("bedrock list-models --regions eu-west-1,us-west-"))
                .containsExactly("eu-west-1,us-west-1", "eu-west-1,us-west-2");
        assertThat(bash("bedrock chat --resume ")).containsExactly("20261120-0930-abc");
        assertThat(bash("bedrock login --sso-session ")).containsExactly("corp");
    }

    @Test
    void bashOffersNothingInFreeText() throws Exception {
        assertThat(bash("bedrock invoke ")).isEmpty();
        assertThat(bash("bedrock invoke -- --h")).isEmpty();
        assertThat(bash("bedrock invoke --system ")).isEmpty();
        assertThat(bash("bedrock invoke --max-tokens ")).isEmpty();
    }

    @Test
    void bashCompletesIdsWithColonsWhereverReadlinePartsThem() throws Exception {
        assertThat(bash("bedrock invoke -m amazon.nova-lite")).contains("amazon.nova-lite-v1:0");
        assertThat(bash("bedrock invoke -m amazon.nova-lite-v1:")).containsExactly("0");
        assertThat(bash("bedrock invoke --model=amazon.nova-lite-v1:")).containsExactly("0");
        assertThat(bash("bedrock invoke --model=amazon.nova-li")).containsExactly("amazon.nova-lite-v1:0");
        assertThat(bash("bedrock invoke -m \"amazon.nova-lite-v1:")).containsExactly("amazon.nova-lite-v1:0");
        assertThat(bash("bedrock show-model us.amazon.nova-lite-v1:")).containsExactly("0");
    }

    @Test
    void bashOffersTheModelsThatTheCommandCanAsk() throws Exception {
        keep("us-east-1", "vendor.new-model-v1:0\namazon.titan-embed-text-v2:0\n$(touch made)\ncohere.rerank-v3-5:0\n");
        assertThat(bash("bedrock invoke -m ")).containsExactly("vendor.new-model-v1:0");
        assertThat(bash("bedrock embed -m ")).containsExactly("amazon.titan-embed-text-v2:0");
        assertThat(bash("bedrock rerank -m ")).containsExactly("cohere.rerank-v3-5:0");
        assertThat(bash("bedrock policy --region us-east-1 vendor.")).containsExactly("vendor.new-model-v1:0");
        assertThat(bash("bedrock policy --region eu-west-1 vendor.")).isEmpty();
        assertThat(folder.resolve("made")).doesNotExist();
    }

    @Test
    void bashOffersProfilesAsTextOnly() throws Exception {
        assertThat(bash("bedrock whoami --profile "))
                .contains("default", "dev", "indented", "in\\ quotes", "my\\ team", "it\\'s", "last", "keys")
                .contains("\\$\\(touch\\ made\\)", "\\`touch\\ made\\`", "a\\;touch\\ made", "\\*")
                .doesNotContain("comment", "mine", "corp", "x")
                .noneMatch(name -> name.contains("bad"));
        assertThat(bash("bedrock whoami --profile \"$")).containsExactly("\\$(touch made)");
        assertThat(bash("bedrock whoami --profile my\\ t")).containsExactly("my\\ team");
        assertThat(bash("bedrock whoami --profile $(touch made)")).isEmpty();
        assertThat(folder.resolve("made")).doesNotExist();
    }

    @Test
    void bashCompletesFiles() throws Exception {
        assertThat(bash("bedrock embed --input doc")).containsExactly("docs\\ one.txt");
        assertThat(bash("bedrock embed --input=da")).containsExactly("data");
        assertThat(bash("bedrock invoke -p tools=@da")).containsExactly("@data/");
        assertThat(bash("bedrock invoke --body @da")).containsExactly("@data/");
        assertThat(bash("bedrock invoke --body da")).isEmpty();
    }

    @Test
    void zshCompletesThem() throws Exception {
        assumeTrue(isOnPath("zsh"), "skipped: there is no zsh on this machine");
        keep("us-east-1", "vendor.new-model-v1:0\n$(touch made)\n");
        Map<String, String> becomes = Map.ofEntries(
                Map.entry("bedrock inv", "bedrock invoke "),
                Map.entry("bedrock async g", "bedrock async get "),
                Map.entry("bedrock invoke --latency opt", "bedrock invoke --latency optimized "),
                Map.entry("bedrock invoke --latency=opt", "bedrock invoke --latency=optimized "),
                Map.entry("bedrock invoke -m vendor.new-model-v1:", "bedrock invoke -m vendor.new-model-v1:0 "),
                Map.entry("bedrock invoke --model=vendor", "bedrock invoke --model=vendor.new-model-v1:0 "),
                Map.entry("bedrock embed -m vendor", "bedrock embed -m vendor"),
                Map.entry("bedrock whoami --profile my", "bedrock whoami --profile my\\ team "),
                Map.entry("bedrock whoami --profile \\$", "bedrock whoami --profile \\$\\(touch\\ made\\) "),
                Map.entry("bedrock whoami --profile ke", "bedrock whoami --profile keys "),
                Map.entry("bedrock login --sso-session ", "bedrock login --sso-session corp "),
                Map.entry("bedrock chat --resume 2", "bedrock chat --resume 20261120-0930-abc "),
                Map.entry("bedrock embed --input doc", "bedrock embed --input docs\\ one.txt "),
                Map.entry("bedrock invoke --body @doc", "bedrock invoke --body @docs\\ one.txt "),
                Map.entry("bedrock whoami --region us-west-2", "bedrock whoami --region us-west-2 "),
                Map.entry("bedrock completion b", "bedrock completion bash "),
                Map.entry("bedrock help emb", "bedrock help embed "));
        List<String> typed = List.copyOf(becomes.keySet());
        Path lines = Files.write(folder.resolve("typed"), typed);
        Path told = folder.resolve("told");
        Path driver = Path.of("src/test/resources/completion/drive.zsh").toAbsolutePath();
        Path script = script("zsh");
        assertThat(run("zsh", List.of("-n", script.toString()), "")).isEmpty();
        run("zsh", List.of("-f", driver.toString(), script.toString(), lines.toString(), told.toString()), "");
        List<String> made = Files.readAllLines(told).stream()
                .filter(line -> line.startsWith("=> "))
                .map(line -> line.substring(3))
                .toList();
        assertThat(made).isEqualTo(typed.stream().map(becomes::get).toList());
        assertThat(folder.resolve("made")).doesNotExist();
    }

    @Test
    void fishCompletesThem() throws Exception {
        assumeTrue(isOnPath("fish"), "skipped: there is no fish on this machine");
        keep("us-east-1", "vendor.new-model-v1:0\n$(touch made)\namazon.titan-embed-text-v2:0\n");
        assertThat(run("fish", List.of("-n", script("fish").toString()), "")).isEmpty();
        assertThat(fish("bedrock inv")).containsExactly("invoke\tSend one request and print the whole answer");
        assertThat(fish("bedrock async ")).hasSize(2).anyMatch(line -> line.startsWith("get\t"));
        assertThat(fish("bedrock async get --wait-")).hasSize(1).allMatch(line -> line.startsWith("--wait-timeout\t"));
        assertThat(fish("bedrock invoke --latency ")).containsExactlyInAnyOrder("standard", "optimized");
        assertThat(fish("bedrock invoke -m v")).containsExactly("vendor.new-model-v1:0");
        assertThat(fish("bedrock invoke --model=vendor")).containsExactly("--model=vendor.new-model-v1:0");
        assertThat(fish("bedrock embed -m ")).containsExactly("amazon.titan-embed-text-v2:0");
        assertThat(fish("bedrock whoami --profile "))
                .contains("default", "dev", "indented", "in quotes", "keys", "last")
                .containsAll(HOSTILE)
                .noneMatch(name -> name.contains("bad"));
        assertThat(fish("bedrock login --sso-session ")).containsExactly("corp");
        assertThat(fish("bedrock chat --resume ")).containsExactly("20261120-0930-abc");
        assertThat(fish("bedrock embed --input doc")).hasSize(1).allMatch(line -> line.startsWith("docs one.txt"));
        assertThat(fish("bedrock invoke --body @da")).hasSize(1).allMatch(line -> line.startsWith("@data/"));
        assertThat(fish("bedrock invoke ")).isEmpty();
        assertThat(fish("bedrock help emb")).containsExactly("embed");
        assertThat(folder.resolve("made")).doesNotExist();
    }

    /** What the program's own lists would have left. */
    private void keep(String region, String lines) throws IOException {
        Path models = Files.createDirectories(home.resolve(".cache/bedrock-cli/models"));
        Files.writeString(models.resolve(region + ".models"), lines);
    }

    private Path script(String shell) throws IOException {
        String script =
                new Terminal().run(new FakeBedrock(), "completion", shell).out();
        return Files.writeString(folder.resolve("completion-script"), script);
    }

    private List<String> bash(String line) throws Exception {
        Path driver = Path.of("src/test/resources/completion/drive.bash").toAbsolutePath();
        List<String> words = new ArrayList<>();
        PIECE.matcher(line).results().forEach(match -> words.add(match.group()));
        if (line.endsWith(" ")) {
            words.add("");
        }
        return run(
                "bash",
                List.of("--norc", driver.toString(), script("bash").toString(), line),
                String.join("\n", words) + "\n");
    }

    private List<String> fish(String line) throws Exception {
        return run(
                "fish", List.of("--no-config", "-c", "source " + script("fish") + "; complete -C $argv[1]", line), "");
    }

    /** The lines of its output; standard error has to stay empty. */
    private List<String> run(String shell, List<String> arguments, String input) throws Exception {
        assumeTrue(isOnPath(shell), "skipped: there is no " + shell + " on this machine");
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        List<String> command =
                Stream.concat(Stream.of(shell), arguments.stream()).toList();
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectInput(Files.writeString(folder.resolve("in"), input).toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().keySet().removeIf(name -> name.matches("AWS_.*|XDG_.*|BEDROCK_.*"));
        builder.environment().put("HOME", home.toString());
        builder.environment().put("LC_ALL", "C.UTF-8");
        Process process = builder.start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as(command.toString()).isTrue();
        assertThat(Files.readString(err)).as(command.toString()).isEmpty();
        return Files.readAllLines(out);
    }

    private static boolean isOnPath(String tool) {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(entry -> Files.isExecutable(Path.of(entry, tool)));
    }
}
