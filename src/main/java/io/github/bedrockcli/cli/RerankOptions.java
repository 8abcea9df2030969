package io.github.bedrockcli.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import io.github.bedrockcli.access.ModelUse;
import io.github.bedrockcli.family.Families;
import io.github.bedrockcli.family.ModelTarget;
import io.github.bedrockcli.family.RerankFamily;
import io.github.bedrockcli.family.TextRequest.ApiChoice;
import io.github.bedrockcli.model.Common;
import io.github.bedrockcli.model.ModelId;
import io.github.bedrockcli.model.ParameterTable;
import io.github.bedrockcli.model.UsageException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which rerank model is asked, and with which parameters. */
final class RerankOptions {
    static final String DEFAULT_MODEL = "cohere.rerank-v3-5:0";

    private String model = DEFAULT_MODEL;
    private @Nullable String family;
    private @Nullable Integer top;
    private final ResolveOptions resolve = new ResolveOptions();
    private final ParameterOptions parameters = new ParameterOptions();

    void declare(Declarations command) {
        command.option(
                        "-m, --model",
                        "ID",
                        "Rerank model: id, ARN or short name; also BEDROCK_RERANK_MODEL (default: " + DEFAULT_MODEL
                                + ").")
                .byDefault(DEFAULT_MODEL)
                .text(value -> model = value);
        command.option("--family", "NAME", "Family of a model whose id does not tell it: ${COMPLETION-CANDIDATES}.")
                .suggesting(new FamilyNames.OfReranking())
                .text(value -> family = value);
        command.option("--top", "N", "Only the N best documents, or all when there are fewer (default: all).")
                .whole(value -> top = value);
        resolve.declare(command);
        parameters.declare(command);
    }

    /**
     * Reads and checks the options.
     *
     * @param questions tell which model is meant, and what is behind an ARN that hides it
     * @throws UsageException when the model is not a rerank model, or a parameter is wrong
     */
    RerankPlan plan(InputFiles files, ModelQuestions questions) {
        ModelId id = new ModelTarget(questions.named(model, ModelUse.RANKING), ApiChoice.INVOKE, family)
                .located(questions::ask)
                .id();
        RerankFamily chosen = choose(id);
        ParameterTable table =
                chosen.parameters(id).shownBy("bedrock params " + id + (family == null ? "" : " --family " + family));
        Map<Common, JsonNode> common = top == null ? Map.of() : Map.of(Common.TOP, IntNode.valueOf(top));
        RerankPlan plan = new RerankPlan(id, chosen, common, parameters.values(table, files), parameters);
        plan.checkParameters();
        return plan;
    }

    ResolveOptions resolve() {
        return resolve;
    }

    boolean readsStandardInput() {
        return parameters.files().anyMatch("-"::equals);
    }

    private RerankFamily choose(ModelId id) {
        if (family != null) {
            return Families.named(family, RerankFamily.class);
        }
        return Families.reranking(id)
                .orElseThrow(() -> Families.of(id)
                        .map(other -> new UsageException(
                                id + " is not a rerank model that this command knows: its family is " + other.name(),
                                "leave -m out for " + DEFAULT_MODEL + ", or bedrock list-models --search rerank"))
                        .orElseGet(() -> new UsageException(
                                "the rerank family of " + id + " cannot be told from its id",
                                "name it with --family: " + String.join(", ", Families.names(RerankFamily.class)))));
    }
}
