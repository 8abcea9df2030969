package io.github.bedrockcli.cli;

import io.github.bedrockcli.access.ModelInquiry;
import io.github.bedrockcli.access.ModelUse;
import io.github.bedrockcli.aws.Bedrock;
import io.github.bedrockcli.family.TextRequest.ApiChoice;
import io.github.bedrockcli.model.BaseModel;
import io.github.bedrockcli.model.ModelId;
import io.github.bedrockcli.model.ModelReport;
import io.github.bedrockcli.model.ParameterSheet;
import io.github.bedrockcli.model.UsageException;
import io.github.bedrockcli.render.ReportFormat;
import java.io.IOException;
import java.io.Writer;
import org.jspecify.annotations.Nullable;

/** {@code bedrock show-model}: everything known of one model. */
final class ShowModelCommand extends BaseCommand {
    /** One line, for the list of commands. */
    static final String ABOUT = "Show everything known of one model.";

    private String model = "";
    private ReportFormat format = ReportFormat.TABLE;
    private final ResolveOptions resolve = new ResolveOptions();

    ShowModelCommand(Io io, BedrockOpener opener) {
        super(io, opener);
    }

    @Override
    public void declare(Declarations command) {
        super.declare(command);
        command.named(
                "show-model",
                ABOUT,
                "What it takes and gives, its life, this account's access, the inference profiles that contain it,",
                "agreement offers, its family and parameters.");
        command.examples(
                "bedrock show-model us.anthropic.claude-haiku-4-5-20251001-v1:0",
                "bedrock show-model amazon.nova-lite-v1:0 -o json");
        command.argument(
                        "MODEL",
                        "1",
                        "Model id, inference profile id, any ARN that Bedrock takes, or a short name such as haiku.")
                .text(value -> model = value);
        command.option("-o, --output", "FORMAT", "table (fitted to the terminal) or json (default: table).")
                .byDefault("table")
                .word(ReportFormat.values(), value -> format = value);
        resolve.declare(command);
    }

    @Override
    ExitCode execute() throws IOException {
        try (Bedrock bedrock = openBedrock()) {
            ModelId id = resolve.names(bedrock, notes()).apply(model, ModelUse.ANY);
            ModelReport report = new ModelInquiry(bedrock).ask(id);
            Writer out = AnswerOutput.standard(io()).text();
            format.write(report.withParameters(sheet(report)), TerminalWidth.of(io()), out);
            out.flush();
            return ExitCode.OK;
        }
    }

    /** Null where the model's family is hidden and was not told. */
    private static @Nullable ParameterSheet sheet(ModelReport report) {
        String base = report.base();
        String arn = base == null ? null : "arn:aws:bedrock:" + report.region() + "::foundation-model/" + base;
        BaseModel behind = new BaseModel(arn, report.architecture(), false);
        try {
            return new ParameterSheets(ModelId::of, id -> behind).of(report.id().value(), null, ApiChoice.AUTO);
        } catch (UsageException e) {
            return null;
        }
    }
}
