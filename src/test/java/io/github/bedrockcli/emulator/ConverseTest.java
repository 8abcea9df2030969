package io.github.bedrockcli.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Converse: its rules, and that every text model answers. */
final class ConverseTest {
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

    @Test
    void everyTextModelOfTheListAnswers() {
        for (JsonNode model :
                client.get("/foundation-models?byOutputModality=TEXT").json().path("modelSummaries")) {
            String id = model.path("modelId").asText();
            String types = model.path("inferenceTypesSupported").toString();
            if (types.contains("PROVISIONED")) {
                continue;
            }
            String called = types.contains("ON_DEMAND") ? id : "us." + id;
            SignedClient.Answer answer = client.converse(called, """
                    {"messages":[{"role":"user","content":[{"text":"Hi"}]}]}""");
            if (id.startsWith("twelvelabs.pegasus-")) {
                assertThat(answer.message()).startsWith("This action doesn't support the model");
                continue;
            }
            JsonNode content = answer.json().at("/output/message/content");
            assertThat(content.path(content.size() - 1).path("text").asText())
                    .as(called + answer.text())
                    .isEqualTo("[offline echo] Hi");
        }
    }

    @ParameterizedTest(name = "{1}: {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            amazon.nova-lite-v1:0 | {} | A conversation must start with a user message.
            amazon.nova-lite-v1:0 | {"messages":[{"role":"assistant","content":[{"text":"a"}]}]} | A conversation must start with a user message.
            amazon.nova-lite-v1:0 | {"messages":[{"role":"user","content":[{"text":"a"}]},{"role":"user","content":[{"text":"a"}]}]} | A conversation must alternate between user and assistant roles.
            amazon.nova-lite-v1:0 | {"messages":[{"role":"user","content":[{"text":" "}]}]} | The text field in the ContentBlock object at messages.0.content.0 is blank.
            amazon.nova-lite-v1:0 | {"messages":[{"role":"user","content":[]}]} | The content field in the Message object at messages.0 is empty.
            amazon.nova-lite-v1:0 | {"messages":[{"role":"user","content":[{"document":{"format":"txt","name":"a","source":{"bytes":"aGk="}}}]}]} | A text block must be included when using documents.
            amazon.nova-lite-v1:0 | {"messages":[{"role":"user","content":[{"text":"a"},{"document":{"format":"txt","name":"a.txt","source":{"bytes":"aGk="}}}]}]} | The document file name can only contain alphanumeric characters
            amazon.nova-lite-v1:0 | {"messages":[{"role":"user","content":[{"text":"a"},{"document":{"format":"rtf","name":"a","source":{"bytes":"aGk="}}}]}]} | 1 validation error detected: Value 'rtf' at 'messages.0.content.1.document.format'
            amazon.nova-lite-v1:0 | {"messages":[{"role":"user","content":[{"text":"a"},{"document":{"format":"txt","name":"a","source":{"bytes":"aGk="}}},{"document":{"format":"txt","name":"a","source":{"bytes":"aGk="}}}]}]} | Messages can't contain duplicate document names.
            meta.llama3-8b-instruct-v1:0 | {"messages":[{"role":"user","content":[{"text":"a"},{"image":{"format":"png","source":{"bytes":"aGk="}}}]}]} | This model doesn't support the image content block that you provided.
            amazon.nova-micro-v1:0 | {"messages":[{"role":"user","content":[{"text":"a"},{"image":{"format":"png","source":{"bytes":"aGk="}}}]}]} | This model doesn't support the image content block that you provided. Update the content block and try again.
            amazon.nova-micro-v1:0 | {"messages":[{"role":"user","content":[{"text":"a"},{"video":{"format":"mp4","source":{"bytes":"aGk="}}}]}]} | This model doesn't support the video content block that you provided. Update the content block and try again.
            amazon.nova-micro-v1:0 | {"messages":[{"role":"user","content":[{"text":"a"},{"document":{"format":"txt","name":"a","source":{"bytes":"aGk="}}}]}]} | This model doesn't support the document content block that you provided. Update the content block and try again.
            us.anthropic.claude-haiku-4-5-20251001-v1:0 | {"messages":[{"role":"user","content":[{"text":"a"},{"image":{"format":"png","source":{"bytes":"/9j/4A=="}}}]}]} | The model returned the following errors: messages.0.content.1.image.source.bytes: The image was specified using the image/png media type, but the image appears to be a image/jpeg image
            us.anthropic.claude-haiku-4-5-20251001-v1:0 | {"messages":[{"role":"user","content":[{"text":"a"}]},{"role":"user","content":[{"text":"a"}]}]} | A conversation must alternate between user and assistant roles.
            us.anthropic.claude-haiku-4-5-20251001-v1:0 | {"messages":[{"role":"user","content":[{"text":"a"},{"video":{"format":"mp4","source":{"bytes":"aGk="}}}]}]} | This model doesn't support the video content block that you provided.
            amazon.nova-lite-v1:0 | {"messages":[{"role":"user","content":[{"text":"a"}]}],"inferenceConfig":{"temperature":2}} | 1 validation error detected: Value '2' at 'inferenceConfig.temperature' failed to satisfy constraint: Member must have value less than or equal to 1
            amazon.nova-lite-v1:0 | {"messages":[{"role":"user","content":[{"text":"a"}]}],"additionalModelRequestFields":{"top_k":1}} | The model returned the following errors: Malformed input request: #: extraneous key [top_k] is not permitted, please reformat your input and try again.
            us.anthropic.claude-haiku-4-5-20251001-v1:0 | {"messages":[{"role":"user","content":[{"text":"a"}]}],"additionalModelRequestFields":{"topK":1}} | The model returned the following errors: topK: Extra inputs are not permitted
            us.anthropic.claude-haiku-4-5-20251001-v1:0 | {"messages":[{"role":"user","content":[{"text":"a"}]}],"inferenceConfig":{"temperature":1,"topP":1}} | The model returned the following errors: `temperature` and `top_p` cannot both be specified
            us.anthropic.claude-haiku-4-5-20251001-v1:0 | {"messages":[{"role":"user","content":[{"text":"a"}]},{"role":"assistant","content":[{"toolUse":{"toolUseId":"a","name":"b","input":{}}}]},{"role":"user","content":[{"toolResult":{"toolUseId":"a","content":[{"text":"x"}]}}]}]} | The toolConfig field must be defined
            amazon.titan-embed-text-v2:0 | {"messages":[{"role":"user","content":[{"text":"a"}]}]} | This action doesn't support the model that you provided.
            """)
    void refusesWhatTheServiceRefuses(String model, String body, String words) {
        SignedClient.Answer answer = client.converse(model, body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.error()).isEqualTo("ValidationException");
        assertThat(answer.message()).startsWith(words);
    }

    @Test
    void atMostFiveDocuments() {
        StringBuilder blocks = new StringBuilder("{\"text\":\"a\"}");
        for (int i = 0; i < 6; i++) {
            blocks.append(",{\"document\":{\"format\":\"txt\",\"name\":\"d")
                    .append(i)
                    .append("\",\"source\":{\"bytes\":\"aGk=\"}}}");
        }
        assertThat(client.converse(
                                "amazon.nova-lite-v1:0",
                                "{\"messages\":[{\"role\":\"user\",\"content\":[" + blocks + "]}]}")
                        .message())
                .isEqualTo("You can't include more than 5 documents in a request.");
    }

    @Test
    void aBodyThatIsNotJsonOrNotTheRightKindIsASerializationFault() {
        for (String body : new String[] {"{", "[]", "{\"messages\":\"a\"}"}) {
            SignedClient.Answer answer = client.converse("amazon.nova-lite-v1:0", body);
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.error()).isEqualTo("SerializationException");
        }
    }

    @Test
    void countsTokensOfClaudeByItsBaseIdOnly() {
        String body = """
                {"input":{"converse":{"messages":[{"role":"user","content":[{"text":"one two three"}]}]}}}""";
        String base = "anthropic.claude-haiku-4-5-20251001-v1%3A0/count-tokens";
        assertThat(client.post("/model/" + base, body)
                        .json()
                        .path("inputTokens")
                        .asInt())
                .isEqualTo(3);
        for (String other : new String[] {"us." + base, "amazon.nova-lite-v1%3A0/count-tokens"}) {
            assertThat(client.post("/model/" + other, body).message())
                    .isEqualTo("The provided model doesn't support counting tokens.");
        }
    }
}
