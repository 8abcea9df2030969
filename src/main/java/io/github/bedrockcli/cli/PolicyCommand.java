package io.github.bedrockcli.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockcli.access.InvokedIds;
import io.github.bedrockcli.access.ModelPolicy;
import io.github.bedrockcli.access.ModelPolicy.Right;
import io.github.bedrockcli.access.ModelUse;
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
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** {@code bedrock policy}: what IAM has to allow. */
final class PolicyCommand extends BaseCommand {
    /** One line, for the list of commands. */
    static final String ABOUT = "Print the least IAM policy that lets a caller invoke, stream and list these models.";

    private static final String ACCOUNT = "[0-9]{12}";

    private List<String> models = List.of();
    private List<Right> actions = List.of();
    private @Nullable String account;
    private final ResolveOptions resolve = new ResolveOptions();

    PolicyCommand(Io io, BedrockOpener opener) {
        super(io, opener);
    }

    @Override
    public void declare(Declarations command) {
        super.declare(command);
        command.named(
                "policy",
                ABOUT,
                "A model that answers only through an inference profile has the policy of the profile that invoke would",
                "call, and a profile is asked for the regions it routes to.");
        command.examples(
                "bedrock policy haiku",
                "bedrock policy --actions invoke,list amazon.nova-lite-v1:0 amazon.titan-embed-text-v2:0");
        command.argument(
                        "MODEL",
                        "1..*",
                        "Model ids, inference profile ids, any ARNs that Bedrock takes, or short names such as haiku.")
                .texts(value -> models = value);
        command.option(
                        "--actions",
                        "LIST",
                        "What is to be allowed, of invoke, stream and list, parted by commas (default: all three).")
                .separated()
                .words(Right.values(), value -> actions = value);
        command.option(
                        "--account",
                        "ID",
                        "Account that the ARNs of profiles name, twelve digits (default: the caller's).")
                .text(value -> account = value);
        resolve.declare(command);
    }

    @Override
    ExitCode execute() throws IOException {
        if (account != null && !account.matches(ACCOUNT)) {
            throw new UsageException("--account is twelve digits, not '" + account + "'");
        }
        Set<Right> rights = actions.isEmpty() ? EnumSet.allOf(Right.class) : EnumSet.copyOf(actions);
        try (Bedrock bedrock = openBedrock()) {
            List<ModelId> ids = ids(bedrock, rights);
            JsonNode policy = new ModelPolicy(bedrock, account, notes()::note).document(ids, rights);
            OutputStream out = new StandardOutput(io().out());
            out.write((Json.pretty(policy) + "\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
        }
        return ExitCode.OK;
    }

    /** The ids that are invoked; lists are allowed for all models, whatever they are called by. */
    private List<ModelId> ids(Bedrock bedrock, Set<Right> rights) {
        BiFunction<String, ModelUse, ModelId> names = resolve.names(bedrock, notes());
        InvokedIds invoked = new InvokedIds(bedrock, resolve.allowsGlobal(), notes()::note);
        boolean asked = resolve.resolves() && !rights.equals(EnumSet.of(Right.LIST));
        return models.stream()
                .map(typed -> names.apply(typed, ModelUse.ANY))
                .map(id -> asked ? invoked.of(id) : id)
                .distinct()
                .toList();
    }
}
