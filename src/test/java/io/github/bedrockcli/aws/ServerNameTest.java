package io.github.bedrockcli.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.cert.X509Certificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names that stand in a certificate letter by letter. */
final class ServerNameTest {
    private static X509Certificate certificate(String... hosts) throws Exception {
        return TestAuthority.named("leaf").server(hosts).selfSigned();
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "bedrock-runtime.us-east-1.amazonaws.com", "3.test", "127.0.0.1"})
    void aPlainNameOrAddressIsFound(String host) throws Exception {
        assertThat(new ServerName(host).isIn(certificate("other.test", host))).isTrue();
        assertThat(new ServerName(host).isIn(certificate("other.test"))).isFalse();
        assertThat(new ServerName(host).isIn(TestAuthority.named(host).selfSigned()))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*.test",
                "a.*",
                "*",
                "",
                ".",
                "a..test",
                ".test",
                "a.test.",
                "-a.test",
                "a-.test",
                "a_b.test",
                "A.test",
                "xn--bcher-kva.test",
                "1234",
                "1.2.3",
                "0127.0.0.1",
                "127.0.0.256",
                "1.2.3.4.5",
                "::1",
                "a test",
                "a.test\u0000.b",
                "0x7f.1",
                "k\u212a.test"
            })
    void whatIsMoreThanPlainIsLeftToTheJdk(String host) throws Exception {
        assertThat(new ServerName(host).isIn(certificate("other.test", host))).isFalse();
    }

    @Test
    void anAddressIsNoName() throws Exception {
        X509Certificate named = TestAuthority.named("leaf").server("10.0.0.1").selfSigned();
        assertThat(new ServerName("10.0.0.1").isIn(named)).isFalse();
    }
}
