package io.github.bedrockcli.family;

import io.github.bedrockcli.model.ModelId;
import io.github.bedrockcli.model.Parameter;
import io.github.bedrockcli.model.ParameterTable;
import java.util.List;

/**
 * A line of open-weight models that Bedrock serves in the OpenAI chat form and in no form of its own: DeepSeek V3, Gemma,
 * GLM, Kimi, MiniMax, Nemotron, Qwen. What they differ in stands where they are listed, in {@link Families}.
 *
 * <p>Sources: the model cards of the Bedrock user guide, of which those of Qwen3 32B, DeepSeek-V3.1 and Kimi K2.5 show
 * the request; "Get validated JSON results from models" for {@code response_format}; public captures of Kimi on
 * InvokeModel, whose reasoning comes in {@code <reasoning>} tags, each piece of a stream in its own; 2026-11.
 *
 * @param textOnly what the ids begin with of models that are known to read text only
 * @param beyondConverse what Converse takes in {@code additionalModelRequestFields}
 */
record OpenWeights(String name, List<String> prefixes, List<String> textOnly, List<Parameter> beyondConverse)
        implements ChatForm {
    OpenWeights {
        prefixes = List.copyOf(prefixes);
        textOnly = List.copyOf(textOnly);
        beyondConverse = List.copyOf(beyondConverse);
    }

    static OpenWeights of(String name, String... prefixes) {
        return new OpenWeights(name, List.of(prefixes), List.of(), List.of());
    }

    OpenWeights textOnly(String... ids) {
        return new OpenWeights(name, prefixes, List.of(ids), beyondConverse);
    }

    OpenWeights beyondConverse(Parameter... rows) {
        return new OpenWeights(name, prefixes, textOnly, List.of(rows));
    }

    @Override
    public ParameterTable parameters(ModelId id) {
        return new ParameterTable(owner(id), ChatRows.openWeights());
    }

    @Override
    public boolean readsTextOnly(String base) {
        return textOnly.stream().anyMatch(base::startsWith);
    }

    @Override
    public List<Parameter> beyondConverse(ModelId id) {
        return beyondConverse;
    }
}
