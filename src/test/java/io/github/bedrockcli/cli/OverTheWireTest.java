package io.github.bedrockcli.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrockcli.aws.SdkBedrock;
import io.github.bedrockcli.cli.Terminal.Result;
import io.github.bedrockcli.emulator.Emulator;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The program with its real client, against an emulator that it knows only by its environment variables. */
final class OverTheWireTest {
    private static Emulator emulator;

    @BeforeAll
    static void start() {
        emulator = Emulator.startForThisProcess(Clock.systemUTC());
    }

    @AfterAll
    static void stop() {
        emulator.close();
    }

    @Test
    void invokesEveryFamilyThroughBothApis() {
        for (String model : new String[] {
            "amazon.nova-lite-v1:0",
            "us.anthropic.claude-haiku-4-5-20251001-v1:0",
            "amazon.titan-tg1-large",
            "meta.llama3-8b-instruct-v1:0",
            "us.meta.llama4-maverick-17b-instruct-v1:0",
            "mistral.mixtral-8x7b-instruct-v0:1",
            "mistral.mistral-large-2407-v1:0",
            "mistral.mistral-large-3-675b-instruct",
            "deepseek.v3.2",
            "qwen.qwen3-32b-v1:0",
            "google.gemma-3-27b-it",
            "minimax.minimax-m2.5",
            "moonshotai.kimi-k2.5",
            "nvidia.nemotron-nano-9b-v2",
            "zai.glm-5",
            "us.writer.palmyra-x5-v1:0",
            "arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-micro-v1:0"
        }) {
            for (String api : new String[] {"invoke", "converse"}) {
                for (String command : new String[] {"invoke", "stream"}) {
                    assertThat(run(command, "-m", model, "--api", api, "Grüße 世界"))
                            .as(command + " " + model + " " + api)
                            .isEqualTo(new Result(0, "[offline echo] Grüße 世界\n", ""));
                }
            }
        }
    }

    @Test
    void accessIsAskedOfTheServiceAndProbed() {
        String profile = "us.anthropic.claude-haiku-4-5-20251001-v1:0";
        for (String way : new String[] {"--accessible", "--probe"}) {
            Result ids = run("list-models", "-q", way, "-o", "ids", "--search", "haiku-4-5", "--require", profile);
            assertThat(ids.code()).as(ids.err()).isZero();
            assertThat(ids.out().lines()).contains(profile).doesNotContain(profile.substring(3));
        }
        Result row = run("list-models", "-q", "--accessible", "-o", "csv", "--search", profile);
        assertThat(row.out()).endsWith(",yes,,AUTHORIZED,AVAILABLE,AVAILABLE,AVAILABLE\n");
    }

    @Test
    void reasoningGoesToStandardErrorAlsoFromTags() {
        Result expected =
                new Result(0, "[offline echo] Grüße\n", "This is the offline emulator: it repeats the question.\n");
        for (String model : new String[] {"openai.gpt-oss-20b-1:0", "us.deepseek.r1-v1:0"}) {
            for (String api : new String[] {"invoke", "converse"}) {
                for (String command : new String[] {"invoke", "stream"}) {
                    assertThat(run(command, "-m", model, "--api", api, "Grüße"))
                            .as(command + " " + model + " " + api)
                            .isEqualTo(expected);
                }
            }
        }
    }

    @Test
    void videosGoToModelsThatSeeThem() {
        for (String model : new String[] {"us.twelvelabs.pegasus-1-2-v1:0", "amazon.nova-lite-v1:0"}) {
            for (String command : new String[] {"invoke", "stream"}) {
                assertThat(run(command, "-m", model, "--video", "s3://films/cat.mp4", "What happens?"))
                        .as(command + " " + model)
                        .isEqualTo(new Result(0, "[offline echo] (1 video) What happens?\n", ""));
            }
        }
        assertThat(run("invoke", "-m", "zai.glm-5", "--video", "s3://films/cat.mp4", "What happens?"))
                .isEqualTo(new Result(2, "", """
                        error: zai.glm-5 takes no videos: s3://films/cat.mp4
                        fix: bedrock list-models --input-modality VIDEO shows models that do
                        """));
    }

    @Test
    void aModelOfNoFamilyGoesThroughConverse() {
        assertThat(run("stream", "-m", "us.openai.gpt-6.1-sol", "Hi").out()).isEqualTo("[offline echo] Hi\n");
    }

