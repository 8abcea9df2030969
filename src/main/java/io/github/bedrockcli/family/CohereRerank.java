package io.github.bedrockcli.family;

import io.github.bedrockcli.model.ModelId;
import io.github.bedrockcli.model.Parameter;
import io.github.bedrockcli.model.ParameterTable;
import java.util.List;

/**
 * Cohere Rerank 3.5 ({@code cohere.rerank-v3-5:0}). Tokens are counted nowhere.
 *
 * <p>{@code api_version} is required by the service and must be 2 or more: 2 is sent when none was given. Refuses more
 * documents than the Rerank operation takes.
 *
 * <p>Source: recorded calls; for {@code api_version} the service's words in langgenius/dify issue 12640 ("required key
 * [api_version] not found") and cohere-ai/cohere-python issue 613 ("1 is not greater or equal to 2"); 2026-11.
 */
final class CohereRerank extends RankingForm {
    private static final ParameterTable TABLE = new ParameterTable(
            "Cohere Rerank",
            List.of(
                    TOP,
                    Parameter.integer(
                                    "max_tokens_per_doc",
                                    "where a long document is cut, in tokens; what comes after does not count")
                            .range("1", null)
                            .defaultsTo(4096),
                    Parameter.integer("api_version", "version of Cohere's interface")
                            .range("2", null)
                            .requiredElse(2)));

    @Override
    public String name() {
        return "cohere-rerank";
    }

    @Override
    public List<String> prefixes() {
        return List.of("cohere.rerank-");
    }

    @Override
    public ParameterTable parameters(ModelId id) {
        return TABLE;
    }
}
