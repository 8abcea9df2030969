package io.github.bedrockcli.cli;

import io.github.bedrockcli.aws.Bedrock;
import io.github.bedrockcli.aws.BedrockException;
import io.github.bedrockcli.aws.BedrockException.Kind;
import io.github.bedrockcli.model.UsageException;
import io.github.bedrockcli.render.ModelChange;
import io.github.bedrockcli.render.ModelChanges;
import io.github.bedrockcli.render.ModelColumns;
import io.github.bedrockcli.render.ModelFormat;
import io.github.bedrockcli.render.ModelRow;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code bedrock list-models}: what is offered in a region, and what of it this account can call. */
final class ListModelsCommand extends BaseCommand {
    /** One line, for the list of commands. */
    static final String ABOUT =
            "List the models of a region, and with --accessible whether this account can call them.";

    /** Where the list of regions comes from when no region is set: every partition has a list of its own. */
    private static final String ANY_REGION = "us-east-1";

    private final ModelFilterOptions options = new ModelFilterOptions();
    private final AccessOptions access = new AccessOptions();
    private ModelFormat format = ModelFormat.TABLE;

    ListModelsCommand(Io io, BedrockOpener opener) {
        super(io, opener);
    }

    @Override
    public void declare(Declarations command) {
        super.declare(command);
        command.named(
                "list-models",
                ABOUT,
                "Foundation models and inference profiles, unless told otherwise; also what the account made,",
                "imported or provisioned. What cannot be called has its reason beside it.");
        command.examples(
                "bedrock list-models --provider anthropic --lifecycle active",
                "bedrock list-models --accessible --require amazon.nova-lite-v1:0",
                "bedrock list-models --output-modality embedding -o ids");
        options.declare(command);
        access.declare(command);
        command.option(
                        "-o, --output",
                        "FORMAT",
                        "table (fitted to the terminal), ids, json, jsonl or csv (default: table).")
                .byDefault("table")
                .word(ModelFormat.values(), value -> format = value);
    }

    @Override
    ExitCode execute() throws IOException, InterruptedException {
        access.check();
        List<Required> required = access.required().stream().map(Required::of).toList();
        SavedList saved = saved();
        boolean accessible = access.accessible() || (saved != null && saved.hasAccess());
        RegionLister lister = new RegionLister(
                options.filters(),
                accessible,
                access.probe(),
                required,
                saved != null,
                format != ModelFormat.IDS,
                io().clock());
        if (access.severalRegions()) {
            return listRegions(lister);
        }
        try (Bedrock bedrock = openBedrock()) {
            bedrock.expectCall(Bedrock.Endpoint.BEDROCK);
            RegionList list = lister.list(bedrock, notes()::note);
            boolean same = saved == null ? print(list.rows(), lister, List.of()) : compare(saved, list, lister);
            if (saved == null) {
                remark(list.rows(), lister, bedrock.region());
            }
            return ending(same, new Requirements(required, accessible).failures(list));
        }
    }

    private @Nullable SavedList saved() {
        String file = access.diff();
        if (file == null) {
            return null;
        }
        if (format == ModelFormat.IDS || format == ModelFormat.CSV) {
            throw new UsageException("--diff prints lines, json or jsonl", "leave -o out, or -o json");
        }
        return SavedList.read(new InputFiles(io()).text(file), file.equals("-") ? "standard input" : file);
    }

    private ExitCode listRegions(RegionLister lister) throws IOException, InterruptedException {
        try (Bedrock bedrock = openForRegions()) {
            List<String> regions = access.everyRegion() ? bedrock.regions() : access.regions();
            SeveralRegions several = new SeveralRegions(bedrock, lister, notes()::note);
            several.ask(regions);
            List<ModelRow> rows = several.rows();
            print(rows, lister, regions);
            remark(rows, lister, "these regions");
            Requirements requirements = new Requirements(lister.required(), lister.accessible());
            List<String> failures = new ArrayList<>();
            several.lists().forEach(list -> failures.addAll(requirements.failures(list)));
            for (String region : regions) {
                String why = several.failure(region);
                failures.addAll(why == null ? List.of() : requirements.failures(region, why));
            }
            return ending(true, failures);
        }
    }

    /** A region need not be set where regions are named. */
    private Bedrock openForRegions() {
        Bedrock usual = openBedrock();
        try {
            usual.region();
            return usual;
        } catch (BedrockException e) {
            usual.close();
            if (e.kind() != Kind.CONFIGURATION) {
                throw e;
            }
        }
        return openBedrock(access.everyRegion() ? ANY_REGION : access.regions().get(0));
    }

    /** @return true: a list differs from nothing */
    private boolean print(List<ModelRow> rows, RegionLister lister, List<String> regions) throws IOException {
        boolean onlyAccessible = format == ModelFormat.IDS && lister.accessible();
        List<ModelRow> shown = onlyAccessible
                ? rows.stream().filter(ListModelsCommand::isAccessible).toList()
                : rows;
        Writer out = out();
        format.write(
                shown,
                new ModelColumns(lister.accessible() && regions.isEmpty(), regions),
                TerminalWidth.of(io()),
                out);
        out.flush();
        return true;
    }

    private static boolean isAccessible(ModelRow row) {
        return row.regions().isEmpty()
                ? row.access() != null && row.access().isYes()
                : row.regions().stream()
                        .anyMatch(cell -> cell.access() != null && cell.access().isYes());
    }

    private void remark(List<ModelRow> rows, RegionLister lister, String where) {
        if (rows.isEmpty()) {
            notes().note("note: no model in " + where + " matches");
        } else if (!lister.accessible()) {
            notes().note("note: listed does not mean accessible: --accessible asks whether this account can call each");
        } else if (format == ModelFormat.IDS) {
            long yes = rows.stream().filter(ListModelsCommand::isAccessible).count();
            long unknown = rows.stream()
                    .filter(row -> !isAccessible(row))
                    .filter(ListModelsCommand::isUnknown)
                    .count();
            notes().note("note: left out: " + (rows.size() - yes - unknown) + " that cannot be called, " + unknown
                    + " that could not be told");
        }
    }

    private static boolean isUnknown(ModelRow row) {
        return row.regions().isEmpty()
                ? row.access() == null || row.access().isUnknown()
                : row.regions().stream()
                        .anyMatch(cell -> cell.access() != null && cell.access().isUnknown());
    }

    private boolean compare(SavedList saved, RegionList list, RegionLister lister) throws IOException {
        ModelDiff diff = new ModelDiff(
                saved, list, lister.filters(), io().clock().instant(), access.days(), access.everyNearEndCounts());
        List<ModelChange> changes = diff.changes();
        Writer out = out();
        ModelChanges.write(changes, format, out);
        out.flush();
        diff.notes().forEach(notes()::note);
        if (changes.isEmpty()) {
            notes().note("note: nothing changed");
        }
        return changes.isEmpty();
    }

    private Writer out() {
        return AnswerOutput.standard(io()).text();
    }

    private ExitCode ending(boolean same, List<String> failures) {
        if (!failures.isEmpty()) {
            String what = failures.size() == 1
                    ? failures.get(0)
                    : failures.size() + " requirements do not hold: " + String.join("; ", failures);
            new ErrorLines(what, null, null, null).print(notes());
        }
        return same && failures.isEmpty() ? ExitCode.OK : ExitCode.CONDITION;
    }
}
