package io.github.bedrockcli.aws;

import io.github.bedrockcli.aws.BedrockException.Kind;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Why a request was refused, told from the service's code and words, with what sort of failure it is. */
public enum RefusalCause {
    /** No policy allows the action: an allow is missing. */
    NOT_ALLOWED(Kind.ACCESS_DENIED, "no policy allows it"),
    /** A policy denies the action: no allow helps. */
    DENIED(Kind.ACCESS_DENIED, "a policy denies it explicitly"),
    NO_MODEL_ACCESS(Kind.ACCESS_DENIED, "the account has no access to this model in this region"),
    /** Words that AWS uses for model access as well as for a restriction of the account. */
    ACCOUNT_NOT_AUTHORIZED(Kind.ACCESS_DENIED, "the account may not use it in this region"),
    AGREEMENT_PENDING(Kind.ACCESS_DENIED, "the account's agreement for this model is still being made"),
    AGREEMENT_FAILED(Kind.ACCESS_DENIED, "the account's agreement for this model failed"),
    MARKETPLACE_RIGHT(
            Kind.ACCESS_DENIED, "the first call to this model subscribes to it, which this caller may not do"),
    PAYMENT(Kind.ACCESS_DENIED, "the account has no payment instrument that AWS Marketplace takes"),
    USE_CASE_FORM(Kind.ACCESS_DENIED, "the account has not sent the provider's use case form"),
    NOT_OFFERED(Kind.ACCESS_DENIED, "AWS does not offer this model to this account"),
    CHANNEL_ACCOUNT(Kind.ACCESS_DENIED, "the model is not offered to accounts of AWS solution providers"),
    UNSUPPORTED_COUNTRY(Kind.ACCESS_DENIED, "the model's provider does not serve the caller's country"),
    ACCOUNT_RESTRICTED(Kind.ACCESS_DENIED, "AWS restricts this account"),
    ACCOUNT_UNVERIFIED(Kind.ACCESS_DENIED, "AWS is still verifying this account"),
    REGION_DISABLED(Kind.ACCESS_DENIED, "the account has not enabled this region"),
    DATA_RETENTION(Kind.ACCESS_DENIED, "the data retention mode of the account in this region keeps this model closed"),
    PROMPT_RESOURCE(Kind.ACCESS_DENIED, "a prompt in place of a model is not open to this account"),
    ROLE_NOT_ASSIGNED(Kind.ACCESS_DENIED, "IAM Identity Center gives the user no such role in that account"),
    ON_DEMAND(Kind.REFUSED, "the model is called through an inference profile only"),
    UNKNOWN_MODEL(Kind.REFUSED, "this region has no model of this id"),
    NOT_IN_REGION(Kind.REFUSED, "it is not to be had in this region"),
    FOREIGN_ARN(Kind.REFUSED, "the ARN is of another account, region or partition than the call"),
    END_OF_LIFE(Kind.REFUSED, "the model is retired"),
    LEGACY_UNUSED(Kind.REFUSED, "the model is legacy, and closed to accounts that have not used it lately"),
    WRONG_SERVICE(Kind.REFUSED, "the endpoint does not know this operation"),
    CLOCK(Kind.CREDENTIALS, "this machine's clock is off"),
    EXPIRED(Kind.CREDENTIALS, "the session has expired"),
    UNKNOWN_KEYS(Kind.CREDENTIALS, "AWS does not know these keys in this region"),
    WRONG_SIGNATURE(Kind.CREDENTIALS, "the secret access key does not fit the access key id"),
    WRONG_SCOPE(Kind.CREDENTIALS, "the request is signed for another region or service than the endpoint's"),
    UNSIGNED(Kind.CREDENTIALS, "the request came without credentials that the service reads"),
    API_KEY_INVALID(Kind.CREDENTIALS, "the Bedrock API key is not valid in this region"),
    API_KEY_MALFORMED(Kind.CREDENTIALS, "what was sent as Bedrock API key is not a whole one"),
    API_KEY_EXPIRED(Kind.CREDENTIALS, "the Bedrock API key has expired"),
    IDENTITY_REJECTED(Kind.CREDENTIALS, "the web identity token was not accepted"),
    MFA_CODE(null, "the MFA code was not accepted"),
    SESSION_TOO_LONG(null, "the session is asked for longer than the role allows"),
    TOO_MANY_REQUESTS(Kind.THROTTLED, "more requests than the quota of a minute"),
    TOO_MANY_TOKENS(Kind.THROTTLED, "more tokens than the quota of a minute"),
    DAILY_TOKENS(Kind.THROTTLED, "the account's tokens of the day are used up"),
    TOO_MANY_AT_ONCE(Kind.THROTTLED, "too many requests at once"),
    CAPACITY(Kind.UNAVAILABLE, "the model is at its capacity, for everybody"),
    MODEL_NOT_READY(Kind.UNAVAILABLE, "the model is being started"),
    MODEL_TIMEOUT(Kind.UNAVAILABLE, "the model took too long"),
    MODEL_FAULT(Kind.REFUSED, "the model failed on this request"),
    SERVICE_FAULT(Kind.UNAVAILABLE, "a fault of the service"),
    QUOTA(Kind.REFUSED, "a quota of the account is used up"),
    GUARDRAIL_UNKNOWN(Kind.REFUSED, "this region has no guardrail of this id and version"),
    GUARDRAIL_WRONG(Kind.REFUSED, "the guardrail does not go with this request"),
    PROMPT_TOO_LONG(Kind.REFUSED, "the prompt is too long for the model"),
    MAX_TOKENS(Kind.REFUSED, "more answer tokens are asked for than the model gives"),
    MALFORMED(Kind.REFUSED, "the request's body does not fit the model"),
    WRONG_TURNS(Kind.REFUSED, "the order of the turns does not fit the model"),
    EMPTY_TEXT(Kind.REFUSED, "a text of the request is empty"),
    WRONG_TOOLS(Kind.REFUSED, "a tool's definition does not fit the model"),
    EXCLUSIVE(Kind.REFUSED, "parameters exclude each other"),
    THINKING_BUDGET(Kind.REFUSED, "the answer is given no more tokens than thinking may take"),
    SERVICE_TIER(Kind.REFUSED, "the service tier is not to be had for this model"),
    PROMPT_CACHE(Kind.REFUSED, "the model does not cache prompts, or not there"),
    NOT_FOR_CONVERSE(Kind.REFUSED, "the model is none for the Converse API"),
    WRONG_FORM(Kind.REFUSED, "the model takes another form of request"),
    WRONG_PARAMETER(Kind.REFUSED, "a parameter's value does not fit the model"),
    MISSING_FEATURE(Kind.REFUSED, "the model lacks what is asked of it"),
    NO_STREAMING(Kind.REFUSED, "the model does not stream"),
    WRONG_MEDIA(Kind.REFUSED, "a picture or file cannot be used"),
    WRONG_NAME(Kind.REFUSED, "a document's name cannot be used"),
    TOO_MANY_FILES(Kind.REFUSED, "more pictures or documents than the model takes"),
    TOO_LARGE(Kind.REFUSED, "the request is larger than the service takes"),
    WRONG_ID(Kind.REFUSED, "the id has not the form of one"),
    BUCKET(null, "the bucket cannot be used"),
    KEY(null, "the KMS key cannot be used"),
    NOT_FOUND(Kind.REFUSED, "there is nothing of this name in this region and account"),
    CONFLICT(Kind.REFUSED, "it is in the way of something else"),
    CONTENT_BLOCKED(Kind.BLOCKED, ""),
    /** Nothing is known of these words. */
    OTHER(null, "");

    private final @Nullable Kind kind;
    private final String words;

    RefusalCause(@Nullable Kind kind, String words) {
        this.kind = kind;
        this.words = words;
    }

    /** The sort of failure; empty where only code and status tell. */
    Optional<Kind> kind() {
        return Optional.ofNullable(kind);
    }

    /** In plain words. */
    public String words() {
        return words;
    }
}
