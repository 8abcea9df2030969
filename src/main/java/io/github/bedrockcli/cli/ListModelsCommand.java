package io.github.bedrockcli.cli;

import io.github.bedrockcli.aws.Bedrock;
import io.github.bedrockcli.render.ModelFormat;
import io.github.bedrockcli.render.ModelRow;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bedrock list-models}: what can be called in a region. */
@Command(
        name = "list-models",
        description = {
            "List the foundation models and inference profiles of a region,",
            "and the models that the account made, imported or provisioned."
        },
        footer = {
            "",
            "Examples:",
            "  bedrock list-models --provider anthropic --lifecycle active",
            "  bedrock list-models --output-modality embedding -o ids"
        })
final class ListModelsCommand extends BaseCommand {
    @Mixin
    private ModelFilterOptions options = new ModelFilterOptions();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "table (fitted to the terminal), ids, json, jsonl or csv (default: table).")
    private ModelFormat format = ModelFormat.TABLE;

    ListModelsCommand(Io io, BedrockOpener opener) {
        super(io, opener);
    }

    @Override
    ExitCode execute() throws IOException {
        ModelFilters filters = options.filters();
        try (Bedrock bedrock = openBedrock()) {
            List<ModelRow> rows =
                    new ModelListings(bedrock, filters, notes()).fetch().rows();
            Writer out = new OutputStreamWriter(new StandardOutput(io().out()), StandardCharsets.UTF_8);
            format.write(rows, TerminalWidth.of(io()), out);
            out.flush();
            notes().note(
                            rows.isEmpty()
                                    ? "note: no model in " + bedrock.region() + " matches"
                                    : "note: listed does not mean accessible: the account may still need access to a model");
            return ExitCode.OK;
        }
    }
}
