package io.github.bedrockcli.cli;

import io.github.bedrockcli.access.ModelUse;
import io.github.bedrockcli.access.ResolvingBedrock;
import io.github.bedrockcli.access.ShortNames;
import io.github.bedrockcli.aws.Bedrock;
import io.github.bedrockcli.model.ModelId;
import io.github.bedrockcli.model.UsageException;
import java.util.function.BiFunction;

/** Whether the id that was typed may become another one: a short name's, or that of the profile that a model needs. */
final class ResolveOptions {
    private boolean noResolve;
    private boolean allowGlobal;

    void declare(Declarations command) {
        command.flag(
                "--no-resolve",
                "Send the model id exactly as it is: no short names, and no inference profile in place of a"
                        + " model that answers only through one.",
                value -> noResolve = value);
        command.flag(
                "--allow-global",
                "Where a model has no inference profile of the region's geography, use its global one, which"
                        + " may answer from any region.",
                value -> allowGlobal = value);
    }

    /** Whether the id that was typed may become another one. */
    boolean resolves() {
        return !noResolve;
    }

    boolean allowsGlobal() {
        return allowGlobal;
    }

    /** The client as the commands call models by it. */
    Bedrock around(Bedrock bedrock, Notes notes) {
        return noResolve ? bedrock : new ResolvingBedrock(bedrock, allowGlobal, notes::note);
    }

    /** Reads what was typed as a model; short names are looked up in the region's list. */
    BiFunction<String, ModelUse, ModelId> names(Bedrock bedrock, Notes notes) {
        return noResolve ? (typed, use) -> ModelId.of(typed) : new ShortNames(bedrock, allowGlobal, notes::note)::id;
    }

    /** The same where nobody may be asked. */
    BiFunction<String, ModelUse, ModelId> unaskedNames() {
        return (typed, use) -> {
            if (!noResolve && ShortNames.isShort(typed)) {
                throw new UsageException(
                        "--print-request asks nobody which model '" + typed + "' is",
                        "give its full id: bedrock list-models --search " + typed + "; or --no-resolve, for an id that"
                                + " it is");
            }
            return ModelId.of(typed);
        };
    }
}
