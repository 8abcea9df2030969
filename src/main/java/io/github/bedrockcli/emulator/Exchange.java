package io.github.bedrockcli.emulator;

import java.io.IOException;
import java.util.Map;

/** One request and the way to answer it: what separates the service from the sockets under it. */
interface Exchange {
    Request request();

    /** Answers with a body of known length. */
    void send(int status, Map<String, String> headers, byte[] body) throws IOException;

    /** Begins an answer of unknown length. */
    Pieces begin(int status, Map<String, String> headers) throws IOException;

    /** The pieces of an answer; each one leaves at once. */
    interface Pieces {
        void write(byte[] piece) throws IOException;

        /** The true end; an answer that is left without it is cut off. */
        void end() throws IOException;
    }
}
