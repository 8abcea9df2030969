package io.github.bedrockcli.cli;

import io.github.bedrockcli.aws.BedrockException;
import io.github.bedrockcli.model.Spelling;
import io.github.bedrockcli.model.UsageException;
import io.github.bedrockcli.model.Utf8Text;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Defaults from the environment and the configuration file: option, then environment, then file, then built-in. Keys of
 * the file are long option names without the dashes, optionally prefixed with a command: {@code chat.model=...}.
 */
final class Config implements IDefaultValueProvider {
    /** Most bytes of the file. */
    private static final int MAX_BYTES = 1_000_000;

    /** A key that may be shown; anything else in its place may be a secret that was pasted there. */
    private static final String PLAIN_KEY = "[A-Za-z][A-Za-z.-]{0,39}|[a-z][a-z0-9.-]{0,39}";

    /** Our own variables: command, option, variable. */
    private static final Map<String, String> MODEL_VARIABLES = Map.of(
            "invoke", "BEDROCK_MODEL",
            "stream", "BEDROCK_MODEL",
            "chat", "BEDROCK_MODEL",
            "embed", "BEDROCK_EMBED_MODEL",
            "rerank", "BEDROCK_RERANK_MODEL");

    /** Options that mean one thing to text commands and another to the rest, which have to be named: embed.model. */
    private static final Set<String> TEXT_ONLY =
            Set.of("model", "output", "family", "param", "set", "image", "document");

    private static final Set<String> TEXT_COMMANDS = Set.of("invoke", "stream", "chat");

    /** Options that make no sense as a standing default, and would surprise. */
    private static final Set<String> NEVER = Set.of(
            "help",
            "version",
            "body",
            "print-request",
            "messages",
            "out",
            "force",
            "async",
            "client-token",
            "continue",
            "list",
            "mfa-code",
            "probe",
            "require",
            "resume",
            "diff",
            "yes");

    private final Map<String, String> environment;
    private final Map<String, String> file;

    private Config(Map<String, String> environment, Map<String, String> file) {
        this.environment = environment;
        this.file = file;
    }

    /**
     * Reads the file that BEDROCK_CONFIG names, or the usual one where it exists, and checks its keys.
     *
     * @param known asked for as little as the file needs
     * @throws BedrockException of kind CONFIGURATION when it cannot be read or has a key that is no option
     */
    static Config load(Io io, KnownKeys known) {
        Map<String, String> environment = io.environment();
        Path path = path(io);
        Map<String, String> entries = new HashMap<>();
        if (path != null && exists(io)) {
            for (PropertyLines.Entry entry : entries(path)) {
                if (!known.contains(entry.key())) {
                    throw unknown(path, entry, known.all());
                }
                entries.put(entry.key(), entry.value());
            }
        }
        return new Config(environment, entries);
    }

    /** Whether there is a file to read: one that is named must be there. */
    static boolean exists(Io io) {
        Path path = path(io);
        boolean named = !io.environment().getOrDefault("BEDROCK_CONFIG", "").isEmpty();
        return path != null && (named || Files.exists(path));
    }

    @Override
    public @Nullable String defaultValue(ArgSpec argument) {
        if (!(argument instanceof OptionSpec option)) {
            return null;
        }
        String name = key(option);
        if (name == null) {
            return null;
        }
        String command = command(option);
        String variable = name.equals("model") ? MODEL_VARIABLES.get(command) : null;
        String fromEnvironment = variable == null ? null : environment.get(variable);
        if (fromEnvironment != null && !fromEnvironment.isEmpty()) {
            return fromEnvironment;
        }
        String specific = file.get(command + "." + name);
        if (specific != null) {
            return specific;
        }
        return isShared(name, command) ? file.get(name) : null;
    }

    /** Whether a key without a command is meant for this one; the answers of a chat have one format. */
    private static boolean isShared(String name, String command) {
        boolean answers = TEXT_COMMANDS.contains(command) && !(name.equals("output") && command.equals("chat"));
        return !TEXT_ONLY.contains(name) || answers;
    }

    /** Where the file is, or would be; null without a home. */
    static @Nullable Path path(Io io) {
        String variable = io.environment().getOrDefault("BEDROCK_CONFIG", "");
        return variable.isEmpty() ? usualPath(io.environment()) : io.directory().resolve(variable);
    }

    private static @Nullable Path usualPath(Map<String, String> environment) {
        String xdg = environment.get("XDG_CONFIG_HOME");
        String home = environment.get("HOME");
        if (xdg != null && !xdg.isEmpty()) {
            return Path.of(xdg, "bedrock-cli", "config.properties");
        }
        return home == null || home.isEmpty() ? null : Path.of(home, ".config", "bedrock-cli", "config.properties");
    }

    /** Read but up to a limit: a device has no end. */
    private static String read(Path path) {
        try (InputStream in = Files.newInputStream(path)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw wrong("the configuration file " + path + " has more than " + MAX_BYTES + " bytes", null);
            }
            return Utf8Text.decode(bytes, path.toString(), null);
        } catch (UsageException e) {
            throw wrong(String.valueOf(e.getMessage()), e.fix());
        } catch (IOException e) {
            throw wrong("cannot read the configuration file " + path + ": " + Reason.of(e), null);
        }
    }

    private static List<PropertyLines.Entry> entries(Path path) {
        try {
            return PropertyLines.read(read(path));
        } catch (PropertyLines.BrokenException e) {
            throw wrong(
                    path + ", line " + e.line() + ": \\u takes four hexadecimal digits",
                    "double a backslash that is meant as one: \\\\");
        }
    }

    private static BedrockException unknown(Path path, PropertyLines.Entry entry, Set<String> known) {
        String what = entry.key().matches(PLAIN_KEY)
                ? "there is no option '" + entry.key() + "'"
                : "what stands there is no option's name";
        String fix = Spelling.nearest(entry.key(), known)
                .map(word -> "did you mean " + word + "?")
                .orElse("keys are long option names without dashes, such as region or chat.model");
        return wrong(path + ", line " + entry.line() + ": " + what, fix);
    }

    /** The option's key in the file without its command; null for an option that has none. */
    static @Nullable String key(OptionSpec option) {
        String name = longName(option);
        return name == null || NEVER.contains(name) ? null : name;
    }

    private static @Nullable String longName(OptionSpec option) {
        for (String name : option.names()) {
            if (name.startsWith("--")) {
                return name.substring(2);
            }
        }
        return null;
    }

    /** The command right below the root. */
    private static String command(OptionSpec option) {
        CommandSpec command = option.command();
        while (command.parent() != null && command.parent().parent() != null) {
            command = command.parent();
        }
        return command.name();
    }

    private static BedrockException wrong(String message, @Nullable String fix) {
        return BedrockException.of(BedrockException.Kind.CONFIGURATION, message)
                .fix(fix)
                .build();
    }
}
