package io.github.bedrockcli.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.bedrockcli.access.ModelUse;
import io.github.bedrockcli.family.AsyncInput;
import io.github.bedrockcli.family.EmbeddingFamily;
import io.github.bedrockcli.family.Families;
import io.github.bedrockcli.family.ModelTarget;
import io.github.bedrockcli.family.TextRequest.ApiChoice;
import io.github.bedrockcli.model.Common;
import io.github.bedrockcli.model.EmbeddingInput.Kind;
import io.github.bedrockcli.model.ModelId;
import io.github.bedrockcli.model.ParameterTable;
import io.github.bedrockcli.model.UsageException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which embedding model is asked, and with which parameters. */
final class EmbedOptions {
    static final String DEFAULT_MODEL = "amazon.titan-embed-text-v2:0";

    private String model = DEFAULT_MODEL;
    private @Nullable String family;
    private @Nullable Integer dimensions;
    private @Nullable Boolean normalize;
    private @Nullable String inputType;
    private @Nullable String truncate;
    private final ResolveOptions resolve = new ResolveOptions();
    private final ParameterOptions parameters = new ParameterOptions();

    void declare(Declarations command) {
        command.option(
                        "-m, --model",
                        "ID",
                        "Embedding model: id, inference profile id, ARN or short name; also BEDROCK_EMBED_MODEL (default: "
                                + DEFAULT_MODEL + ").")
                .byDefault(DEFAULT_MODEL)
                .text(value -> model = value);
        command.option("--family", "NAME", "Family of a model whose id does not tell it: ${COMPLETION-CANDIDATES}.")
                .suggesting(new FamilyNames.OfEmbeddings())
                .text(value -> family = value);
        command.option("--dimensions", "N", "Numbers in a vector, where the model has a choice (default: the model's).")
                .whole(value -> dimensions = value);
        command.choice(
                "--normalize",
                "Vectors of length 1, where the model has a choice (default: the model's).",
                value -> normalize = value);
        command.option(
                        "--input-type",
                        "TYPE",
                        "What the vectors are for, as documents and the queries that look for them are embedded"
                                + " differently. Cohere: search_document, search_query, classification, clustering (default:"
                                + " search_document). Nova: GENERIC_INDEX, GENERIC_RETRIEVAL, ... (default: GENERIC_INDEX).")
                .text(value -> inputType = value);
        command.option(
                        "--truncate",
                        "MODE",
                        "What to cut from a text that is too long: NONE, START or END with Cohere 3 and Nova; NONE,"
                                + " LEFT or RIGHT with Cohere 4; none or end with Marengo 2.7 (default: the model's; Nova: NONE).")
                .text(value -> truncate = value);
        resolve.declare(command);
        parameters.declare(command);
    }

    /**
     * Reads the options.
     *
     * @param kinds the kinds of input that may come
     * @param questions tell which model is meant, and what is behind an ARN that hides it
     * @throws UsageException when the model is not an embedding model, or a parameter cannot be read
     */
    EmbedPlan plan(InputFiles files, Set<Kind> kinds, ModelQuestions questions) {
        ModelUse use = kinds.equals(Set.of(Kind.TEXT)) ? ModelUse.TEXT_VECTORS : ModelUse.PICTURE_VECTORS;
        ModelId id = new ModelTarget(questions.named(model, use), ApiChoice.INVOKE, family)
                .located(questions::ask)
                .id();
        EmbeddingFamily chosen = choose(id);
        ParameterTable table =
                chosen.parameters(id).shownBy("bedrock params " + id + (family == null ? "" : " --family " + family));
        return new EmbedPlan(id, chosen, kinds, common(table), parameters.values(table, files), parameters);
    }

    ResolveOptions resolve() {
        return resolve;
    }

    boolean readsStandardInput() {
        return parameters.files().anyMatch("-"::equals);
    }

    private EmbeddingFamily choose(ModelId id) {
        if (family != null) {
            return Families.named(family, EmbeddingFamily.class);
        }
        AsyncInput.refuseAtOnce(id);
        return Families.embedding(id)
                .orElseThrow(() -> Families.of(id)
                        .map(other -> new UsageException(
                                id + " is not an embedding model that this command knows: its family is "
                                        + other.name(),
                                "bedrock list-models --output-modality EMBEDDING"))
                        .orElseGet(() -> new UsageException(
                                "the embedding family of " + id + " cannot be told from its id",
                                "name it with --family: " + String.join(", ", Families.names(EmbeddingFamily.class)))));
    }

    private Map<Common, JsonNode> common(ParameterTable table) {
        Map<Common, JsonNode> values = new EnumMap<>(Common.class);
        if (dimensions != null) {
            values.put(Common.DIMENSIONS, IntNode.valueOf(dimensions));
        }
        if (normalize != null) {
            values.put(Common.NORMALIZE, BooleanNode.valueOf(normalize));
        }
        if (inputType != null) {
            values.put(Common.INPUT_TYPE, word(table, Common.INPUT_TYPE, inputType));
        }
        if (truncate != null) {
            values.put(Common.TRUNCATE, word(table, Common.TRUNCATE, truncate));
        }
        return values;
    }

    /** The vendor's spelling of a word, whatever case it was typed in. */
    private static TextNode word(ParameterTable table, Common option, String typed) {
        Optional<String> known = table.find(option).stream()
                .flatMap(parameter -> parameter.allowed().stream())
                .filter(typed::equalsIgnoreCase)
                .findFirst();
        return TextNode.valueOf(known.orElse(typed));
    }
}
