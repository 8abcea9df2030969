package io.github.bedrockcli.chat;

import static io.github.bedrockcli.chat.NovaEvents.answer;
import static io.github.bedrockcli.chat.NovaEvents.ending;
import static io.github.bedrockcli.chat.NovaEvents.reasoning;
import static io.github.bedrockcli.chat.NovaEvents.reply;
import static io.github.bedrockcli.chat.NovaEvents.stop;
import static io.github.bedrockcli.chat.NovaEvents.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bedrockcli.aws.BedrockException;
import io.github.bedrockcli.aws.BedrockException.Kind;
import io.github.bedrockcli.model.Content;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;

final class ChatLoopTest {
    private static final BedrockException THROTTLED =
            BedrockException.of(Kind.THROTTLED, "Too many requests").build();

    private final Rehearsal chat = new Rehearsal();

    @Test
    void everyTurnIsSentWithThoseBeforeIt() {
        chat.bedrock.then(answer("Paris", ".")).then(answer("Madrid."));

        int code = chat.types("Capital of France?", "And of Spain?");

        assertThat(chat.printed()).isEqualTo("Paris.\nMadrid.\n");
        assertThat(chat.bedrock.turns(1))
                .containsExactly("user: Capital of France?", "assistant: Paris.", "user: And of Spain?");
        assertThat(code).isZero();
    }

    @Test
    void systemPromptAndParametersGoWithEveryTurn() {
        chat.bedrock.then(answer("a")).then(answer("b"));

        chat.types("/system Be brief.", "/param max-tokens=20", "one", "two");

        for (int i = 0; i < 2; i++) {
            assertThat(chat.bedrock.body(i).at("/system/0/text").asText()).isEqualTo("Be brief.");
            assertThat(chat.bedrock.body(i).at("/inferenceConfig/maxTokens").asInt())
                    .isEqualTo(20);
        }
    }

    @Test
    void aTurnThatFailsIsTakenBackAndTheChatGoesOn() {
        chat.bedrock.then(THROTTLED).then(answer("Here."));

        int code = chat.types("first", "second");

        assertThat(chat.printed()).isEqualTo("Here.\n");
        assertThat(chat.said()).contains("error: Too many requests\nnote: the turn is taken back\n");
        assertThat(chat.bedrock.turns(1)).containsExactly("user: second");
        assertThat(code).as("on a terminal failures were seen").isZero();
    }

    @Test
    void onAPipeTheLastFailureGivesTheExitCode() {
        chat.bedrock.then(THROTTLED).then(answer("Here."));

        assertThat(chat.onPipe().types("first", "second")).isEqualTo(6);
        assertThat(chat.printed()).isEqualTo("Here.\n");
    }

    @Test
    void withoutCredentialsAPipeEndsAtOnceAndATerminalStays() {
        BedrockException expired =
                BedrockException.of(Kind.CREDENTIALS, "expired").build();
        chat.bedrock.then(expired).then(answer("never"));
        assertThat(chat.onPipe().types("one", "two")).isEqualTo(3);
        assertThat(chat.bedrock.requests).hasSize(1);

        Rehearsal terminal = new Rehearsal();
        terminal.bedrock.then(expired).then(answer("Welcome back."));
        terminal.types("one", "two");
        assertThat(terminal.printed()).isEqualTo("Welcome back.\n");
    }

    @Test
    void anInterruptedAnswerStaysAsFarAsItCame() {
        chat.bedrock.then(text("Once upon"), chat.ctrlC(), text(" a time")).then(answer("The end."));

        chat.types("Tell me a story", "Go on");

        assertThat(chat.printed()).isEqualTo("Once upon\nThe end.\n");
        assertThat(chat.said()).contains("note: stopped; what came of the answer stays in the chat");
        assertThat(chat.bedrock.streamClosed).isTrue();
        assertThat(chat.bedrock.turns(1))
                .containsExactly("user: Tell me a story", "assistant: Once upon", "user: Go on");
    }

