package io.github.bedrockcli.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Replies that do not end. */
@Timeout(60)
class ReplyLimitTest {
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anErrorWithoutEndIsCutAndStaysAnError(boolean converse) {
        byte[] page = "<p>no</p>".repeat(4096).getBytes();
        try (LoopbackServer server = LoopbackServer.start((request, answer) -> {
                    answer.raw("HTTP/1.1 403 Forbidden\r\nContent-Type: text/html\r\n\r\n");
                    while (true) {
                        answer.raw(page);
                    }
                });
                Bedrock bedrock = Connections.to(server).open()) {
            BedrockException failure = catchThrowableOfType(
                    BedrockException.class,
                    () -> bedrock.invoke(converse ? Requests.converse("{}") : Requests.invoke("{}")));
            assertThat(failure.status()).isEqualTo(403);
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void anAnswerWithinTheLimitIsWholeAndALongerOneFails() throws IOException {
        assertThat(limited(3, 3, true).readAllBytes()).hasSize(3);
        assertThatThrownBy(() -> limited(4, 3, true).readAllBytes())
                .hasMessage("the reply is too long to be an answer");
        assertThat(limited(4, 3, false).readAllBytes()).hasSize(3);
    }

    private static ReplyLimit.Limited limited(int size, int limit, boolean failing) {
        return new ReplyLimit.Limited(new ByteArrayInputStream(new byte[size]), limit, failing);
    }
}
