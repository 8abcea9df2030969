package io.github.bedrockcli.family;

import io.github.bedrockcli.model.Common;
import io.github.bedrockcli.model.ModelId;
import io.github.bedrockcli.model.Parameter;
import io.github.bedrockcli.model.ParameterTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * OpenAI gpt-oss 20b and 120b, and gpt-oss-safeguard. Not the GPT models with closed weights, such as GPT-6.1: their
 * cards do not say what InvokeModel takes, so they go through Converse.
 *
 * <p>Source: Bedrock user guide, "OpenAI models", and recorded requests and replies; 2026-11. The guide shows
 * {@code max_completion_tokens}, recordings have {@code max_tokens}: both are taken. {@code model} and {@code stream}
 * are not sent: the service fills them in, and refuses values that do not fit the call. Text only.
 */
final class GptOss implements ChatForm {
    /** What Converse has fields of its own for, or what belongs to InvokeModel. */
    private static final Set<String> NOT_FOR_CONVERSE =
            Set.of("max_tokens", "tools", "tool_choice", "response_format", "model", "stream", "stream_options");

    @Override
    public String name() {
        return "gpt-oss";
    }

    @Override
    public List<String> prefixes() {
        return List.of("openai.gpt-oss-");
    }

    @Override
    public ParameterTable parameters(ModelId id) {
        List<Parameter> rows = new ArrayList<>();
        rows.add(ChatRows.maxTokens("max_completion_tokens", null).common(Common.MAX_TOKENS));
        rows.add(ChatRows.maxTokens("max_tokens", null));
        rows.add(Parameter.string("reasoning_effort", "how much to reason")
                .oneOf("low", "medium", "high")
                .defaultsTo("medium"));
        rows.addAll(ChatRows.sampling());
        rows.add(ChatRows.stop());
        rows.add(ChatRows.seed());
        rows.addAll(ChatRows.penalties());
        rows.addAll(ChatRows.tools());
        rows.add(ChatRows.responseFormat());
        rows.add(Parameter.json("stream_options", "{\"include_usage\":true}: counts at the end of a stream"));
        rows.add(Parameter.string("model", "the id of the call, which is what the service takes without it"));
        rows.add(Parameter.bool("stream", "whether the call streams, which is what the service takes without it"));
        return new ParameterTable(owner(id), rows);
    }

    @Override
    public boolean readsTextOnly(String base) {
        return base.startsWith("openai.gpt-oss-");
    }

    /** "Include any other fields in the additionalModelRequestFields object." */
    @Override
    public List<Parameter> beyondConverse(ModelId id) {
        Set<Common> mapped = Set.of(Common.MAX_TOKENS, Common.TEMPERATURE, Common.TOP_P, Common.STOP);
        return parameters(id).all().stream()
                .filter(row -> row.common() == null || !mapped.contains(row.common()))
                .filter(row -> !NOT_FOR_CONVERSE.contains(row.name()))
                .toList();
    }
}
