package io.github.bedrockcli.family;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.github.bedrockcli.model.Json;
import io.github.bedrockcli.model.Outcome;
import io.github.bedrockcli.model.Reply;
import io.github.bedrockcli.model.Stop;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConverseAnswerTest {
    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"stopReason\":null}", "{\"stopReason\":7}"})
    void anEndWithoutAReasonLeavesTheAnswerBroken(String end) throws JsonProcessingException {
        Reply reply = ended(end);
        assertThat(reply.text()).isEqualTo("Hi");
        assertThat(reply.isWhole()).isFalse();
        assertThat(reply.stop())
                .isEqualTo(new Stop(null, Outcome.BROKEN, "the stream's end event gives no stop reason"));
    }

    @Test
    void anEndWithAReasonNobodyKnowsIsTheServicesOwn() throws JsonProcessingException {
        assertThat(ended("{\"stopReason\":\"tired\"}").isWhole()).isTrue();
    }

    private static Reply ended(String end) throws JsonProcessingException {
        Reply reply = Reply.ofStream();
        ConverseAnswer answer = new ConverseAnswer(reply);
        answer.accept(Json.parse("{\"contentBlockDelta\":{\"contentBlockIndex\":0,\"delta\":{\"text\":\"Hi\"}}}"));
        answer.accept(Json.parse("{\"messageStop\":" + end + "}"));
        return reply;
    }
}
