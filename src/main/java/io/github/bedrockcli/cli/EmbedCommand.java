package io.github.bedrockcli.cli;

import io.github.bedrockcli.aws.Bedrock;
import io.github.bedrockcli.bulk.Groups;
import io.github.bedrockcli.bulk.OrderedPool;
import io.github.bedrockcli.cli.EmbedInputOptions.Source;
import io.github.bedrockcli.cli.EmbedItems.Item;
import io.github.bedrockcli.cli.RowFile.Continuation;
import io.github.bedrockcli.cli.RowFile.RowLayout;
import io.github.bedrockcli.model.EmbeddingInput;
import io.github.bedrockcli.model.UsageException;
import io.github.bedrockcli.model.VectorType;
import io.github.bedrockcli.render.VectorFormat;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;

/** {@code bedrock embed}: vectors for one text or for many. */
final class EmbedCommand extends BaseCommand {
    /** One line, for the list of commands. */
    static final String ABOUT = "Turn texts and pictures into vectors, one for each, in the order of the input.";

    private static final int MAX_CONCURRENCY = 256;

    private final EmbedInputOptions inputs = new EmbedInputOptions();
    private final TextOptions text = new TextOptions();
    private final EmbedOptions options = new EmbedOptions();
    private VectorFormat format = VectorFormat.VECTOR;
    private final TargetOptions target = new TargetOptions();
    private int concurrency = 8;
    private boolean keepGoing;
    private boolean resume;
    private boolean usage;
    private boolean printRequest;

    EmbedCommand(Io io, BedrockOpener opener) {
        super(io, opener);
    }

    @Override
    public void declare(Declarations command) {
        super.declare(command);
        command.named("embed", ABOUT);
        command.examples(
                "bedrock embed \"a red bicycle\"",
                "bedrock embed -m amazon.titan-embed-image-v1 --image cat.png \"a cat on a mat\"",
                "bedrock embed --input docs.jsonl --field /text --id-field /id -o jsonl --out vectors.jsonl",
                "bedrock embed --input texts.txt -o jsonl --out vectors.jsonl --resume");
        inputs.declare(command);
        text.declare(command);
        options.declare(command);
        command.option(
                        "-o, --output",
                        "FORMAT",
                        "vector (a JSON array a line), jsonl (index, id, embedding, input_tokens), csv (numbers only,"
                                + " no header), npy (NumPy: float32, int8 or uint8, as the vectors are) or f32 (bare little-endian"
                                + " float32) (default: vector). Several vector types at once: jsonl only.")
                .byDefault("vector")
                .word(VectorFormat.values(), value -> format = value);
        target.declare(command);
        command.option("--concurrency", "N", "Calls at a time, 1..256 (default: 8).")
                .byDefault("8")
                .whole(value -> concurrency = value);
        command.flag(
                "--keep-going",
                "An input that fails does not end the run: its row says so (vector null, jsonl error, csv an"
                        + " empty line, npy and f32 NaN), and the exit code is 1 at the end.",
                value -> keepGoing = value);
        command.flag(
                "--resume",
                "With --out: go on with a run that was cut, whatever cut it. Its rows are kept, and their inputs"
                        + " are compared but not sent again.",
                value -> resume = value);
        command.flag(
                "-u, --usage",
                "At the end, on standard error: inputs, calls, vector size, tokens, time.",
                value -> usage = value);
        command.flag(
                "--print-request",
                "Print method, URL, headers and body of the first call instead of sending; needs no" + " credentials.",
                value -> printRequest = value);
    }

    @Override
    ExitCode execute() throws IOException, InterruptedException {
        checkOptions();
        if (!printRequest) {
            checkTarget();
        }
        if (resume && !printRequest && isComplete()) {
            return ExitCode.OK;
        }
        try (Bedrock bedrock = openResolving(options.resolve())) {
            if (!printRequest) {
                bedrock.expectCall(Bedrock.Endpoint.BEDROCK_RUNTIME);
            }
            ModelQuestions questions = printRequest
                    ? ModelQuestions.refused(options.resolve())
                    : ModelQuestions.to(bedrock, options.resolve(), notes());
            EmbedPlan plan = options.plan(text.files(io(), notes()), inputs.kinds(), questions);
            List<VectorType> types = plan.check();
            checkFormat(types);
            if (printRequest) {
                return print(plan, bedrock);
            }
            return run(plan, types, bedrock);
        }
    }

    private ExitCode run(EmbedPlan plan, List<VectorType> types, Bedrock bedrock)
            throws IOException, InterruptedException {
        try (RowOutput output = output(plan, types.get(0))) {
            checkAhead(plan);
            try (Source source = inputs.open(io(), text.files(io(), notes()))) {
                return run(plan, source, bedrock, output);
            }
        } catch (ClosedByInterruptException e) {
            throw new InterruptedException();
        } catch (IOException e) {
            throw unwritten(e);
        }
    }

    private RowOutput output(EmbedPlan plan, VectorType type) throws IOException {
        RowNames file = target.rows(io());
        if (file == null) {
            AnswerOutput output = target.open(io());
            return new StreamedRows(output, format.writer(output.stream(), Spool.folder(io()), type));
        }
        String piped = inputs.readsStandardInput() ? "... | " : "";
        Continuation next =
                new Continuation(target.force(), piped + typed().again("--resume"), notes(), io().stopping());
        return new RowFileStart(file, new RowLayout(format, type, plan.subject(format)), next, resume).open();
    }

