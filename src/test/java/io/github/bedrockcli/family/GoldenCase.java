package io.github.bedrockcli.family;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockcli.family.TextRequest.ApiChoice;
import io.github.bedrockcli.model.Common;
import io.github.bedrockcli.model.Content;
import io.github.bedrockcli.model.Footage;
import io.github.bedrockcli.model.Json;
import io.github.bedrockcli.model.Knobs;
import io.github.bedrockcli.model.Media;
import io.github.bedrockcli.model.MediaType;
import io.github.bedrockcli.model.Message;
import io.github.bedrockcli.model.ModelId;
import io.github.bedrockcli.model.Prompt;
import io.github.bedrockcli.model.Role;
import io.github.bedrockcli.model.Stop;
import io.github.bedrockcli.model.Usage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One golden folder: what is asked, and which files say what must come of it. */
record GoldenCase(Path folder, JsonNode args) {
    static GoldenCase read(Path folder) throws IOException {
        return new GoldenCase(folder, Json.parse(Files.readAllBytes(folder.resolve("args.json"))));
    }

    boolean has(String file) {
        return Files.exists(folder.resolve(file));
    }

    JsonNode json(String file) throws IOException {
        return Json.parse(Files.readAllBytes(folder.resolve(file)));
    }

    List<JsonNode> chunks() throws IOException {
        List<JsonNode> chunks = new ArrayList<>();
        for (String line : Files.readAllLines(folder.resolve("chunks.jsonl"))) {
            chunks.add(Json.parse(line));
        }
        return chunks;
    }

    TextRequest target() {
        ApiChoice api = ApiChoice.valueOf(args.path("api").asText("auto").toUpperCase(Locale.ROOT));
        return TextRequest.choose(
                ModelId.of(args.path("model").asText()),
                api,
                args.path("family").textValue());
    }

    /** Whether the model can stream. */
    boolean streams() {
        TextRequest target = target();
        return target.codec().streams(target.id());
    }

    ObjectNode body() {
        TextRequest request = target();
        boolean validate = args.path("validate").asBoolean(true);
        Map<Common, JsonNode> common = new LinkedHashMap<>();
        args.path("common").fields().forEachRemaining(one -> common.put(Common.valueOf(one.getKey()), one.getValue()));
        Map<String, JsonNode> vendor = new LinkedHashMap<>();
        args.path("params")
                .fields()
                .forEachRemaining(one -> vendor.put(
                        one.getKey(),
                        one.getValue().isTextual()
                                ? request.parameters()
                                        .read(one.getKey(), one.getValue().textValue())
                                : one.getValue()));
        boolean stream = args.path("stream").asBoolean();
        return request.body(prompt(), common, vendor, knobs(), stream, validate);
    }

    Prompt prompt() {
        Prompt read = args.has("messages")
                ? MessagesJson.prompt(args.get("messages"), "args.json", false)
                : new Prompt(null, List.of(turn()), null, false);
        return new Prompt(
                args.path("system").asText(read.system()),
                read.messages(),
                args.path("prefill").asText(read.prefill()),
                args.path("raw").asBoolean(),
                read.systemParts());
    }

    private Message turn() {
        List<Content> content = new ArrayList<>();
        args.path("images").forEach(file -> content.add(new Content.Image(media(file))));
        args.path("documents").forEach(file -> content.add(new Content.Document(media(file))));
        args.path("videos").forEach(file -> content.add(new Content.Video(footage(file))));
        if (args.path("prompt").isTextual()) {
            content.add(new Content.Text(args.path("prompt").textValue()));
        }
        return new Message(Role.USER, content);
    }

    private static Footage footage(JsonNode file) {
        return file.has("uri") ? new Footage.Stored(file.path("uri").asText()) : new Footage.Held(media(file));
    }

    private static Media media(JsonNode file) {
        return new Media(
                MediaType.valueOf(file.path("type").asText().toUpperCase(Locale.ROOT)),
                file.path("name").asText(),
                Base64.getDecoder().decode(file.path("base64").asText()),
                file.path("width").asInt(),
                file.path("height").asInt());
    }

    private Knobs knobs() {
        JsonNode guardrail = args.path("guardrail");
        Map<String, String> metadata = new HashMap<>();
        args.path("requestMetadata")
                .fields()
                .forEachRemaining(
                        one -> metadata.put(one.getKey(), one.getValue().asText()));
        return new Knobs(
                guardrail.isMissingNode()
                        ? null
                        : new Knobs.Guardrail(
                                guardrail.path("id").asText(),
                                guardrail.path("version").asText(),
                                guardrail.path("trace").asBoolean(),
                                guardrail.path("tagInput").asBoolean(),
                                guardrail.path("streamMode").textValue()),
                args.path("serviceTier").textValue(),
                args.path("latency").textValue(),
                metadata);
    }

    /** What was decoded, in the form of reply.json. */
    static ObjectNode told(WatchedReply watched) {
        ObjectNode told = Json.object().put("text", watched.reply.text());
        if (!watched.reply.reasoning().isEmpty()) {
            told.put("reasoning", watched.reply.reasoning());
        }
        if (!watched.reply.toolUses().isEmpty()) {
            ArrayNode tools = told.putArray("tool_uses");
            watched.reply
                    .toolUses()
                    .forEach(tool -> tools.addObject()
                            .put("id", tool.id())
                            .put("name", tool.name())
                            .set("input", tool.input()));
        }
        if (!watched.reply.attachments().isEmpty()) {
            watched.reply.attachments().forEach(told.putArray("attachments")::add);
        }
        if (watched.reply.guardrail().isObject()) {
            told.set("guardrail", watched.reply.guardrail());
        }
        Stop stop = watched.reply.stop();
        told.put("outcome", stop == null ? null : stop.outcome().wireName());
        if (stop != null && stop.reason() != null) {
            told.put("stop_reason", stop.reason());
        }
        if (stop != null && stop.detail() != null) {
            told.put("detail", stop.detail());
        }
        Usage usage = watched.reply.usage();
        ObjectNode counts = Json.object();
        count(counts, "input_tokens", usage.inputTokens());
        count(counts, "output_tokens", usage.outputTokens());
        count(counts, "cache_read_tokens", usage.cacheReadTokens());
        count(counts, "cache_write_tokens", usage.cacheWriteTokens());
        if (!counts.isEmpty()) {
            told.set("usage", counts);
        }
        return told;
    }

    private static void count(ObjectNode counts, String name, Long value) {
        if (value != null) {
            counts.put(name, value.intValue());
        }
    }
}
