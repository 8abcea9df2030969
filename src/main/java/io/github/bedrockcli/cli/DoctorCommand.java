package io.github.bedrockcli.cli;

import io.github.bedrockcli.access.Check;
import io.github.bedrockcli.access.Doctor;
import io.github.bedrockcli.access.ModelUse;
import io.github.bedrockcli.aws.Bedrock;
import io.github.bedrockcli.aws.BedrockException;
import io.github.bedrockcli.aws.Trust;
import io.github.bedrockcli.model.Finding;
import io.github.bedrockcli.model.Finding.State;
import io.github.bedrockcli.model.Json;
import io.github.bedrockcli.render.FindingFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** {@code bedrock doctor}: what stands between this machine and one answer from one model. */
final class DoctorCommand extends BaseCommand {
    /** One line, for the list of commands. */
    static final String ABOUT = "Say step by step what stands between this machine and one answer from one model.";

    /** Keys are at hand, or come over the network within this. */
    private static final Duration CREDENTIALS = Duration.ofSeconds(15);

    /** Somebody may have to read a code off another device. */
    private static final Duration CREDENTIALS_BY_HAND = Duration.ofMinutes(3);

    /** What {@code -o} takes. */
    enum Format {
        TABLE,
        JSON
    }

    private @Nullable String model;
    private boolean yes;
    private Format format = Format.TABLE;
    private final ResolveOptions resolve = new ResolveOptions();

    private final List<Finding> findings = new ArrayList<>();
    private @Nullable ExitCode first;

    DoctorCommand(Io io, BedrockOpener opener) {
        super(io, opener);
    }

    @Override
    public void declare(Declarations command) {
        super.declare(command);
        command.named(
                "doctor",
                ABOUT,
                "Configuration, credentials, clock, endpoints, lists, access, profile, one smallest request.",
                "Each step is ok, a problem with its fix, or could not tell; the exit code is that of the first problem.");
        command.examples("bedrock doctor", "bedrock doctor --yes us.anthropic.claude-haiku-4-5-20251001-v1:0");
        command.argument(
                        "MODEL",
                        "0..1",
                        "Model id, inference profile id, any ARN that Bedrock takes, or a short name such as haiku"
                                + " (default: the model that invoke takes).")
                .text(value -> model = value);
        command.flag("--yes", "Send the smallest request without asking; it costs a few tokens.", value -> yes = value);
        command.option("-o, --output", "FORMAT", "table (a line a step, as it ends) or json (default: table).")
                .byDefault("table")
                .word(Format.values(), value -> format = value);
        resolve.declare(command);
    }

    @Override
    ExitCode execute() throws IOException {
        String wanted = model == null ? ofInvoke() : model;
        Writer out = AnswerOutput.standard(io()).text();
        int width = TerminalWidth.of(io());
        DoctorSetup.checks(io(), connection().offline(), this::trusted).forEach(check -> add(check, width, out));
        String region;
        try (Bedrock bedrock = openBedrock()) {
            new Doctor(
                            bedrock,
                            new Doctor.Wanted(
                                    wanted,
                                    // The step says what the name stands for: no note beside it.
                                    () -> resolve.names(bedrock, new Notes(io().err(), true, false))
                                            .apply(wanted, ModelUse.ANSWER),
                                    resolve.resolves(),
                                    resolve.allowsGlobal(),
                                    connection().offline()),
                            io().clock(),
                            this::refusal,
                            atTerminal() ? CREDENTIALS_BY_HAND : CREDENTIALS,
                            check -> add(check, width, out))
                    .run();
            region = region(bedrock);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        if (format == Format.JSON) {
            out.write(Json.pretty(FindingFormat.json(wanted, region, findings)) + "\n");
            out.flush();
        }
        return first == null ? ExitCode.OK : first;
    }

    private void add(Check check, int width, Writer out) {
        BedrockException failure = check.failure();
        Finding finding = failure == null
                ? new Finding(check.step(), check.state(), check.text(), check.fix())
                : explained(check, failure);
        findings.add(finding);
        if (failure != null && check.state() == State.PROBLEM && first == null) {
            first = Errors.code(failure);
        }
        if (format == Format.TABLE) {
            try {
                FindingFormat.row(finding, width, out);
                out.flush();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** In the words that the failure has where it ends a command. */
    private static Finding explained(Check check, BedrockException failure) {
        ErrorLines lines = Errors.lines(failure);
        String text = lines.cause() == null ? lines.what() : lines.cause();
        return new Finding(check.step(), check.state(), text, lines.fix());
    }

    private String trusted() {
        return Trust.of(connection().connection(io(), typed()));
    }

    private static String region(Bedrock bedrock) {
        try {
            return bedrock.region();
        } catch (BedrockException e) {
            return "";
        }
    }

    /** What {@code invoke} would take: its variable, the configuration file, or the built-in default. */
    private String ofInvoke() {
        CommandLine root = spec().commandLine().getParent();
        OptionSpec option = Objects.requireNonNull(root.getSubcommands().get("invoke"))
                .getCommandSpec()
                .findOption("--model");
        try {
            String set = root.getDefaultValueProvider().defaultValue(option);
            return set == null ? ModelOptions.DEFAULT_MODEL : set;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private boolean atTerminal() {
        return io().inTerminal() && (io().outTerminal() || io().errTerminal());
    }

    /** Null when the request may be sent. */
    private @Nullable String refusal(int tokens) {
        if (yes) {
            return null;
        }
        if (!atTerminal()) {
            return "not tried: --yes sends one request of about " + tokens + " tokens";
        }
        notes().print("Send one request (about " + tokens + " tokens)? [y/N] ");
        String answer = line().strip();
        return answer.equalsIgnoreCase("y") || answer.equalsIgnoreCase("yes") ? null : "not tried: not wanted";
    }

    /** What is typed up to the end of the line. */
    private String line() {
        StringBuilder line = new StringBuilder();
        try {
            for (int next = io().in().read();
                    next >= 0 && next != '\n';
                    next = io().in().read()) {
                line.append((char) next);
            }
        } catch (IOException e) {
            return "";
        }
        return line.toString();
    }
}
