package software.amazon.awssdk.protocols.core;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.traits.TimestampFormatTrait;
import software.amazon.awssdk.core.traits.TraitType;
import software.amazon.awssdk.utils.DateUtils;

/**
 * Reads the times of replies. In the place of the SDK's class of this name, which gives each to the JDK's formatter: a list
 * of models has some hundreds, all of the form that is taken apart here, and the formatter's way through interpreted code
 * took a quarter of the time that reading the replies did.
 */
public final class StringToInstant implements StringToValueConverter.StringToValue<Instant> {
    private static final String FORM = "0000-00-00T00:00:00Z";

    private final Map<MarshallLocation, TimestampFormatTrait.Format> usual;

    private StringToInstant(Map<MarshallLocation, TimestampFormatTrait.Format> usual) {
        this.usual = usual;
    }

    /**
     * A reader for one protocol.
     *
     * @param usual formats where a field has none of its own
     */
    public static StringToInstant create(Map<MarshallLocation, TimestampFormatTrait.Format> usual) {
        return new StringToInstant(usual);
    }

    @Override
    public @Nullable Instant convert(@Nullable String value, SdkField<Instant> field) {
        if (value == null) {
            return null;
        }
        TimestampFormatTrait.Format format = format(field);
        try {
            return switch (format) {
                case ISO_8601 -> ofForm(value);
                case RFC_822 -> DateUtils.parseRfc822Date(value);
                case UNIX_TIMESTAMP -> DateUtils.parseUnixTimestampInstant(value);
                case UNIX_TIMESTAMP_MILLIS -> DateUtils.parseUnixTimestampMillisInstant(value);
                default -> throw SdkClientException.create("Unrecognized timestamp format - " + format);
            };
        } catch (NumberFormatException e) {
            throw SdkClientException.create("Unable to parse date : " + value, e);
        }
    }

    private TimestampFormatTrait.Format format(SdkField<Instant> field) {
        TimestampFormatTrait own = field.getTrait(TimestampFormatTrait.class, TraitType.TIMESTAMP_FORMAT_TRAIT);
        TimestampFormatTrait.Format format = own == null ? usual.get(field.location()) : own.format();
        if (format == null) {
            throw SdkClientException.create(
                    "Timestamps are not supported for this location (" + field.location() + ")");
        }
        return format;
    }

    private static Instant ofForm(String value) {
        if (!hasForm(value)) {
            return DateUtils.parseIso8601Date(value);
        }
        try {
            return LocalDateTime.of(
                            number(value, 0, 4),
                            number(value, 5, 7),
                            number(value, 8, 10),
                            number(value, 11, 13),
                            number(value, 14, 16),
                            number(value, 17, 19))
                    .toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            // Such as the 30th of February: the SDK says what it makes of it.
            return DateUtils.parseIso8601Date(value);
        }
    }

    private static boolean hasForm(String value) {
        if (value.length() != FORM.length()) {
            return false;
        }
        for (int i = 0; i < FORM.length(); i++) {
            char expected = FORM.charAt(i);
            char found = value.charAt(i);
            if (expected == '0' ? found < '0' || found > '9' : found != expected) {
                return false;
            }
        }
        return true;
    }

    private static int number(String value, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            number = 10 * number + value.charAt(i) - '0';
        }
        return number;
    }
}
