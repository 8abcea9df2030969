package io.github.bedrockcli.family;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockcli.model.Common;
import io.github.bedrockcli.model.Json;
import io.github.bedrockcli.model.ModelId;
import io.github.bedrockcli.model.Parameter;
import io.github.bedrockcli.model.ParameterTable;
import io.github.bedrockcli.model.UsageException;
import java.util.ArrayList;
import java.util.List;

/**
 * Writer Palmyra X4, X5 and Vision 7B.
 *
 * <p>Source: Bedrock user guide, "Writer Palmyra X4" and "Writer Palmyra X5", for those two; the table of Vision 7B is
 * that of the other models in its form; 2026-11. X4 and X5 stop after 16 tokens when no limit is given: the most that
 * they take is sent in its place. They read text only. Their streams end with a literal {@code [DONE]}.
 */
final class Palmyra implements ChatForm {
    private static final String MOST = "8192";

    @Override
    public String name() {
        return "palmyra";
    }

    @Override
    public List<String> prefixes() {
        return List.of("writer.palmyra-");
    }

    @Override
    public ParameterTable parameters(ModelId id) {
        if (isVision(id.base().orElse(""))) {
            return new ParameterTable(owner(id), ChatRows.openWeights());
        }
        List<Parameter> rows = new ArrayList<>();
        rows.add(ChatRows.maxTokens("max_tokens", MOST)
                .defaultsTo(16)
                .raisedTo(Integer.valueOf(MOST))
                .common(Common.MAX_TOKENS));
        rows.add(Parameter.integer("min_tokens", "fewest tokens before the answer may end")
                .range("0", MOST)
                .defaultsTo(0));
        rows.add(Parameter.number("temperature", "randomness")
                .range("0", "2")
                .defaultsTo(1)
                .common(Common.TEMPERATURE));
        rows.add(Parameter.number("top_p", "share of likely words considered")
                .above("0", "1")
                .defaultsTo(1)
                .common(Common.TOP_P));
        rows.add(ChatRows.stop().atMost(4));
        rows.add(ChatRows.seed());
        ChatRows.penalties().forEach(row -> rows.add(row.defaultsTo(0)));
        rows.addAll(ChatRows.tools());
        rows.add(ChatRows.responseFormat());
        return new ParameterTable(owner(id), rows);
    }

    @Override
    public void settle(Draft draft) {
        JsonNode fewest = draft.body().path("min_tokens");
        JsonNode most = draft.value(Common.MAX_TOKENS);
        if (draft.validate() && fewest.isNumber() && most.isNumber() && fewest.longValue() > most.longValue()) {
            throw new UsageException("min_tokens of " + owner(draft.id()) + " is at most max_tokens, " + Json.line(most)
                    + ", not " + Json.line(fewest));
        }
    }

    @Override
    public boolean readsTextOnly(String base) {
        return base.startsWith("writer.palmyra-x");
    }

    private static boolean isVision(String base) {
        return base.startsWith("writer.palmyra-vision-");
    }
}
