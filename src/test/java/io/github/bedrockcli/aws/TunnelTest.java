package io.github.bedrockcli.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.bedrockcli.aws.BedrockException.Kind;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The way to a server through a proxy that means harm, or does not work. */
@Timeout(30)
class TunnelTest {
    /** Bytes in the clear that were read along with the proxy's reply must not pass for bytes out of the tunnel. */
    @Test
    void whatAProxySendsBehindItsReplyIsNotTakenForTheServersAnswer() {
        try (LoopbackServer proxy = LoopbackServer.start((request, answer) -> {
                    answer.raw("HTTP/1.1 200 OK\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 8\r\n\r\n{\"a\":66}");
                    answer.hang();
                });
                Bedrock bedrock = through(proxy).open()) {
            BedrockException failure =
                    catchThrowableOfType(BedrockException.class, () -> bedrock.invoke(Requests.invoke("{}")));
            assertThat(failure.kind()).isEqualTo(Kind.NETWORK);
            assertThat(failure)
                    .hasMessage("the proxy 127.0.0.1:" + proxy.port() + " sent more than its reply to CONNECT");
            assertThat(proxy.requests()).hasSize(1);
        }
    }

    @Test
    void aProxyThatDoesNotAnswerIsWaitedForAsLongAsAConnectionIs() {
        try (LoopbackServer proxy = LoopbackServer.start((request, answer) -> answer.hang());
                Bedrock bedrock = through(proxy)
                        .connectTimeout(Duration.ofMillis(200))
                        .maxAttempts(1)
                        .open()) {
            BedrockException failure =
                    catchThrowableOfType(BedrockException.class, () -> bedrock.invoke(Requests.invoke("{}")));
            assertThat(failure.kind()).isEqualTo(Kind.TIMEOUT);
            assertThat(failure)
                    .hasMessage("the proxy 127.0.0.1:" + proxy.port()
                            + " did not open the way to bedrock.test:443 within 0.2 s");
            assertThat(failure.fix())
                    .hasValue("check the network, the proxy and the region, or raise --connect-timeout");
        }
    }

    private static Connections through(LoopbackServer proxy) {
        return Connections.bare()
                .keys()
                .endpoint(URI.create("https://bedrock.test"))
                .env("HTTPS_PROXY", "http://127.0.0.1:" + proxy.port());
    }
}
