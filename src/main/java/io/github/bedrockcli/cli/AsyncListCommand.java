package io.github.bedrockcli.cli;

import io.github.bedrockcli.aws.Bedrock;
import io.github.bedrockcli.model.AsyncJob;
import io.github.bedrockcli.model.UsageException;
import io.github.bedrockcli.render.JobFormat;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bedrock async list}: the asynchronous invocations of a region. */
@Command(
        name = "list",
        description = "List the asynchronous invocations of a region.",
        footer = {
            "",
            "Examples:",
            "  bedrock async list --status failed --since 7d",
            "  bedrock async list --sort oldest --max 10 -o jsonl"
        })
final class AsyncListCommand extends BaseCommand {
    private static final List<String> STATUSES = List.of("InProgress", "Completed", "Failed");

    @Option(names = "--status", paramLabel = "STATUS", description = "in-progress, completed or failed (default: all).")
    private @Nullable String status;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "Submitted after this: 2026-11-20, 2026-11-20T09:30:00Z, or 90m, 12h, 7d for so long ago"
                    + " (default: all).")
    private @Nullable String since;

    @Option(
            names = "--until",
            paramLabel = "TIME",
            description = "Submitted before this, in the same forms (default: now).")
    private @Nullable String until;

    @Option(
            names = "--sort",
            paramLabel = "ORDER",
            defaultValue = "newest",
            description = "newest or oldest first (default: newest).")
    private String sort = "newest";

    @Option(names = "--max", paramLabel = "N", description = "Most rows (default: all).")
    private @Nullable Integer max;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "table (fitted to the terminal), ids (ARNs), json or jsonl (default: table).")
    private JobFormat format = JobFormat.TABLE;

    AsyncListCommand(Io io, BedrockOpener opener) {
        super(io, opener);
    }

    @Override
    ExitCode execute() throws IOException {
        Bedrock.AsyncJobFilter filter = filter();
        try (Bedrock bedrock = openBedrock()) {
            List<AsyncJob> jobs = bedrock.asyncJobs(filter);
            Writer out = AnswerOutput.standard(io()).text();
            format.write(jobs, TerminalWidth.of(io()), out);
            out.flush();
            if (jobs.isEmpty()) {
                notes().note("note: no asynchronous invocation in " + bedrock.region() + " matches");
            }
            return ExitCode.OK;
        }
    }

    private Bedrock.AsyncJobFilter filter() {
        if (max != null && max < 1) {
            throw new UsageException("--max is at least 1, not " + max);
        }
        String order = FilterWords.closed("--sort", sort, List.of("NEWEST", "OLDEST"));
        return new Bedrock.AsyncJobFilter(
                status(),
                Moment.read("--since", since, io().clock()),
                Moment.read("--until", until, io().clock()),
                "OLDEST".equals(order),
                max);
    }

    /** In the service's spelling; {@code in-progress}, {@code in_progress} and {@code InProgress} are all understood. */
    private @Nullable String status() {
        if (status == null) {
            return null;
        }
        String letters = status.replaceAll("[-_ ]", "").toLowerCase(Locale.ROOT);
        return STATUSES.stream()
                .filter(word -> word.toLowerCase(Locale.ROOT).equals(letters))
                .findFirst()
                .orElseGet(() -> FilterWords.closed("--status", status, List.of("IN_PROGRESS", "COMPLETED", "FAILED")));
    }
}
