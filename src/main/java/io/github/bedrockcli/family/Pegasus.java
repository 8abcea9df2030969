package io.github.bedrockcli.family;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockcli.model.Common;
import io.github.bedrockcli.model.Content;
import io.github.bedrockcli.model.Footage;
import io.github.bedrockcli.model.Json;
import io.github.bedrockcli.model.Message;
import io.github.bedrockcli.model.ModelId;
import io.github.bedrockcli.model.Outcome;
import io.github.bedrockcli.model.Parameter;
import io.github.bedrockcli.model.ParameterTable;
import io.github.bedrockcli.model.Prompt;
import io.github.bedrockcli.model.ReplySink;
import io.github.bedrockcli.model.Stop;
import io.github.bedrockcli.model.UsageException;
import java.util.List;

/**
 * TwelveLabs Pegasus 1.2: answers one prompt about one video.
 *
 * <p>Source: Bedrock user guide, "TwelveLabs Pegasus 1.2"; public code that reads its streams, whose last piece says
 * {@code stopReason} where a whole reply says {@code finishReason}; 2026-11. A video is sent as base64, within the
 * service's 25 MB for a body, or as a place in S3, whose owner the service does not require. Earlier turns, a system
 * prompt, the start of an answer, pictures and documents are refused: the body has no place for them. There is no
 * Converse for it.
 */
final class Pegasus implements TextFamily {
    @Override
    public String name() {
        return "pegasus";
    }

    @Override
    public List<String> prefixes() {
        return List.of("twelvelabs.pegasus-");
    }

    @Override
    public ParameterTable parameters(ModelId id) {
        return new ParameterTable(
                owner(id),
                List.of(
                        Parameter.json("mediaSource", "the video: --video FILE or --video s3://BUCKET/KEY gives it")
                                .mustBeGiven(),
                        Parameter.string("mediaSource.s3Location.bucketOwner", "account that owns the video's bucket")
                                .at("/mediaSource/s3Location/bucketOwner"),
                        Parameter.integer("maxOutputTokens", "most tokens of the answer")
                                .range("1", "4096")
                                .common(Common.MAX_TOKENS),
                        Parameter.number("temperature", "randomness")
                                .range("0", "1")
                                .defaultsTo(0.2)
                                .common(Common.TEMPERATURE),
                        Parameter.json(
                                "responseFormat",
                                "the answer as JSON of a schema: {\"type\":\"json_schema\",\"jsonSchema\":…}")));
    }

    @Override
    public ObjectNode request(Prompt prompt, Context context) {
        String owner = owner(context.id());
        if (context.validate()) {
            MediaLimits.BODY.check(prompt, owner);
        }
        refuseConversation(prompt, owner);
        Message turn = prompt.messages().get(0);
        ObjectNode body = Json.object().put("inputPrompt", turn.text());
        for (Content part : turn.content()) {
            if (part instanceof Content.Video video) {
                if (body.has("mediaSource")) {
                    throw new UsageException(owner + " looks at one video at a time", "ask about each on its own");
                }
                putSource(body.putObject("mediaSource"), video.footage());
            } else if (!(part instanceof Content.Text)) {
                throw Turns.refusal(part, owner);
            }
        }
        return body;
    }

    private static void refuseConversation(Prompt prompt, String owner) {
        if (prompt.messages().size() > 1) {
            throw new UsageException(
                    owner + " answers one prompt: there is no place in it for earlier turns",
                    "ask anew, with the video; /reset does in a chat");
        }
        if (prompt.system() != null || prompt.prefill() != null) {
            throw new UsageException(
                    owner + " takes no " + (prompt.system() != null ? "system prompt" : "start of an answer"),
                    "write it into the prompt");
        }
    }

    static void putSource(ObjectNode source, Footage footage) {
        if (footage instanceof Footage.Held held) {
            source.put("base64String", held.media().base64());
        } else if (footage instanceof Footage.Stored stored) {
            source.putObject("s3Location").put("uri", stored.uri());
        }
    }

    @Override
    public void reply(JsonNode body, ReplySink sink) {
        read(body, sink);
        if (body.path("message").isTextual() && !reason(body).isTextual()) {
            sink.stop(new Stop(null, Outcome.COMPLETE));
        }
    }

    @Override
    public ChunkDecoder decoder(ReplySink sink) {
        return chunk -> read(chunk, sink);
    }

    private static void read(JsonNode tree, ReplySink sink) {
        String text = tree.path("message").asText("");
        if (!text.isEmpty()) {
            sink.text(text);
        }
        if (reason(tree).isTextual()) {
            String word = reason(tree).textValue();
            sink.stop(new Stop(word, word.equals("length") ? Outcome.TRUNCATED : Outcome.COMPLETE));
        }
    }

    /** Pieces of a stream that are not the last have an empty reason. */
    private static JsonNode reason(JsonNode tree) {
        JsonNode reason =
                tree.path("finishReason").asText("").isEmpty() ? tree.path("stopReason") : tree.path("finishReason");
        return reason.asText("").isEmpty() ? tree.path("none") : reason;
    }

    private static String owner(ModelId id) {
        return id.base().orElse("Pegasus");
    }
}
