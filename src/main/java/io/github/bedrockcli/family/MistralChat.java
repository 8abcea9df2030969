package io.github.bedrockcli.family;

import io.github.bedrockcli.model.Common;
import io.github.bedrockcli.model.ModelId;
import io.github.bedrockcli.model.Parameter;
import io.github.bedrockcli.model.ParameterTable;
import java.util.ArrayList;
import java.util.List;

/**
 * Mistral's models that take turns: Large 24.07 and Pixtral Large, which have few parameters and say
 * {@code stop_reason}; and those of late 2025 on, Large 3, Ministral 3, Magistral, Voxtral and Devstral, which are served
 * like the other open-weight models.
 *
 * <p>Sources: Bedrock user guide, "Mistral AI chat completion", "Mistral AI Large (24.07)" and "Pixtral Large (25.02)";
 * the model card of Large 3; recorded refusals of {@code seed} and {@code stream_options}; 2026-11. Sound for Voxtral
 * goes in as a block of {@code --messages}.
 */
final class MistralChat implements ChatForm {
    @Override
    public String name() {
        return "mistral-chat";
    }

    /** The models of 2402 of the same names have longer prefixes, in {@link MistralText}. */
    @Override
    public List<String> prefixes() {
        return List.of(
                "mistral.mistral-large-",
                "mistral.mistral-small-",
                "mistral.pixtral-",
                "mistral.ministral-",
                "mistral.magistral-",
                "mistral.voxtral-",
                "mistral.devstral-");
    }

    @Override
    public ParameterTable parameters(ModelId id) {
        return new ParameterTable(owner(id), isOwnForm(id.base().orElse("")) ? ownRows() : ChatRows.openWeights());
    }

    private static List<Parameter> ownRows() {
        List<Parameter> rows = new ArrayList<>();
        rows.add(ChatRows.maxTokens("max_tokens", null).common(Common.MAX_TOKENS));
        rows.addAll(ChatRows.sampling());
        rows.add(ChatRows.stop());
        rows.add(ChatRows.tools("{\"type\":\"function\",\"function\":{name, description, parameters}}"));
        rows.add(Parameter.string("tool_choice", "whether to call a tool").oneOf("auto", "any", "none"));
        return rows;
    }

    private static boolean isOwnForm(String base) {
        return base.startsWith("mistral.mistral-large-24") || base.startsWith("mistral.pixtral-");
    }

    @Override
    public boolean readsTextOnly(String base) {
        return base.startsWith("mistral.mistral-large-24");
    }
}
