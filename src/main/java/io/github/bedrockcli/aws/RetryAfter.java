package io.github.bedrockcli.aws;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * How long a refusal asks to wait. The SDK (2.46.17) passes on whole seconds of {@code Retry-After}, and those only to
 * its blocking clients, so the headers are read here: {@code x-amz-retry-after} in milliseconds, which newer releases of
 * the SDK go by, and {@code Retry-After} in seconds or as a date (RFC 9110, 10.2.3).
 */
final class RetryAfter {
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

    private RetryAfter() {}

    /** @param now by which a date is counted where the reply does not say when it was sent */
    static Optional<Duration> of(Throwable failure, Instant now) {
        if (failure instanceof AwsServiceException service) {
            AwsErrorDetails details = service.awsErrorDetails();
            SdkHttpResponse reply = details == null ? null : details.sdkHttpResponse();
            return reply == null ? Optional.empty() : of(reply, now);
        }
        return Optional.empty();
    }

    static Optional<Duration> of(SdkHttpResponse reply, Instant now) {
        Optional<Duration> millis = reply.firstMatchingHeader("x-amz-retry-after")
                .map(String::strip)
                .filter(text -> NUMBER.matcher(text).matches())
                .map(text -> Duration.ofMillis(Long.parseLong(text)));
        return millis.or(
                () -> reply.firstMatchingHeader("Retry-After").flatMap(text -> wait(text.strip(), reply, now)));
    }

    private static Optional<Duration> wait(String text, SdkHttpResponse reply, Instant now) {
        if (NUMBER.matcher(text).matches()) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
        }
        // Both by the server's clock, where it tells its time: ours may be wrong.
        Instant sent =
                reply.firstMatchingHeader("Date").flatMap(RetryAfter::date).orElse(now);
        return date(text)
                .map(until -> Duration.between(sent, until))
                .map(time -> time.isNegative() ? Duration.ZERO : time);
    }

    private static Optional<Instant> date(String text) {
        try {
            return Optional.of(
                    ZonedDateTime.parse(text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME.withLocale(Locale.ROOT))
                            .toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
