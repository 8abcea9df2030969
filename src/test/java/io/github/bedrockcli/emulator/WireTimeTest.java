package io.github.bedrockcli.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The hand-written formats say what the JDK's say. */
final class WireTimeTest {
    private static final DateTimeFormatter HTTP =
            DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.US);
    private static final DateTimeFormatter BASIC = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT);

    @ParameterizedTest
    @ValueSource(
            strings = {"2026-11-21T12:00:00Z", "2026-01-05T03:04:09Z", "2024-02-29T23:59:59Z", "2027-12-31T00:00:00Z"})
    void formatsAndReads(String iso) {
        Instant instant = Instant.parse(iso);
        assertThat(WireTime.http(instant)).isEqualTo(HTTP.format(instant.atOffset(ZoneOffset.UTC)));
        assertThat(WireTime.basic(instant)).isEqualTo(BASIC.format(instant.atOffset(ZoneOffset.UTC)));
        assertThat(WireTime.parseBasic(WireTime.basic(instant))).isEqualTo(instant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "20261121", "20261121T120000", "2026-11-21T12:00:00Z", "20261321T120000Z", "2026112aT120000Z"
            })
    void refusesWhatIsNotATime(String text) {
        assertThatThrownBy(() -> WireTime.parseBasic(text)).isInstanceOf(DateTimeException.class);
    }
}
