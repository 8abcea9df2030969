package io.github.bedrockcli.family;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockcli.model.Json;
import io.github.bedrockcli.model.ModelId;
import io.github.bedrockcli.model.Prompt;
import io.github.bedrockcli.model.ReplySink;

/**
 * A family that speaks the chat completions form of OpenAI: {@code messages} in, {@code choices} out. Its class says
 * which ids, which parameters, and which models read text only.
 *
 * <p>Sources: Bedrock user guide, "OpenAI models", and the model cards of the other lines, which show {@code messages}
 * and {@code max_tokens}; OpenAI's reference, "Create chat completion", to which the guide refers; recorded replies of
 * gpt-oss; 2026-11. {@code --raw-prompt} changes nothing: the service writes the model's template itself.
 */
public interface ChatForm extends TextFamily {
    /** Whether the model is known to read text only; where nobody knows, the service judges. */
    boolean readsTextOnly(String base);

    @Override
    default ObjectNode request(Prompt prompt, Context context) {
        String owner = owner(context.id());
        boolean textOnly =
                context.validate() && readsTextOnly(context.id().base().orElse(""));
        if (context.validate()) {
            MediaLimits.BODY.check(prompt, owner);
        }
        ObjectNode body = Json.object();
        body.set("messages", ChatMessages.of(prompt, owner, !textOnly, context.validate()));
        return body;
    }

    @Override
    default void reply(JsonNode body, ReplySink sink) {
        ChatAnswer.reply(body, sink, ReasoningTags::new);
    }

    @Override
    default ChunkDecoder decoder(ReplySink sink) {
        return new ChatAnswer(sink, ReasoningTags::new);
    }

    /** Whom messages name. */
    default String owner(ModelId id) {
        return id.base().orElse(name());
    }
}
