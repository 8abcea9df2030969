package io.github.bedrockcli.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockcli.model.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.eventstream.Message;

/**
 * Sends the requests of recordings to the emulator, and compares the members of its reply, and their kinds, with those of
 * the recorded reply. A recording of a model that the catalogue does not have is sent to one of the same family.
 */
final class RecordedShapesTest {
    private static final SteppingClock CLOCK = new SteppingClock();
    private static Emulator emulator;
    private static SignedClient client;

    @BeforeAll
    static void start() {
        emulator = Emulator.startForThisProcess(CLOCK);
        client = SignedClient.of(emulator, CLOCK);
    }

    @AfterAll
    static void stop() {
        emulator.close();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(textBlock = """
            amazon-nova/invoke-amazon.nova-micro-v1-0-otelpy-8.json, amazon.nova-micro-v1:0
            amazon-nova/converse-us.amazon.nova-lite-v1-0-braintrust-3.json, us.amazon.nova-lite-v1:0
            amazon-nova/converse-us.amazon.nova-2-lite-v1-0-rubyllm-25.json, us.amazon.nova-2-lite-v1:0
            amazon-nova/converse-us.amazon.nova-pro-v1-0-pydanticai-6.json, us.amazon.nova-pro-v1:0
            amazon-nova/converse-us.amazon.nova-micro-v1-0-pydanticai-6.json, us.amazon.nova-micro-v1:0
            amazon-titan-text/invoke-amazon.titan-text-express-v1-oteljs-1.json, amazon.titan-text-express-v1
            amazon-titan-text/invoke-amazon.titan-tg1-large-ddpy-2.json, amazon.titan-tg1-large
            amazon-titan-embed/invoke-amazon.titan-embed-g1-text-02-newrelic-1.json, amazon.titan-embed-g1-text-02
            amazon-titan-embed/invoke-amazon.titan-embed-text-v2-0-pydanticai-4.json, amazon.titan-embed-text-v2:0
            amazon-nova-embed/invoke-amazon.nova-2-multimodal-embeddings-v1-0-pydanticai-1.json, amazon.nova-2-multimodal-embeddings-v1:0
            cohere-embed/invoke-cohere.embed-english-v3-newrelic-1.json, cohere.embed-english-v3
            cohere-embed/invoke-cohere.embed-v4-0-pydanticai-4.json, cohere.embed-v4:0
            cohere-embed/invoke-us.cohere.embed-v4-0-rubyllm-2.json, us.cohere.embed-v4:0
            meta-llama/invoke-meta.llama3-8b-instruct-v1-0-openinference-1.json, meta.llama3-8b-instruct-v1:0
            mistral/invoke-mistral.mistral-7b-instruct-v0-2-ddjs-1.json, mistral.mistral-7b-instruct-v0:2
            openai-gpt/invoke-openai.gpt-oss-20b-1-0-reqllm-1.json, openai.gpt-oss-20b-1:0
            openai-gpt/invoke-openai.gpt-oss-20b-1-0-reqllm-5.json, openai.gpt-oss-20b-1:0
            deepseek/converse-us.deepseek.r1-v1-0-pydanticai-2.json, us.deepseek.r1-v1:0
            anthropic-claude/invoke-us.anthropic.claude-opus-4-20250514-v1-0-reqllm-1.json, us.anthropic.claude-opus-4-1-20250805-v1:0
            anthropic-claude/invoke-us.anthropic.claude-sonnet-4-20250514-v1-0-ddjs-1.json, us.anthropic.claude-sonnet-4-5-20250929-v1:0
            anthropic-claude/converse-global.anthropic.claude-sonnet-4-5-20250929-v1-0-reqllm-8.json, global.anthropic.claude-sonnet-4-5-20250929-v1:0
            anthropic-claude/converse-us.anthropic.claude-sonnet-4-5-20250929-v1-0-pydanticai-35.json, us.anthropic.claude-sonnet-4-5-20250929-v1:0
            anthropic-claude/converse-us.anthropic.claude-sonnet-4-5-20250929-v1-0-rubyllm-8.json, us.anthropic.claude-sonnet-4-5-20250929-v1:0
            anthropic-claude/invoke-anthropic.claude-v2-1-ddjs-1.json, arn:aws:bedrock:us-east-1:123456789012:provisioned-model/claude20200k
            anthropic-claude/invoke-anthropic.claude-v2-1-openllmetry-1.json, arn:aws:bedrock:us-east-1:123456789012:provisioned-model/claude20200k
            ai21-j2/invoke-ai21.j2-mid-v1-openllmetry-1.json, arn:aws:bedrock:us-east-1:123456789012:provisioned-model/jurassic20ultra
            ai21-jamba/invoke-ai21.jamba-1-5-mini-v1-0-openinference-1.json, ai21.jamba-1-5-mini-v1:0
            cohere-command/invoke-cohere.command-light-text-v14-ddpy-2.json, arn:aws:bedrock:us-east-1:123456789012:provisioned-model/command0text14
            cohere-command/invoke-cohere.command-text-v14-openllmetry-1.json, arn:aws:bedrock:us-east-1:123456789012:provisioned-model/command0text14
            cohere-command-r/invoke-cohere.command-r-v1-0-otelpy-2.json, arn:aws:bedrock:us-east-1:123456789012:provisioned-model/command0r0plus
            application-inference-profile/converse-1arbu5hu2sjr-ddpy-1.json, arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/1arbu5hu2sjr
            anthropic-claude/counttokens-anthropic.claude-sonnet-4-20250514-v1-0-pydanticai-2.json, anthropic.claude-sonnet-4-5-20250929-v1:0
            """)
    void repliesHaveTheRecordedMembers(String file, String model) throws IOException {
        JsonNode recording = recording(file);
        SignedClient.Answer answer = send(recording, model);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        TreeSet<String> ours = shape(answer.json());
        // Sent by the newest recordings only, and by the emulator always.
        TreeSet<String> theirs = shape(recording.path("response"));
        assertThat(without(ours, "/usage/serverToolUsage:OBJECT"))
                .isEqualTo(without(theirs, "/usage/serverToolUsage:OBJECT"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(textBlock = """
            amazon-nova/invokestream-amazon.nova-micro-v1-0-openinference-1.json, amazon.nova-micro-v1:0
            amazon-titan-text/invokestream-amazon.titan-text-lite-v1-ddjs-1.json, amazon.titan-text-lite-v1
            mistral/invokestream-mistral.mistral-small-2402-v1-0-oteljs-1.json, mistral.mistral-small-2402-v1:0
            meta-llama/invokestream-meta.llama3-8b-instruct-v1-0-reqllm-1.json, meta.llama3-8b-instruct-v1:0
            anthropic-claude/invokestream-anthropic.claude-3-haiku-20240307-v1-0-reqllm-2.json, us.anthropic.claude-haiku-4-5-20251001-v1:0
            cohere-command/invokestream-cohere.command-light-text-v14-ddpy-1.json, arn:aws:bedrock:us-east-1:123456789012:provisioned-model/command0text14
            cohere-command/invokestream-cohere.command-light-text-v14-oteljs-1.json, arn:aws:bedrock:us-east-1:123456789012:provisioned-model/command0text14
            cohere-command-r/invokestream-cohere.command-r-v1-0-ddjs-1.json, arn:aws:bedrock:us-east-1:123456789012:provisioned-model/command0r0plus
            amazon-nova/conversestream-us.amazon.nova-lite-v1-0-braintrust-1.json, us.amazon.nova-lite-v1:0
            anthropic-claude/conversestream-global.anthropic.claude-haiku-4-5-20251001-v1-0-reqllm-4.json, global.anthropic.claude-haiku-4-5-20251001-v1:0
            """)
    void streamsHaveTheRecordedMembers(String file, String model) throws IOException {
        JsonNode recording = recording(file);
        SignedClient.Answer answer = send(recording, model);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        TreeSet<String> ours = new TreeSet<>();
        for (Message frame : answer.frames()) {
            String type = frame.getHeaders().get(":event-type").getString();
            ours.addAll(shape(type, inner(type, frame.getPayload())));
        }
        TreeSet<String> theirs = new TreeSet<>();
        for (JsonNode event : recording.path("response_events")) {
            theirs.addAll(shape(event.path("type").asText(), event.path("payload")));
        }
        // Newer answers of Claude tell cache counts that the recorded, older one does not.
        ours.removeIf(member -> member.toLowerCase(Locale.ROOT).contains("cache") && !theirs.contains(member));
        assertThat(ours).isEqualTo(theirs);
    }

    @Test
    void recordedRefusalsAreOurs() throws IOException {
        for (String file : List.of(
                "errors/invoke-invalid-model-id-openinference-err400-1.json",
                "errors/converse-invalid-model-id-openinference-err400-1.json",
                "errors/invokestream-invalid-streaming-model-id-openinference-err400-1.json",
                "anthropic-claude/invoke-anthropic.claude-sonnet-4-5-20250929-v1-0-reqllm-err400-1.json",
                "meta-llama/invoke-meta.llama3-1-70b-instruct-v1-0-reqllm-err400-1.json",
                "meta-llama/invoke-meta.llama4-maverick-17b-instruct-v1-0-reqllm-err400-2.json",
                "anthropic-claude/converse-us.anthropic.claude-sonnet-4-5-20250929-v1-0-pydanticai-err400-2.json",
                "anthropic-claude/invoke-anthropic.claude-v2-reqllm-err404-1.json")) {
            JsonNode recording = recording(file);
            String model = recording.path("modelId").asText().replace("llama3-1-70b", "llama3-1-8b");
            SignedClient.Answer answer = send(recording, model);
            assertThat(answer.status())
                    .as(file)
                    .isEqualTo(recording.path("status").asInt());
            assertThat(answer.message().replace("llama3-1-8b", "llama3-1-70b"))
                    .as(file)
                    .isEqualTo(recording.at("/response/message").asText());
            String type = recording.at("/headers/x-amzn-errortype").asText();
            if (!type.isEmpty()) {
                assertThat(answer.header("x-amzn-errortype")).as(file).isEqualTo(type);
            }
        }
    }

    @Test
    void listedModelsHaveTheRecordedMembers() throws IOException {
        JsonNode recorded = recording("control-plane/listfoundationmodels-awssamples-2.json")
                .path("response");
        TreeSet<String> theirs = shape(recorded);
        TreeSet<String> ours = shape(client.get("/foundation-models").json());
        // The dates came into the service model after the recording.
        ours.removeIf(member -> member.matches(".*/modelLifecycle/[a-zA-Z]+Time:STRING"));
        assertThat(ours).isEqualTo(theirs);
    }

    private static JsonNode inner(String type, byte[] payload) throws IOException {
        JsonNode tree = Json.parse(payload);
        assertThat(tree.path("p").asText()).as("padding").isNotEmpty();
        return type.equals("chunk")
                ? Json.parse(Base64.getDecoder().decode(tree.path("bytes").asText()))
                : ((ObjectNode) tree).without("p");
    }

    private static SignedClient.Answer send(JsonNode recording, String model) {
        String operation = switch (recording.path("operation").asText()) {
            case "InvokeModel" -> "invoke";
            case "InvokeModelWithResponseStream" -> "invoke-with-response-stream";
            case "Converse" -> "converse";
            case "ConverseStream" -> "converse-stream";
            case "CountTokens" -> "count-tokens";
            default -> throw new AssertionError(recording.path("operation"));
        };
        String path = "/model/" + model.replace(":", "%3A").replace("/", "%2F") + "/" + operation;
        return client.post(path, Json.line(recording.path("request")));
    }

    private static TreeSet<String> without(TreeSet<String> shape, String member) {
        TreeSet<String> rest = new TreeSet<>(shape);
        rest.remove(member);
        return rest;
    }

    private static TreeSet<String> shape(JsonNode tree) {
        return shape("", tree);
    }

    /** Each leaf's place and kind; places in lists are all alike, and an empty container is a leaf. */
    private static TreeSet<String> shape(String place, JsonNode tree) {
        TreeSet<String> shape = new TreeSet<>();
        if (!tree.isContainerNode() || tree.isEmpty()) {
            shape.add(place + ":" + tree.getNodeType());
        }
        tree.fields().forEachRemaining(member -> shape.addAll(shape(place + "/" + member.getKey(), member.getValue())));
        if (tree.isArray()) {
            List<JsonNode> items = new ArrayList<>();
            tree.forEach(items::add);
            items.forEach(item -> shape.addAll(shape(place + "/*", item)));
        }
        return shape;
    }

    private static JsonNode recording(String file) throws IOException {
        Optional<Path> root = Stream.of(
                        System.getProperty("bedrock.fixtures", ""),
                        "../shared/fixtures",
                        "../../shared/fixtures",
                        "../../../shared/fixtures")
                .filter(place -> !place.isEmpty())
                .map(Path::of)
                .filter(place -> Files.isRegularFile(place.resolve("INDEX.tsv")))
                .findFirst();
        assumeTrue(root.isPresent(), "no recordings beside the project");
        return Json.parse(Files.readAllBytes(root.get().resolve(file)));
    }
}
