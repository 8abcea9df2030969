package io.github.bedrockcli.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.github.bedrockcli.model.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bodies that the service refuses, and its words for each. */
final class ModelBodiesTest {
    private static final String CLAUDE = "anthropic.claude-haiku-4-5-20251001-v1:0";
    private final Catalogue catalogue = Catalogue.load();

    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            amazon.nova-lite-v1:0 | {} | #: required key [messages] not found
            amazon.nova-lite-v1:0 | {"messages":[{"role":"user","content":[{"text":"a"}]}],"max_tokens":5} | #: extraneous key [max_tokens] is not permitted
            amazon.nova-lite-v1:0 | {"messages":[{"role":"user","content":[{"inputText":"a"}]}]} | #/messages/0/content/0: extraneous key [inputText] is not permitted
            amazon.nova-lite-v1:0 | {"messages":[{"role":"user","content":["a"]}]} | #/messages/0/content/0: expected type: JSONObject, found: String
            amazon.nova-lite-v1:0 | {"messages":[{"role":"user","content":"a"}]} | #/messages/0/content: expected type: JSONArray, found: String
            amazon.nova-lite-v1:0 | {"messages":[{"role":"user","content":[{"text":"a"}]}],"inferenceConfig":{"maxTokens":5001}} | #/inferenceConfig/maxTokens: 5001 is not less or equal to 5000
            amazon.nova-lite-v1:0 | {"messages":[{"role":"user","content":[{"text":"a"}]}],"inferenceConfig":{"topP":null}} | #/inferenceConfig/topP: expected type: Number, found: Null
            amazon.nova-lite-v1:0 | {"messages":[{"role":"user","content":[{"text":"a"}]}],"inferenceConfig":{"reasoningConfig":{"type":"enabled"}}} | #/inferenceConfig: extraneous key [reasoningConfig] is not permitted
            amazon.titan-tg1-large | {"inputText":"a","textGenerationConfig":{"topP":0}} | #/textGenerationConfig/topP: 0 is not greater than 0
            amazon.titan-tg1-large | {"inputText":"a","textGenerationConfig":{"topK":1}} | #/textGenerationConfig: extraneous key [topK] is not permitted
            amazon.titan-tg1-large | {"inputText":5} | #/inputText: expected type: String, found: Integer
            amazon.titan-tg1-large | {"inputText":"a","textGenerationConfig":{"stopSequences":"x"}} | #/textGenerationConfig/stopSequences: expected type: JSONArray, found: String
            meta.llama3-8b-instruct-v1:0 | {"prompt":"a","temperature":1.5} | #/temperature: 1.5 is not less or equal to 1
            meta.llama3-8b-instruct-v1:0 | {"prompt":"a","max_gen_len":1.5} | #/max_gen_len: expected type: Integer, found: BigDecimal
            meta.llama3-8b-instruct-v1:0 | {"prompt":"a","images":[]} | #: extraneous key [images] is not permitted
            meta.llama3-8b-instruct-v1:0 | {"messages":[]} | #: required key [prompt] not found#: extraneous key [messages] is not permitted
            mistral.mistral-7b-instruct-v0:2 | {"prompt":"a","max_tokens":8193} | #/max_tokens: 8193 is not less or equal to 8192
            mistral.mixtral-8x7b-instruct-v0:1 | {"prompt":"a","max_tokens":4097} | #/max_tokens: 4097 is not less or equal to 4096
            mistral.mistral-7b-instruct-v0:2 | {"prompt":"a","seed":1} | #: extraneous key [seed] is not permitted
            mistral.mistral-large-2407-v1:0 | {"messages":[{"role":"user","content":"a"}],"seed":1} | #: extraneous key [seed] is not permitted
            mistral.mistral-large-2407-v1:0 | {"messages":[{"role":"user","content":"a"}],"tool_choice":"required"} | #/tool_choice: required is not a valid enum value
            openai.gpt-oss-20b-1:0 | {} | #: required key [messages] not found
            openai.gpt-oss-20b-1:0 | {"messages":[]} | #/messages: expected minimum item count: 1, found: 0
            openai.gpt-oss-20b-1:0 | {"messages":[{"role":"human","content":"a"}]} | #/messages/0/role: human is not a valid enum value
            openai.gpt-oss-20b-1:0 | {"messages":[{"role":"user","content":5}]} | #/messages/0/content: expected type: String, found: Integer
            openai.gpt-oss-20b-1:0 | {"messages":[{"role":"user","content":"a"}],"reasoning_effort":"max"} | #/reasoning_effort: max is not a valid enum value
            openai.gpt-oss-20b-1:0 | {"messages":[{"role":"user","content":[{"type":"image_url","image_url":{"url":"data:image/png;base64,aGk="}}]}]} | #/messages/0/content/0/type: image_url is not a valid enum value
            qwen.qwen3-32b-v1:0 | {"messages":[{"role":"user","content":"a"}],"temperature":2.5} | #/temperature: 2.5 is not less or equal to 2
            writer.palmyra-x5-v1:0 | {"messages":[{"role":"user","content":"a"}],"stop":["a","b","c","d","e"]} | #/stop: expected maximum item count: 4, found: 5
            deepseek.r1-v1:0 | {"prompt":"a","max_tokens":32769} | #/max_tokens: 32769 is not less or equal to 32768
            deepseek.r1-v1:0 | {"messages":[]} | #: required key [prompt] not found#: extraneous key [messages] is not permitted
            twelvelabs.pegasus-1-2-v1:0 | {"inputPrompt":"a"} | #: required key [mediaSource] not found
            twelvelabs.pegasus-1-2-v1:0 | {"inputPrompt":"a","mediaSource":{"s3Location":{"bucketOwner":"123456789012"}}} | #/mediaSource/s3Location: required key [uri] not found
            amazon.titan-embed-text-v1 | {"inputText":"a","dimensions":256} | #: extraneous key [dimensions] is not permitted
            amazon.titan-embed-text-v2:0 | {"inputText":"a","dimensions":300} | #/dimensions: 300 is not a valid enum value
            amazon.titan-embed-text-v2:0 | {"inputText":""} | #/inputText: expected minLength: 1, actual: 0
            cohere.embed-english-v3 | {"texts":["a"]} | #: required key [input_type] not found
            cohere.embed-english-v3 | {"texts":["a",""],"input_type":"search_query"} | #/texts/1: expected minLength: 1, actual: 0
            cohere.embed-english-v3 | {"texts":["a"],"input_type":"search_query","truncate":"LEFT"} | #/truncate: LEFT is not a valid enum value
            cohere.embed-v4:0 | {"texts":["a"],"input_type":"search_query","truncate":"START"} | #/truncate: START is not a valid enum value
            cohere.embed-v4:0 | {"texts":["a"],"input_type":"image"} | #/input_type: image is not a valid enum value
            cohere.embed-v4:0 | {"input_type":"search_query"} | #: required key [texts] not found
            cohere.embed-v4:0 | {"inputs":[{"content":[{"type":"image"}]}],"input_type":"search_query"} | #/inputs/0/content/0/type: image is not a valid enum value
            cohere.embed-english-v3 | {"images":["data:image/png;base64,aGk=","data:image/png;base64,aGk="],"input_type":"image"} | #/images: expected maximum item count: 1, found: 2
            cohere.embed-english-v3 | {"inputs":[],"input_type":"image"} | #: extraneous key [inputs] is not permitted
            amazon.titan-embed-image-v1 | {} | #: required key [inputText] not found
            amazon.titan-embed-image-v1 | {"inputText":"a","embeddingConfig":{"outputEmbeddingLength":512}} | #/embeddingConfig/outputEmbeddingLength: 512 is not a valid enum value
            amazon.titan-embed-image-v1 | {"inputText":"a","dimensions":256} | #: extraneous key [dimensions] is not permitted
            amazon.nova-2-multimodal-embeddings-v1:0 | {} | #: required key [taskType] not found#: required key [singleEmbeddingParams] not found
            amazon.nova-2-multimodal-embeddings-v1:0 | {"taskType":"SINGLE_EMBEDDING","singleEmbeddingParams":{"text":{"value":"a"}}} | #/singleEmbeddingParams: required key [embeddingPurpose] not found#/singleEmbeddingParams/text: required key [truncationMode] not found
            amazon.nova-2-multimodal-embeddings-v1:0 | {"taskType":"SINGLE_EMBEDDING","singleEmbeddingParams":{"embeddingPurpose":"CLUSTERING"}} | #/singleEmbeddingParams: required key [text] not found
            amazon.nova-2-multimodal-embeddings-v1:0 | {"taskType":"SINGLE_EMBEDDING","singleEmbeddingParams":{"embeddingPurpose":"CLUSTERING","embeddingDimension":512,"image":{"format":"bmp","source":{"bytes":"aGk="}}}} | #/singleEmbeddingParams/embeddingDimension: 512 is not a valid enum value#/singleEmbeddingParams/image/format: bmp is not a valid enum value
            twelvelabs.marengo-embed-3-0-v1:0 | {"inputType":"text","inputText":"a"} | #: required key [text] not found#: extraneous key [inputText] is not permitted
            twelvelabs.marengo-embed-3-0-v1:0 | {"inputType":"text_image","text_image":{"inputText":"a"}} | #/text_image: required key [mediaSource] not found
            twelvelabs.marengo-embed-3-0-v1:0 | {"inputType":"video"} | #/inputType: video is not a valid enum value
            twelvelabs.marengo-embed-2-7-v1:0 | {"inputType":"text","inputText":"a","textTruncate":"start"} | #/textTruncate: start is not a valid enum value
            cohere.rerank-v3-5:0 | {} | #: required key [query] not found#: required key [documents] not found#: required key [api_version] not found
            cohere.rerank-v3-5:0 | {"query":"q","documents":["a"],"api_version":1} | #/api_version: 1 is not greater or equal to 2
            cohere.rerank-v3-5:0 | {"query":"q","documents":[],"api_version":2} | #/documents: expected minimum item count: 1, found: 0
            amazon.rerank-v1:0 | {"query":"q","documents":["a"],"max_tokens_per_doc":5} | #: extraneous key [max_tokens_per_doc] is not permitted
            """)
    void schemasNameThePlaceAndTheFault(String model, String body, String fault) {
        assertThatThrownBy(() -> accept(model, body))
                .isInstanceOf(ServiceError.class)
                .hasMessage("ValidationException: Malformed input request: " + fault
                        + ", please reformat your input and try again.");
    }

    @ParameterizedTest(name = "{0} {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            amazon.nova-lite-v1:0 | {"messages":[{"role":"assistant","content":[{"text":"a"}]}]} | A conversation must start with a user message. Try again with a conversation that starts with a user message.
            amazon.nova-lite-v1:0 | {"messages":[{"role":"user","content":[{"text":"a"}]},{"role":"user","content":[{"text":"a"}]}]} | A conversation must alternate between user and assistant roles. Make sure the conversation alternates between user and assistant roles and try again.
            amazon.nova-micro-v1:0 | {"messages":[{"role":"user","content":[{"text":"a"},{"image":{"format":"png","source":{"bytes":"aGk="}}}]}]} | Malformed input request: #/messages/0/content/1: extraneous key [image] is not permitted, please reformat your input and try again.
            amazon.nova-micro-v1:0 | {"messages":[{"role":"user","content":[{"video":{"format":"mp4","source":{"bytes":"aGk="}}}]}]} | Malformed input request: #/messages/0/content/0: extraneous key [video] is not permitted, please reformat your input and try again.
            amazon.nova-micro-v1:0 | {"messages":[{"role":"user","content":[{"document":{"format":"pdf","name":"a","source":{"bytes":"aGk="}}}]}]} | Malformed input request: #/messages/0/content/0: extraneous key [document] is not permitted, please reformat your input and try again.
            """)
    void novaRefusesTheOrderAndMicroAllButText(String model, String body, String fault) {
        assertThatThrownBy(() -> accept(model, body))
                .isInstanceOf(ServiceError.class)
                .hasMessage("ValidationException: " + fault);
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {} | anthropic_version: Field required
            {"anthropic_version":"bedrock-2023-05-31"} | max_tokens: Field required
            {"anthropic_version":"2023","max_tokens":5,"messages":[]} | anthropic_version: Input should be 'bedrock-2023-05-31'
            {"anthropic_version":"bedrock-2023-05-31","max_tokens":5,"messages":[]} | messages: at least one message is required
            {"anthropic_version":"bedrock-2023-05-31","max_tokens":"5","messages":[]} | max_tokens: Input should be a valid integer
            {"anthropic_version":"bedrock-2023-05-31","max_tokens":0,"messages":[]} | max_tokens: Input should be greater than or equal to 1
            {"anthropic_version":"bedrock-2023-05-31","max_tokens":5,"model":"x","messages":[{"role":"user","content":"a"}]} | model: Extra inputs are not permitted
            {"anthropic_version":"bedrock-2023-05-31","max_tokens":5,"messages":[{"role":"assistant","content":"a"}]} | messages: first message must use the "user" role
            {"anthropic_version":"bedrock-2023-05-31","max_tokens":5,"messages":[{"role":"user","content":"a"},{"role":"user","content":"b"}]} | messages: roles must alternate between "user" and "assistant", but found multiple "user" roles in a row
            {"anthropic_version":"bedrock-2023-05-31","max_tokens":5,"messages":[{"role":"user","content":"a"},{"role":"user","content":"a"}]} | messages: roles must alternate between "user" and "assistant", but found multiple "user" roles in a row
            {"anthropic_version":"bedrock-2023-05-31","max_tokens":5,"messages":[{"role":"user","content":[{"type":"text","text":"a"},{"type":"image","source":{"type":"base64","media_type":"image/jpeg","data":"iVBORw0KGgo="}}]}]} | messages.0.content.1.image.source.base64: The image was specified using the image/jpeg media type, but the image appears to be a image/png image
            {"anthropic_version":"bedrock-2023-05-31","max_tokens":5,"messages":[{"role":"user","content":[{"type":"image","source":{"type":"base64","media_type":"image/png","data":"UklGRgAAAABXRUJQ"}}]}]} | messages.0.content.0.image.source.base64: The image was specified using the image/png media type, but the image appears to be a image/webp image
            {"anthropic_version":"bedrock-2023-05-31","max_tokens":5,"messages":[{"role":"user","content":""}]} | messages: text content blocks must be non-empty
            {"anthropic_version":"bedrock-2023-05-31","max_tokens":5,"messages":[{"role":"user","content":[{"type":"image","source":{"type":"base64","data":"aa=="}}]}]} | messages.0.content.0.image.source.media_type: Field required
            {"anthropic_version":"bedrock-2023-05-31","max_tokens":5,"temperature":0.5,"top_p":0.5,"messages":[{"role":"user","content":"a"}]} | `temperature` and `top_p` cannot both be specified for this model. Please use only one.
            {"anthropic_version":"bedrock-2023-05-31","max_tokens":2000,"thinking":{"type":"enabled","budget_tokens":1000},"messages":[{"role":"user","content":"a"}]} | thinking.budget_tokens: Input should be greater than or equal to 1024
            {"anthropic_version":"bedrock-2023-05-31","max_tokens":1024,"thinking":{"type":"enabled","budget_tokens":1024},"messages":[{"role":"user","content":"a"}]} | `max_tokens` must be greater than `thinking.budget_tokens`.
            {"anthropic_version":"bedrock-2023-05-31","max_tokens":5,"thinking":{"type":"adaptive"},"messages":[{"role":"user","content":"a"}]} | adaptive thinking is not supported on this model
            """)
    void claudeNamesTheFirstFault(String body, String fault) {
        assertThatThrownBy(() -> accept(CLAUDE, body))
                .isInstanceOf(ServiceError.class)
                .hasMessage("ValidationException: " + fault);
    }

    @Test
    void claudeNamesTheBlocksItKnows() {
        String body = """
                {"anthropic_version":"bedrock-2023-05-31","max_tokens":5,
                 "messages":[{"role":"user","content":[{"type":"picture"}]}]}""";
        assertThatThrownBy(() -> accept(CLAUDE, body))
                .hasMessageContaining("messages.0.content.0: Input tag 'picture' found using 'type' does not match any "
                        + "of the expected tags: 'document', 'image', ");
    }

    @Test
    void newClaudesTakeNoSamplingParameters() {
        String body = """
                {"anthropic_version":"bedrock-2023-05-31","max_tokens":5,"top_k":5,
                 "messages":[{"role":"user","content":"a"}]}""";
        assertThatThrownBy(() -> accept("anthropic.claude-opus-5", body)).hasMessageContaining("`top_k`");
        assertThat(accept(CLAUDE, body).counts().input()).isEqualTo(1);
    }

    @Test
    void cohereTakesAtMost96Texts() {
        String texts = "\"a\",".repeat(96) + "\"a\"";
        assertThatThrownBy(() -> accept(
                        "cohere.embed-english-v3", "{\"input_type\":\"search_query\",\"texts\":[" + texts + "]}"))
                .hasMessageContaining("#/texts: expected maximum item count: 96, found: 97");
    }

    private Invocation accept(String id, String body) {
        CatalogueModel model = catalogue.find(id).orElseThrow();
        try {
            return EmulatedModels.find(id).orElseThrow().accept(model, Json.parse(body));
        } catch (JsonProcessingException e) {
            throw new AssertionError(body, e);
        }
    }
}
