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

/** {@code bedrock async list}: the asynchronous invocations of a region. */
final class AsyncListCommand extends BaseCommand {
    /** One line, for the list of commands. */
    static final String ABOUT = "List the asynchronous invocations of a region.";

    private static final List<String> STATUSES = List.of("InProgress", "Completed", "Failed");

    private @Nullable String status;
    private @Nullable String since;
    private @Nullable String until;
    private String sort = "newest";
    private @Nullable Integer max;
    private JobFormat format = JobFormat.TABLE;

    AsyncListCommand(Io io, BedrockOpener opener) {
        super(io, opener);
    }

    @Override
    public void declare(Declarations command) {
        super.declare(command);
        command.named("list", ABOUT);
        command.examples(
                "bedrock async list --status failed --since 7d", "bedrock async list --sort oldest --max 10 -o jsonl");
        command.option("--status", "STATUS", "in-progress, completed or failed (default: all).")
                .text(value -> status = value);
        command.option(
                        "--since",
                        "TIME",
                        "Submitted after this: 2026-11-20, 2026-11-20T09:30:00Z, or 90m, 12h, 7d for so long ago"
                                + " (default: all).")
                .text(value -> since = value);
        command.option("--until", "TIME", "Submitted before this, in the same forms (default: now).")
                .text(value -> until = value);
        command.option("--sort", "ORDER", "newest or oldest first (default: newest).")
                .byDefault("newest")
                .text(value -> sort = value);
        command.option("--max", "N", "Most rows (default: all).").whole(value -> max = value);
        command.option(
                        "-o, --output",
                        "FORMAT",
                        "table (fitted to the terminal), ids (ARNs), json or jsonl (default: table).")
                .byDefault("table")
                .word(JobFormat.values(), value -> format = value);
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
