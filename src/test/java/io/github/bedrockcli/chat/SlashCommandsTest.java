package io.github.bedrockcli.chat;

import static io.github.bedrockcli.chat.NovaEvents.answer;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrockcli.model.Content;
import io.github.bedrockcli.model.Json;
import io.github.bedrockcli.model.ModelId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SlashCommandsTest {
    private static final String CLAUDE = "anthropic.claude-3-haiku-20240307-v1:0";

    private final Rehearsal chat = new Rehearsal().onPipe();

    @Test
    void helpNamesEveryCommandAndSaysWhatBecomesOfAStoppedAnswer() {
        chat.types("/help");

        assertThat(chat.said())
                .contains("/help", "/model", "/system", "/param", "/image", "/reset", "/undo", "/usage", "/quit")
                .contains("Ctrl-C stops an answer: the part that came stays in the chat")
                .contains("Lines between \"\"\" and \"\"\" are one turn");
    }

    @Test
    void anUnknownCommandNamesTheNearestAndCountsAsAFailureOnAPipe() {
        assertThat(chat.types("/sytem Be brief.")).isEqualTo(2);
        assertThat(chat.said()).isEqualTo("error: there is no command /sytem\nfix: did you mean /system?\n");
    }

    @Test
    void aTurnThatLooksLikeACommandIsToldHowToBeSent() {
        chat.types("/etc/passwd is what?");

        assertThat(chat.said()).contains("a turn that begins with a slash is typed with two: //etc/passwd");
    }

    @Test
    void quitLeavesAndWhatFollowsIsNotRead() {
        assertThat(chat.types("/quit", "hello")).isZero();
        assertThat(chat.bedrock.requests).isEmpty();
    }

    @Test
    void commandsThatTakeNothingSaySo() {
        assertThat(chat.types("/reset all")).isEqualTo(2);
        assertThat(chat.said()).isEqualTo("error: /reset takes nothing after it, not 'all'\n");
    }

    @Test
    void modelChangesForTheNextTurnAndKeepsTheTurns() {
        chat.bedrock.then(answer("Paris.")).then("{\"type\":\"message_stop\"}");

        chat.types("/param max-tokens=100", "Capital of France?", "/model " + CLAUDE, "And of Spain?");

        assertThat(chat.said()).contains("model: " + CLAUDE + " (claude, invoke)");
        assertThat(chat.bedrock.requests.get(1).model().value()).isEqualTo(CLAUDE);
        assertThat(chat.bedrock.turns(1))
                .containsExactly("user: Capital of France?", "assistant: Paris.", "user: And of Spain?");
        assertThat(chat.bedrock.body(1).path("max_tokens").asInt())
                .as("a parameter that both have, under the other's name")
                .isEqualTo(100);
    }

    @Test
    void modelTakesShortNamesAndAsksNobodyWhenAnOptionIsWrong() {
        List<String> asked = new ArrayList<>();
        chat.names = name -> {
            asked.add(name);
            return ModelId.of(CLAUDE);
        };
        assertThat(chat.types("/model haiku", "/model haiku --api maybe")).isEqualTo(2);
        assertThat(chat.conversation().setup().model()).hasToString(CLAUDE);
        assertThat(asked).containsExactly("haiku");
    }

    @Test
    void parametersThatTheNewModelDoesNotTakeAreDroppedAndNamed() {
        chat.types("/param schemaVersion=messages-v1", "/param temperature=0.5", "/model " + CLAUDE);

        assertThat(chat.said()).contains("note: dropped schemaVersion: the model has no such parameter");
        assertThat(chat.conversation().setup().parameters()).containsOnlyKeys("temperature");
    }

    @Test
    void aModelThatCannotTakeTheTurnsSoFarIsRefused() {
        chat.attached(new Content.Image(Rehearsal.picture("cat.png")));
        chat.bedrock.then(answer("A cat."));

        int code = chat.types("What is it?", "/model amazon.nova-micro-v1:0");

        assertThat(code).isEqualTo(2);
        assertThat(chat.said())
                .contains("error: amazon.nova-micro-v1:0 cannot take over this chat: ")
                .contains("fix: /reset forgets the turns and what is attached, then /model amazon.nova-micro-v1:0");
        assertThat(chat.conversation().setup().model().value()).isEqualTo(Rehearsal.MODEL);
    }

    @Test
    void aModelThatIsNoneIsRefused() {
        assertThat(chat.types("/model what?", "/model cohere.embed-english-v3 --api maybe", "/model a b"))
                .isEqualTo(2);
        assertThat(chat.said())
                .contains("not a model id: 'what?'")
                .contains("--api is one of auto, invoke, converse, not 'maybe'")
                .contains("/model takes one id, then --family NAME or --api API, not 'b'");
        assertThat(chat.conversation().setup().model().value()).isEqualTo(Rehearsal.MODEL);
    }

    @Test
    void anArnIsAskedThroughTheFamilyThatIsNamed() {
        String arn = "arn:aws:bedrock:us-east-1:123456789012:imported-model/abc123";
        chat.types("/model " + arn, "/model " + arn + " --family nova", "/model");

        assertThat(chat.said())
                .startsWith("error: the family of " + arn + " cannot be told from its id\nfix: name it with --family")
                .endsWith("model: " + arn + " (nova, invoke)\n");
    }

    @Test
    void systemIsShownSetAndDropped() {
        chat.types("/system", "/system Be brief.", "/system", "/system -", "/system");

        assertThat(chat.said()).isEqualTo("""
                        no system prompt
                        system prompt set
                        Be brief.
                        system prompt dropped
                        no system prompt
                        """);
    }

    @Test
    void parametersAreCheckedWhenTheyAreSet() {
        int code = chat.types("/param temprature=1", "/param temperature=hot", "/param temperature=7", "/param 5");

        assertThat(code).isEqualTo(2);
        assertThat(chat.said())
                .contains("has no parameter 'temprature'\nfix: did you mean temperature?")
                .contains("takes a number, not 'hot'")
                .contains("not 7")
                .contains("/param takes NAME=VALUE, not '5'");
        assertThat(chat.conversation().setup().parameters()).isEmpty();
    }

    @Test
    void aParameterThatExcludesAnotherIsRefusedWhenItIsSet() {
        int code = chat.types(
                "/model us.anthropic.claude-haiku-4-5-20251001-v1:0", "/param temperature=0.5", "/param top-p=0.5");

        assertThat(code).isEqualTo(2);
        assertThat(chat.said()).contains("not both");
        assertThat(chat.conversation().setup().parameters()).containsOnlyKeys("temperature");
    }

    @Test
    void vendorsNamesAndOurOwnSetTheSameParameter() {
        chat.types("/param maxTokens=10", "/param max_tokens=20", "/param stopSequences=END");

        assertThat(chat.conversation().setup().parameters())
                .containsEntry("max-tokens", "20")
                .containsEntry("stop", "[\"END\"]")
                .hasSize(2);
    }

    @Test
    void aParameterIsUnsetByAnEmptyValue() {
        int code = chat.types("/param top-p=0.5", "/param topP=", "/param topP=");

        assertThat(code).isEqualTo(2);
        assertThat(chat.said()).isEqualTo("""
                        top-p is set
                        topP is no longer set
                        error: topP is not set
                        fix: /param lists what is set
                        """);
        assertThat(chat.conversation().setup().parameters()).isEmpty();
    }

    @Test
    void paramAloneListsWhatIsSetAndWhatTheModelTakes() {
        chat.types("/param top-p=0.5", "/param");

        assertThat(chat.said())
                .contains("top-p = 0.5\n")
                .contains(Rehearsal.MODEL + " takes:\n")
                .containsPattern("  max-tokens +integer 1\\.\\.5000: most tokens of the answer\n");
    }

    @Test
    void anImageIsReadAtOnceAndGoesWithTheNextTurnOnly() {
        chat.bedrock.then(answer("A cat.")).then(answer("Yes."));

        chat.types("/image missing", "/image 'my cat.png'", "/image", "What is it?", "/image", "Sure?");

        assertThat(chat.said()).isEqualTo("""
                        error: cannot read missing: no such file or directory
                        with the next turn: my cat.png (png, 3 bytes)
                        with the next turn: my cat.png (png, 3 bytes)
                        nothing is attached to the next turn
                        """);
        assertThat(chat.bedrock.turns(0)).containsExactly("user: [image]What is it?");
        assertThat(chat.bedrock.turns(1)).hasSize(3).contains("user: Sure?");
    }

    @Test
    void attachedImagesCanBeDropped() {
        chat.types("/image a.png", "/image b.png", "/image -");

        assertThat(chat.conversation().attachments()).isEmpty();
    }

    @Test
    void anImageThatTheModelCannotReadIsRefusedWhenItIsAttached() {
        chat.types("/model amazon.nova-micro-v1:0", "/image cat.png");

        assertThat(chat.said()).contains("error: ");
        assertThat(chat.conversation().attachments()).isEmpty();
    }

    @Test
    void namesUnderTheHomeDirectoryAndEscapedSpacesAreUnderstood() {
        chat.types("/image ~/cat.png", "/image my\\ cat.png");

        List<String> names = chat.conversation().attachments().stream()
                .map(part -> ((Content.Image) part).media().name())
                .toList();
        assertThat(names).containsExactly("/home/user/cat.png", "my cat.png");
    }

    @Test
    void undoTakesBackTheLastExchange() {
        chat.bedrock.then(answer("Paris.")).then(answer("Rome?")).then(answer("Madrid."));

        chat.types("France?", "Spain?", "/undo", "Spain, please?");

        assertThat(chat.said()).isEqualTo("taken back; turns left: 1\n");
        assertThat(chat.bedrock.turns(2)).containsExactly("user: France?", "assistant: Paris.", "user: Spain, please?");
        assertThat(new Rehearsal().onPipe().types("/undo")).isEqualTo(2);
    }

    @Test
    void resetForgetsTheTurnsAndKeepsTheSettings() {
        chat.bedrock.then(answer("Paris.")).then(answer("Hello."));

        chat.types("/system Be brief.", "/param top-p=0.5", "France?", "/image cat.png", "/reset", "Hi");

        assertThat(chat.bedrock.turns(1)).containsExactly("user: Hi");
        assertThat(chat.bedrock.body(1).at("/system/0/text").asText()).isEqualTo("Be brief.");
        assertThat(Json.line(chat.bedrock.body(1).at("/inferenceConfig/topP"))).isEqualTo("0.5");
    }

    @Test
    void usageBeforeTheFirstTurnHasNothingToShow() {
        assertThat(chat.types("/usage")).isEqualTo(2);
        assertThat(chat.said()).isEqualTo("error: nothing has been asked yet\n");
    }
}