    private ExitCode run(EmbedPlan plan, Source source, Bedrock bedrock, RowOutput output)
            throws IOException, InterruptedException {
        Instant begun = io().clock().instant();
        EmbedTally tally = new EmbedTally(notes(), plan.noun());
        Iterator<Item> items = items(plan, source);
        tally.goOnAfter(output.skip(items));
        try {
            EmbedCalls calls = new EmbedCalls(bedrock, plan, keepGoing, notes());
            new OrderedPool(concurrency).run(groups(plan, items), calls::embed, group -> {
                tally.add(group);
                output.add(group.outcomes());
            });
            tally.checkAny(source.mayBeEmpty());
            output.complete();
        } catch (IOException e) {
            if (e instanceof ClosedByInterruptException) {
                throw e;
            }
            throw output.cut(unwritten(e));
        } catch (RuntimeException e) {
            throw output.cut(e);
        }
        if (usage) {
            tally.usage(Duration.between(begun, io().clock().instant()));
        }
        return tally.exitCode();
    }

    private static OutputException unwritten(IOException error) {
        return new OutputException("the vectors cannot be written: " + Reason.of(error), error);
    }

    private void checkOptions() {
        if (concurrency < 1 || concurrency > MAX_CONCURRENCY) {
            throw new UsageException("--concurrency is 1.." + MAX_CONCURRENCY + ", not " + concurrency);
        }
        if (inputs.readsStandardInput() && options.readsStandardInput()) {
            throw new UsageException("standard input can be read once: for the input, or by -p NAME=@-");
        }
        if (format.isBinary() && target.isStandardOutput() && io().outTerminal() && !printRequest) {
            throw new UsageException("a terminal cannot show binary numbers", "write them to a file with --out FILE");
        }
    }

    /** With --resume the texts would pass for vectors that are there already, with --force they would be lost. */
    private void checkTarget() {
        RowNames file = target.rows(io());
        if (file != null && inputs.comeFrom(file.target(), io())) {
            throw new UsageException(
                    "--out " + file.shown() + " is the file that the inputs come from",
                    "choose another name for --out");
        }
    }

    /** Whether the file that the run would go on with is whole already, which is said. */
    private boolean isComplete() {
        RowNames file = target.rows(io());
        if (file == null) {
            throw new UsageException("--resume goes on with the file of --out, and there is none", "--out FILE");
        }
        if (file.isComplete()) {
            notes().note("note: " + file.shown() + " is complete; nothing is left to do");
            return true;
        }
        return false;
    }

    /** What a format cannot hold is refused before anything is paid for. */
    private void checkFormat(List<VectorType> types) {
        VectorType type = types.get(0);
        if (types.size() > 1 && format != VectorFormat.JSONL) {
            throw new UsageException(
                    "several types of vectors at once have no place in -o "
                            + format.name().toLowerCase(Locale.ROOT),
                    "-o jsonl, where embedding is an object by type; or ask for one type");
        }
        if (format == VectorFormat.F32 && type.isWhole()) {
            throw new UsageException(
                    "-o f32 holds float32 numbers, not " + type.wireName(),
                    "-o npy holds them as they are, and says what they are");
        }
        if (format == VectorFormat.NPY && type.isWhole() && keepGoing) {
            throw new UsageException(
                    "an array of whole numbers has no sign for a row that failed, so --keep-going and -o npy do not"
                            + " go together for " + type.wireName(),
                    "-o jsonl");
        }
    }

    /** Reads inputs that can be read twice to the end before the first is paid for. */
    private void checkAhead(EmbedPlan plan) throws IOException {
        if (keepGoing || !inputs.canReopen(new InputFiles(io()))) {
            return;
        }
        // What is replaced is said when it is read to be sent.
        InputFiles silent = new InputFiles(io(), text.replacing(new Notes(io().err(), true, false)));
        try (Source source = inputs.open(io(), silent)) {
            items(plan, source).forEachRemaining(item -> {});
        }
    }

    private Iterator<Item> items(EmbedPlan plan, Source source) {
        return new EmbedItems(source.rows(), plan, new InputFiles(io()), keepGoing);
    }

    private Iterator<List<Item>> groups(EmbedPlan plan, Iterator<Item> items) {
        return new Groups<>(items, group -> EmbedItems.isFull(group, plan), EmbedItems::joins);
    }

    private ExitCode print(EmbedPlan plan, Bedrock bedrock) throws IOException {
        try (Source source = inputs.open(io(), text.files(io(), notes()));
                AnswerOutput output = target.open(io())) {
            Iterator<List<Item>> groups = groups(plan, items(plan, source));
            while (groups.hasNext()) {
                List<EmbeddingInput> sendable = groups.next().stream()
                        .filter(item -> item.problem() == null)
                        .map(Item::sendable)
                        .toList();
                if (!sendable.isEmpty()) {
                    GenerateCommand.print(bedrock.preview(plan.request(sendable), false), output);
                    return ExitCode.OK;
                }
            }
            throw EmbedInputOptions.noInput();
        }
    }
}