    @Test
    void anAnswerInterruptedBeforeItsFirstWordTakesTheTurnBack() {
        chat.bedrock.then(chat.ctrlC(), text("never seen")).then(answer("ok"));

        chat.types("first", "second");

        assertThat(chat.printed()).isEqualTo("ok\n");
        assertThat(chat.said()).contains("note: stopped; the turn is taken back");
        assertThat(chat.bedrock.turns(1)).containsExactly("user: second");
    }

    @Test
    void theInterruptOfOneAnswerDoesNotStopTheNext() {
        chat.bedrock.then(text("a"), chat.ctrlC()).then(answer("whole"));

        chat.types("first", "second");

        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        assertThat(chat.printed()).isEqualTo("a\nwhole\n");
    }

    @Test
    void aStreamThatBreaksKeepsWhatCameAndExitsEight() {
        BedrockException broken =
                BedrockException.of(Kind.BROKEN_STREAM, "Connection reset").build();
        chat.bedrock.then(text("Half an ans"), broken).then(answer("ok"));

        int code = chat.onPipe().types("first", "second");

        assertThat(chat.printed()).isEqualTo("Half an ans\nok\n");
        assertThat(chat.said()).isEqualTo("""
                        error: Connection reset
                        note: what came of the answer stays in the chat (/undo takes it back)
                        """);
        assertThat(chat.bedrock.turns(1)).hasSize(3).contains("assistant: Half an ans");
        assertThat(code).isEqualTo(8);
    }

    @Test
    void aStreamWithoutItsEndEventIsNotTakenForAWholeAnswer() {
        chat.bedrock.then(text("Half"));

        assertThat(chat.onPipe().types("first")).isEqualTo(8);
        assertThat(chat.said()).contains("error: ended early");
    }

    @Test
    void aBlockedTurnIsTakenBackSoThatItDoesNotBlockTheNext() {
        chat.bedrock.then(ending("content_filtered", "I")).then(answer("Gladly."));

        int code = chat.onPipe().types("something bad", "something good");

        assertThat(chat.said()).contains("error: ended content_filtered").contains("the turn is taken back");
        assertThat(chat.bedrock.turns(1)).containsExactly("user: something good");
        assertThat(code).isEqualTo(10);
    }

    @Test
    void aTruncatedAnswerSaysHowToRaiseTheLimit() {
        chat.bedrock.then(ending("max_tokens", "One, two"));

        int code = chat.onPipe().types("count");

        assertThat(chat.printed()).isEqualTo("One, two\n");
        assertThat(chat.said())
                .isEqualTo("warning: the answer was cut at the token limit; /param max-tokens=N raises it\n");
        assertThat(code).isZero();
    }

    @Test
    void anAnswerWithoutTextIsTakenBackBecauseServicesRefuseEmptyTurns() {
        chat.bedrock.then(stop("end_turn")).then(answer("ok"));

        chat.types("first", "second");

        assertThat(chat.said()).contains("note: the answer has no text; the turn is taken back");
        assertThat(chat.bedrock.turns(1)).containsExactly("user: second");
    }

    @Test
    void attachmentsWaitForATurnThatSucceedsAndAreSentAsPartOfItFromThen() {
        chat.attached(new Content.Image(Rehearsal.picture("cat.png")));
        chat.bedrock.then(THROTTLED).then(answer("A cat.")).then(answer("Grey."));

        chat.types("What is this?", "What is it?", "Which colour?");

        assertThat(chat.bedrock.turns(1)).containsExactly("user: [image]What is it?");
        assertThat(chat.bedrock.turns(2))
                .containsExactly("user: [image]What is it?", "assistant: A cat.", "user: Which colour?");
    }

    @Test
    void wholeAnswersComeFromInvoke() {
        chat.bedrock.then(reply("All at once."));

        chat.whole().types("hello");

        assertThat(chat.printed()).isEqualTo("All at once.\n");
        assertThat(chat.bedrock.invocations).isOne();
        assertThat(chat.bedrock.streams).isZero();
    }

