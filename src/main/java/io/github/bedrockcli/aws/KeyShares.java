package io.github.bedrockcli.aws;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLParameters;

/**
 * The order in which groups for the key exchange are offered. The JDK makes a key of each of the first two kinds before
 * it says a word; its first use of P-256 takes as long as the whole rest of a handshake (JDK 25 multiplies a table of
 * sixty points together), so the stronger P-384 goes before it. Every group is offered that the JDK offers, and a server
 * that has P-256 alone asks for a key of it.
 */
final class KeyShares {
    private static final String SLOW = "secp256r1";
    private static final String STRONGER = "secp384r1";

    private KeyShares() {}

    static void order(SSLParameters parameters) {
        // Who names groups means their order. Groups can be set since JDK 20, and earlier ones have no such table.
        if (System.getProperty("jdk.tls.namedGroups") != null
                || Runtime.version().feature() < 20) {
            return;
        }
        try {
            Object groups = SSLParameters.class.getMethod("getNamedGroups").invoke(parameters);
            if (groups instanceof String[] offered) {
                SSLParameters.class.getMethod("setNamedGroups", String[].class).invoke(parameters, (Object)
                        ordered(offered));
            }
        } catch (ReflectiveOperationException e) {
            // The JDK's own order is as good, and only slower.
        }
    }

    static String[] ordered(String[] offered) {
        List<String> groups = new ArrayList<>(Arrays.asList(offered));
        int slow = groups.indexOf(SLOW);
        if (slow >= 0 && groups.indexOf(STRONGER) > slow) {
            groups.remove(STRONGER);
            groups.add(slow, STRONGER);
        }
        return groups.toArray(String[]::new);
    }
}
