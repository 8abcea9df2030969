package io.github.bedrockcli.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.github.bedrockcli.model.Content;
import io.github.bedrockcli.model.Json;
import io.github.bedrockcli.model.Message;
import io.github.bedrockcli.model.Prompt;
import io.github.bedrockcli.model.Role;
import io.github.bedrockcli.model.UsageException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How conversations are read from JSON. */
final class MessagesJsonTest {
    @Test
    void textInEveryFormBecomesText() throws JsonProcessingException {
        Prompt prompt = read("""
                [{"role": "user", "content": "One"},
                 {"role": "assistant", "content": [{"type": "text", "text": "Sun"}]},
                 {"role": "user", "content": [{"text": "Two"}, {"text": "Three"}]}]""");
        assertThat(prompt.messages())
                .containsExactly(
                        Message.user("One"),
                        Message.assistant("Sun"),
                        new Message(Role.USER, List.of(new Content.Text("Two"), new Content.Text("Three"))));
        assertThat(prompt.system()).isNull();
        assertThat(prompt.prefill()).isNull();
        assertThat(prompt.raw()).isFalse();
    }

    @Test
    void leadingSystemTurnsBecomeTheSystemPrompt() throws JsonProcessingException {
        Prompt prompt = read("""
                [{"role": "system", "content": "Rhyme."},
                 {"role": "system", "content": [{"text": "Be short."}]},
                 {"role": "user", "content": "One"}]""");
        assertThat(prompt.system()).isEqualTo("Rhyme.\n\nBe short.");
        assertThat(prompt.messages()).containsExactly(Message.user("One"));
    }

    @Test
    void aSystemPromptKeepsWhatIsMoreThanText() throws JsonProcessingException {
        String cached = "{\"type\":\"text\",\"text\":\"Rules.\",\"cache_control\":{\"type\":\"ephemeral\"}}";
        Prompt prompt =
                read("[{\"role\": \"system\", \"content\": \"Be short.\"}, {\"role\": \"system\", \"content\": ["
                        + cached + ", {\"cachePoint\": {}}]}, {\"role\": \"user\", \"content\": \"One\"}]");
        assertThat(prompt.system()).isEqualTo("Be short.\n\nRules.");
        assertThat(prompt.systemParts())
                .containsExactly(
                        new Content.Text("Be short."),
                        new Content.Raw(Json.parse(cached)),
                        new Content.Raw(Json.parse("{\"cachePoint\": {}}")));
        assertThat(prompt.withSystem("Other").systemParts()).isEmpty();
    }

    @Test
    void aLastTextOfTheAssistantsBeginsTheAnswer() throws JsonProcessingException {
        Prompt prompt =
                read("[{\"role\": \"user\", \"content\": \"One\"}, {\"role\": \"assistant\", \"content\": \"Sun\"}]");
        assertThat(prompt.messages()).containsExactly(Message.user("One"));
        assertThat(prompt.prefill()).isEqualTo("Sun");
    }

    @Test
    void otherBlocksStayAsTheyAre() throws JsonProcessingException {
        String cached = "{\"type\":\"text\",\"text\":\"x\",\"cache_control\":{\"type\":\"ephemeral\"}}";
        String tool = "{\"toolResult\":{\"toolUseId\":\"t\",\"content\":[]}}";
        Prompt prompt = read("[{\"role\": \"user\", \"content\": [" + cached + "," + tool + "]}]");
        assertThat(prompt.messages().get(0).content())
                .containsExactly(new Content.Raw(Json.parse(cached)), new Content.Raw(Json.parse(tool)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {} | turns.json is not a JSON array of {"role", "content"} but object
            [] | turns.json holds no turn of the user's
            [{"role":"system","content":"x"}] | turns.json holds no turn of the user's
            ["x"] | turns.json: messages[0] is not an object
            [{"role":"user","content":"x"},{"role":"bot","content":"y"}] | turns.json: messages[1].role is user, assistant, tool or (first) system, not "bot"
            [{"content":"x"}] | turns.json: messages[0].role is user
            [{"role":"user"}] | turns.json: messages[0].content is a string or a list of at least one block, not missing
            [{"role":"user","content":[]}] | turns.json: messages[0].content is a string or a list of at least one block, not []
            [{"role":"user","content":7}] | not 7
            [{"role":"user","content":["x"]}] | turns.json: messages[0].content[0] is not a block but "x"
            [{"role":"user","content":"x","tool_calls":[]}] | turns.json: messages[0] has 'tool_calls'; only role and content are known
            [{"role":"assistant","content":"x","tool_call_id":"t"}] | turns.json: messages[0] has 'tool_call_id'
            [{"role":"assistant","content":null,"tool_calls":[]}] | turns.json: messages[0].content is a string or a list of at least one block, not null
            [{"role":"tool","content":"x"}] | turns.json: messages[0] is of role tool and needs tool_call_id
            [{"role":"user","content":"x","name":"y"}] | turns.json: messages[0] has 'name'
            [{"role":"user","content":"x"},{"role":"system","content":"y"}] | turns.json: messages[1].role is system; only the first turns can be
            [{"role":"user","content":"x"},{"role":"system","content":[{"cachePoint":{}}]}] | turns.json: messages[1].role is system; only the first turns can be
            """)
    void whatIsWrongIsSaidWithItsPlace(String json, String message) {
        assertThatThrownBy(() -> read(json)).isInstanceOf(UsageException.class).hasMessageContaining(message);
    }

    private static Prompt read(String json) throws JsonProcessingException {
        return MessagesJson.prompt(Json.parse(json), "turns.json", false);
    }
}
