package io.github.bedrockcli.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.HexFormat;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How a server of TLS 1.2 signed, found among what it sent. */
final class ServerSignatureTest {
    /** A hello and a certificate, as far as they matter here. */
    private static final String BEFORE = "02000003" + "010203" + "0b000002" + "0c00";

    @ParameterizedTest
    @CsvSource({"0401, true", "0403, true", "0804, true", "0501, true", "0201, false", "0203, false", "0000, false"})
    void sha1IsRefused(String scheme, boolean strong) {
        String exchange = "0c00000b" + "03001702" + "0405" + scheme + "000199";
        for (int cut : new int[] {0, 1, 3, 9, 14, 20, 24}) {
            for (int block : new int[] {1, 7, 1000}) {
                byte[] messages = hex(BEFORE + exchange + "0e000000");
                byte[] records = hex(record(messages, 0, cut)
                        + "15030300020100"
                        + record(messages, cut, messages.length)
                        + "1403030001011603030004deadbeef");
                assertThat(catchThrowable(() -> seen(records, block).require("TLSv1.2")) == null)
                        .as("%s, cut at %s, blocks of %s", scheme, cut, block)
                        .isEqualTo(strong);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "16",
                "1603030000",
                "160303ffff0c",
                "16030300040c00ffff",
                "16030300080c0000ff030017ff",
                "140303000101160303000f0c00000b030017020405040100019900"
            })
    void whatHoldsNoSignatureIsRefusedInTls12Alone(String flight) throws SSLHandshakeException {
        assertThat(catchThrowable(() -> seen(hex(flight), 1000).require("TLSv1.2")))
                .isInstanceOf(SSLHandshakeException.class);
        seen(hex(flight), 1000).require("TLSv1.3");
    }

    private static ServerSignature seen(byte[] records, int most) {
        ServerSignature signature = new ServerSignature();
        for (int at = 0; at < records.length; at += most) {
            byte[] block = new byte[most];
            int count = Math.min(most, records.length - at);
            System.arraycopy(records, at, block, 0, count);
            signature.add(block, count);
        }
        return signature;
    }

    private static String record(byte[] messages, int from, int to) {
        return String.format("160303%04x", to - from) + HexFormat.of().formatHex(messages, from, to);
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }
}
