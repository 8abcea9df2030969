package io.github.bedrockcli.cli;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The browser that this machine can show to the person at it: what BROWSER names, as for other programs, or else what the
 * desktop opens addresses with. Over SSH the desktop is somebody else's, and only BROWSER counts.
 */
final class Browser {
    private static final List<List<String>> DESKTOP = List.of(
            List.of("xdg-open"),
            List.of("gio", "open"),
            List.of("x-www-browser"),
            List.of("firefox"),
            List.of("chromium"),
            List.of("google-chrome"));

    private final Map<String, String> environment;
    private final List<List<String>> commands;
    private final boolean remote;

    private Browser(Map<String, String> environment, List<List<String>> commands, boolean remote) {
        this.environment = environment;
        this.commands = commands;
        this.remote = remote;
    }

    /** @param system as {@code os.name} has it */
    static Browser of(Map<String, String> environment, String system) {
        boolean remote =
                has(environment, "SSH_CONNECTION") || has(environment, "SSH_CLIENT") || has(environment, "SSH_TTY");
        List<List<String>> commands = new ArrayList<>(named(environment));
        if (!remote) {
            commands.addAll(usual(environment, system.toLowerCase(Locale.ROOT)));
        }
        commands.removeIf(command -> !isThere(command.get(0), environment));
        return new Browser(environment, List.copyOf(commands), remote);
    }

    /** Whether there is one, and a page that it opens can come back to this machine. */
    boolean isHere() {
        return !commands.isEmpty() && !remote;
    }

    /** Opens an address without waiting for anything; whether something was started. */
    boolean open(String url) {
        for (List<String> command : commands) {
            try {
                start(command, url);
                return true;
            } catch (IOException e) {
                // The next one may.
            }
        }
        return false;
    }

    private void start(List<String> command, String url) throws IOException {
        List<String> words = new ArrayList<>();
        boolean placed = false;
        for (String word : command) {
            placed |= word.contains("%s");
            words.add(word.replace("%s", url));
        }
        if (!placed) {
            words.add(url);
        }
        ProcessBuilder builder = new ProcessBuilder(words)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.start().getOutputStream().close();
    }

    /** A list of commands; {@code %s} in one is the address, which otherwise comes last. */
    private static List<List<String>> named(Map<String, String> environment) {
        List<List<String>> commands = new ArrayList<>();
        for (String command : environment.getOrDefault("BROWSER", "").split(File.pathSeparator, -1)) {
            if (!command.isBlank()) {
                commands.add(List.of(command.strip().split("\\s+")));
            }
        }
        return commands;
    }

    private static List<List<String>> usual(Map<String, String> environment, String system) {
        if (system.startsWith("mac")) {
            return List.of(List.of("open"));
        }
        if (system.startsWith("windows")) {
            return List.of(List.of("rundll32.exe", "url.dll,FileProtocolHandler"));
        }
        List<List<String>> commands = new ArrayList<>();
        if (has(environment, "WSL_DISTRO_NAME")) {
            commands.add(List.of("wslview"));
        }
        if (has(environment, "DISPLAY") || has(environment, "WAYLAND_DISPLAY")) {
            commands.addAll(DESKTOP);
        }
        return commands;
    }

    private static boolean isThere(String program, Map<String, String> environment) {
        try {
            if (program.contains("/") || program.contains(File.separator)) {
                return Files.isExecutable(Path.of(program));
            }
            String path = environment.getOrDefault("PATH", environment.getOrDefault("Path", ""));
            for (String folder : path.split(File.pathSeparator, -1)) {
                if (!folder.isEmpty() && Files.isExecutable(Path.of(folder, program))) {
                    return true;
                }
            }
        } catch (InvalidPathException e) {
            // Not a program, then.
        }
        return false;
    }

    private static boolean has(Map<String, String> environment, String name) {
        return !environment.getOrDefault(name, "").isBlank();
    }
}
