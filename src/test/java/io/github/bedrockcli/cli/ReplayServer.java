package io.github.bedrockcli.cli;

import io.github.bedrockcli.aws.LoopbackServer;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Answers every request with the same bytes, whatever they are, and then ends the connection or says nothing more. */
final class ReplayServer implements AutoCloseable {
    private final AtomicInteger requests = new AtomicInteger();
    private final LoopbackServer server = LoopbackServer.start((request, answer) -> replay(answer));
    private volatile byte[] reply = new byte[0];
    private volatile boolean silent;

    /** From now on these bytes, and then the end of the connection. */
    void answer(byte[] bytes) {
        reply = bytes;
        silent = false;
    }

    /** From now on these bytes, and then silence. */
    void answerAndWait(byte[] bytes) {
        reply = bytes;
        silent = true;
    }

    boolean isSilent() {
        return silent;
    }

    /** How many requests came since this was asked last. */
    int requests() {
        return requests.getAndSet(0);
    }

    /** What the program needs to know to send its requests here. */
    Map<String, String> environment() {
        return Map.of(
                "AWS_ENDPOINT_URL", "http://127.0.0.1:" + server.port(),
                "AWS_ACCESS_KEY_ID", "AKIDEXAMPLE",
                "AWS_SECRET_ACCESS_KEY", "secret-example",
                "AWS_REGION", "us-east-1",
                "AWS_CONFIG_FILE", "/dev/null",
                "AWS_SHARED_CREDENTIALS_FILE", "/dev/null");
    }

    @Override
    public void close() {
        server.close();
    }

    private void replay(LoopbackServer.Answer answer) throws IOException {
        requests.incrementAndGet();
        boolean waits = silent;
        answer.raw(reply);
        if (waits) {
            // The client is to lose its patience.
            answer.hang();
        }
        answer.close();
    }
}
