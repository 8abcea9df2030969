package io.github.bedrockcli.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrockcli.aws.BedrockException;
import io.github.bedrockcli.cli.Terminal.Result;
import io.github.bedrockcli.model.Api;
import io.github.bedrockcli.model.BaseModel;
import org.junit.jupiter.api.Test;

/** Commands with an ARN that does not tell its model: who is asked, how often, and what follows. */
final class HiddenModelTest {
    private static final String ACCOUNT = "arn:aws:bedrock:us-east-1:123456789012:";
    private static final String PROVISIONED = ACCOUNT + "provisioned-model/abcdef012345";
    private static final String IMPORTED = ACCOUNT + "imported-model/abcdef012345";
    private static final String EXPRESS =
            "arn:aws:bedrock:us-east-1::foundation-model/amazon.titan-text-express-v1:0:8k";
    private static final String TITAN_ANSWER =
            "{\"inputTextTokenCount\":1,\"results\":[{\"tokenCount\":1,\"outputText\":\"Hello\",\"completionReason\":\"FINISH\"}]}";
    private static final String CONVERSE_ANSWER = """
            {"output":{"message":{"role":"assistant","content":[{"text":"Hello"}]}},"stopReason":"end_turn",\
            "usage":{"inputTokens":1,"outputTokens":1}}""";

    private final FakeBedrock bedrock = new FakeBedrock();

    private Result run(String... args) {
        return new Terminal().run(bedrock, args);
    }

    private static BedrockException denied() {
        return BedrockException.of(BedrockException.Kind.ACCESS_DENIED, "User: x is not authorized")
                .fix("allow bedrock:GetProvisionedModelThroughput for the caller")
                .build();
    }

    @Test
    void theBodyIsThatOfTheModelBehind() {
        bedrock.behind(BaseModel.of(EXPRESS)).answers(TITAN_ANSWER);
        assertThat(run("invoke", "-m", PROVISIONED, "Hi")).isEqualTo(new Result(0, "Hello\n", ""));
        assertThat(bedrock.body(0)).isEqualTo("{\"inputText\":\"User: Hi\\nBot:\"}");
        assertThat(bedrock.requests.get(0).model().value()).isEqualTo(PROVISIONED);
        assertThat(bedrock.questions).hasSize(1);
        assertThat(bedrock.connections).hasSize(1);
        assertThat(bedrock.closed).isTrue();
    }

    @Test
    void theLimitsAreThoseOfTheModelBehind() {
        bedrock.behind(BaseModel.of(EXPRESS));
        assertThat(run("stream", "-m", PROVISIONED, "--max-tokens", "9000", "Hi")
                        .err())
                .startsWith(
                        "error: maxTokenCount (--max-tokens) of amazon.titan-text-express-v1:0:8k is 0..8192, not 9000\n");
        assertThat(bedrock.requests).isEmpty();
    }

    @Test
    void whoMayNotAskIsServedAsBefore() {
        bedrock.behind(denied()).answers(CONVERSE_ANSWER).answers(CONVERSE_ANSWER);
        assertThat(run("invoke", "-m", PROVISIONED, "Hi")).isEqualTo(new Result(0, "Hello\n", ""));
        assertThat(bedrock.requests.get(0).api()).isEqualTo(Api.CONVERSE);
        assertThat(run("invoke", "-v", "-m", PROVISIONED, "Hi").err())
                .startsWith("note: what is behind " + PROVISIONED + " could not be asked: User: x is not authorized"
                        + " (allow bedrock:GetProvisionedModelThroughput for the caller, or name the family with"
                        + " --family)\n");
        assertThat(run("invoke", "-m", IMPORTED, "Hi"))
                .isEqualTo(new Result(
                        2,
                        "",
                        "error: the family of " + IMPORTED + " cannot be told from its id\n"
                                + "fix: name it with --family, or give the whole request with --body\n"));
    }

    @Test
    void withoutCredentialsTheFailureIsTheUsualOne() {
        bedrock.behind(BedrockException.of(BedrockException.Kind.CREDENTIALS, "no AWS credentials")
                .build());
        assertThat(run("invoke", "-m", PROVISIONED, "Hi")).isEqualTo(new Result(3, "", "error: no AWS credentials\n"));
    }

    @Test
    void aFamilyAnApiOrABodySparesTheQuestion() {
        bedrock.behind(denied()).answers(TITAN_ANSWER).answers(CONVERSE_ANSWER).answers("{}");
        run("invoke", "-m", PROVISIONED, "--family", "titan-text", "Hi");
        run("invoke", "-m", PROVISIONED, "--api", "converse", "Hi");
        run("invoke", "-m", PROVISIONED, "--body", "{}");
        assertThat(bedrock.requests).hasSize(3);
        assertThat(bedrock.questions).isEmpty();
    }

    @Test
    void anIdThatTellsIsNotAskedAbout() {
        bedrock.answers(TITAN_ANSWER);
        run("invoke", "-m", "amazon.titan-text-express-v1", "Hi");
        assertThat(bedrock.questions).isEmpty();
    }