    @Test
    void whatAnArnHidesIsAskedFor() {
        String account = "arn:aws:bedrock:us-east-1:123456789012:";
        for (String[] row : new String[][] {
            {"provisioned-model/abcdef012345", "nova", "InvokeModel"},
            {"custom-model-deployment/abcdef012345", "nova", "InvokeModel"},
            {"application-inference-profile/1arbu5hu2sjr", "claude", "InvokeModel"},
            {"imported-model/abcdef012345", "llama", "InvokeModel"},
            {"prompt-router/abcdef012345", "nova", "Converse"}
        }) {
            Result result = run("invoke", "-m", account + row[0], "-o", "json", "Hi");
            assertThat(result.err()).as(row[0]).isEmpty();
            assertThat(result.out())
                    .contains("\"family\":\"" + row[1] + "\"")
                    .contains("\"text\":\"[offline echo] Hi\"");
        }
    }

    @Test
    void showsModelsOfEveryKind() {
        String account = "arn:aws:bedrock:us-east-1:123456789012:";
        for (String[] row : new String[][] {
            {"amazon.nova-lite-v1:0", "newer         amazon.nova-2-lite-v1:0 (Nova 2 Lite)\n"},
            {"us.anthropic.claude-haiku-4-5-20251001-v1:0", "access        yes\n"},
            {account + "provisioned-model/abcdef012345", "throughput    provisioned\n"},
            {account + "custom-model-deployment/abcdef012345", "base model    amazon.nova-lite-v1:0:24k\n"},
            {account + "application-inference-profile/1arbu5hu2sjr", "family        claude, "},
            {account + "imported-model/abcdef012345", "architecture  Llama 3\n"},
            {account + "prompt-router/abcdef012345", "kind          prompt router\n"}
        }) {
            Result result = run("show-model", row[0]);
            assertThat(result.code()).as(result.err()).isZero();
            assertThat(result.err()).isEmpty();
            assertThat(result.out()).contains(row[1]);
        }
        assertThat(run("show-model", "amazon.nova-lit-v1:0").code()).isEqualTo(5);
    }

    @Test
    void theDoctorFindsTheWayToAnAnswer() {
        for (String model : new String[] {
            "amazon.nova-lite-v1:0",
            "anthropic.claude-haiku-4-5-20251001-v1:0",
            "cohere.embed-v4:0",
            "arn:aws:bedrock:us-east-1:123456789012:imported-model/abcdef012345"
        }) {
            ByteArrayOutputStream screen = new ByteArrayOutputStream();
            // Its clock is held against the emulator's, which is the real one.
            Io io = new Io(
                    InputStream.nullInputStream(),
                    screen,
                    screen,
                    emulator.environment(),
                    false,
                    false,
                    false,
                    Path.of("").toAbsolutePath(),
                    Clock.systemUTC());
            int code = new App(io, SdkBedrock::open).run("doctor", "--yes", model);
            assertThat(screen.toString(StandardCharsets.UTF_8))
                    .as(model)
                    .contains("ok              setting          endpoint of bedrock, bedrock-runtime, sts")
                    .doesNotContain("problem")
                    .containsPattern("ok {14}request {10}.* answered in [0-9]+ ms");
            assertThat(code).isZero();
        }
    }

    @Test
    void embedsAndLists() {
        for (String model : new String[] {
            "amazon.titan-embed-text-v1", "amazon.titan-embed-text-v2:0", "cohere.embed-english-v3", "cohere.embed-v4:0"
        }) {
            Result vectors = run("embed", "-m", model, "one", "two");
            assertThat(vectors.code()).as(vectors.err()).isZero();
            assertThat(vectors.out().lines()).as(model).hasSize(2);
        }
        assertThat(run("list-models", "--provider", "amazon", "-o", "ids").out().lines())
                .contains("amazon.nova-lite-v1:0", "amazon.titan-embed-text-v2:0");
    }

    @Test
    void assumesARole() {
        assertThat(run("invoke", "--role-arn", "arn:aws:iam::123456789012:role/Dev", "Hi"))
                .isEqualTo(new Result(0, "[offline echo] Hi\n", ""));
    }

    @Test
    void refusalsBecomeExitCodes() {
        assertThat(run(Map.of("AWS_SECRET_ACCESS_KEY", "wrong"), "invoke", "Hi").code())
                .isEqualTo(3);
        assertThat(run("invoke", "-m", "amazon.nope-v1:0", "Hi").code()).isEqualTo(5);
        Result profileOnly = run("invoke", "--no-resolve", "-m", "anthropic.claude-haiku-4-5-20251001-v1:0", "Hi");
        assertThat(profileOnly.code()).isEqualTo(5);
        assertThat(profileOnly.err()).contains("with on-demand throughput isn\u2019t supported");
        assertThat(run("invoke", "-m", "anthropic.claude-v2", "--api", "converse", "Hi")
                        .err())
                .contains("reached the end of its life");
    }

