package io.github.bedrockcli.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockcli.access.ModelPolicy;
import io.github.bedrockcli.access.ModelPolicy.Right;
import io.github.bedrockcli.aws.Bedrock;
import io.github.bedrockcli.model.Json;
import io.github.bedrockcli.model.ModelId;
import io.github.bedrockcli.model.UsageException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bedrock policy}: what IAM has to allow. */
@Command(
        name = "policy",
        description = {
            "Print the least IAM policy that lets a caller invoke, stream and list these models.",
            "An inference profile is asked for the regions it routes to; for other ids nobody is asked."
        },
        footer = {
            "",
            "Examples:",
            "  bedrock policy us.anthropic.claude-haiku-4-5-20251001-v1:0",
            "  bedrock policy --actions invoke,list amazon.nova-lite-v1:0 amazon.titan-embed-text-v2:0"
        })
final class PolicyCommand extends BaseCommand {
    private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");

    @Parameters(
            arity = "1..*",
            paramLabel = "MODEL",
            description = "Model ids, inference profile ids, or any ARNs that Bedrock takes.")
    private List<String> models = List.of();

    @Option(
            names = "--actions",
            paramLabel = "LIST",
            hideParamSyntax = true,
            split = ",",
            description = "What is to be allowed, of invoke, stream and list, parted by commas (default: all three).")
    private List<Right> actions = List.of();

    @Option(
            names = "--account",
            paramLabel = "ID",
            description = "Account that the ARNs of profiles name, twelve digits (default: the caller's).")
    private @Nullable String account;

    PolicyCommand(Io io, BedrockOpener opener) {
        super(io, opener);
    }

    @Override
    ExitCode execute() throws IOException {
        if (account != null && !ACCOUNT.matcher(account).matches()) {
            throw new UsageException("--account is twelve digits, not '" + account + "'");
        }
        List<ModelId> ids = models.stream().map(ModelId::of).toList();
        Set<Right> rights = actions.isEmpty() ? EnumSet.allOf(Right.class) : EnumSet.copyOf(actions);
        try (Bedrock bedrock = openBedrock()) {
            JsonNode policy = new ModelPolicy(bedrock, account, notes()::note).document(ids, rights);
            OutputStream out = new StandardOutput(io().out());
            out.write((Json.pretty(policy) + "\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
        }
        return ExitCode.OK;
    }
}
