package io.github.bedrockcli.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrockcli.aws.BedrockException.Kind;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Replies with bytes changed, lost or doubled: they fail as a BedrockException of a fitting kind, and soon. */
@Timeout(120)
class HostileRepliesTest {
    private static final int CASES = 150;

    @Test
    void damagedStreamsFailProperly() {
        ByteArrayOutputStream good = new ByteArrayOutputStream();
        good.writeBytes(("HTTP/1.1 200 OK\r\nContent-Type: application/vnd.amazon.eventstream\r\n"
                        + "Transfer-Encoding: chunked\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        for (int i = 0; i < 4; i++) {
            byte[] frame = EventMessages.chunk("{\"i\":" + i + "}");
            good.writeBytes((Integer.toHexString(frame.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
            good.writeBytes(frame);
            good.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        good.writeBytes("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        damaged(good.toByteArray(), bedrock -> {
            try (EventStream stream = bedrock.stream(Requests.invoke("{}"))) {
                while (stream.next() != null) {
                    // What comes before the damage is not judged here.
                }
            }
        });
    }

    @Test
    void damagedAnswersFailProperly() {
        byte[] good = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 7\r\n\r\n{\"a\":1}"
                .getBytes(StandardCharsets.US_ASCII);
        damaged(good, bedrock -> bedrock.invoke(Requests.converse("{}")));
    }

    private interface Call {
        void make(Bedrock bedrock);
    }

    private static void damaged(byte[] good, Call call) {
        Random random = new Random(42);
        AtomicReference<byte[]> reply = new AtomicReference<>(good);
        try (LoopbackServer server = LoopbackServer.start((request, answer) -> {
                    answer.raw(reply.get());
                    answer.close();
                });
                Bedrock bedrock = Connections.to(server)
                        .maxAttempts(1)
                        .readTimeout(Duration.ofSeconds(5))
                        .open()) {
            call.make(bedrock);
            for (int i = 0; i < CASES; i++) {
                reply.set(damage(good, random));
                try {
                    call.make(bedrock);
                } catch (BedrockException e) {
                    assertThat(e.kind()).as("case %d: %s", i, e.getMessage()).isNotIn(Kind.CANCELLED, Kind.CREDENTIALS);
                    assertThat(e.getMessage()).isNotBlank().doesNotContain("Exception:");
                }
            }
        }
    }

    private static byte[] damage(byte[] good, Random random) {
        int at = random.nextInt(good.length);
        ByteArrayOutputStream bad = new ByteArrayOutputStream();
        bad.write(good, 0, at);
        switch (random.nextInt(4)) {
            case 0 -> {
                bad.write(random.nextInt(256));
                bad.write(good, at + 1, good.length - at - 1);
            }
            case 1 -> bad.write(good, at + 1, good.length - at - 1);
            case 2 -> bad.write(good, at / 2, good.length - at / 2);
            default -> {
                // Cut short.
            }
        }
        return bad.toByteArray();
    }
}
