package io.github.bedrockcli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The launcher for Windows, held against the other one: on the machines that build this it mostly cannot run. */
final class WindowsLauncherTest {
    private static final Path FOLDER = Path.of("src/main/dist/bin");

    /** An option of the virtual machine that does not depend on the run. */
    private static final Pattern OPTION =
            Pattern.compile("(?<= )(?:-X[a-zA-Z]|-D(?!bedrock)|--enable)[^ \"$\\\\)]*(?= )");

    /** One does not make the other's archives of classes and so does not tell what it thinks of them. */
    private static final Set<String> OF_ARCHIVES = Set.of("-Xshare:auto", "-Xlog:all=warning:stderr");

    @Test
    void bothGiveTheVirtualMachineTheSameOptions() throws IOException {
        assertThat(options("bedrock.cmd")).hasSizeGreaterThan(10).isEqualTo(options("bedrock"));
    }

    @Test
    void bothRunTheSameProgramFromTheirLibraries() throws IOException {
        assertThat(Files.readString(FOLDER.resolve("bedrock")))
                .contains(" -cp \"$home/lib/bedrock.jar\" io.github.bedrockcli.Main \"$@\"\n");
        assertThat(Files.readString(FOLDER.resolve("bedrock.cmd")))
                .contains(
                        " -cp \"%~dp0..\\lib\\bedrock.jar\" io.github.bedrockcli.Main %*\r\nexit /b %errorlevel%\r\n");
    }

    @Test
    void itsLinesEndAsThoseOfWindowsAndHaveNoLettersButAscii() throws IOException {
        assertThat(Files.readString(FOLDER.resolve("bedrock.cmd"))).matches("(?:[ -~]*\r\n)+");
    }

    private static Set<String> options(String launcher) throws IOException {
        // The options of both end with the class path.
        String text = Files.readString(FOLDER.resolve(launcher)).replaceAll("\\s+", " ");
        String options = text.substring(text.indexOf(" -XX:-CreateCoredumpOnCrash"), text.indexOf(" -cp "));
        return OPTION.matcher(options)
                .results()
                .map(MatchResult::group)
                .filter(option -> !OF_ARCHIVES.contains(option) && !option.startsWith("-Xlog:all"))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
