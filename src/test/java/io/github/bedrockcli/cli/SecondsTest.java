package io.github.bedrockcli.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bedrockcli.model.UsageException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Seconds as people type them. */
final class SecondsTest {
    @ParameterizedTest
    @CsvSource({
        "10, 10000",
        "600, 600000",
        "000600, 600000",
        "0.25, 250",
        "1.5, 1500",
        "5., 5000",
        ".5, 500",
        "0.0019, 1",
        "0.0001, 1",
        "1.9999, 1999",
        "999999.9999, 999999999",
        "1000000, 1000000000",
        "1e3, 1000000",
        "+2, 2000"
    })
    void aNumberIsThatLong(String typed, long millis) {
        assertThat(Seconds.of(typed).duration("--timeout")).isEqualTo(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "0.000, 0.000", "-1, -1", "1000000.1, 1000000.1", "1e9, 1E+9"})
    void aNumberOutOfBoundsIsShownAsItIs(String typed, String shown) {
        assertThatThrownBy(() -> Seconds.of(typed).duration("--timeout"))
                .isInstanceOf(UsageException.class)
                .hasMessage("--timeout is a number of seconds above 0, not " + shown);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "1.2.3", "1,5", "ten", "1 ", "0x10", "12:3", "1/2"})
    void anythingElseIsNoNumber(String typed) {
        assertThatThrownBy(() -> Seconds.of(typed)).isInstanceOf(NumberFormatException.class);
    }

    /** The short way of reading the usual forms gives what exact arithmetic gives. */
    @Test
    void everyTextIsReadAsAnExactNumberIs() {
        Random random = new Random(6);
        String signs = "0123456789..5e-";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = 1 + random.nextInt(9); length > 0; length--) {
                text.append(signs.charAt(random.nextInt(signs.length())));
            }
            assertThat(read(text.toString())).as(text.toString()).isEqualTo(exactly(text.toString()));
        }
    }

    private static String read(String text) {
        try {
            return Seconds.of(text).duration("--x").toString();
        } catch (NumberFormatException e) {
            return "no number";
        } catch (UsageException e) {
            return "out of bounds";
        }
    }

    private static String exactly(String text) {
        try {
            BigDecimal value = new BigDecimal(text);
            boolean inside = value.signum() > 0 && value.compareTo(BigDecimal.valueOf(1_000_000)) <= 0;
            return inside
                    ? Duration.ofMillis(Math.max(1, value.movePointRight(3).longValue()))
                            .toString()
                    : "out of bounds";
        } catch (NumberFormatException e) {
            return "no number";
        }
    }
}
