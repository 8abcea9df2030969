package io.github.bedrockcli.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
        "10.0.0.7,                  10.0.0.7,                        443,  false"
    })
    void exemptionsAreReadAsCurlReadsThem(String exempt, String host, int port, boolean proxied) {
        Proxies proxies = Proxies.of(Map.of("HTTPS_PROXY", "http://p.example:3128", "NO_PROXY", exempt));

        assertThat(proxies.forOrigin(new Origin(true, host, port)).isPresent()).isEqualTo(proxied);
    }
}
