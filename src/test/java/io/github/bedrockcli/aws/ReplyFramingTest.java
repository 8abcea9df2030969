package io.github.bedrockcli.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.bedrockcli.aws.BedrockException.Kind;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a reply begins and ends (RFC 9112, section 6): what is ambiguous there is refused and not guessed. */
@Timeout(30)
class ReplyFramingTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{} ",
                "Content-Length: 2, 3\r\n\r\n{} ",
                "Content-Length: +2\r\n\r\n{}",
                "Content-Length: -2\r\n\r\n{}",
                "Content-Length: \u0662\r\n\r\n{}",
                "Content-Length: 99999999999999999999\r\n\r\n{}",
                "Content-Length:\r\n\r\n{}",
                "Transfer-Encoding: gzip, chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
                "Transfer-Encoding: xchunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
                "Transfer-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked\r\n\r\n+2\r\n{}\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked\r\n\r\n-2\r\n{}\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked\r\n\r\n0x2\r\n{}\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked\r\n\r\n\r\n{}\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked\r\n\r\nffffffffffffffff2\r\n{}\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked\r\n\r\n2\r\n{}}\r\n0\r\n\r\n"
            })
    void whatIsAmbiguousFailsAndIsNotSentAgain(String reply) {
        try (LoopbackServer server = LoopbackServer.start((request, answer) -> {
                    answer.raw(("HTTP/1.1 200 OK\r\n" + reply).getBytes(StandardCharsets.UTF_8));
                    answer.close();
                });
                Bedrock bedrock = Connections.to(server).open()) {
            BedrockException failure =
                    catchThrowableOfType(BedrockException.class, () -> bedrock.invoke(Requests.invoke("{}")));
            assertThat(failure).isNotNull();
            assertThat(failure.kind()).isEqualTo(Kind.NETWORK);
            assertThat(server.requests()).hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}',                                   1",
        "'Content-Length: 2, 2\r\n\r\n{}',                                                     1",
        "'Transfer-Encoding: Chunked\r\n\r\n2;a=\"b\"\r\n{}\r\n0;c\r\nX-Trailer: y\r\n\r\n',    1",
        "'Transfer-Encoding: chunked\r\n\r\n00002\r\n{}\r\n000\r\n\r\n',                       1",
        "'X-Folded: a\r\n Content-Length: 7\r\nContent-Length: 2\r\n\r\n{}',                   1",
        "'Transfer-Encoding: chunked\r\nContent-Length: 9\r\n\r\n2\r\n{}\r\n0\r\n\r\n',        2",
        "'Connection: x\r\nConnection: Close\r\nContent-Length: 2\r\n\r\n{}',                  2"
    })
    void whatIsClearIsReadAndDecidesWhetherTheConnectionIsUsedAgain(String reply, int connections) {
        try (LoopbackServer server =
                        LoopbackServer.start((request, answer) -> answer.raw("HTTP/1.1 200 OK\r\n" + reply));
                Bedrock bedrock = Connections.to(server).open()) {
            assertThat(bedrock.invoke(Requests.invoke("{}")).body()).hasSize(2);
            assertThat(bedrock.invoke(Requests.invoke("{}")).body()).hasSize(2);
            assertThat(server.connections()).isEqualTo(connections);
        }
    }

    @Test
    void anHttp10ReplyEndsWithItsConnection() {
        try (LoopbackServer server = LoopbackServer.start((request, answer) -> {
                    answer.raw("HTTP/1.0 200 OK\r\n\r\n{}");
                    answer.close();
                });
                Bedrock bedrock = Connections.to(server).open()) {
            assertThat(bedrock.invoke(Requests.invoke("{}")).body()).hasSize(2);
        }
    }

    @Test
    void trailersWithoutEndAreNotReadForEver() {
        byte[] many = "X-Trailer: y\r\n".repeat(4096).getBytes(StandardCharsets.US_ASCII);
        try (LoopbackServer server = LoopbackServer.start((request, answer) -> {
                    answer.raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n");
                    while (true) {
                        answer.raw(many);
                    }
                });
                Bedrock bedrock = Connections.to(server).open()) {
            BedrockException failure =
                    catchThrowableOfType(BedrockException.class, () -> bedrock.invoke(Requests.invoke("{}")));
            assertThat(failure).hasMessage("the reply of localhost is malformed: its trailers have no end");
        }
    }

    @Test
    void aServerThatSwitchesProtocolsIsNotWaitedFor() {
        try (LoopbackServer server = LoopbackServer.start((request, answer) -> {
                    answer.raw("HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\n\r\n");
                    answer.hang();
                });
                Bedrock bedrock = Connections.to(server).open()) {
            BedrockException failure =
                    catchThrowableOfType(BedrockException.class, () -> bedrock.invoke(Requests.invoke("{}")));
            assertThat(failure)
                    .hasMessage("what answers at localhost:" + server.port()
                            + " does not speak HTTP: it switches to another protocol");
        }
    }
}