    @Test
    void blankLinesAreSkippedAndTwoSlashesSendOne() {
        chat.bedrock.then(answer("ok"));

        chat.types("", "   ", "//etc is what?");

        assertThat(chat.bedrock.turns(0)).containsExactly("user: /etc is what?");
    }

    @Test
    void severalLinesThatBeginWithASlashAreATurnUnlessTheyNameACommand() {
        chat.bedrock.then(answer("ok"));

        chat.types("/usr/bin\n/usr/lib", "/system You are\na poet.");

        assertThat(chat.bedrock.turns(0)).containsExactly("user: /usr/bin\n/usr/lib");
        assertThat(chat.conversation().setup().system()).isEqualTo("You are\na poet.");
    }

    @Test
    void reasoningIsShownBesideTheAnswerAndNotSentAgain() {
        chat.bedrock
                .then(reasoning("Hmm, "), reasoning("4?"), text("Four."), stop("end_turn"))
                .then(answer("ok"));

        chat.onPipe().types("2+2?", "sure?");

        assertThat(chat.printed()).isEqualTo("Four.\nok\n");
        assertThat(chat.said()).isEqualTo("Hmm, 4?\n");
        assertThat(chat.bedrock.turns(1)).contains("assistant: Four.");
    }

    @Test
    void onATerminalReasoningIsDimmed() {
        chat.bedrock.then(reasoning("Hmm\u001B[2J"), text("Four."), stop("end_turn"));

        chat.onScreen().types("2+2?");

        assertThat(chat.said()).contains("\u001B[2mHmm\u241B[2J\u001B[22m\n");
    }

    @Test
    void controlCharactersCannotActOnATerminalAndPassUnchangedThroughAPipe() {
        String hostile = "\u001B]52;c;AAAA\u0007x\u009B2Jtab\tend\r\nnext\rover";
        chat.bedrock.then(answer(hostile)).then(answer(hostile));

        chat.onScreen().types("one");
        assertThat(chat.printed()).isEqualTo("\u241B]52;c;AAAA\u2407x\\u009b2Jtab\tend\nnext\u240Dover\n");

        Rehearsal pipe = new Rehearsal().onPipe();
        pipe.bedrock.then(answer(hostile));
        pipe.types("one");
        assertThat(pipe.printed()).isEqualTo(hostile + "\n");
    }

    @Test
    void tokensOfEveryCallAreCountedEvenOfTurnsTakenBack() {
        chat.bedrock.then(answer("a")).then(answer("b"));

        chat.showingUsage().types("one", "/undo", "two", "/usage");

        assertThat(chat.said()).contains("usage: 10 in, 4 out").contains("chat: tokens in 20, out 8; turns 1");
    }

    @Test
    void anOutputThatNobodyReadsEndsTheChatAndTheRequest() {
        OutputStream closed = new OutputStream() {
            @Override
            public void write(int value) {
                throw new UncheckedIOException(new java.io.IOException("Broken pipe"));
            }
        };
        chat.bedrock.then(answer("a")).then(answer("b"));

        assertThatThrownBy(() -> chat.onPipe().printingTo(closed).types("one", "two"))
                .isInstanceOf(UncheckedIOException.class);
        assertThat(chat.bedrock.streamClosed).isTrue();
        assertThat(chat.bedrock.requests).hasSize(1);
    }

    @Test
    void onlyATerminalIsGreeted() {
        chat.types();
        assertThat(chat.said())
                .isEqualTo("model: amazon.nova-lite-v1:0 (nova, invoke) in us-east-1;"
                        + " /help shows what can be typed, Ctrl-D leaves\n");

        Rehearsal pipe = new Rehearsal().onPipe();
        assertThat(pipe.types()).isZero();
        assertThat(pipe.said()).isEmpty();
    }
}
