package io.github.bedrockcli.aws;

import io.github.bedrockcli.model.ContentFilter;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The wordings of refusals, in the order in which they are looked at: the first that fits tells. A rule wants a code, or
 * words, or both.
 *
 * <p>Source: the service models of bedrock, bedrock-runtime and STS; recorded traffic; "Troubleshooting Amazon Bedrock API
 * Error Codes" of the user guide; "Troubleshoot access denied error messages" of the IAM user guide; the messages that
 * users of public projects report. Each stands with its source in the tests' refusals.tsv. 2026-11.
 */
final class RefusalRules {
    /** What a rule found. */
    record Match(RefusalCause cause, @Nullable String detail) {}

    private record Rule(
            RefusalCause cause,
            Set<String> codes,
            Set<String> not,
            @Nullable Pattern words) {}

    /** Codes whose words speak of the request: a user's text may be quoted in them. */
    private static final Set<String> OF_THE_REQUEST = Set.of("validation", "validationerror", "modelerror");

    private static final Set<String> THROTTLED =
            Set.of("throttling", "throttled", "toomanyrequests", "requestlimitexceeded", "throttledclient");
    private static final Set<String> UNAVAILABLE = Set.of("serviceunavailable", "modelstreamerror");

    private static final List<Rule> RULES = List.of(
            words(RefusalCause.CONTENT_BLOCKED, ContentFilter.WORDS),
            coded(RefusalCause.DAILY_TOKENS, THROTTLED, "per day|daily"),
            coded(RefusalCause.TOO_MANY_TOKENS, THROTTLED, "token"),
            coded(RefusalCause.TOO_MANY_AT_ONCE, THROTTLED, "connections|concurren"),
            coded(RefusalCause.CAPACITY, THROTTLED, "getting throttled|capacity"),
            coded(RefusalCause.TOO_MANY_REQUESTS, THROTTLED),
            coded(RefusalCause.MODEL_NOT_READY, Set.of("modelnotready")),
            coded(RefusalCause.MODEL_TIMEOUT, Set.of("modeltimeout")),
            coded(
                    RefusalCause.CAPACITY,
                    UNAVAILABLE,
                    "throttled|capacity|overloaded|too many|unable to process your request"),
            coded(RefusalCause.SERVICE_FAULT, UNAVAILABLE),
            coded(RefusalCause.SERVICE_FAULT, Set.of("internalserver", "internalservererror", "internalfailure")),
            coded(RefusalCause.QUOTA, Set.of("servicequotaexceeded", "limitexceeded")),
            coded(RefusalCause.USE_CASE_FORM, Set.of("ftuformnotfilled")),
            coded(RefusalCause.AGREEMENT_PENDING, Set.of("mpagreementbeingcreated")),
            coded(RefusalCause.ACCOUNT_RESTRICTED, Set.of("badcscore")),
            coded(RefusalCause.REGION_DISABLED, Set.of("regiondisabled")),
            coded(RefusalCause.ACCOUNT_UNVERIFIED, Set.of("optinrequired", "subscriptionrequired")),
            coded(RefusalCause.WRONG_SERVICE, Set.of("unknownoperation", "invalidaction")),
            // Credentials, in whatever code.
            words(
                    RefusalCause.CLOCK,
                    "signature (?:has )?expired: (\\S+ is now earlier than \\S+)"
                            + "|signature not yet current: (\\S+ is still later than \\S+)"),
            words(
                    RefusalCause.CLOCK,
                    "^signature (?:expired|not yet current)|request time too skewed|difference between the request time"
                            + "|expired timestamps"),
            coded(RefusalCause.CLOCK, Set.of("requestexpired", "requesttimetooskewed", "requestinthefuture")),
            words(
                    RefusalCause.API_KEY_EXPIRED,
                    "(?:bearer token|api key)(?: \\S+){0,3} (?:has expired|is expired|expired)"),
            words(
                    RefusalCause.API_KEY_MALFORMED,
                    "pre-?defined prefix|api key format|malformed (?:api key|bearer token)"),
            words(
                    RefusalCause.API_KEY_INVALID,
                    "api key is valid|invalid api key|api key(?: \\S+){0,3} invalid|invalid bearer token"
                            + "|bearer token(?: \\S+){0,3} invalid"),
            words(
                    RefusalCause.EXPIRED,
                    "(?:security|session|access|provided) token (?:included in the request |provided )?(?:is |has )?expired"
                            + "|token has expired|session (?:has|is) expired|session token not found or invalid"),
            coded(RefusalCause.EXPIRED, Set.of("expiredtoken", "tokenrefreshrequired", "unauthorized")),
            words(
                    RefusalCause.UNKNOWN_KEYS,
                    "security token included in the request is invalid|access key id(?: you)? provided does not exist"
                            + "|no account found for the given parameters"),
            coded(
                    RefusalCause.UNKNOWN_KEYS,
                    Set.of(
                            "unrecognizedclient",
                            "invalidclienttokenid",
                            "invalidaccesskeyid",
                            "invalidtoken",
                            "authfailure")),
            words(
                    RefusalCause.WRONG_SCOPE,
                    "credential should be scoped (?:to|with) (?:a |the )?(?:valid |correct )?(region|service)"
                            + "|signed for (?:the wrong|another|a different) (region|service)"
                            + "|(?:region|service) in the credential scope"),
            words(RefusalCause.WRONG_SIGNATURE, "request signature we calculated does not match"),
            words(RefusalCause.UNSIGNED, "missing authentication token|authorization header (?:requires|is missing)"),
            coded(
                    RefusalCause.UNSIGNED,
                    Set.of("missingauthenticationtoken", "incompletesignature", "missingauthentication")),
            coded(RefusalCause.WRONG_SIGNATURE, Set.of("invalidsignature", "signaturedoesnotmatch")),
            coded(
                    RefusalCause.IDENTITY_REJECTED,
                    Set.of("invalididentitytoken", "idprejectedclaim", "idpcommunicationerror")),
            words(RefusalCause.MFA_CODE, "multifactorauthentication failed"),
            words(RefusalCause.SESSION_TOO_LONG, "durationseconds exceeds (.{3,60}?)(?: set for|[.]|$)"),
            coded(RefusalCause.ROLE_NOT_ASSIGNED, Set.of("forbidden"), "^no access$"),
            // The account.
            words(RefusalCause.DATA_RETENTION, "data[ _]retention[ _]mode:? '?([a-z_]+)'?"),
            words(RefusalCause.PROMPT_RESOURCE, "not authorized to [a-z ]+ with a prompt resource"),
            words(
                    RefusalCause.FOREIGN_ARN,
                    "account id in the arn (?:doesn't|does not) match|arn is invalid for the service endpoint"
                            + "|arn (?:is|belongs to|refers to)[^.]{0,40}(?:another|different) (?:account|region|partition)"
                            + "|(?:account|region|partition) (?:in|of) the (?:\\S+ )?arn (?:doesn't|does not|must) match"),
            words(
                    RefusalCause.PROMPT_CACHE,
                    "did(?:n't| not) allow prompt caching|prompt caching (?:is(?:n't| not)|unsupported)"
                            + "|cache_?point placement"),
            words(
                    RefusalCause.ACCOUNT_UNVERIFIED,
                    "account is currently being verified|needs a subscription for the service"),
            words(
                    RefusalCause.USE_CASE_FORM,
                    "use[- ]case details have not been submitted|use[- ]case (?:details )?form"),
            words(RefusalCause.PAYMENT, "invalid_payment_instrument|valid payment (?:instrument|method)"),
            words(RefusalCause.DENIED, Set.of("validation"), "explicit deny"),
            words(RefusalCause.MARKETPLACE_RIGHT, "aws-marketplace:[a-z]+|required aws marketplace actions"),
            words(
                    RefusalCause.AGREEMENT_PENDING,
                    "(?:subscription|agreement)[^.]{0,40}(?:still being|being (?:created|processed)|pending|in progress)"),
            words(
                    RefusalCause.AGREEMENT_FAILED,
                    "agreement failed|marketplace subscription for this model cannot be completed"),
            words(RefusalCause.CHANNEL_ACCOUNT, "channel program accounts|aws solution provider"),
            words(RefusalCause.UNSUPPORTED_COUNTRY, "unsupported countries|unsupported country|restricted geograph"),
            words(RefusalCause.NOT_OFFERED, "not available for this account|contact aws sales"),
            words(
                    RefusalCause.ACCOUNT_RESTRICTED,
                    "^operation not allowed|bedrock models is not allowed for this account|create a support case"
                            + "|account (?:is|has been) (?:\\S+ )?(?:blocked|suspended|restricted|on hold)"
                            + "|account is not authorized to access this model|security (?:hold|restriction)"),
            words(
                    RefusalCause.ACCOUNT_NOT_AUTHORIZED,
                    "account(?: \\d{12})? is not authorized to (?:invoke|perform|use|call)"),
            words(
                    RefusalCause.NO_MODEL_ACCESS,
                    "(?:don't|do not|doesn't|does not) have access to (?:the|this) (?:requested |specified )?model"
                            + "|access to the (?:requested )?model is denied|model access (?:is|has) (?:not|been) "
                            + "|have an agreement (?:to|for) this model|not have access to model"),
            words(RefusalCause.REGION_DISABLED, "region (?:\\S+ )?(?:is )?(?:disabled|not enabled)|not opted in"),
            // The model's id.
            words(RefusalCause.ON_DEMAND, "model id (\\S+) with on-demand throughput isn't supported"),
            words(
                    RefusalCause.ON_DEMAND,
                    "on-demand throughput (?:isn't|is not) supported|(?:doesn't|does not) support on-demand throughput"
                            + "|retry your request with the id or arn of an inference profile"),
            words(
                    RefusalCause.END_OF_LIFE,
                    "end of its life|end[- ]of[- ]life|model (?:version )?(?:is no longer|has been (?:retired|deprecated))"),
            words(
                    RefusalCause.LEGACY_UNUSED,
                    "marked by (?:the )?provider as legacy|not been actively using the model"),
            words(
                    RefusalCause.NOT_IN_REGION,
                    "(?:isn't|is not|not) (?:supported|available|offered)(?: \\S+){0,4} in (?:this|the|your)"
                            + "(?: (?:aws|requested|current|source)){0,2} region|in unsupported region"),
            words(RefusalCause.WRONG_ID, "at 'modelid(?:entifier)?' failed to satisfy constraint"),
            words(
                    RefusalCause.UNKNOWN_MODEL,
                    "model identifier is invalid|model identifier is not|could not resolve the foundation model"
                            + "|model (?:id )?(?:doesn't|does not) exist|model not found|no such model"
                            + "|(?:model|profile) (?:identifier|id|arn) (?:provided )?is (?:invalid|not valid)"
                            + "|invalid model (?:identifier|id)|inference profile (?:\\S+ ){0,3}(?:not found|doesn't exist|does not exist)"
                            + "|could not find (?:\\S+ )?model|model isn't found"),
            words(
                    RefusalCause.WRONG_SERVICE,
                    "operation is not recognized|^operation unknown|unable to determine service/operation name|unknownoperation"),
            // Permissions.
            words(
                    RefusalCause.NOT_ALLOWED,
                    Set.of("validation"),
                    "not authorized to perform|because no [^.]{3,60} allows|do not have permission to perform"
                            + "|not have sufficient (?:access|permissions)"),
            coded(RefusalCause.NOT_ALLOWED, Set.of("notauthorized", "unauthorizedoperation", "notauthorizedoperation")),
            words(RefusalCause.KEY, "\\bkms\\b|customer master key"),
            words(
                    RefusalCause.BUCKET,
                    "\\bs3 (?:bucket|uri|location|object|path|credentials)|\\bbucket\\b|s3://|output config"),
            // The request.
            words(
                    RefusalCause.NOT_FOR_CONVERSE,
                    "action (?:doesn't|does not) support the model|supported text or chat model"
                            + "|(?:isn't|is not) supported (?:by|in|for|on) (?:the )?converse"),
            words(
                    RefusalCause.WRONG_FORM,
                    "(?:isn't|is not) supported on this api|use the (messages|completions?) api"
                            + "|must start with .{0,12}human:"),
            words(RefusalCause.SERVICE_TIER, "reservation not found|service[_ ]?tier"),
            words(
                    RefusalCause.EMPTY_TEXT,
                    "text content blocks must (?:be non-empty|contain non-whitespace)|add text to the text field"
                            + "|text field[^.]{0,80}(?:is blank|is empty|nonempty|non-empty)|must have non-empty content"
                            + "|(?:prompt|message|messages|content|input|text)(?: \\S+){0,3} (?:must not|cannot|can't|may not) be"
                            + " (?:empty|blank)"
                            + "|(?:empty|blank) (?:prompt|message|input)"
                            + "|#/(?:inputtext|prompt|message|texts/\\d+): expected minlength"),
            words(
                    RefusalCause.THINKING_BUDGET,
                    "max_tokens`? must be greater than `?thinking[.]budget_tokens"
                            + "|budget_tokens`? must be less than `?max_tokens"),
            words(
                    RefusalCause.EXCLUSIVE,
                    "(`?[a-z_]+`? and `?[a-z_]+)`? (?:cannot|can't|may not|must not) (?:both )?be"
                            + " (?:specified|set|used|provided)"
                            + "|(`?[a-z_]+`?) may (?:not be enabled|only be set to 1) when"),
            words(RefusalCause.EXCLUSIVE, "invalid parameter combination|mutually exclusive"),
            words(
                    RefusalCause.WRONG_NAME,
                    "duplicate document names|document (?:file )?name[^.]{0,30}(?:can only contain|can't|must|invalid)"),
            words(
                    RefusalCause.TOO_MANY_FILES,
                    "(?:can't|cannot) include more than ([0-9]+ [a-z]+)|too many (?:images|documents|videos|files|media)"
                            + "|(?:number|count) of (?:images|documents|videos|files)[^.]{0,40}exceed"),
            words(
                    RefusalCause.WRONG_TOOLS,
                    "at '(toolconfig[.][^']+)' failed|value at (toolconfig[.]\\S+) |(tools[.]\\d+[.]\\S*input_schema)"
                            + "|grammar (?:size|complexity)|tool names?[^.]{0,40}(?:must|duplicate|unique|invalid)"),
            words(
                    RefusalCause.GUARDRAIL_UNKNOWN,
                    "guardrail (?:identifier|id|arn|version|with|was|\\S+ )[^.]{0,60}(?:does not exist|doesn't exist|is invalid|not found)"),
            words(RefusalCause.GUARDRAIL_WRONG, "guardrail"),
            words(
                    RefusalCause.PROMPT_TOO_LONG,
                    "(?:input length and `?max_tokens`? exceed context limit:? ?([0-9 +>]+))"
                            + "|prompt is too long: ([0-9]+ tokens > [0-9]+) maximum"
                            + "|max input tokens: ([0-9]+)"
                            + "|expected maxlength: ([0-9]+, actual: [0-9]+)"
                            + "|maximum context length is ([0-9]+ tokens)"),
            words(
                    RefusalCause.PROMPT_TOO_LONG,
                    "(?:input|prompt|request|message|conversation) (?:text )?is too long|input tokens exceed"
                            + "|too many input tokens|maximum context|context (?:length|limit|window)|too many total text bytes"
                            + "|number of input tokens|exceeds? (?:the )?(?:maximum |max )?(?:allowed )?(?:number of )?input tokens"
                            + "|token limit exceeded|prompt (?:has|contains) [0-9]+ tokens|total tokens? exceed"),
            words(
                    RefusalCause.MAX_TOKENS,
                    "maximum tokens you requested exceeds? the model limit of ([0-9]+)"
                            + "|max_?tokens:? [0-9]+ > ([0-9]+)"
                            + "|range of max_?tokens should be \\[\\d+, ?([0-9]+)"
                            + "|#/(?:max_gen_len|max_?tokens\\w*|maxtokencount|textgenerationconfig/maxtokencount|maxtokens): [0-9]+ is not less"
                            + " or equal to ([0-9]+)"),
            words(
                    RefusalCause.MAX_TOKENS,
                    "maximum tokens you requested|max_?tokens[^.]{0,40}(?:exceed|greater|too large|maximum)"),
            words(
                    RefusalCause.TOO_LARGE,
                    "(?:payload|body|request|content) (?:is |size )?(?:too large|exceeds)|request entity too large"
                            + "|failed to buffer the request body|length limit exceeded"
                            + "|at 'body' failed to satisfy constraint"),
            words(
                    RefusalCause.NO_STREAMING,
                    "unsupported for streaming|(?:doesn't|does not) support streaming|streaming is(?:n't| not) supported"),
            words(
                    RefusalCause.MALFORMED,
                    "(?:malformed input request:? )?#(\\S*?): (?:#: )?(?:extraneous|required) key"
                            + "|malformed input request:? (?:extraneous|required) key"),
            words(
                    RefusalCause.WRONG_TURNS,
                    "roles must alternate|conversation must|must (?:start|begin|end) with a user|must alternate"
                            + "|tool_?use` ?ids|tool_?result|tooluse|toolconfig field must be defined|in the same turn"
                            + "|message prefill|must start with a thinking block|missing a user message|pre-?fill|(?:in|be) `thinking`"
                            + "|encrypted content cannot|at least one message is required"),
            words(
                    RefusalCause.MISSING_FEATURE,
                    "model (?:doesn't|does not|cannot|can't) support (?:the )?(.{2,60}?)(?: field| content block|[.]|$| that you| in streaming)"),
            words(
                    RefusalCause.MISSING_FEATURE,
                    "doesn't support|does not support|(?:isn't|is not|not) supported|unsupported (?:feature|parameter|value)"),
            words(
                    RefusalCause.WRONG_PARAMETER,
                    "[`']?([a-z_]+)[`']? is deprecated for this model|invalid (beta flag)|for the `?(anthropic-beta)`? header"
                            + "|at '([a-z0-9._]+)' failed to satisfy constraint"
                            + "|#/(\\S+): \\S+ is not (?:less|greater)|#/(\\S+): \\S+ is not a valid enum"),
            words(
                    RefusalCause.WRONG_MEDIA,
                    "(?:could not|unable to|failed to) (?:process|decode|read) (?:the )?(?:image|document|video|media)"
                            + "|(?:image|document|video|media)[^.]{0,60}(?:exceeds?|invalid|unsupported|too (?:large|small|many)|dimension|corrupt)"),
            words(
                    RefusalCause.MALFORMED,
                    "(\\S+): (?:field required|extra inputs are not permitted|input should be|input tag)"
                            + "|#/(\\S+?): "),
            words(RefusalCause.MODEL_TIMEOUT, OF_THE_REQUEST, "model timed out|took too long"),
            words(RefusalCause.TOO_MANY_TOKENS, OF_THE_REQUEST, "too many tokens"),
            words(RefusalCause.TOO_MANY_REQUESTS, OF_THE_REQUEST, "too many requests|rate exceeded|throttl|slow down"),
            coded(RefusalCause.MODEL_FAULT, Set.of("modelerror")),
            coded(RefusalCause.NOT_FOUND, Set.of("resourcenotfound", "notfound")),
            coded(RefusalCause.CONFLICT, Set.of("conflict")),
            coded(RefusalCause.MALFORMED, Set.of("malformedrequest", "serialization")),
            coded(
                    RefusalCause.MALFORMED,
                    Set.of("validation", "validationerror"),
                    "malformed|schema|\\bjson\\b|\\bbody\\b|\\bfields?\\b|\\bparameters?\\b|required key|extraneous|request is not valid"
                            + "|\\bformat\\b|failed to satisfy constraint|not match pattern"),
            coded(RefusalCause.NOT_ALLOWED, Set.of("accessdenied", "forbidden")),
            words(RefusalCause.SERVICE_FAULT, "unexpected error during processing|internal server error"));

