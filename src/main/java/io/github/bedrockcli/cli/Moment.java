package io.github.bedrockcli.cli;

import io.github.bedrockcli.model.UsageException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads moments as they are typed: a day, a time with its zone, or how long ago it was. */
final class Moment {
    private static final Pattern AGO = Pattern.compile("([0-9]{1,6})([smhd])");

    private Moment() {}

    /** Null for null. A day is its beginning in UTC. */
    static @Nullable Instant read(String option, @Nullable String typed, Clock clock) {
        if (typed == null) {
            return null;
        }
        String text = typed.strip();
        Matcher ago = AGO.matcher(text);
        if (ago.matches()) {
            return clock.instant().minus(unit(ago.group(2)).multipliedBy(Long.parseLong(ago.group(1))));
        }
        try {
            return text.contains("T")
                    ? OffsetDateTime.parse(text).toInstant()
                    : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
        } catch (DateTimeException e) {
            throw new UsageException(
                    option + " is a day, a time or an age, not '" + typed + "'",
                    "for example 2026-11-20, 2026-11-20T09:30:00Z, or 90m, 12h, 7d for so long ago");
        }
    }

    private static Duration unit(String letter) {
        return switch (letter) {
            case "s" -> Duration.ofSeconds(1);
            case "m" -> Duration.ofMinutes(1);
            case "h" -> Duration.ofHours(1);
            default -> Duration.ofDays(1);
        };
    }
}
