package io.github.bedrockcli.cli;

import io.github.bedrockcli.aws.Bedrock;
import io.github.bedrockcli.bulk.Groups;
import io.github.bedrockcli.bulk.InputRow;
import io.github.bedrockcli.bulk.OrderedPool;
import io.github.bedrockcli.cli.EmbedCalls.Item;
import io.github.bedrockcli.cli.TextInputOptions.Source;
import io.github.bedrockcli.model.UsageException;
import io.github.bedrockcli.render.EmbeddingWriter;
import io.github.bedrockcli.render.VectorFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bedrock embed}: vectors for one text or for many. */
@Command(
        name = "embed",
        description = "Turn texts into vectors, one for each, in the order of the input.",
        footer = {
            "",
            "Examples:",
            "  bedrock embed \"a red bicycle\"",
            "  bedrock embed --input docs.jsonl --field /text --id-field /id -o jsonl --out vectors.jsonl"
        })
final class EmbedCommand extends BaseCommand {
    private static final int MAX_CONCURRENCY = 256;

    @Mixin
    private TextInputOptions inputs = new TextInputOptions();

    @Mixin
    private EmbedOptions options = new EmbedOptions();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "vector",
            description = "vector (a JSON array a line), jsonl (index, id, embedding, input_tokens), csv (numbers only,"
                    + " no header), npy (NumPy, float32) or f32 (bare little-endian float32) (default: vector).")
    private VectorFormat format = VectorFormat.VECTOR;

    @Mixin
    private TargetOptions target = new TargetOptions();

    @Option(
            names = "--concurrency",
            paramLabel = "N",
            defaultValue = "8",
            description = "Calls at a time, 1..256 (default: 8).")
    private int concurrency = 8;

    @Option(
            names = "--keep-going",
            description = "A text that fails does not end the run: its row says so (vector null, jsonl error, csv an"
                    + " empty line, npy and f32 NaN), and the exit code is 1 at the end.")
    private boolean keepGoing;

    @Option(
            names = {"-u", "--usage"},
            description = "At the end, on standard error: texts, calls, tokens, time.")
    private boolean usage;

    @Option(
            names = "--print-request",
            description = "Print method, URL, headers and body of the first call instead of sending; needs no"
                    + " credentials.")
    private boolean printRequest;

    EmbedCommand(Io io, BedrockOpener opener) {
        super(io, opener);
    }

    @Override
    ExitCode execute() throws IOException, InterruptedException {
        checkOptions();
        try (Bedrock bedrock = openBedrock()) {
            EmbedPlan plan = options.plan(
                    io(), (printRequest ? ModelQuestions.refused() : ModelQuestions.to(bedrock, notes()))::ask);
            if (printRequest) {
                return print(plan, bedrock);
            }
            checkAhead(plan);
            return run(plan, bedrock);
        }
    }

    private ExitCode run(EmbedPlan plan, Bedrock bedrock) throws IOException, InterruptedException {
        try (Source source = inputs.open(io());
                AnswerOutput output = target.open(io());
                EmbeddingWriter writer = format.writer(output.stream(), scratch())) {
            return run(plan, source, bedrock, output, writer);
        } catch (IOException e) {
            throw new OutputException("the vectors cannot be written: " + Reason.of(e), e);
        }
    }

    private ExitCode run(EmbedPlan plan, Source source, Bedrock bedrock, AnswerOutput output, EmbeddingWriter writer)
            throws IOException, InterruptedException {
        Instant begun = io().clock().instant();
        EmbedTally tally = new EmbedTally(notes());
        EmbedCalls calls = new EmbedCalls(bedrock, plan, keepGoing, notes());
        Iterator<List<Item>> groups = new Groups<>(items(plan, source), plan.maxBatch());
        new OrderedPool(concurrency).run(groups, calls::embed, group -> {
            tally.add(group);
            for (EmbedCalls.Outcome outcome : group.outcomes()) {
                writer.write(outcome.row());
            }
            writer.flush();
        });
        tally.checkAny(source.mayBeEmpty());
        writer.finish();
        output.complete();
        if (usage) {
            tally.usage(Duration.between(begun, io().clock().instant()));
        }
        return tally.exitCode();
    }

    private void checkOptions() {
        if (concurrency < 1 || concurrency > MAX_CONCURRENCY) {
            throw new UsageException("--concurrency is 1.." + MAX_CONCURRENCY + ", not " + concurrency);
        }
        if (inputs.readsStandardInput() && options.readsStandardInput()) {
            throw new UsageException("standard input can be read once: for the texts, or by -p NAME=@-");
        }
        if (format.isBinary() && target.isStandardOutput() && io().outTerminal() && !printRequest) {
            throw new UsageException("a terminal cannot show binary numbers", "write them to a file with --out FILE");
        }
    }

    /** Where a format may put what it cannot write yet: beside the file, which has room for it, else the usual place. */
    private Path scratch() {
        Path folder = target.folder(io());
        String usual = io().environment().getOrDefault("TMPDIR", System.getProperty("java.io.tmpdir"));
        return folder == null ? Path.of(usual) : folder;
    }

    /** Reads texts that can be read twice to the end before the first is paid for. */
    private void checkAhead(EmbedPlan plan) throws IOException {
        if (keepGoing || !inputs.canReopen(io())) {
            return;
        }
        try (Source source = inputs.open(io())) {
            items(plan, source).forEachRemaining(item -> {});
        }
    }

    /** The texts, numbered; unless the run is to go on, one that cannot be sent ends it. */
    private Iterator<Item> items(EmbedPlan plan, Source source) {
        return new Iterator<>() {
            private long index;

            @Override
            public boolean hasNext() {
                return source.rows().hasNext();
            }

            @Override
            public Item next() {
                InputRow row = source.rows().next();
                if (!keepGoing) {
                    plan.refusal(row).ifPresent(reason -> {
                        throw new UsageException(row.place() + ": " + reason);
                    });
                }
                return new Item(index++, row);
            }
        };
    }

    private ExitCode print(EmbedPlan plan, Bedrock bedrock) throws IOException {
        try (Source source = inputs.open(io());
                AnswerOutput output = target.open(io())) {
            Iterator<List<Item>> groups = new Groups<>(items(plan, source), plan.maxBatch());
            if (!groups.hasNext()) {
                throw TextInputOptions.noText();
            }
            List<String> texts =
                    groups.next().stream().map(item -> item.row().text()).toList();
            GenerateCommand.print(bedrock.preview(plan.request(texts), false), output);
            return ExitCode.OK;
        }
    }
}
