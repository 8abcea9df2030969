package io.github.bedrockcli.aws;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a Bedrock API key says of itself. A short-term one ({@code bedrock-api-key-}) is a signed address in base64, with
 * its date and how long it is good; a long-term one ({@code ABSK}) is, in base64, the name and password of a
 * service-specific credential, and such a name is {@code USER-at-ACCOUNT}.
 *
 * <p>Source: aws/aws-bedrock-token-generator-python; IAM user guide, "API keys for Amazon Bedrock" and
 * "Service-specific credentials". Neither form is promised: what does not fit tells nothing.
 *
 * @param account of a long-term key
 * @param expires of a short-term key, whose session may end earlier
 */
record ApiKeyFacts(
        String what, @Nullable String account, @Nullable Instant expires) {
    private static final String SHORT = "bedrock-api-key-";
    private static final String LONG = "ABSK";
    private static final Pattern DATE = Pattern.compile("X-Amz-Date=(\\d{8}T\\d{6}Z)");
    private static final Pattern SECONDS = Pattern.compile("X-Amz-Expires=(\\d{1,6})");
    private static final Pattern OWNER = Pattern.compile("([\\w+=,.@-]{1,64})-at-(\\d{12}):.*", Pattern.DOTALL);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    static ApiKeyFacts of(String key) {
        if (key.startsWith(SHORT)) {
            String address = decoded(key.substring(SHORT.length()));
            return new ApiKeyFacts("a short-term Bedrock API key", null, end(address));
        }
        if (key.startsWith(LONG)) {
            Matcher owner = OWNER.matcher(decoded(key.substring(LONG.length())));
            return owner.matches()
                    ? new ApiKeyFacts("a long-term Bedrock API key of user " + owner.group(1), owner.group(2), null)
                    : new ApiKeyFacts("a long-term Bedrock API key", null, null);
        }
        return new ApiKeyFacts("a Bedrock API key", null, null);
    }

    private static @Nullable Instant end(String address) {
        Matcher date = DATE.matcher(address);
        Matcher seconds = SECONDS.matcher(address);
        try {
            return date.find() && seconds.find()
                    ? Instant.from(TIME.parse(date.group(1))).plusSeconds(Long.parseLong(seconds.group(1)))
                    : null;
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static String decoded(String text) {
        try {
            return new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
