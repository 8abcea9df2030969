package io.github.bedrockcli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The command lines of one block of a document, run by one bash as they are written: each keeps its own outputs and exit
 * code. The tables below are all that is not run word for word.
 */
final class CommandLines {
    /** What is run in place of a part of a line; key is the part. */
    static final Map<String, String> REPLACED = Map.of(
            // Building is how the application that runs here came to be, and what continuous integration runs.
            "mvn -q -DskipTests package", ":",
            // This test is a part of it.
            "mvn verify", ":",
            // The usual port may be taken on this machine.
            "bedrock emulator --port 8173", "bedrock emulator --port 0",
            "bedrock emulator > emulator.env &", "bedrock emulator --port 0 > emulator.env &",
            // A server without an end: in the background, until it says where it listens.
            "bedrock emulator --port 0 --verbose",
                    "bedrock emulator --port 0 --verbose > served.env & until [ -s served.env ]; do sleep 1; done");

    /** What a person types into a command; it begins with the key. */
    private static final Map<String, String> TYPED = Map.of("bedrock chat", "What is a lighthouse?\n/quit\n");

    /** Tools that a line may need and a machine may lack. */
    private static final List<String> TOOLS = List.of("git", "jq", "aws");

    /** A line as written, with what it left; {@code missing} is the tool for want of which it was not run. */
    record Ran(String line, String missing, int code, String out, String err) {}

    private CommandLines() {}

    static List<Ran> run(Shell shell, Path scratch, List<String> lines) throws IOException, InterruptedException {
        Map<String, String> missing = new LinkedHashMap<>();
        StringBuilder script = new StringBuilder();
        List<String> commands = lines.stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
        Path results = Files.createTempDirectory(scratch, "lines");
        for (int i = 0; i < commands.size(); i++) {
            String line = commands.get(i);
            String tool = missingTool(line);
            if (tool != null) {
                missing.put(line, tool);
            }
            Path in = Files.writeString(results.resolve(i + ".in"), typed(line));
            script.append("{ ")
                    .append(tool == null ? replaced(line) : ":")
                    .append("\n} <'%s' >'%s' 2>'%s'\n"
                            .formatted(in, results.resolve(i + ".out"), results.resolve(i + ".err")))
                    .append("echo $? >'%s'\n".formatted(results.resolve(i + ".code")));
        }
        // What was left running in the background must not outlive its block.
        script.append("for job in $(jobs -p); do kill \"$job\"; done; wait");
        shell.run(script.toString());
        return results(commands, missing, results);
    }

    private static List<Ran> results(List<String> commands, Map<String, String> missing, Path results)
            throws IOException {
        List<Ran> ran = new ArrayList<>();
        for (int i = 0; i < commands.size(); i++) {
            String code = Shell.read(results.resolve(i + ".code")).strip();
            ran.add(new Ran(
                    commands.get(i),
                    missing.get(commands.get(i)),
                    code.isEmpty() ? -1 : Integer.parseInt(code),
                    Shell.read(results.resolve(i + ".out")),
                    Shell.read(results.resolve(i + ".err"))));
        }
        return ran;
    }

    private static String replaced(String line) {
        for (Map.Entry<String, String> part : REPLACED.entrySet()) {
            if (line.contains(part.getKey())) {
                return line.replace(part.getKey(), part.getValue());
            }
        }
        return line;
    }

    private static String typed(String line) {
        return TYPED.entrySet().stream()
                .filter(entry -> line.startsWith(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
    }

    private static String missingTool(String line) {
        for (String tool : TOOLS) {
            Matcher matcher = Pattern.compile("(^|\\| )" + tool + " ").matcher(line);
            if (matcher.find() && !Shell.isOnPath(tool)) {
                return tool;
            }
        }
        return null;
    }
}
