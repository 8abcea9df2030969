package io.github.bedrockcli.cli;

import io.github.bedrockcli.access.ModelUse;
import io.github.bedrockcli.access.ShortNames;
import io.github.bedrockcli.aws.Bedrock;
import io.github.bedrockcli.aws.BedrockException;
import io.github.bedrockcli.family.Families;
import io.github.bedrockcli.family.Family;
import io.github.bedrockcli.family.TextRequest.ApiChoice;
import io.github.bedrockcli.model.BaseModel;
import io.github.bedrockcli.model.ModelId;
import io.github.bedrockcli.model.Spelling;
import io.github.bedrockcli.model.UsageException;
import io.github.bedrockcli.render.SheetFormat;
import java.io.IOException;
import java.io.Writer;
import org.jspecify.annotations.Nullable;

/** {@code bedrock params}: what can be set for a model, from the tables that requests are checked by. */
final class ParamsCommand extends BaseCommand {
    /** One line, for the list of commands. */
    static final String ABOUT =
            "Show the parameters of a model, as -p takes them: type, allowed values, default, meaning.";

    private @Nullable String model;
    private @Nullable String family;
    private ApiChoice api = ApiChoice.AUTO;
    private boolean list;
    private SheetFormat format = SheetFormat.TABLE;
    private final ResolveOptions resolve = new ResolveOptions();

    ParamsCommand(Io io, BedrockOpener opener) {
        super(io, opener);
    }

    @Override
    public void declare(Declarations command) {
        super.declare(command);
        command.named("params", ABOUT, "Without a model: the families, and the ids that each handles.");
        command.examples(
                "bedrock params us.anthropic.claude-haiku-4-5-20251001-v1:0", "bedrock params --family llama -o ids");
        command.argument(
                        "MODEL",
                        "0..1",
                        "Model id, inference profile id, any ARN that Bedrock takes, a family's name, or a short name"
                                + " such as haiku.")
                .text(value -> model = value);
        command.option(
                        "--family",
                        "NAME",
                        "Family whose parameters are shown, for a model whose id does not tell it or for none:"
                                + " ${COMPLETION-CANDIDATES}.")
                .suggesting(new FamilyNames.OfAll())
                .text(value -> family = value);
        command.option(
                        "--api",
                        "API",
                        "auto, invoke or converse: whose names are shown; auto takes the way that invoke would"
                                + " (default: auto).")
                .byDefault("auto")
                .word(ApiChoice.values(), value -> api = value);
        command.flag("--list", "List the families, and the ids that each handles.", value -> list = value);
        command.option(
                        "-o, --output",
                        "FORMAT",
                        "table (fitted to the terminal), ids (names, one a line) or json (default: table).")
                .byDefault("table")
                .word(SheetFormat.values(), value -> format = value);
        resolve.declare(command);
    }

    @Override
    ExitCode execute() throws IOException {
        boolean nothing = model == null && family == null && !typed().has("--api");
        if (list && model != null) {
            throw new UsageException("--list shows all families: " + model + " has no place beside it");
        }
        Writer out = AnswerOutput.standard(io()).text();
        int width = TerminalWidth.of(io());
        if (list || nothing) {
            format.write(ParameterSheets.families(), width, out);
        } else {
            format.write(sheets().of(model, family, api), width, out);
        }
        out.flush();
        return ExitCode.OK;
    }

    private ParameterSheets sheets() {
        return new ParameterSheets(this::named, this::ask);
    }

    /** A word is looked up in the region's list; where that fails it may be a family's name with a slip in it. */
    private ModelId named(String typed) {
        if (!ShortNames.isShort(typed)) {
            return ModelId.of(typed);
        }
        try (Bedrock bedrock = openBedrock()) {
            return resolve.names(bedrock, notes()).apply(typed, ModelUse.ANY);
        } catch (UsageException | BedrockException e) {
            throw Spelling.nearest(typed, Families.names(Family.class))
                    .<RuntimeException>map(near -> new UsageException(
                            "no family '" + typed + "', and no model by that short name: " + e.getMessage(),
                            "did you mean " + near + "? bedrock params lists the families"))
                    .orElse(e);
        }
    }

    /** Bedrock is opened for the models that need it only: all others are shown without credentials. */
    private BaseModel ask(ModelId id) {
        try (Bedrock bedrock = openBedrock()) {
            return ModelQuestions.to(bedrock, resolve, notes()).ask(id);
        } catch (BedrockException e) {
            notes().note("note: what is behind " + id + " could not be asked: " + e.getMessage());
            return BaseModel.UNKNOWN;
        }
    }
}
