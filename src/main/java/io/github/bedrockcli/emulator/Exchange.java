package io.github.bedrockcli.emulator;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/** One request and the way to answer it: what separates the service from the sockets under it. */
interface Exchange {
    Request request();

    /** Answers with a body of known length. */
    void send(int status, Map<String, String> headers, byte[] body) throws IOException;

    /** Begins an answer of unknown length. */
    Pieces begin(int status, Map<String, String> headers) throws IOException;

    /**
     * Begins an answer that is said to be of {@code length} bytes. The connection is kept only if that was true.
     *
     * @param length what Content-Length says
     */
    Pieces begin(int status, Map<String, String> headers, long length) throws IOException;

    /**
     * Waits, at most until the client goes away or the server is closed.
     *
     * @throws IOException when either happened
     */
    void pause(Duration duration) throws IOException;

    /** Does nothing until the client goes away or the server is closed. */
    void hold() throws IOException;

    /** Resets the connection: the client's next read fails, rather than ends. */
    void reset() throws IOException;

    /** The pieces of an answer; each one leaves at once. */
    interface Pieces {
        void write(byte[] piece) throws IOException;

        /** The true end; an answer that is left without it is cut off. */
        void end() throws IOException;
    }
}
