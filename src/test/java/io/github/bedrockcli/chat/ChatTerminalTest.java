package io.github.bedrockcli.chat;

import static io.github.bedrockcli.chat.NovaEvents.answer;
import static io.github.bedrockcli.chat.NovaEvents.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrockcli.aws.BedrockException;
import io.github.bedrockcli.aws.BedrockException.Kind;
import io.github.bedrockcli.family.TextRequest.ApiChoice;
import io.github.bedrockcli.model.Knobs;
import io.github.bedrockcli.model.ModelId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jline.terminal.Attributes;
import org.jline.terminal.impl.LineDisciplineTerminal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Types at a terminal whose line discipline is the test's own: echo, Ctrl-C and raw mode as a real one has them. */
final class ChatTerminalTest {
    private static final String ENTER = "\r";
    private static final String CTRL_C = "\u0003";
    private static final String CTRL_D = "\u0004";
    private static final String UP = "\u001BOA";
    private static final String UP_IN_CURSOR_MODE = "\u001B[A";
    private static final String DOWN = "\u001BOB";
    private static final String ALT_ENTER = "\u001B\r";

    private final Screen screen = new Screen();
    private final Rehearsal margin = new Rehearsal();
    private final ScriptedBedrock bedrock = margin.bedrock;
    private LineDisciplineTerminal terminal;
    private Attributes before;
    private volatile Attributes atClose;
    private CompletableFuture<Integer> chat;

    @BeforeEach
    void startTheChat() throws IOException {
        terminal = new LineDisciplineTerminal("test", "xterm", screen, StandardCharsets.UTF_8) {
            @Override
            protected void doClose() throws IOException {
                atClose = getAttributes();
                super.doClose();
            }
        };
        before = terminal.getAttributes();
        ChatLoop loop = new ChatLoop(
                bedrock,
                ModelId::of,
                Conversation.start(
                        new Setup(ModelId.of(Rehearsal.MODEL), ApiChoice.AUTO, null, null, Map.of(), Map.of()),
                        List.of()),
                new ChatOptions(Knobs.NONE, true, true, false, body -> {}, 25_000_000),
                Rehearsal.files(),
                Recording.off(),
                null,
                margin,
                Clock.systemUTC());
        chat = CompletableFuture.supplyAsync(() -> {
            try (ChatTerminal turns = new ChatTerminal(terminal, loop.completions(), margin, false)) {
                return loop.run(turns, new Display(turns.output(), true, false, false));
            }
        });
        screen.await("> ");
    }

    @AfterEach
    void endTheChat() throws Exception {
        if (!chat.isDone()) {
            terminal.processInputBytes(CTRL_D.getBytes(StandardCharsets.UTF_8));
        }
        chat.get(20, TimeUnit.SECONDS);
    }

    @Test
    void ctrlDLeavesWithZeroAndTheTerminalAsItWas() throws Exception {
        type(CTRL_D);

        assertThat(chat.get(20, TimeUnit.SECONDS)).isZero();
        assertThat(atClose).hasToString(before.toString());
        assertThat(screen.text()).as("bracketed paste").endsWith("\u001B[?2004l");
    }

    @Test
    void answersAppearUnderTheQuestionAndThePromptComesAgain() {
        bedrock.then(answer("Par", "is."));

        type("Capital of France?" + ENTER);

        screen.await("Paris.\r\n");
        screen.await("> ");
        assertThat(bedrock.turns(0)).containsExactly("user: Capital of France?");
    }

    @Test
    void exclamationMarksBackslashesAndQuotesAreText() {
        bedrock.then(answer("ok"));

        type("don't \\n say \"hi!!\" !$" + ENTER);

        screen.await("ok\r\n");
        assertThat(bedrock.turns(0)).containsExactly("user: don't \\n say \"hi!!\" !$");
    }

