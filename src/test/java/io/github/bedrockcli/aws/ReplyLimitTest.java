package io.github.bedrockcli.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.bedrockcli.aws.BedrockException.Kind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
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
                .hasMessage("the reply is longer than 3 bytes, and no answer is");
        assertThat(limited(4, 3, false).readAllBytes()).hasSize(3);
    }

    @Test
    void anAnswerWithoutEndIsGivenUpAtTheLimitAndNotSentAgain() {
        givesUpAfter(Requests.invoke("{}"), 26_214_400);
    }

    @Test
    void anAnswerOfPicturesMayBeLonger() {
        givesUpAfter(Requests.invoke("{}").expectingPictures(), 67_108_864);
    }

    @Test
    void picturesLongerThanATextAreWhole() {
        byte[] block = new byte[30_000_000];
        try (LoopbackServer server = LoopbackServer.start((request, answer) -> {
                    answer.raw("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + block.length
                            + "\r\n\r\n");
                    answer.raw(block);
                });
                Bedrock bedrock = Connections.to(server).open()) {
            assertThat(bedrock.invoke(Requests.invoke("{}").expectingPictures()).body())
                    .hasSize(block.length);
        }
    }

    private static void givesUpAfter(BedrockRequest request, int most) {
        byte[] block = new byte[1 << 20];
        try (LoopbackServer server = endless(block);
                Bedrock bedrock = Connections.to(server).open()) {
            BedrockException failure = catchThrowableOfType(BedrockException.class, () -> bedrock.invoke(request));
            assertThat(failure.kind()).isEqualTo(Kind.UNREADABLE);
            assertThat(failure).hasMessage("the reply is longer than " + most + " bytes, and no answer is");
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void aListWithoutEndIsGivenUpSooner() {
        byte[] block = " ".repeat(1 << 16).getBytes(StandardCharsets.US_ASCII);
        try (LoopbackServer server = endless(block);
                Bedrock bedrock = Connections.to(server).open()) {
            BedrockException failure = catchThrowableOfType(
                    BedrockException.class, () -> bedrock.foundationModels(Bedrock.ModelFilter.NONE));
            assertThat(failure.kind()).isEqualTo(Kind.UNREADABLE);
            assertThat(failure).hasMessage("the reply is longer than 8388608 bytes, and no answer is");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aBodyWithATargetIsNotHeldAndHasNoLimit(boolean converse) {
        int blocks = 80;
        byte[] block = new byte[1 << 20];
        AtomicLong came = new AtomicLong();
        BodyTarget target = () -> new OutputStream() {
            @Override
            public void write(int value) {
                came.incrementAndGet();
            }

            @Override
            public void write(byte[] bytes, int offset, int length) {
                came.addAndGet(length);
            }
        };
        try (LoopbackServer server = LoopbackServer.start((request, answer) -> {
                    answer.raw("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
                            + (long) blocks * block.length + "\r\n\r\n");
                    for (int i = 0; i < blocks; i++) {
                        answer.raw(block);
                    }
                });
                Bedrock bedrock = Connections.to(server).open()) {
            BedrockRequest request = converse ? Requests.converse("{}") : Requests.invoke("{}");
            assertThat(bedrock.invoke(request.replyingTo(target)).body()).isEmpty();
            assertThat(came).hasValue((long) blocks * block.length);
        }
    }

    @Test
    void anErrorDoesNotGoWhereTheAnswerWouldHaveGone() {
        try (LoopbackServer server = LoopbackServer.answering(400, "{\"message\":\"no\"}");
                Bedrock bedrock = Connections.to(server).open()) {
            BodyTarget target = () -> {
                throw new AssertionError("an error is no answer");
            };
            assertThatThrownBy(() -> bedrock.invoke(Requests.invoke("{}").replyingTo(target)))
                    .isInstanceOf(BedrockException.class)
                    .hasMessage("no");
        }
    }

    private static LoopbackServer endless(byte[] block) {
        return LoopbackServer.start((request, answer) -> {
            answer.raw("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n");
            while (true) {
                answer.raw(block);
            }
        });
    }

    private static ReplyLimit.Limited limited(int size, int limit, boolean failing) {
        return new ReplyLimit.Limited(new ByteArrayInputStream(new byte[size]), limit, failing);
    }
}
