package io.github.bedrockcli.family;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockcli.model.Content;
import io.github.bedrockcli.model.Json;
import io.github.bedrockcli.model.Media;
import io.github.bedrockcli.model.MediaType;
import io.github.bedrockcli.model.Message;
import io.github.bedrockcli.model.ModelId;
import io.github.bedrockcli.model.Outcome;
import io.github.bedrockcli.model.Parameter;
import io.github.bedrockcli.model.ParameterTable;
import io.github.bedrockcli.model.Prompt;
import io.github.bedrockcli.model.ReplySink;
import io.github.bedrockcli.model.Role;
import io.github.bedrockcli.model.Stop;
import io.github.bedrockcli.model.Usage;
import io.github.bedrockcli.model.UsageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Anthropic Claude 3 and later, through the Messages body. Claude 2 and Instant take it too, but are asked by text
 * completion ({@link ClaudeText}) unless {@code --family claude} says otherwise.
 *
 * <p>Source: Bedrock user guide, "Anthropic Claude Messages API", Anthropic's Messages reference, and recorded replies;
 * 2026-11. Documents other than PDF and text are refused: the body has no block for them (Converse has). What several
 * parameters mean together is in {@link ClaudeRules}. Citations, signatures, encrypted thinking and tools that the service
 * ran itself are no part of the answer's text; the body as received has them.
 */
final class Claude implements TextFamily {
    private static final String PREFIX = "anthropic.claude-";
    /** Tools of Anthropic's own, such as {@code computer_20250124}, stand here too: Converse has no form for them. */
    private static final Set<String> BEYOND_CONVERSE =
            Set.of("top_k", "thinking", "output_config", "anthropic_beta", "context_management", "tools");

    /**
     * 20 pictures of 3.75 MB and 8000 pixels, 20 MB in all. The service counts a picture as base64 and says "image
     * exceeds 5 MB maximum: … > 5242880 bytes": that is 3,932,160 bytes before base64, so MB means 2^20 bytes here.
     */
    private static final MediaLimits MEDIA = new MediaLimits(20, 3_932_160, 8000, 20L << 20);

    @Override
    public String name() {
        return "claude";
    }

    @Override
    public List<String> prefixes() {
        return List.of(PREFIX);
    }

    @Override
    public List<String> except() {
        return List.of(PREFIX + "v1", PREFIX + "v2", PREFIX + "instant");
    }

    @Override
    public ParameterTable parameters(ModelId id) {
        return ClaudeRows.table(owner(id), id.base().flatMap(ClaudeVersion::of));
    }

    @Override
    public List<Parameter> beyondConverse(ModelId id) {
        return parameters(id).all().stream()
                .filter(row -> BEYOND_CONVERSE.contains(row.name().split("\\.", 2)[0]))
                .toList();
    }

    /** As Anthropic's reference advises. */
    @Override
    public boolean advisesOneOfTemperatureAndTopP() {
        return true;
    }

    @Override
    public void settle(Draft draft) {
        ClaudeRules.settle(draft);
    }

    @Override
    public void settleConverse(Draft draft) {
        ClaudeRules.settleConverse(draft);
    }

    @Override
    public MediaLimits mediaLimits(ModelId id) {
        return MEDIA;
    }

    @Override
    public ObjectNode request(Prompt prompt, Context context) {
        if (context.validate()) {
            MEDIA.check(prompt, owner(context.id()));
            checkOrder(prompt.turns(), owner(context.id()));
        }
        ObjectNode body = Json.object();
        String system = prompt.system();
        if (!prompt.systemParts().isEmpty()) {
            ArrayNode blocks = body.putArray("system");
            prompt.systemParts().forEach(part -> addBlock(blocks, part, context));
        } else if (system != null) {
            body.put("system", system);
        }
        ArrayNode messages = body.putArray("messages");
        for (Message turn : prompt.turns()) {
            ObjectNode message = messages.addObject().put("role", turn.role().wireName());
            if (turn.content().size() == 1 && turn.isTextOnly()) {
                message.put("content", turn.text());
            } else {
                ArrayNode blocks = message.putArray("content");
                turn.content().forEach(part -> addBlock(blocks, part, context));
            }
        }
        return body;
    }

    /** The first turn is the user's, and nobody speaks twice in a row. */
    private static void checkOrder(List<Message> turns, String owner) {
        Role before = Role.ASSISTANT;
        for (Message turn : turns) {
            if (turn.role() == before) {
                throw new UsageException(
                        owner + " takes turns of user and assistant by turns, the user's first; two of "
                                + before.wireName() + " follow one another",
                        "join them into one turn");
            }
            before = turn.role();
        }
    }

