package io.github.bedrockcli.aws;

import java.net.URI;
import java.net.URISyntaxException;

/** Addresses that a service names for a person to open: a terminal prints them, and a browser is started with them. */
final class WebAddress {
    private WebAddress() {}

    /** @throws BedrockException for what is not plainly the address of a web page */
    static String checked(String address) {
        try {
            URI uri = new URI(address);
            if (uri.getHost() != null
                    && ("https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme()))) {
                return uri.toASCIIString();
            }
        } catch (URISyntaxException e) {
            // Said below.
        }
        throw SsoRefusals.incomplete("the service named no web page to open, but '" + printable(address) + "'");
    }

    /** Without what a terminal would act on. */
    static String printable(String text) {
        return text.replaceAll("[\\p{Cntrl}\\p{Cf}]", "");
    }
}
