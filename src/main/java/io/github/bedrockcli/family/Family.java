package io.github.bedrockcli.family;

import io.github.bedrockcli.model.ModelId;
import io.github.bedrockcli.model.ParameterTable;
import java.util.List;

/** A line of models that share one request body: which ids it handles and which parameters it has. */
public interface Family {
    /** The name {@code --family} takes and output shows, such as {@code claude}. */
    String name();

    /** What the base ids it handles begin with, such as {@code anthropic.claude-3}; the longest prefix wins. */
    List<String> prefixes();

    /** What an id may hold that makes it another family's although a prefix fits, such as {@code -sonic}. */
    default List<String> except() {
        return List.of();
    }

    /** What its models give, for messages, such as {@code text} or {@code embeddings}. */
    String gives();

    /** The command that asks its models, such as {@code bedrock embed}. */
    String askedWith();

    /** The parameters that this model takes, beside the prompt itself. */
    ParameterTable parameters(ModelId id);
}
