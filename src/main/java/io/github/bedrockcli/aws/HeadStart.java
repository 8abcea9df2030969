package io.github.bedrockcli.aws;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.math.BigDecimal;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Set;
import javax.crypto.Mac;

/**
 * What a call to AWS needs of the JDK and takes it milliseconds to set up, begun on a second thread before arguments are
 * read. Classes of the JDK alone: those of the SDK, set up by two threads at once, might wait for each other for ever.
 */
public final class HeadStart {
    private static final Set<String> CALLING = Set.of("invoke", "stream", "embed", "rerank", "chat", "list-models");

    private HeadStart() {}

    /**
     * Returns at once. What fails here fails again where it is needed, and is told there.
     *
     * @param args of the program
     */
    public static void begin(String... args) {
        if (args.length > 0 && CALLING.contains(args[0])) {
            Thread thread = new Thread(HeadStart::run, "bedrock-head-start");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private static void run() {
        try {
            // In JDK 25 it makes a table of large powers of five. JSON cannot be read without it.
            MethodHandles.lookup().ensureInitialized(BigDecimal.class);
            // What signatures are made of. The first use sets up the providers of the JDK.
            MessageDigest.getInstance("SHA-256");
            Mac.getInstance("HmacSHA256");
            try (Socket socket = new Socket()) {
                socket.setTcpNoDelay(true);
                Dial.keepAlive(socket);
            }
        } catch (IllegalAccessException | GeneralSecurityException | IOException e) {
            // Told by the call.
        }
    }
}