    @Test
    void aRequestThatIsOnlyPrintedAsksNobody() {
        bedrock.behind(BaseModel.of(EXPRESS));
        Result printed = run("invoke", "--print-request", "-m", PROVISIONED, "Hi");
        assertThat(printed.code()).isZero();
        assertThat(printed.out()).contains("\"messages\"");
        assertThat(printed.err())
                .isEqualTo("note: --print-request does not ask what is behind " + PROVISIONED
                        + "; to see the request of its family, name it with --family\n");
        assertThat(run("invoke", "--print-request", "-m", IMPORTED, "Hi"))
                .isEqualTo(new Result(
                        2,
                        "",
                        "error: the family of " + IMPORTED
                                + " cannot be told from its id, and --print-request does not ask\n"
                                + "fix: name it with --family NAME; bedrock params shows the families\n"));
        assertThat(run("embed", "--print-request", "-m", PROVISIONED, "Hi").err())
                .startsWith("error: the family of " + PROVISIONED + " cannot be told from its id");
        assertThat(bedrock.questions).isEmpty();
    }

    @Test
    void anImportedModelTakesTheBodyOfItsArchitectureOrConverse() {
        bedrock.behind(BaseModel.imported("Llama 3", true))
                .answers("{\"generation\":\"Hello\",\"stop_reason\":\"stop\"}")
                .answers(CONVERSE_ANSWER);
        assertThat(run("invoke", "-m", IMPORTED, "Hi").out()).isEqualTo("Hello\n");
        assertThat(bedrock.body(0)).contains("\"prompt\"");
        bedrock.behind(BaseModel.imported("gpt-bigcode", true));
        assertThat(run("invoke", "-m", IMPORTED, "Hi").out()).isEqualTo("Hello\n");
        assertThat(bedrock.requests.get(1).api()).isEqualTo(Api.CONVERSE);
    }

    @Test
    void vectorsComeFromTheModelBehind() {
        bedrock.behind(BaseModel.of("arn:aws:bedrock:us-east-1::foundation-model/amazon.titan-embed-text-v2:0"))
                .answers("{\"embedding\":[1,2],\"inputTextTokenCount\":1}")
                .answers("{\"embedding\":[3,4],\"inputTextTokenCount\":1}");
        assertThat(run("embed", "--concurrency", "1", "-m", ACCOUNT + "application-inference-profile/x", "a", "b"))
                .isEqualTo(new Result(0, "[1,2]\n[3,4]\n", ""));
        assertThat(bedrock.questions).hasSize(1);
    }

    @Test
    void picturesComeFromTheModelBehind() {
        bedrock.behind(BaseModel.of("arn:aws:bedrock:us-east-1::foundation-model/amazon.titan-image-generator-v2:0"))
                .answers("{\"images\":[],\"error\":\"blocked\"}");
        run("invoke", "-m", PROVISIONED, "-o", "raw", "A lighthouse");
        assertThat(bedrock.body(0)).contains("\"taskType\":\"TEXT_IMAGE\"");
        assertThat(run("invoke", "-m", PROVISIONED, "-p", "cfgScale=50", "A lighthouse")
                        .err())
                .contains(" is 1.1..10, not 50\nfix: the nearest that it takes is 10\n");
        assertThat(run("invoke", "-m", PROVISIONED, "-p", "cfgscal=5", "A lighthouse")
                        .err())
                .contains("did you mean cfgScale? bedrock params " + PROVISIONED + " shows all\n");
    }

    @Test
    void aChatAsksOnceNotWithEveryTurn() {
        bedrock.behind(BaseModel.of(EXPRESS)).answers(TITAN_ANSWER).answers(TITAN_ANSWER);
        Result result = new Terminal().pipe("Hi\nAgain\n").run(bedrock, "chat", "-q", "--no-stream", "-m", PROVISIONED);
        assertThat(result).isEqualTo(new Result(0, "Hello\nHello\n", ""));
        assertThat(bedrock.body(1)).contains("User: Hi\\nBot: Hello\\nUser: Again\\nBot:");
        assertThat(bedrock.questions).hasSize(1);
    }

    @Test
    void aChangeOfModelInsideAChatAsksToo() {
        bedrock.behind(BaseModel.of(EXPRESS)).answers(TITAN_ANSWER);
        Result result = new Terminal().pipe("/model " + PROVISIONED + "\nHi\n").run(bedrock, "chat", "--no-stream");
        assertThat(result).isEqualTo(new Result(0, "Hello\n", "model: " + PROVISIONED + " (titan-text, invoke)\n"));
        bedrock.behind(BedrockException.of(BedrockException.Kind.CREDENTIALS, "no AWS credentials")
                .build());
        assertThat(new Terminal()
                        .pipe("/model " + PROVISIONED + "\n")
                        .run(bedrock, "chat", "--no-stream")
                        .code())
                .isEqualTo(3);
    }
}
