package io.github.bedrockcli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.bedrockcli.Shell.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archives that the build makes are used where they fit, and where they do not nobody hears of it. */
final class StartUpIT {
    private static final String STARTED = "bedrock doctor --offline | grep '^ok *start-up' | tr -s ' '";

    @TempDir
    private Path scratch;

    private Shell shell;

    @BeforeEach
    void copy() throws Exception {
        Shell.assumePosix();
        shell = new Shell(Files.createDirectory(scratch.resolve("folder")), scratch);
        Result copied = shell.run("cp -r '" + Shell.application() + "' 'mo ved'");
        assertThat(copied).isEqualTo(new Result(0, "", ""));
        shell.set("PATH", scratch.resolve("folder/mo ved/bin") + ":" + System.getenv("PATH"));
    }

    @Test
    void aFolderThatWasMovedStartsFromItsCache() throws Exception {
        assumeTrue(Shell.bringsItsJava(), "skipped: the build found no JDK 25 or newer");
        shell.unset("BEDROCK_JAVA_HOME", "JAVA_HOME").set("PATH", shell.folder() + "/mo ved/bin:/usr/bin:/bin");
        assertThat(shell.run(STARTED)).isEqualTo(new Result(0, "ok start-up AOT cache calls.aot\n", ""));
        assertThat(shell.run("chmod -R a-w 'mo ved'; HOME=/nowhere bedrock invoke --offline Hi"))
                .isEqualTo(new Result(0, "[offline echo] Hi\n", ""));
    }

    @Test
    void aBrokenCacheIsPassedOverInSilence() throws Exception {
        assumeTrue(Shell.bringsItsJava(), "skipped: the build found no JDK 25 or newer");
        shell.unset("BEDROCK_JAVA_HOME").run("""
                head -c 100000 'mo ved/lib/calls.aot' > cut && mv cut 'mo ved/lib/calls.aot'
                echo nonsense > 'mo ved/lib/local.aot'
                """);
        assertThat(shell.run(STARTED))
                .isEqualTo(new Result(
                        0, "ok start-up calls.aot does not fit this Java or this folder: it is slower to start\n", ""));
        assertThat(shell.run("bedrock --version").err()).isEmpty();
    }

    @Test
    void aCacheThatIsMissingIsNotMissed() throws Exception {
        shell.run("rm -f 'mo ved'/lib/*.aot 'mo ved'/lib/*.jsa");
        assertThat(shell.run(STARTED))
                .isEqualTo(new Result(0, "ok start-up no archive of classes: it is slower to start\n", ""));
    }

    @Test
    void theBuildsArchiveForAnOlderJavaIsUsed() throws Exception {
        String java = System.getProperty("java.home");
        Path builder = Path.of("src/build/java/StartUp.java").toAbsolutePath();
        Result made =
                shell.run("rm -rf 'mo ved/runtime' && '" + java + "/bin/java' '" + builder + "' 'mo ved' archive");
        assertThat(made).isEqualTo(new Result(0, "", ""));
        shell.set("BEDROCK_JAVA_HOME", java);
        assertThat(shell.run(STARTED)).isEqualTo(new Result(0, "ok start-up CDS archive bedrock.jsa\n", ""));
        assertThat(shell.run("bedrock invoke --offline Hi")).isEqualTo(new Result(0, "[offline echo] Hi\n", ""));
    }
}
