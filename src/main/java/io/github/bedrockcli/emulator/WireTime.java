package io.github.bedrockcli.emulator;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/**
 * Instants as they stand on the wire: ISO 8601's basic form of signatures, and HTTP's date. Written out by hand, because
 * the JDK's formatters cost tens of milliseconds at their first use, which every offline run would pay.
 */
final class WireTime {
    private static final String DAYS = "MonTueWedThuFriSatSun";
    private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";
    private static final int BASIC_LENGTH = 16;

    private WireTime() {}

    /** {@code 20261121T120000Z}. */
    static String basic(Instant instant) {
        OffsetDateTime time = instant.atOffset(ZoneOffset.UTC);
        StringBuilder text = new StringBuilder(BASIC_LENGTH);
        pad(text, time.getYear(), 4);
        pad(text, time.getMonthValue(), 2);
        pad(text, time.getDayOfMonth(), 2);
        text.append('T');
        pad(text, time.getHour(), 2);
        pad(text, time.getMinute(), 2);
        pad(text, time.getSecond(), 2);
        return text.append('Z').toString();
    }

    /**
     * Reads the basic form.
     *
     * @throws DateTimeException when it is not one
     */
    static Instant parseBasic(String text) {
        if (text.length() != BASIC_LENGTH || text.charAt(8) != 'T' || text.charAt(15) != 'Z') {
            throw new DateTimeException("not in basic form: " + text);
        }
        return LocalDateTime.of(
                        number(text, 0, 4),
                        number(text, 4, 6),
                        number(text, 6, 8),
                        number(text, 9, 11),
                        number(text, 11, 13),
                        number(text, 13, 15))
                .toInstant(ZoneOffset.UTC);
    }

    /** {@code Sat, 21 Nov 2026 12:00:00 GMT}. */
    static String http(Instant instant) {
        OffsetDateTime time = instant.atOffset(ZoneOffset.UTC);
        StringBuilder text = new StringBuilder(29);
        int day = (time.getDayOfWeek().getValue() - 1) * 3;
        text.append(DAYS, day, day + 3).append(", ");
        pad(text, time.getDayOfMonth(), 2);
        int month = (time.getMonthValue() - 1) * 3;
        text.append(' ').append(MONTHS, month, month + 3).append(' ');
        pad(text, time.getYear(), 4);
        text.append(' ');
        pad(text, time.getHour(), 2);
        text.append(':');
        pad(text, time.getMinute(), 2);
        text.append(':');
        pad(text, time.getSecond(), 2);
        return text.append(" GMT").toString();
    }

    private static int number(String text, int from, int to) {
        try {
            return Integer.parseUnsignedInt(text, from, to, 10);
        } catch (NumberFormatException e) {
            throw new DateTimeException("not in basic form: " + text, e);
        }
    }

    private static void pad(StringBuilder text, int number, int width) {
        String digits = Integer.toString(number);
        text.append("0".repeat(width - digits.length())).append(digits);
    }
}
