package io.github.bedrockcli.family;

import io.github.bedrockcli.model.ModelId;
import io.github.bedrockcli.model.ParameterTable;
import java.util.List;

/**
 * Amazon Rerank 1.0 ({@code amazon.rerank-v1:0}), which us-east-1 does not have. Tokens are counted nowhere. Refuses more
 * documents than the Rerank operation takes.
 *
 * <p>Source: body and reply as in opensearch-project/ml-commons, "Amazon Rerank model on Amazon Bedrock", a tutorial that
 * shows a real reply; {@code top_n} as in public code. 2026-11.
 */
final class AmazonRerank extends RankingForm {
    private static final ParameterTable TABLE = new ParameterTable("Amazon Rerank", List.of(TOP));

    @Override
    public String name() {
        return "amazon-rerank";
    }

    @Override
    public List<String> prefixes() {
        return List.of("amazon.rerank-");
    }

    @Override
    public ParameterTable parameters(ModelId id) {
        return TABLE;
    }
}