    private RefusalRules() {}

    /**
     * @param code folded as {@link Refusal#code} does
     * @param text folded as {@link Refusal#folded} does
     */
    static Match match(String code, int status, String text) {
        for (Rule rule : RULES) {
            boolean fits = (rule.codes.isEmpty() || rule.codes.contains(code)) && !rule.not.contains(code);
            if (!fits) {
                continue;
            }
            if (rule.words == null) {
                return new Match(rule.cause, null);
            }
            Matcher matcher = rule.words.matcher(text);
            if (matcher.find()) {
                return new Match(rule.cause, detail(matcher));
            }
        }
        return new Match(byStatus(status), null);
    }

    private static RefusalCause byStatus(int status) {
        return switch (status) {
            case 413 -> RefusalCause.TOO_LARGE;
            case 429 -> RefusalCause.TOO_MANY_REQUESTS;
            default -> RefusalCause.OTHER;
        };
    }

    /** The first group that took part, if it is worth showing. */
    private static @Nullable String detail(Matcher matcher) {
        for (int group = 1; group <= matcher.groupCount(); group++) {
            String found = matcher.group(group);
            if (found != null && !found.isBlank() && found.length() <= 120) {
                return found.replace("`", "").strip();
            }
        }
        return null;
    }

    private static Rule coded(RefusalCause cause, Set<String> codes) {
        return new Rule(cause, codes, Set.of(), null);
    }

    private static Rule coded(RefusalCause cause, Set<String> codes, String words) {
        return new Rule(cause, codes, Set.of(), Pattern.compile(words, Pattern.CASE_INSENSITIVE));
    }

    private static Rule words(RefusalCause cause, String words) {
        return words(cause, Set.of(), words);
    }

    /** @param not codes that such words mean nothing in */
    private static Rule words(RefusalCause cause, Set<String> not, String words) {
        return new Rule(cause, Set.of(), not, Pattern.compile(words, Pattern.CASE_INSENSITIVE));
    }
}