    private static void addBlock(ArrayNode blocks, Content part, Context context) {
        if (part instanceof Content.Text text) {
            // The service refuses empty text blocks; beside other blocks there is nothing to lose.
            if (!text.text().isEmpty()) {
                blocks.addObject().put("type", "text").put("text", text.text());
            }
        } else if (part instanceof Content.Image image) {
            source(
                            blocks.addObject().put("type", "image"),
                            "base64",
                            image.media().type().mime())
                    .put("data", image.media().base64());
        } else if (part instanceof Content.Document document) {
            addDocument(blocks, document.media(), context);
        } else if (part instanceof Content.Video video) {
            throw Turns.noVideo(video, owner(context.id()));
        } else if (part instanceof Content.Raw raw) {
            if (context.validate() && !raw.block().path("type").isTextual()) {
                throw new UsageException(
                        "the messages hold a block without a type: " + names(raw.block()),
                        "Claude's blocks are {\"type\": ...}; those of Converse go with --api converse");
            }
            blocks.add(raw.block().<JsonNode>deepCopy());
        }
    }

    private static String names(JsonNode block) {
        List<String> names = new ArrayList<>();
        block.fieldNames().forEachRemaining(names::add);
        return String.join(", ", names);
    }

    private static void addDocument(ArrayNode blocks, Media media, Context context) {
        ObjectNode block = Json.object().put("type", "document");
        if (media.type() == MediaType.PDF) {
            source(block, "base64", media.type().mime()).put("data", media.base64());
        } else if (media.type().isText()) {
            source(block, "text", MediaType.TXT.mime()).put("data", media.text());
        } else {
            throw new UsageException(
                    owner(context.id()) + " takes PDF and text documents, not " + media.name() + " ("
                            + media.type().format() + ")",
                    "use --api converse, or turn it into PDF");
        }
        blocks.add(block.put("title", media.name()));
    }

    private static ObjectNode source(ObjectNode block, String type, String mime) {
        return block.putObject("source").put("type", type).put("media_type", mime);
    }

    @Override
    public void reply(JsonNode body, ReplySink sink) {
        if (pushError(body, sink)) {
            return;
        }
        JsonNode blocks = body.path("content");
        for (JsonNode block : blocks) {
            switch (block.path("type").asText()) {
                case "text" -> sink.text(block.path("text").asText(""));
                case "thinking" -> sink.reasoning(block.path("thinking").asText(""));
                case "tool_use" ->
                    sink.toolUse(ToolCalls.whole(block.path("id"), block.path("name"), block.path("input")));
                default -> {
                    // Encrypted thinking, tools that the service ran itself, and what is yet to be invented.
                }
            }
        }
        sink.usage(usage(body.path("usage")));
        boolean ended = body.path("stop_reason").isTextual() || blocks.findValue("text") != null;
        // A recorded answer has an empty list; none at all is another family's reply.
        if (blocks.isArray() && ended) {
            sink.stop(stop(body));
        }
    }

    @Override
    public ChunkDecoder decoder(ReplySink sink) {
        return new ClaudeStream(sink);
    }

    /** An error object in place of an answer. */
    static boolean pushError(JsonNode tree, ReplySink sink) {
        if (!tree.path("type").asText().equals("error")) {
            return false;
        }
        JsonNode error = tree.path("error");
        sink.stop(new Stop(
                error.path("type").textValue(),
                Outcome.BROKEN,
                error.path("message").textValue()));
        return true;
    }

    /** @param end what holds stop_reason: a whole reply, or the delta of a stream's message_delta */
    static Stop stop(JsonNode end) {
        String reason = end.path("stop_reason").textValue();
        Outcome outcome = reason == null ? Outcome.COMPLETE : StopWords.outcome(reason);
        String detail = end.path("stop_sequence").textValue();
        if (outcome == Outcome.BLOCKED) {
            detail = end.path("stop_details").path("explanation").textValue();
        }
        return new Stop(reason, outcome, detail);
    }

    static Usage usage(JsonNode usage) {
        return new Usage(
                Counts.of(usage.path("input_tokens")),
                Counts.of(usage.path("output_tokens")),
                Counts.of(usage.path("cache_read_input_tokens")),
                Counts.of(usage.path("cache_creation_input_tokens")));
    }

    private static String owner(ModelId id) {
        return id.base().orElse("Claude");
    }
}
