package io.github.bedrockcli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockcli.Shell.Result;
import io.github.bedrockcli.emulator.Emulator;
import io.github.bedrockcli.model.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Saved chats of the packaged program, which is killed while it saves. */
final class SavedChatIT {
    private static final int ROUNDS = 8;
    private static final String FILLER = " lorem ipsum dolor sit amet".repeat(40);

    @TempDir
    private Path scratch;

    private Emulator emulator;
    private Shell shell;

    @BeforeEach
    void user() throws Exception {
        Shell.assumePosix();
        emulator = Emulator.start(InetAddress.getLoopbackAddress(), 0, Clock.systemUTC(), line -> {});
        shell = new Shell(Files.createDirectory(scratch.resolve("folder")), scratch);
        AwsSetUp.write(shell, emulator);
    }

    @AfterEach
    void stop() {
        if (emulator != null) {
            emulator.close();
        }
    }

    @Test
    void aKillAtAnyMomentLosesAtMostTheTurnThatIsBeingAnswered() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<String> seen = new ArrayList<>();
        int asked = 0;
        for (int round = 0; round < ROUNDS; round++) {
            String options = seen.isEmpty() ? "" : " --continue";
            int before = seen.size();
            asked = killed(options, asked, random.nextInt(4), random.nextInt(120), seen);
            List<String> saved = saved(round);
            String where = "seed " + seed + ", round " + round + ", printed " + (seen.size() - before);

            assertThat(saved).as(where).startsWith(seen.toArray(String[]::new));
            assertThat(saved.size()).as(where).isLessThanOrEqualTo(seen.size() + 1);
            // The answer that was being printed may have been saved already: it is there from now on.
            seen.clear();
            seen.addAll(saved);
        }
        assertThat(seen).as("seed " + seed).isNotEmpty().doesNotHaveDuplicates();

        Result after = shell.run("echo 'the end' | bedrock chat --continue");
        assertThat(after.code()).as(after.err()).isZero();
        assertThat(after.out()).isEqualTo("[offline echo] the end\n");
        assertThat(Json.parse(shell.run("bedrock chat --list -o json").out())).hasSize(1);
    }

    @Test
    void twoAtATimeAreRefusedAndTheFirstIsNotDisturbed() throws Exception {
        shell.run("echo one | bedrock chat");
        Result result = shell.run("""
                mkfifo turns
                bedrock chat --continue <turns >first.txt &
                exec 3>turns
                echo two >&3
                while ! grep -q two first.txt; do :; done
                echo three | bedrock chat --continue
                code=$?
                echo four >&3
                exec 3>&-
                wait
                exit $code
                """);

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).startsWith("error: the chat ").contains(" is open in another process\nfix: ");
        assertThat(saved(0)).containsExactly("[offline echo] one", "[offline echo] two", "[offline echo] four");
    }

    @Test
    void foldersAndFilesAreTheOwnersOnlyWhateverTheUmask() throws Exception {
        for (String umask : List.of("000", "277")) {
            Result result = shell.run("umask " + umask + "; echo one | XDG_STATE_HOME=$PWD/" + umask
                    + "/state bedrock chat && cd " + umask + "/state/bedrock-cli && stat -c %a . chats chats/*");

            assertThat(result.out()).as(result.err()).isEqualTo("[offline echo] one\n700\n700\n600\n");
        }
    }

    @Test
    void aDiskThatIsFullIsOneWarningAndTheAnswersComeAllTheSame() throws Exception {
        Result result = shell.run("""
                long=$(head -c 3000 /dev/zero | tr '\\0' a)
                ulimit -f 4
                trap '' XFSZ
                printf '%s\\n' one $long two three | bedrock chat
                """);

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out()).hasLineCount(4).endsWith("[offline echo] two\n[offline echo] three\n");
        assertThat(result.err())
                .startsWith("warning: this chat is no longer saved: ")
                .endsWith("; /save FILE keeps it\n")
                .hasLineCount(1);
        assertThat(saved(0)).containsExactly("[offline echo] one");
    }

    /** Asks until it is killed, so many milliseconds after so many answers. Gives the number of the next turn. */
    private int killed(String options, int first, int answers, int milliseconds, List<String> seen) throws Exception {
        Process process = shell.command("exec bedrock chat" + options)
                .redirectError(scratch.resolve("err.txt").toFile())
                .start();
        int next = first;
        List<String> printed = new ArrayList<>();
        CompletableFuture<Void> killer = null;
        try (OutputStream in = process.getOutputStream();
                BufferedReader out =
                        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            StringBuilder line = new StringBuilder();
            if (ask(in, next++)) {
                for (int c = out.read(); c >= 0; c = out.read()) {
                    line.append((char) c);
                    if (printed.size() == answers && killer == null) {
                        killer = CompletableFuture.runAsync(() -> kill(process, milliseconds));
                    }
                    if (c == '\n') {
                        printed.add(line.toString().stripTrailing());
                        line.setLength(0);
                        ask(in, next++);
                    }
                }
            }
        } catch (IOException e) {
            // It was killed with a turn on its way to it.
        }
        if (killer != null) {
            killer.get(20, TimeUnit.SECONDS);
        }
        assertThat(process.waitFor())
                .as(Files.readString(scratch.resolve("err.txt")))
                .isEqualTo(137);
        seen.addAll(printed);
        return next;
    }

    private static boolean ask(OutputStream in, int number) throws IOException {
        try {
            in.write(("turn " + number + FILLER + "\n").getBytes(StandardCharsets.UTF_8));
            in.flush();
            return true;
        } catch (IOException e) {
            // Killed; what it printed can still be read.
            return false;
        }
    }

    private static void kill(Process process, int milliseconds) {
        try {
            process.waitFor(milliseconds, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        process.destroyForcibly();
    }

    /** The answers of the newest chat, oldest first. */
    private List<String> saved(int round) throws Exception {
        Result result = shell.run("echo '/save " + round + ".json' | bedrock chat -q --continue");
        if (result.err().contains("no saved chat") || result.err().contains("nothing has been said")) {
            return List.of();
        }
        assertThat(result.code()).as(result.err()).isZero();
        JsonNode turns = Json.parse(Files.readAllBytes(shell.folder().resolve(round + ".json")));
        List<String> answers = new ArrayList<>();
        turns.forEach(turn -> {
            if (turn.path("role").asText().equals("assistant")) {
                answers.add(turn.path("content").asText());
            }
        });
        return answers;
    }
}
