package io.github.bedrockcli;

import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Bash with the packaged application first on its PATH, in a folder of its own, and nothing of the user's AWS set-up. */
final class Shell {
    private static final long SECONDS = 180;

    /** The release of Java from which on the build makes a run-time image. */
    private static final int IMAGE_SINCE = 25;

    private final Path folder;
    private final Path scratch;
    private final Map<String, String> environment = new HashMap<>(System.getenv());

    /** What a script left. */
    record Result(int code, String out, String err) {}

    /**
     * @param folder where scripts run
     * @param scratch where their outputs are kept; its folder {@code home} is their HOME
     */
    Shell(Path folder, Path scratch) throws IOException {
        this.folder = folder;
        this.scratch = scratch;
        environment
                .keySet()
                .removeIf(name -> name.startsWith("AWS_")
                        || name.startsWith("BEDROCK_")
                        || name.startsWith("XDG_")
                        || name.startsWith("JAVA_")
                        || name.toLowerCase(Locale.ROOT).endsWith("_proxy"));
        Path home = Files.createDirectories(scratch.resolve("home"));
        environment.put("HOME", home.toString());
        environment.put("PATH", application().resolve("bin") + File.pathSeparator + environment.get("PATH"));
        // The Java that runs the tests is the one that they are about; that of the application is as new as any.
        if (!bringsItsJava() || Runtime.version().feature() < IMAGE_SINCE) {
            environment.put("BEDROCK_JAVA_HOME", System.getProperty("java.home"));
        }
    }

    /** The packaged application. */
    static Path application() {
        return Path.of(System.getProperty("bedrock.home", "target/bedrock")).toAbsolutePath();
    }

    /** Whether the build found a JDK that it could make a run-time image from. */
    static boolean bringsItsJava() {
        return Files.isExecutable(application().resolve("runtime/bin/java"));
    }

    /** Skips where there is no POSIX shell to run. */
    static void assumePosix() {
        assumeFalse(
                System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("windows"),
                "skipped on Windows: the launcher and the documents' commands are for a POSIX shell");
        assumeTrue(isOnPath("bash"), "skipped: there is no bash on this machine");
    }

    static boolean isOnPath(String tool) {
        for (String entry : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)) {
            if (Files.isExecutable(Path.of(entry, tool))) {
                return true;
            }
        }
        return false;
    }

    Path folder() {
        return folder;
    }

    Path home() {
        return Path.of(environment.get("HOME"));
    }

    Shell set(Map<String, String> variables) {
        environment.putAll(variables);
        return this;
    }

    Shell set(String name, String value) {
        environment.put(name, value);
        return this;
    }

    Shell unset(String... names) {
        for (String name : names) {
            environment.remove(name);
        }
        return this;
    }

    /** Runs a script of bash with nothing on its standard input. */
    Result run(String script) throws IOException, InterruptedException {
        Path out = Files.createTempFile(scratch, "out", ".txt");
        Path err = Files.createTempFile(scratch, "err", ".txt");
        Process process = command(script)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            throw new AssertionError("no end after " + SECONDS + " s: " + script);
        }
        return new Result(process.exitValue(), read(out), read(err));
    }

    /** The process of a script, not started yet. */
    ProcessBuilder command(String script) {
        ProcessBuilder builder = new ProcessBuilder("bash", "-c", script).directory(folder.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        return builder;
    }

    static String read(Path file) throws IOException {
        return Files.exists(file) ? Files.readString(file, StandardCharsets.UTF_8) : "";
    }
}
