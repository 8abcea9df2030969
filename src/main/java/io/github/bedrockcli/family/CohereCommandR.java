package io.github.bedrockcli.family;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockcli.model.Common;
import io.github.bedrockcli.model.Content;
import io.github.bedrockcli.model.Json;
import io.github.bedrockcli.model.Message;
import io.github.bedrockcli.model.ModelId;
import io.github.bedrockcli.model.Parameter;
import io.github.bedrockcli.model.ParameterTable;
import io.github.bedrockcli.model.Prompt;
import io.github.bedrockcli.model.ReplySink;
import io.github.bedrockcli.model.Role;
import io.github.bedrockcli.model.UsageException;
import java.util.List;

/**
 * Cohere Command R and R+. They chat: the last turn is {@code message}, the others {@code chat_history}, the system
 * prompt {@code preamble}; text documents are sent as {@code documents}.
 *
 * <p>Source: Bedrock user guide, "Cohere Command R and Command R+ models", recorded replies, and for tool calls, search
 * queries and the names of events Cohere's own SDK (cohere-python, {@code NonStreamedChatResponse} and
 * {@code ChatStreamEvent}); 2026-11. The guide ends {@code p} at 0.99; recorded requests with 1 were answered. The body
 * has no place for pictures, documents other than text, or the start of an answer: these are refused. Citations stay in
 * the reply's body, as {@code -o json} shows it. Counts are the billed units, which are also what Bedrock's headers say.
 */
final class CohereCommandR implements TextFamily {
    @Override
    public String name() {
        return "cohere-command-r";
    }

    @Override
    public List<String> prefixes() {
        return List.of("cohere.command-r-");
    }

    @Override
    public ParameterTable parameters(ModelId id) {
        return new ParameterTable(
                owner(id),
                List.of(
                        Parameter.integer("max_tokens", "most tokens of the answer")
                                .range("1", null)
                                .common(Common.MAX_TOKENS),
                        Parameter.number("temperature", "randomness")
                                .range("0", "1")
                                .defaultsTo(0.3)
                                .common(Common.TEMPERATURE),
                        Parameter.number("p", "share of likely words considered")
                                .range("0.01", "1")
                                .defaultsTo(0.75)
                                .common(Common.TOP_P),
                        Parameter.number("k", "number of likely words considered; 0 turns it off")
                                .range("0", "500")
                                .defaultsTo(0)
                                .common(Common.TOP_K),
                        Parameter.strings("stop_sequences", "texts that end the answer")
                                .common(Common.STOP),
                        Parameter.number("frequency_penalty", "penalty for words by how often they are there")
                                .range("0", "1")
                                .defaultsTo(0),
                        Parameter.number("presence_penalty", "penalty for words that are there already")
                                .range("0", "1")
                                .defaultsTo(0),
                        Parameter.integer("seed", "the same number gives the same answer, as far as possible"),
                        Parameter.string("preamble", "the system prompt, as --system"),
                        Parameter.json(
                                "chat_history", "earlier turns: list of {\"role\":\"USER|CHATBOT\",\"message\"}"),
                        Parameter.json("documents", "list of {\"title\",\"snippet\"}, to cite from; \"_excludes\" too"),
                        Parameter.bool("search_queries_only", "answer with what to search for; a line each")
                                .defaultsTo(false),
                        Parameter.string("prompt_truncation", "whether a prompt that is too long is shortened")
                                .oneOf("OFF", "AUTO_PRESERVE_ORDER")
                                .defaultsTo("OFF"),
                        Parameter.json("tools", "list of {name, description, parameter_definitions}"),
                        Parameter.json("tool_results", "list of {call, outputs}"),
                        Parameter.bool("return_prompt", "whether the reply has the whole prompt")
                                .defaultsTo(false),
                        Parameter.bool("raw_prompting", "send the message without a template, as --raw-prompt")
                                .defaultsTo(false)));
    }

    @Override
    public ObjectNode request(Prompt prompt, Context context) {
        String owner = owner(context.id());
        ArrayNode documents = Json.array();
        List<Message> messages = prompt.messages().stream()
                .map(message -> withoutDocuments(message, documents, owner))
                .toList();
        Prompt rest = new Prompt(prompt.system(), messages, prompt.prefill(), prompt.raw());
        Turns turns = Turns.of(rest, owner, false);
        ObjectNode body = Json.object();
        if (rest.raw()) {
            body.put("message", turns.raw(rest)).put("raw_prompting", true);
        } else {
            addChat(body, turns, rest, owner);
        }
        if (!documents.isEmpty()) {
            body.set("documents", documents);
        }
        return body;
    }

    private static void addChat(ObjectNode body, Turns turns, Prompt prompt, String owner) {
        if (prompt.prefill() != null) {
            throw new UsageException(
                    owner + " takes no start of the answer",
                    "leave --prefill out, or a last turn of the assistant's; or write it with --raw-prompt");
        }
        List<Turns.Turn> list = turns.list();
        int last = list.size() - 1;
        body.put("message", list.get(last).text());
        if (last > 0) {
            ArrayNode history = body.putArray("chat_history");
            list.subList(0, last)
                    .forEach(turn -> history.addObject()
                            .put("role", turn.role() == Role.USER ? "USER" : "CHATBOT")
                            .put("message", turn.text()));
        }
        if (prompt.system() != null) {
            body.put("preamble", prompt.system());
        }
    }

    private static Message withoutDocuments(Message message, ArrayNode documents, String owner) {
        List<Content> rest = message.content().stream()
                .filter(part -> !(part instanceof Content.Document))
                .toList();
        for (Content part : message.content()) {
            if (part instanceof Content.Document document) {
                if (!document.media().type().isText()) {
                    throw new UsageException(
                            owner + " takes text documents, not "
                                    + document.media().name() + " ("
                                    + document.media().type().format() + ")",
                            "turn it into text, or use --api converse");
                }
                documents
                        .addObject()
                        .put("title", document.media().name())
                        .put("snippet", document.media().text());
            }
        }
        return new Message(message.role(), rest);
    }

    @Override
    public void reply(JsonNode body, ReplySink sink) {
        boolean answered = body.path("text").isTextual()
                || body.path("search_queries").isArray()
                || body.path("tool_calls").isArray();
        if (answered || body.path("finish_reason").isTextual()) {
            new CohereChat(sink).end(body, body.path("finish_reason"));
        }
    }

    @Override
    public ChunkDecoder decoder(ReplySink sink) {
        return new CohereChat(sink);
    }

    private static String owner(ModelId id) {
        return id.base().orElse("Cohere Command R");
    }
}
