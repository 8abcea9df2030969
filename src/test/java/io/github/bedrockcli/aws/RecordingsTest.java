package io.github.bedrockcli.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockcli.model.Api;
import io.github.bedrockcli.model.Json;
import io.github.bedrockcli.model.Knobs;
import io.github.bedrockcli.model.ModelId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.opentest4j.TestAbortedException;

/** Recorded replies of the real service, served again: they come out as they were decoded when they were recorded. */
class RecordingsTest {
    @TestFactory
    Stream<DynamicTest> everyRecordingComesThrough() throws IOException {
        Optional<Path> folder = folder();
        if (folder.isEmpty()) {
            return Stream.of(DynamicTest.dynamicTest("no recordings", () -> {
                throw new TestAbortedException("no folder with recordings; name one with -Dbedrock.fixtures=FOLDER");
            }));
        }
        List<DynamicTest> tests = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder.get())) {
            for (Path file : files.filter(path -> path.toString().endsWith(".json"))
                    .sorted()
                    .toList()) {
                JsonNode recording = Json.parse(Files.readAllBytes(file));
                String operation = recording.path("operation").asText();
                if (List.of("InvokeModel", "Converse", "InvokeModelWithResponseStream", "ConverseStream")
                        .contains(operation)) {
                    tests.add(DynamicTest.dynamicTest(
                            folder.get().relativize(file).toString(), () -> replay(recording, operation)));
                }
            }
        }
        assertThat(tests).isNotEmpty();
        return tests.stream();
    }

    private static void replay(JsonNode recording, String operation) throws IOException {
        boolean stream = recording.has("response_body_base64");
        byte[] body = stream
                ? Base64.getDecoder()
                        .decode(recording.path("response_body_base64").asText())
                : Json.bytes(recording.path("response"));
        int status = recording.path("status").asInt();
        try (LoopbackServer server = LoopbackServer.start(
                        (request, answer) -> answer.whole(status, body, headers(recording, stream)));
                Bedrock bedrock = Connections.to(server).maxAttempts(1).open()) {
            BedrockRequest request = new BedrockRequest(
                    operation.startsWith("Converse") ? Api.CONVERSE : Api.INVOKE,
                    ModelId.of(recording.path("modelId").asText()),
                    Json.bytes(recording.path("request")),
                    Knobs.NONE);
            if (status >= 400) {
                BedrockException failure = catchThrowableOfType(BedrockException.class, () -> {
                    if (operation.endsWith("Stream")) {
                        bedrock.stream(request).next();
                    } else {
                        bedrock.invoke(request);
                    }
                });
                assertThat(failure)
                        .hasMessage(recording.path("response").path("message").asText());
                assertThat(failure.status()).isEqualTo(status);
            } else if (stream) {
                assertThat(events(bedrock, request)).isEqualTo(expected(recording));
            } else {
                assertThat(bedrock.invoke(request).body()).isEqualTo(body);
            }
        }
    }

    private static List<JsonNode> events(Bedrock bedrock, BedrockRequest request) throws IOException {
        List<JsonNode> events = new ArrayList<>();
        try (EventStream stream = bedrock.stream(request)) {
            for (byte[] event = stream.next(); event != null; event = stream.next()) {
                events.add(Json.parse(event));
            }
        }
        return events;
    }

    /** The decoded recording in the form that the stream gives: a chunk's inner JSON, any other event by its name. */
    private static List<JsonNode> expected(JsonNode recording) {
        List<JsonNode> events = new ArrayList<>();
        for (JsonNode recorded : recording.path("response_events")) {
            assertThat(recorded.path("message-type").asText()).isEqualTo("event");
            if (recorded.path("type").asText().equals("chunk")) {
                events.add(recorded.path("payload"));
            } else {
                ObjectNode event = Json.object();
                event.set(recorded.path("type").asText(), recorded.path("payload"));
                events.add(event);
            }
        }
        return events;
    }

    private static String[] headers(JsonNode recording, boolean stream) {
        List<String> headers = new ArrayList<>();
        if (stream) {
            headers.add("Content-Type: application/vnd.amazon.eventstream");
        }
        recording.path("headers").properties().forEach(header -> {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            if (name.startsWith("x-amzn") || (name.equals("content-type") && !stream)) {
                headers.add(header.getKey() + ": " + header.getValue().asText());
            }
        });
        return headers.toArray(String[]::new);
    }

    private static Optional<Path> folder() {
        String named = System.getProperty("bedrock.fixtures");
        return Stream.of(
                        named == null ? "../shared/fixtures" : named,
                        "../shared/fixtures",
                        "../../shared/fixtures",
                        "../../../shared/fixtures")
                .map(Path::of)
                .filter(Files::isDirectory)
                .findFirst();
    }
}
