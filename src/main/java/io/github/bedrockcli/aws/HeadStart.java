package io.github.bedrockcli.aws;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.math.BigDecimal;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.crypto.Mac;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/**
 * What a call to AWS needs of the JDK and takes it milliseconds to set up, begun on a second thread before arguments are
 * read. Classes of the JDK alone: those of the SDK, set up by two threads at once, might wait for each other for ever.
 */
public final class HeadStart {
    private static final Set<String> CALLING = Set.of("invoke", "stream", "embed", "rerank", "chat", "list-models");

    private HeadStart() {}

    /**
     * Returns at once. What fails here fails again where it is needed, and is told there; what is set up for nothing costs
     * time.
     *
     * @param args of the program
     */
    public static void begin(Map<String, String> environment, String... args) {
        if (args.length > 0 && CALLING.contains(args[0])) {
            boolean secure = isSecure(environment, List.of(args));
            Thread thread = new Thread(() -> run(secure), "bedrock-head-start");
            thread.setDaemon(true);
            thread.start();
        }
    }

    /** Whether the call seems to go over TLS, as all do but those to a server of one's own. */
    static boolean isSecure(Map<String, String> environment, List<String> args) {
        int option = args.indexOf("--endpoint-url");
        String typed = option >= 0 && option + 1 < args.size() ? args.get(option + 1) : "";
        String set = environment.getOrDefault("AWS_ENDPOINT_URL", "");
        return !args.contains("--offline") && !(typed.isEmpty() ? set : typed).startsWith("http:");
    }

    private static void run(boolean secure) {
        try {
            if (secure) {
                setUpTls();
            }
            // What signatures are made of. The first use sets up the providers of the JDK.
            MessageDigest.getInstance("SHA-256");
            Mac.getInstance("HmacSHA256", "SunJCE");
            MethodHandles.lookup().ensureInitialized(DateTimeFormatter.class);
            // Headers are signed in order; the first such comparator has to be made, which no archive keeps.
            Comparator<String> unused = Comparator.comparing(String::strip);
            try (Socket socket = new Socket()) {
                socket.setTcpNoDelay(true);
                Dial.keepAlive(socket);
            }
            // Readers of JSON have decimals; in JDK 25 the first makes a table of large powers of five.
            MethodHandles.lookup().ensureInitialized(BigDecimal.class);
        } catch (IllegalAccessException | GeneralSecurityException | IOException e) {
            // Told by the call.
        }
    }

    /**
     * What a handshake needs at its first. Of the JDK's own TLS the cipher suites, groups and signatures, which it looks up
     * one by one: the socket trusts nobody and goes nowhere.
     */
    private static void setUpTls() throws GeneralSecurityException, IOException {
        if (Trust.prepare()) {
            return;
        }
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[0], null);
        context.getSocketFactory().createSocket().close();
    }
}