    @Test
    void ctrlCDuringAnAnswerStopsItAndKeepsTheChat() throws Exception {
        bedrock.then(text("Once upon"), ScriptedBedrock.SILENCE).then(answer("The end."));

        type("Tell me a story" + ENTER);
        screen.await("Once upon");
        assertThat(bedrock.silent.await(20, TimeUnit.SECONDS)).isTrue();
        type(CTRL_C);

        screen.await("> ");
        assertThat(bedrock.streamClosed).isTrue();
        type("Go on" + ENTER);
        screen.await("The end.\r\n");
        screen.await("> ");
        assertThat(bedrock.turns(1)).containsExactly("user: Tell me a story", "assistant: Once upon", "user: Go on");
    }

    @Test
    void ctrlCAtThePromptClearsTheLineAndOnAnEmptyLineHintsAtTheWayOut() {
        bedrock.then(answer("ok"));

        type("never mind" + CTRL_C);
        screen.await("> ");
        type("hello" + ENTER);
        screen.await("ok\r\n");
        screen.await("> ");
        assertThat(bedrock.turns(0)).containsExactly("user: hello");

        type(CTRL_C);
        screen.await("> ");
        type(CTRL_C);
        screen.await("> ");
        assertThat(margin.said()).contains("Ctrl-D or /quit leaves");
    }

    @Test
    void aFailedTurnCanBeFetchedBackWithTheUpArrow() {
        bedrock.then(BedrockException.of(Kind.THROTTLED, "slow down").build()).then(answer("ok"));

        type("a long question" + ENTER);
        screen.await("> ");
        type(UP);
        screen.await("a long question");
        type(DOWN + UP_IN_CURSOR_MODE);
        screen.await("a long question");
        type(ENTER);

        screen.await("ok\r\n");
        assertThat(bedrock.turns(1)).containsExactly("user: a long question");
    }

    @Test
    void aPasteOfSeveralLinesIsOneTurn() {
        bedrock.then(answer("ok"));

        type("\u001B[200~one\rtwo\r\tthree\u001B[201~" + ENTER);

        screen.await("ok\r\n");
        assertThat(bedrock.turns(0)).containsExactly("user: one\ntwo\n\tthree");
    }

    @Test
    void altEnterBeginsANewLine() {
        bedrock.then(answer("ok"));

        type("one" + ALT_ENTER + "two" + ENTER);

        screen.await("ok\r\n");
        assertThat(bedrock.turns(0)).containsExactly("user: one\ntwo");
    }

    @Test
    void linesBetweenFencesAreOneTurnEvenWhenTheyLookLikeACommand() {
        bedrock.then(answer("ok"));

        type("\"\"\"" + ENTER);
        screen.await("\u2026 ");
        type("/quit" + ENTER + "two" + ENTER + "\"\"\"" + ENTER);

        screen.await("ok\r\n");
        assertThat(bedrock.turns(0)).containsExactly("user: /quit\ntwo");
    }

    @Test
    void tabCompletesCommandsAndParameterNames() {
        type("/sys\t");
        screen.await("/system ");
        type("Be brief." + ENTER);
        screen.await("> ");
        type("/param max\t");
        screen.await("max-tokens=");
        type("7" + ENTER);
        screen.await("> ");

        assertThat(margin.said()).contains("system prompt set\nmax-tokens is set\n");
    }

    @Test
    void aTabInATextCompletesNothing() {
        bedrock.then(answer("ok"));

        type("hello /u\t!" + ENTER);

        screen.await("ok\r\n");
        assertThat(bedrock.turns(0)).containsExactly("user: hello /u!");
    }

    @Test
    void whatIsTypedDuringAnAnswerWaitsForThePrompt() throws Exception {
        bedrock.then(text("Long"), ScriptedBedrock.SILENCE).then(answer("ok"));

        type("first" + ENTER);
        screen.await("Long");
        assertThat(bedrock.silent.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(terminal.echo()).isFalse();
        type("second" + ENTER);
        type(CTRL_C);

        screen.await("ok\r\n");
        assertThat(bedrock.turns(1)).endsWith("user: second");
    }

    @Test
    void quitLeaves() throws Exception {
        type("/quit" + ENTER);

        assertThat(chat.get(20, TimeUnit.SECONDS)).isZero();
    }

    private void type(String keys) {
        try {
            terminal.processInputBytes(keys.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
