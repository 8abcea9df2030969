package io.github.bedrockcli.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.Test;

/** The groups of the key exchange: all of them, and in which order. */
final class KeySharesTest {
    @Test
    void p384GoesBeforeP256AndNothingElseMoves() {
        assertThat(ordered("x25519 secp256r1 secp384r1 secp521r1 x448 ffdhe2048"))
                .containsExactly("x25519", "secp384r1", "secp256r1", "secp521r1", "x448", "ffdhe2048");
        assertThat(ordered("X25519MLKEM768 secp256r1 x25519 secp384r1"))
                .containsExactly("X25519MLKEM768", "secp384r1", "secp256r1", "x25519");
    }

    @Test
    void otherListsStayAsTheyAre() {
        for (String list : new String[] {"", "secp384r1 secp256r1", "secp256r1 x25519", "x25519", "secp384r1"}) {
            assertThat(ordered(list)).containsExactly(groups(list));
        }
    }

    @Test
    void aSocketOffersEveryGroupThatItOfferedBefore() throws Exception {
        SSLSocketFactory sockets = SSLContext.getDefault().getSocketFactory();
        try (SSLSocket socket = (SSLSocket) sockets.createSocket()) {
            var parameters = socket.getSSLParameters();
            Object before = groupsOf(parameters);
            KeyShares.order(parameters);
            socket.setSSLParameters(parameters);
            Object after = groupsOf(socket.getSSLParameters());
            if (before instanceof String[] offered) {
                assertThat((String[]) after)
                        .containsExactlyInAnyOrder(offered)
                        .containsExactly(KeyShares.ordered(offered));
            } else {
                assertThat(after).isNull();
            }
        }
    }

    /** Null before JDK 20, which has no such list. */
    private static Object groupsOf(javax.net.ssl.SSLParameters parameters) throws ReflectiveOperationException {
        boolean has = Stream.of(parameters.getClass().getMethods())
                .anyMatch(method -> method.getName().equals("getNamedGroups"));
        return has ? parameters.getClass().getMethod("getNamedGroups").invoke(parameters) : null;
    }

    private static String[] ordered(String list) {
        return KeyShares.ordered(groups(list));
    }

    private static String[] groups(String list) {
        return Stream.of(list.split(" ")).filter(name -> !name.isEmpty()).toArray(String[]::new);
    }
}