    @Test
    void anIdThatNeedsAProfileIsResolvedForEveryCommand() {
        String bare = "anthropic.claude-haiku-4-5-20251001-v1:0";
        String note = "note: " + bare + " answers only through an inference profile; using us." + bare + "\n";
        for (String command : new String[] {"invoke", "stream"}) {
            assertThat(run(command, "-m", bare, "Hi")).isEqualTo(new Result(0, "[offline echo] Hi\n", note));
            assertThat(run(command, "-q", "-m", bare, "Hi")).isEqualTo(new Result(0, "[offline echo] Hi\n", ""));
            assertThat(run(command, "-m", bare, "-o", "json", "Hi").out())
                    .startsWith("{\"model\":\"us." + bare + "\",\"family\":\"claude\"");
        }
        assertThat(run("stream", "-m", bare, "-o", "events", "Hi").out())
                .startsWith("{\"type\":\"start\",\"model\":\"us." + bare + "\",");
        assertThat(run("chat", "-m", bare, "--no-stream").code()).isZero();
        Result marengo =
                run("embed", "-m", "twelvelabs.marengo-embed-2-7-v1:0", "a", "b", "c", "d", "e", "f", "g", "h");
        assertThat(marengo.code()).as(marengo.err()).isZero();
        assertThat(marengo.err())
                .isEqualTo("note: twelvelabs.marengo-embed-2-7-v1:0 answers only through an inference profile; using"
                        + " us.twelvelabs.marengo-embed-2-7-v1:0\n");
    }

    @Test
    void shortNamesStandForModelsOfTheList() {
        String haiku = "us.anthropic.claude-haiku-4-5-20251001-v1:0";
        for (String command : new String[] {"invoke", "stream"}) {
            assertThat(run(command, "-m", "haiku", "Hi"))
                    .isEqualTo(new Result(0, "[offline echo] Hi\n", "note: haiku is " + haiku + "\n"));
        }
        assertThat(run(Map.of("BEDROCK_MODEL", "nova-lite"), "invoke", "Hi").err())
                .isEqualTo("note: nova-lite is amazon.nova-lite-v1:0\n");
        assertThat(run("embed", "-m", "titan-embed", "Hi").err())
                .isEqualTo("note: titan-embed is amazon.titan-embed-text-v2:0\n");
        assertThat(run("rerank", "-m", "cohere", "--document", "a", "-o", "json", "q"))
                .satisfies(result -> assertThat(result.err()).isEqualTo("note: cohere is cohere.rerank-v3-5:0\n"))
                .satisfies(result -> assertThat(result.out()).contains("\"model\":\"cohere.rerank-v3-5:0\""));
        assertThat(run("params", "haiku", "-o", "json").out()).contains("\"model\" : \"" + haiku + "\"");
        assertThat(run("params", "nova").err()).isEmpty();
        assertThat(run("invoke", "--async", "--s3-output", "s3://bucket/a/", "-m", "ray", "-q", "A tiger")
                        .code())
                .isZero();
    }

    @Test
    void aNameThatIsNoneOrSeveralIsAnError() {
        assertThat(run("invoke", "-m", "claud", "Hi")).isEqualTo(new Result(2, "", """
                        error: no model of us-east-1 is called 'claud'
                        fix: did you mean claude? bedrock list-models shows the models of a region
                        """));
        Result several = run("chat", "-m", "claude");
        assertThat(several.code()).isEqualTo(2);
        assertThat(several.err()).startsWith("error: 'claude' may mean any of ").contains("claude-haiku-4-5");
        assertThat(run("invoke", "--no-resolve", "-m", "haiku", "Hi").code()).isEqualTo(5);
        assertThat(run("invoke", "--print-request", "-m", "haiku", "Hi")).isEqualTo(new Result(2, "", """
                        error: --print-request asks nobody which model 'haiku' is
                        fix: give its full id: bedrock list-models --search haiku; or --no-resolve, for an id that it is
                        """));
        assertThat(run("params", "lama").err()).contains("did you mean llama?");
    }

    private static Result run(String... args) {
        return run(Map.of(), args);
    }

    private static Result run(Map<String, String> changes, String... args) {
        Terminal terminal = new Terminal();
        emulator.environment().forEach(terminal::environment);
        terminal.environment("AWS_CONFIG_FILE", "/dev/null");
        terminal.environment("AWS_SHARED_CREDENTIALS_FILE", "/dev/null");
        changes.forEach(terminal::environment);
        return terminal.run(SdkBedrock::open, args);
    }
}
