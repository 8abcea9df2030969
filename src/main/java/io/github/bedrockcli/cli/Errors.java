package io.github.bedrockcli.cli;

import io.github.bedrockcli.aws.BedrockException;
import io.github.bedrockcli.aws.BedrockException.Kind;
import io.github.bedrockcli.model.Spelling;
import io.github.bedrockcli.model.UsageException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns failures into error lines and exit codes: the one place that does. */
final class Errors {
    /** Failures that may be gone when the same is tried again. */
    private static final Set<Kind> PASSING = Set.of(Kind.THROTTLED, Kind.UNAVAILABLE, Kind.NETWORK, Kind.TIMEOUT);

    private static final String WHO_ANSWERS = "bedrock doctor shows who answers";

    private Errors() {}

    /** Prints what a failure is, and gives its exit code. */
    static ExitCode report(Throwable error, Notes notes, boolean debug) {
        ExitCode code = code(error);
        if (code != ExitCode.PIPE_CLOSED && code != ExitCode.INTERRUPTED) {
            lines(error).print(notes);
        }
        Throwable first = error instanceof CutRunException cut ? cut.failure() : error;
        if (first instanceof BedrockException bedrock) {
            bedrock.requestId().ifPresent(id -> notes.detail("request id: " + id));
        }
        if (debug) {
            StringWriter trace = new StringWriter();
            error.printStackTrace(new PrintWriter(trace));
            notes.line(trace.toString().stripTrailing());
        }
        return code;
    }

    static ExitCode code(Throwable error) {
        if (error instanceof CutRunException cut) {
            return code(cut.failure());
        }
        if (error instanceof UsageException || error instanceof ParameterException) {
            return ExitCode.USAGE;
        }
        if (error instanceof PipeClosedException) {
            return ExitCode.PIPE_CLOSED;
        }
        if (error instanceof InterruptedException) {
            return ExitCode.INTERRUPTED;
        }
        if (error instanceof BedrockException bedrock) {
            return code(bedrock.kind());
        }
        return ExitCode.FAILURE;
    }

    private static ExitCode code(Kind kind) {
        return switch (kind) {
            case CONFIGURATION, CREDENTIALS -> ExitCode.CONFIGURATION;
            case ACCESS_DENIED -> ExitCode.ACCESS_DENIED;
            case REFUSED, UNREADABLE -> ExitCode.REFUSED;
            case BLOCKED -> ExitCode.BLOCKED;
            case THROTTLED, UNAVAILABLE -> ExitCode.UNAVAILABLE;
            case NETWORK, TIMEOUT -> ExitCode.NETWORK;
            case BROKEN_STREAM -> ExitCode.BROKEN;
            case CANCELLED -> ExitCode.INTERRUPTED;
            case INTERNAL -> ExitCode.FAILURE;
        };
    }

    static ErrorLines lines(Throwable error) {
        if (error instanceof CutRunException cut) {
            return cut(cut);
        }
        if (error instanceof UsageException usage) {
            return new ErrorLines(String.valueOf(usage.getMessage()), null, usage.fix(), null);
        }
        if (error instanceof ParameterException parameter) {
            return usage(parameter);
        }
        if (error instanceof BedrockException bedrock) {
            return service(bedrock);
        }
        if (error instanceof OutputException) {
            return new ErrorLines(String.valueOf(error.getMessage()), null, null, null);
        }
        if (error instanceof OutOfMemoryError) {
            return new ErrorLines("out of memory", null, "give Java more: BEDROCK_JAVA_OPTS=-Xmx2g bedrock ...", null);
        }
        return new ErrorLines(
                "unexpected failure: " + error.getClass().getSimpleName() + ": " + error.getMessage(),
                null,
                "run it again with --debug and report what it prints",
                null);
    }

    /** What is kept goes into the first line, and going on with it is the last thing to do. */
    private static ErrorLines cut(CutRunException cut) {
        ErrorLines failure = lines(cut.failure());
        boolean passes = cut.failure() instanceof BedrockException bedrock
                && bedrock.fix().isEmpty()
                && PASSING.contains(bedrock.kind());
        String first = passes || failure.fix() == null ? "" : failure.fix() + "; then ";
        String fix = cut.next() == null ? failure.fix() : first + cut.next();
        return new ErrorLines(failure.what() + "; " + cut.kept(), failure.cause(), fix, failure.docs());
    }

