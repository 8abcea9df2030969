package io.github.bedrockcli.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which hosts the proxy variables cover. */
class ProxiesTest {
    @ParameterizedTest
    @CsvSource({
        "'',                        bedrock.us-east-1.amazonaws.com, 443,  true",
        "amazonaws.com,             bedrock.us-east-1.amazonaws.com, 443,  false",
        "'.amazonaws.com',          bedrock.us-east-1.amazonaws.com, 443,  false",
        "'*.amazonaws.com',         bedrock.us-east-1.amazonaws.com, 443,  false",
        "zonaws.com,                bedrock.us-east-1.amazonaws.com, 443,  true",
        "'a.example, B.example',    b.example,                       443,  false",
        "*,                         b.example,                       443,  false",
        "b.example:8443,            b.example,                       8443, false",
        "b.example:8443,            b.example,                       443,  true",
        "'',                        localhost,                       443,  true",
        "localhost,                 localhost,                       443,  false",
        "10.0.0.7,                  10.0.0.7,                        443,  false",
        "::1,                       ::1,                             443,  false",
        "[::1],                     ::1,                             443,  false",
        "[::1]:8443,                ::1,                             8443, false",
        "[::1]:8443,                ::1,                             443,  true"
    })
    void exemptionsAreReadAsCurlReadsThem(String exempt, String host, int port, boolean proxied) {
        Proxies proxies = Proxies.of(Map.of("HTTPS_PROXY", "http://p.example:3128", "NO_PROXY", exempt));

        assertThat(proxies.forOrigin(new Origin(true, host, port)).isPresent()).isEqualTo(proxied);
    }

    @ParameterizedTest
    @CsvSource({
        "p.example,                        false, p.example:80,     ''",
        "HTTP://p.example:3128/,           false, p.example:3128,   ''",
        "https://p.example,                true,  p.example:443,    ''",
        "http://corp_proxy:3128,           false, corp_proxy:3128,  ''",
        "http://[::1]:3128,                false, '[::1]:3128',     ''",
        "http://me@p.example,              false, p.example:80,     'me:'",
        "http://me:a%40b%2B+c@p.example:1, false, p.example:1,      'me:a@b++c'",
        "http://me:a@b/#?%@p.example:1,    false, p.example:1,      'me:a@b/#?%'",
        "me:p:w@[fd00::1]:8080,            false, '[fd00::1]:8080', 'me:p:w'"
    })
    void addressesAreReadAsCurlReadsThem(String text, boolean secure, String place, String user) {
        Proxies.Proxy proxy = Proxies.of(Map.of("HTTPS_PROXY", text))
                .forOrigin(new Origin(true, "b.example", 443))
                .orElseThrow();

        assertThat(proxy).hasToString(place);
        assertThat(proxy.host()).doesNotContain("[");
        assertThat(proxy.secure()).isEqualTo(secure);
        assertThat(proxy.authorization())
                .isEqualTo(
                        user.isEmpty() ? null : "Basic " + Base64.getEncoder().encodeToString(user.getBytes()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"socks5://p.example:1080", "http://", "http://p.example:0", "http://p.example:70000", "a b"})
    void whatIsNoAddressIsRefused(String text) {
        assertThatThrownBy(() -> Proxies.of(Map.of("HTTP_PROXY", text)))
                .hasMessage("the environment variable HTTP_PROXY is not a proxy's address");
    }
}
