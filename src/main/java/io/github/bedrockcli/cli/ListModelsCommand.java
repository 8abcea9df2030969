package io.github.bedrockcli.cli;

import io.github.bedrockcli.aws.Bedrock;
import io.github.bedrockcli.aws.Bedrock.ModelFilter;
import io.github.bedrockcli.aws.BedrockException;
import io.github.bedrockcli.aws.BedrockException.Kind;
import io.github.bedrockcli.model.ModelSummary;
import io.github.bedrockcli.model.Spelling;
import io.github.bedrockcli.model.UsageException;
import io.github.bedrockcli.render.ModelFormat;
import io.github.bedrockcli.render.ModelRow;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bedrock list-models}: the foundation models and inference profiles of a region. */
@Command(
        name = "list-models",
        description = "List the foundation models and inference profiles of a region.",
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
            List<ModelSummary> models = models(bedrock, filters);
            List<ModelSummary> profiles = filters.wantsProfiles() ? profiles(bedrock, filters) : List.of();
            List<ModelRow> rows = new ModelList(filters, models).rows(profiles);
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

    private List<ModelSummary> models(Bedrock bedrock, ModelFilters filters) {
        String provider = filters.provider();
        if (provider == null) {
            return bedrock.foundationModels(filters.service(null));
        }
        List<ModelSummary> models = ofProvider(bedrock, filters, provider);
        return models.isEmpty() ? underOtherSpellings(bedrock, filters, provider) : models;
    }

    /** As the service understands the name; a name that it does not take as a filter (Z.AI) is looked for here. */
    private static List<ModelSummary> ofProvider(Bedrock bedrock, ModelFilters filters, String name) {
        ModelFilter service = filters.service(name);
        return bedrock.foundationModels(service).stream()
                .filter(model -> service.provider() != null || name.equalsIgnoreCase(model.provider()))
                .toList();
    }

    /**
     * Nothing came for a provider: it may be called otherwise ({@code mistral} for {@code Mistral AI}), be misspelled, or
     * have nothing that the other filters let through.
     */
    private List<ModelSummary> underOtherSpellings(Bedrock bedrock, ModelFilters filters, String provider) {
        TreeSet<String> names = new TreeSet<>();
        TreeSet<String> meant = new TreeSet<>();
        for (ModelSummary model : bedrock.foundationModels(ModelFilter.NONE)) {
            String name = model.provider();
            if (name != null) {
                names.add(name);
                boolean same = name.equalsIgnoreCase(provider)
                        || model.id().regionMatches(true, 0, provider + ".", 0, provider.length() + 1);
                if (same) {
                    meant.add(name);
                }
            }
        }
        if (meant.isEmpty()) {
            Spelling.nearest(provider, names).ifPresent(name -> {
                throw new UsageException(
                        "no provider '" + provider + "' in " + bedrock.region(),
                        "did you mean --provider '" + name + "'?");
            });
            notes().note("note: the providers in " + bedrock.region() + " are " + String.join(", ", names));
        }
        meant.remove(provider);
        return meant.stream()
                .flatMap(name -> ofProvider(bedrock, filters, name).stream())
                .toList();
    }

    private List<ModelSummary> profiles(Bedrock bedrock, ModelFilters filters) {
        try {
            return bedrock.inferenceProfiles();
        } catch (BedrockException e) {
            if (e.kind() != Kind.ACCESS_DENIED || filters.profilesOnly()) {
                throw e;
            }
            notes().note("warning: inference profiles are missing, listing them was denied: " + e.getMessage());
            return List.of();
        }
    }
}
