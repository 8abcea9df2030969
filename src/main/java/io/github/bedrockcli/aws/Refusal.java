package io.github.bedrockcli.aws;

import io.github.bedrockcli.model.Arn;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a refusal says: its cause, and what it names. Told from the code first and then from the words, which are folded:
 * apostrophes, spaces, and what wraps a message inside another.
 *
 * @param action what was not allowed, such as {@code bedrock:InvokeModel}
 * @param resource the ARN, or {@code *}, that it was not allowed on
 * @param principal the ARN of the caller
 * @param policy the sort of policy that is the reason; null where none is told
 * @param policyArn the policy itself, where a denying one is named
 * @param detail what the cause is about: a field, a limit, an offset
 */
public record Refusal(
        RefusalCause cause,
        @Nullable String action,
        @Nullable String resource,
        @Nullable String principal,
        @Nullable Policy policy,
        @Nullable String policyArn,
        @Nullable String detail) {

    /** Sorts of policies, in the words of IAM's messages. */
    public enum Policy {
        IDENTITY("identity-based policy"),
        RESOURCE("resource-based policy"),
        BOUNDARY("permissions boundary"),
        SESSION("session policy"),
        SERVICE_CONTROL("service control policy"),
        RESOURCE_CONTROL("resource control policy"),
        ENDPOINT("VPC endpoint policy"),
        TRUST("role trust policy");

        private final String words;

        Policy(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    /** How much of a message is read, in characters: the reason stands at its beginning. */
    private static final int LONGEST = 8_000;

    private static final Pattern ACTION = Pattern.compile(
            "not authorized to perform:?\\s+(?:action )?([a-z0-9-]+:[a-z*]+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern RESOURCE =
            Pattern.compile("on (?:the )?resource:?\\s+(\\*|arn:[A-Za-z0-9:/._*-]{6,2048})", Pattern.CASE_INSENSITIVE);
    private static final Pattern PRINCIPAL =
            Pattern.compile("(arn:aws[a-z-]*:(?:iam|sts)::[0-9]{12}:[A-Za-z0-9+=,.@/_-]{1,512})");
    private static final Pattern NAMED =
            Pattern.compile("explicit deny in [^:]{3,60}:\\s+(arn:[A-Za-z0-9:/._+=,@-]{6,512})");
    private static final Pattern WRAPPED = Pattern.compile(
            "^an error occurred \\(([a-z0-9]+)\\) when calling the [a-z0-9]+ operation[^:]*: ",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern CODED = Pattern.compile("^([A-Za-z0-9]+(?:Exception|Error|Fault)): ");

    /**
     * Tells the cause.
     *
     * @param code the service's error code, or null
     * @param status the HTTP status, or 0
     */
    public static Refusal of(@Nullable String code, int status, String message) {
        String text = message.strip();
        text = text.length() <= LONGEST ? text : text.substring(0, LONGEST);
        String named = code == null ? "" : code;
        for (Pattern wrapping : new Pattern[] {CODED, WRAPPED, CODED}) {
            Matcher matcher = wrapping.matcher(text);
            if (matcher.find() && matcher.end() < text.length()) {
                named = named.isEmpty() ? matcher.group(1) : named;
                text = text.substring(matcher.end());
            }
        }
        String folded = folded(text);
        RefusalRules.Match match = RefusalRules.match(code(named), status, folded);
        Policy policy = policy(folded);
        String action = group(ACTION, text);
        return new Refusal(
                match.cause(),
                action,
                group(RESOURCE, text),
                group(PRINCIPAL, text),
                policy,
                group(NAMED, text),
                match.detail());
    }

    /** What a failure of Bedrock says. */
    public static Refusal of(BedrockException failure) {
        return of(failure.code().orElse(null), failure.status(), failure.getMessage());
    }

    /** The account of the caller, where it is named. */
    public Optional<String> account() {
        return Optional.ofNullable(principal).flatMap(Arn::of).map(Arn::account);
    }

    /** One apostrophe, one quote, single spaces; the rules look at no letter's case. */
    static String folded(String text) {
        return text.replaceAll("[\u2018\u2019\u02BC\u00B4\uFF07]", "'")
                .replaceAll("[\u201C\u201D]", "\"")
                .replaceAll("[\\s\\p{Cntrl}]+", " ");
    }

    /** {@code com.amazon.coral#AccessDeniedException:http://…} and {@code accessDenied} are the same code. */
    static String code(String code) {
        String bare = code.substring(code.lastIndexOf('#') + 1);
        int colon = bare.indexOf(':');
        String word = (colon < 0 ? bare : bare.substring(0, colon)).strip().toLowerCase(Locale.ROOT);
        return word.endsWith("exception") && word.length() > 9 ? word.substring(0, word.length() - 9) : word;
    }

    private static @Nullable Policy policy(String text) {
        String folded = text.toLowerCase(Locale.ROOT);
        if (!folded.contains("explicit deny in") && !folded.contains("because no ")) {
            return null;
        }
        for (Policy policy : Policy.values()) {
            if (folded.contains(policy.words.toLowerCase(Locale.ROOT))) {
                return policy;
            }
        }
        return null;
    }

    private static @Nullable String group(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            return null;
        }
        // A sentence may end right after what it names.
        String found = matcher.group(1);
        return found.endsWith(".") ? found.substring(0, found.length() - 1) : found;
    }
}