    private static ErrorLines usage(ParameterException error) {
        CommandLine command = error.getCommandLine();
        String help = command.getCommandSpec().qualifiedName() + " --help";
        if (error instanceof UnmatchedArgumentException unmatched) {
            return unmatched(unmatched, help);
        }
        return new ErrorLines(lowerCaseFirst(String.valueOf(error.getMessage())), null, help, null);
    }

    private static ErrorLines unmatched(UnmatchedArgumentException error, String help) {
        String word = error.getUnmatched().get(0);
        CommandLine command = error.getCommandLine();
        if (error.isUnknownOption()) {
            return new ErrorLines(
                    "unknown option '" + word + "'",
                    null,
                    meant(word, command.getCommandSpec().optionsMap().keySet(), help),
                    null);
        }
        if (!command.getSubcommands().isEmpty()) {
            return new ErrorLines(
                    "no command '" + word + "'",
                    null,
                    meant(word, command.getSubcommands().keySet(), help),
                    null);
        }
        return new ErrorLines(
                "one argument too many: '" + word + "'",
                null,
                "put a prompt of several words in quotes; see " + help,
                null);
    }

    private static String meant(String word, Set<String> known, String help) {
        return Spelling.nearest(word, known)
                .map(near -> "did you mean " + near + "? See " + help)
                .orElse(help);
    }

    private static String lowerCaseFirst(String message) {
        return message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1);
    }

    private static ErrorLines service(BedrockException error) {
        String own = error.fix().orElse(null);
        String message = error.getMessage();
        return switch (error.kind()) {
            case CONFIGURATION -> new ErrorLines(message, null, own, null);
            // Without a code nobody was asked: what is wrong is known here and said whole.
            case CREDENTIALS ->
                error.code().isEmpty()
                        ? new ErrorLines(message, null, own, null)
                        : lines(error, "credentials were not accepted", own, message);
            case ACCESS_DENIED ->
                lines(
                        error,
                        "access denied",
                        own != null
                                ? own
                                : "bedrock policy MODEL prints what to allow; bedrock list-models --accessible shows what the"
                                        + " account has",
                        message);
            case REFUSED ->
                // Without a code it may not have been the service that refused.
                lines(
                        error,
                        "the service refused the request",
                        own != null || error.code().isPresent() || error.status() == 0 ? own : WHO_ANSWERS,
                        message);
            case BLOCKED -> lines(error, "blocked by the service's content filter", own, message);
            case THROTTLED ->
                lines(error, "throttled", own != null ? own : "wait and try again, or ask for a higher quota", message);
            case UNAVAILABLE ->
                lines(error, "the service is not available", own != null ? own : "try again in a while", message);
            case NETWORK ->
                lines(
                        error,
                        "no answer from the service",
                        own != null ? own : "check the network, the proxy and the region",
                        message);
            case TIMEOUT ->
                lines(error, "time ran out", own != null ? own : "raise --read-timeout or --timeout", message);
            case BROKEN_STREAM ->
                lines(
                        error,
                        "the stream broke; part of the answer is missing",
                        own != null ? own : "try again",
                        message);
            case UNREADABLE ->
                lines(error, "the reply cannot be read", own != null ? own : "try again; " + WHO_ANSWERS, message);
            case CANCELLED, INTERNAL -> lines(error, "the call failed", own, message);
        };
    }

    private static ErrorLines lines(BedrockException error, String what, @Nullable String fix, String message) {
        String code = error.code().map(word -> " (" + word + ")").orElse("");
        String why = error.reason().map(words -> ": " + words).orElse("");
        String tries = error.attempts() > 1 ? " after " + error.attempts() + " attempts" : "";
        return new ErrorLines(
                what + tries + why + code, message, fix, error.docs().orElse(null));
    }
}
