package io.github.bedrockcli.access;

import io.github.bedrockcli.aws.Refusal;
import io.github.bedrockcli.aws.RefusalCause;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What is said of a refusal without asking anybody. */
final class PlainAdvice {
    private static final String SUPPORT = "https://console.aws.amazon.com/support/home#/case/create";
    private static final String QUOTAS = "https://docs.aws.amazon.com/bedrock/latest/userguide/quotas.html";
    private static final String ERRORS =
            "https://docs.aws.amazon.com/bedrock/latest/userguide/troubleshooting-api-error-codes.html";
    private static final Pattern TIMES =
            Pattern.compile("(\\d{8}T\\d{6}Z) is (?:now earlier|still later) than \\d{8}T\\d{6}Z \\((\\d{8}T\\d{6}Z)");
    private static final DateTimeFormatter BASIC = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT);

    private PlainAdvice() {}

    /**
     * @param region where the call went
     * @param renewal what renews the caller's credentials; files are read for it, so it is asked only where they are at fault
     */
    static Advice of(Refusal refusal, RefusedCall call, String region, String message, Supplier<String> renewal) {
        RefusalCause cause = refusal.cause();
        String why = cause.words();
        String model = call.modelName();
        String detail = refusal.detail();
        return switch (cause) {
            case AGREEMENT_PENDING ->
                new Advice(why, "wait some 15 minutes and try again; after that open a case with AWS Support", ERRORS);
            case AGREEMENT_FAILED ->
                new Advice(
                        why,
                        "check the account's payment method and country in Billing, then call the model again in five"
                                + " minutes",
                        ERRORS);
            case PAYMENT ->
                new Advice(
                        why,
                        "add a valid payment method in Billing, Payment preferences; then call the model again in two"
                                + " minutes",
                        "https://console.aws.amazon.com/billing/home#/paymentpreferences");
            case USE_CASE_FORM ->
                new Advice(
                        why,
                        "fill it in once for the account, in the model catalog of the Bedrock console: "
                                + Partition.console(region, "model-catalog") + "; then wait 15 minutes",
                        "https://docs.aws.amazon.com/bedrock/latest/userguide/model-access.html");
            case NOT_OFFERED ->
                new Advice(
                        why,
                        "use another model (bedrock list-models --accessible), or ask AWS Sales for " + model,
                        "https://aws.amazon.com/contact-us/sales-support/");
            case CHANNEL_ACCOUNT ->
                Advice.of(why, "ask the solution provider or distributor who sold the account, or use another model");
            case UNSUPPORTED_COUNTRY ->
                Advice.of(
                        why,
                        "call it from a country that its provider serves (the address the request comes from counts, not"
                                + " the region), or use a model of another provider");
            case ACCOUNT_RESTRICTED ->
                new Advice(
                        why,
                        "no policy and no model access changes that: open a case with AWS Support under Account and"
                                + " billing",
                        SUPPORT);
            case ACCOUNT_UNVERIFIED ->
                new Advice(
                        why,
                        "wait two hours; then check the payment method in Billing and open a case with AWS Support",
                        SUPPORT);
            case REGION_DISABLED -> Advice.of(why, enable(region));
            case WRONG_SERVICE ->
                Advice.of(
                        why,
                        "check --endpoint-url and AWS_ENDPOINT_URL_BEDROCK..: " + call.operation() + " goes to "
                                + (call.callsModel() || call.operation().contains("Async")
                                        ? "bedrock-runtime."
                                        : "bedrock.")
                                + region + ".amazonaws.com");
            case DATA_RETENTION -> retention(why, detail, region, model);
            case PROMPT_RESOURCE ->
                Advice.of(
                        why,
                        "name the model itself with -m, and send the prompt's text; AWS Support opens prompts to an"
                                + " account");
            case ROLE_NOT_ASSIGNED ->
                Advice.of(
                        why,
                        "check sso_account_id and sso_role_name of the profile, or have the permission set assigned to"
                                + " the user");
            case CLOCK -> clock(why, message);
            case EXPIRED -> Advice.of(why, renewal.get());
            case UNKNOWN_KEYS ->
                Advice.of(
                        Partition.optIn(region) ? "AWS does not know these keys in " + region : why,
                        Partition.optIn(region) ? enable(region) + "; else " + renewal.get() : renewal.get());
            case WRONG_SIGNATURE ->
                Advice.of(why, renewal.get() + " (the secret key may be cut or have a space too many)");
            case WRONG_SCOPE ->
                Advice.of(
                        why,
                        "give the --region of the endpoint that --endpoint-url or AWS_ENDPOINT_URL.. names, or leave the"
                                + " endpoint out: the request was signed for " + region);
            case MFA_CODE ->
                Advice.of(
                        why,
                        "wait for the next code of the device and give that (a code is good once), with the ARN of the"
                                + " caller's own device: --mfa-serial, or mfa_serial of the profile");
            case SESSION_TOO_LONG ->
                Advice.of(
                        why + (detail == null ? "" : ": " + detail),
                        message.contains("chaining")
                                ? "--duration-seconds 3600 at most: a role that is assumed with a role's credentials has"
                                        + " one hour (or duration_seconds of the profile)"
                                : "a smaller --duration-seconds (or duration_seconds of the profile), or have the role's"
                                        + " maximum session duration raised");
            case UNSIGNED ->
                Advice.of(
                        why, "check what stands between: a proxy or --endpoint-url may drop the Authorization header");
            case API_KEY_INVALID ->
                new Advice(
                        why,
                        "make a new Bedrock API key in " + region
                                + " (a short-term key is of one region) and put it into"
                                + " AWS_BEARER_TOKEN_BEDROCK, or unset that to use a profile",
                        "https://docs.aws.amazon.com/bedrock/latest/userguide/api-keys.html");
            case API_KEY_MALFORMED ->
                new Advice(
                        why,
                        "put the key into AWS_BEARER_TOKEN_BEDROCK once more, whole and without quotes or spaces: it"
                                + " begins with bedrock-api-key- or ABSK; or unset that to use a profile",
                        "https://docs.aws.amazon.com/bedrock/latest/userguide/api-keys.html");
            case API_KEY_EXPIRED ->
                new Advice(
                        why,
                        "make a new Bedrock API key and put it into AWS_BEARER_TOKEN_BEDROCK, or unset that to use a"
                                + " profile",
                        "https://docs.aws.amazon.com/bedrock/latest/userguide/api-keys.html");
            case IDENTITY_REJECTED ->
                Advice.of(
                        why,
                        "check that the account has the token's issuer as an identity provider, that the role's trust"
                                + " policy names its audience and subject, and that the token is fresh");
            case TOO_MANY_REQUESTS ->
                new Advice(
                        why,
                        "wait a minute and try again, or ask for a higher quota in Service Quotas: requests per minute of "
                                + model,
                        QUOTAS);
            case TOO_MANY_TOKENS ->
                new Advice(
                        why,
                        "wait a minute and try again, with a shorter prompt or a smaller --max-tokens, or ask for a higher"
                                + " quota in Service Quotas: tokens per minute of " + model,
                        QUOTAS);
            case DAILY_TOKENS ->
                new Advice(
                        why,
                        "wait until tomorrow, or ask for a higher quota in Service Quotas: tokens per day of " + model
                                + " (a new account begins with little: open a case with AWS Support)",
                        QUOTAS);
            case TOO_MANY_AT_ONCE -> Advice.of(why, "wait and try again, with fewer calls at once (--concurrency)");
            case CAPACITY ->
                Advice.of(
                        why,
                        "try again in a while, or spread the load: an inference profile of " + model
                                + " routes to several regions");
            case MODEL_NOT_READY -> Advice.of(why, "wait a few minutes and try again");
            case MODEL_TIMEOUT -> Advice.of(why, "ask for a shorter answer (--max-tokens), or stream it");
            case MODEL_FAULT -> Advice.of(why, "try again; if it fails each time, change the prompt or the parameters");
            case SERVICE_FAULT -> Advice.of(why, "try again in a while");
            case QUOTA ->
                new Advice(why, "ask for a higher quota in Service Quotas, Amazon Bedrock, in " + region, QUOTAS);
            case GUARDRAIL_UNKNOWN ->
                Advice.of(
                        why,
                        "check --guardrail ID:VERSION and --region: aws bedrock list-guardrails --region " + region);
            case GUARDRAIL_WRONG -> Advice.of(why, "check --guardrail and what the model takes, or leave it out");
            case PROMPT_TOO_LONG ->
                Advice.of(
                        why + amount(detail), "shorten the prompt or the conversation, or use a model that takes more");
            case MAX_TOKENS ->
                Advice.of(why, detail == null ? "ask for fewer: --max-tokens" : "--max-tokens " + detail + " at most");
            case MALFORMED ->
                Advice.of(
                        why + (detail == null ? "" : ": " + pointer(detail)),
                        (detail == null ? "look at the body" : "look at " + pointer(detail) + " in the body")
                                + " with --print-request; " + parameters(call) + " shows what it takes");
            case FOREIGN_ARN -> foreign(why, call, region, message);
            case EMPTY_TEXT ->
                Advice.of(
                        why,
                        "give each prompt, system prompt and turn of --messages some text that is more than white"
                                + " space, or leave it out");
            case WRONG_TOOLS ->
                Advice.of(
                        why + (detail == null ? "" : ": " + detail),
                        message.contains("grammar")
                                ? "ask for a simpler JSON schema: fewer members, fewer alternatives"
                                : "mend the tool's name, description or input schema; --print-request shows what is sent");
            case EXCLUSIVE -> Advice.of(why + (detail == null ? "" : ": " + detail), exclusive(detail, call));
            case THINKING_BUDGET ->
                Advice.of(why, "raise --max-tokens above thinking.budget_tokens, or lower that with -p");
            case SERVICE_TIER ->
                Advice.of(
                        why,
                        "leave --service-tier out, or take another: default, flex, priority, or reserved with a"
                                + " reservation of its own");
            case PROMPT_CACHE ->
                Advice.of(why, "leave the cache points out; " + parameters(call) + " shows whether it takes any");
            case NOT_FOR_CONVERSE ->
                Advice.of(
                        why,
                        "for vectors bedrock embed -m " + model
                                + ", for pictures bedrock invoke; --api invoke sends the"
                                + " model's own body; bedrock list-models --output-modality TEXT shows chat models");
            case WRONG_FORM ->
                Advice.of(
                        why,
                        "leave --body and --family out, so that the body is the model's own, or send it with --api"
                                + " converse");
            case WRONG_NAME ->
                Advice.of(
                        why,
                        message.contains("duplicate")
                                ? "give each document of the conversation a name of its own"
                                : "rename the file: letters, digits, single spaces, hyphens, parentheses and square"
                                        + " brackets");
            case TOO_MANY_FILES ->
                Advice.of(why + (detail == null ? "" : " (" + detail + ")"), "give fewer at once, or several requests");
            case WRONG_TURNS ->
                Advice.of(why, "check the turns of --messages: user and assistant by turns, the last by the user");
            case WRONG_PARAMETER ->
                Advice.of(
                        why + (detail == null ? "" : ": " + detail),
                        "change or leave out " + (detail == null ? "the parameter" : detail) + "; " + parameters(call)
                                + " shows what it takes");
            case MISSING_FEATURE -> missing(why, detail, message, call);
            case NO_STREAMING -> Advice.of(why, "bedrock invoke fetches the whole answer");
            case WRONG_MEDIA -> Advice.of(why, "give a smaller one, or of a type that the model takes");
            case TOO_LARGE -> Advice.of(why, "send less: 25 MB is the most that InvokeModel takes");
            case WRONG_ID -> Advice.of(why, "check the id: bedrock list-models shows those of " + region);
            case BUCKET ->
                Advice.of(
                        why,
                        "check that the bucket of --s3-output is there, in " + region
                                + ", and that the caller may s3:PutObject and s3:GetObject in it");
            case KEY ->
                Advice.of(
                        why,
                        "check that the key is in " + region
                                + " and that its policy lets the caller kms:GenerateDataKey and kms:Decrypt");
            case NOT_FOUND -> Advice.of(why, "check the id, --region and the account (bedrock whoami)");
            case CONFLICT -> Advice.of(why, "wait until it has ended, or give another --client-token");
            case CONTENT_BLOCKED -> Advice.of(why, "change the prompt");
            case NOT_ALLOWED,
                    DENIED,
                    NO_MODEL_ACCESS,
                    ACCOUNT_NOT_AUTHORIZED,
                    MARKETPLACE_RIGHT,
                    ON_DEMAND,
                    UNKNOWN_MODEL,
                    NOT_IN_REGION,
                    END_OF_LIFE,
                    LEGACY_UNUSED -> Advice.of(why, null);
            case OTHER -> unknown(call, message);
        };
    }

    /** Nothing is known of the words: then nothing is said of the reason. */
    private static Advice unknown(RefusedCall call, String message) {
        boolean silent = message.startsWith("HTTP ") || message.startsWith("the ");
        return Advice.of(
                "",
                silent || !call.callsModel()
                        ? null
                        : "--print-request shows what is sent; bedrock doctor " + call.modelName()
                                + " checks the way to the model");
    }

    /** The command that shows what the model takes, or how models are found where none was called. */
    private static String parameters(RefusedCall call) {
        return call.callsModel() ? "bedrock params " + call.modelName() : "bedrock params MODEL";
    }

    /**
     * Source: Bedrock user guide, "Data retention": the mode is of an account or project in one region; some models want
     * {@code provider_data_share}, and none that retains is served under {@code none}. 2026-11.
     */
    private static Advice retention(String why, @Nullable String mode, String region, String model) {
        return new Advice(
                why + (mode == null ? "" : ": it is " + mode),
                "use another model, or have whoever answers for the data choose a mode that " + model
                        + " is served under, for all requests of " + region
                        + " (provider_data_share lets its provider keep them): aws bedrock put-account-data-retention"
                        + " --mode MODE --region " + region,
                "https://docs.aws.amazon.com/bedrock/latest/userguide/data-retention.html");
    }

    /** Which of account, region and partition is another one, as far as the ARN tells. */
    private static Advice foreign(String why, RefusedCall call, String region, String message) {
        String[] parts = call.modelName().split(":", 6);
        if (parts.length < 6) {
            return Advice.of(why, "check the ARN's account and region against bedrock whoami");
        }
        if (!parts[1].equals(Partition.of(region))) {
            return Advice.of(
                    "the ARN is of partition " + parts[1] + ", the call went to " + region,
                    "use credentials of partition " + parts[1]
                            + (parts[3].isEmpty() ? "" : " and --region " + parts[3]));
        }
        if (!parts[3].isEmpty() && !parts[3].equals(region)) {
            return Advice.of("the ARN is of " + parts[3] + ", the call went to " + region, "--region " + parts[3]);
        }
        return parts[4].isEmpty()
                ? Advice.of(why, "check the ARN's account and region against bedrock whoami")
                : Advice.of(
                        message.toLowerCase(Locale.ROOT).contains("account")
                                ? "the ARN is of account " + parts[4] + ", and the caller is of another"
                                : why,
                        "use credentials of account " + parts[4]
                                + " (--profile, --role-arn), or the ARN of the same thing in the caller's account;"
                                + " bedrock whoami shows whose credentials these are");
    }

    private static String exclusive(@Nullable String names, RefusedCall call) {
        if (names == null || !names.contains(" and ")) {
            return "leave " + (names == null ? "one of them" : names) + " out; " + parameters(call)
                    + " shows what goes together";
        }
        String[] both = names.split(" and ", 2);
        return "leave one of them out: " + option(both[0]) + " or " + option(both[1]);
    }

    /** The option of a parameter that has one. */
    private static String option(String name) {
        return switch (name.toLowerCase(Locale.ROOT).replace("_", "")) {
            case "temperature" -> "--temperature";
            case "topp" -> "--top-p";
            case "topk" -> "--top-k";
            case "maxtokens" -> "--max-tokens";
            case "stopsequences" -> "--stop";
            default -> "-p " + name;
        };
    }

    private static String enable(String region) {
        return "enable " + region + " for the account (AWS console, Account, AWS Regions), or go to another --region";
    }

    /** Says how far off, where the message tells the time of both. */
    private static Advice clock(String why, String message) {
        Matcher matcher = TIMES.matcher(message);
        String off = "";
        if (matcher.find()) {
            try {
                LocalDateTime ours = LocalDateTime.parse(matcher.group(1), BASIC);
                LocalDateTime theirs = LocalDateTime.parse(matcher.group(2), BASIC);
                Duration behind = Duration.between(ours, theirs);
                off = ": it is " + spoken(behind.abs()) + (behind.isNegative() ? " ahead" : " behind");
            } catch (DateTimeParseException e) {
                // Then it is not said how far.
            }
        }
        return Advice.of(
                why, "set this machine's clock" + (off.isEmpty() ? ": it is more than five minutes off" : off));
    }

    private static String spoken(Duration duration) {
        long days = duration.toDays();
        long hours = duration.toHoursPart();
        long minutes = duration.toMinutesPart();
        return (days > 0 ? days + " d " : "") + (hours > 0 ? hours + " h " : "") + minutes + " min";
    }

    private static Advice missing(String why, @Nullable String detail, String message, RefusedCall call) {
        String text = message.toLowerCase(Locale.ROOT);
        String fix;
        if (text.contains("tool use in streaming")) {
            fix = "bedrock invoke instead of stream: it takes tools in whole answers only";
        } else if (text.contains("system")) {
            fix = "leave --system out and put it into the prompt";
        } else if (text.contains("counting tokens")) {
            fix = "count with another model, by its model id and not a profile's";
        } else if (text.contains("image") || text.contains("video") || text.contains("document")) {
            fix = "leave the file out, or choose a model that takes it: bedrock list-models --input-modality image";
        } else {
            fix = (detail == null ? "leave it out" : "leave " + detail + " out") + ", or choose another model; "
                    + parameters(call) + " shows what it takes";
        }
        return Advice.of(why + (detail == null ? "" : ": " + detail), fix);
    }

    private static String amount(@Nullable String detail) {
        return detail == null ? "" : " (" + detail + ")";
    }

    private static String pointer(String detail) {
        return detail.contains("/") && !detail.startsWith("/") ? "/" + detail : detail;
    }
}
