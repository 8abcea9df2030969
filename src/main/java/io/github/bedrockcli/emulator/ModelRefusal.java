package io.github.bedrockcli.emulator;

import java.util.Locale;

/** Why an account may not invoke a model that is there, in the service's words; each names its source. */
enum ModelRefusal {
    /** Recorded (seed documents): the account is restricted. */
    OPERATION_NOT_ALLOWED(400, "ValidationException", "Operation not allowed"),

    /** Public report: aws-samples/sample-host-openclaw-on-amazon-bedrock-agentcore issue 41. */
    MARKETPLACE_RIGHTS(
            403,
            "AccessDeniedException",
            "Model access is denied due to IAM user or service role is not authorized to perform the required AWS "
                    + "Marketplace actions (aws-marketplace:ViewSubscriptions, aws-marketplace:Subscribe) to enable "
                    + "access to this model. Refer to the Amazon Bedrock documentation for further details. Your AWS "
                    + "Marketplace subscription for this model cannot be completed at this time. If you recently "
                    + "fixed this issue, try again after 5 minutes."),

    /** Public report: Tracer-Cloud/opensre pull request 1811; its end is taken from the refusal above. */
    PAYMENT(
            403,
            "AccessDeniedException",
            "Model access is denied due to INVALID_PAYMENT_INSTRUMENT:A valid payment instrument must be provided. "
                    + "Your AWS Marketplace subscription for this model cannot be completed at this time. If you "
                    + "recently fixed this issue, try again after 5 minutes."),

    /** Bedrock user guide, "Troubleshooting Amazon Bedrock API Error Codes", MPAgreementBeingCreated. */
    SUBSCRIPTION_PENDING(
            403,
            "AccessDeniedException",
            "Your account is not authorized to access this model. Your AWS Marketplace subscription for this model is "
                    + "still being processed. Try again after 15 minutes."),

    /** Public report: obot-platform/obot issue 6747; the status is that of FTUFormNotFilled in the user guide. */
    FORM(
            404,
            "ResourceNotFoundException",
            "Model use case details have not been submitted for this account. Fill out the Anthropic use case details "
                    + "form before using the model. If you have already filled out the form, try again in 15 minutes."),

    /** Public report: aws-samples/amazon-bedrock-workshop issue 386. */
    LEGACY_UNUSED(
            404,
            "ResourceNotFoundException",
            "Access denied. This Model is marked by provider as Legacy and you have not been actively using the model "
                    + "in the last 15 days. Please upgrade to an active model on Amazon Bedrock"),

    /** Recorded. */
    END_OF_LIFE(
            404,
            "ResourceNotFoundException",
            "This model version has reached the end of its life. "
                    + "Please refer to the AWS documentation for more details."),

    /** Recorded. */
    ACCESS(403, "AccessDeniedException", "You don't have access to the model with the specified model ID."),

    /** Public report: aws-samples/amazon-bedrock-client-for-mac issue 1. */
    ACCOUNT(403, "AccessDeniedException", "Your account is not authorized to invoke this API operation."),

    /** Public report: anthropics/claude-code issue 49238. */
    CONTACT_SALES(
            403,
            "AccessDeniedException",
            "%s is not available for this account. You can explore other available models on Amazon Bedrock. For "
                    + "additional access options, contact AWS Sales at https://aws.amazon.com/contact-us/sales-support/"),

    /** Recorded. */
    CAPACITY(503, "ServiceUnavailableException", "Model is getting throttled. Try your request again.");

    private final int status;
    private final String code;
    private final String text;

    /** @param text in which {@code %s} stands for the model's id */
    ModelRefusal(int status, String code, String text) {
        this.status = status;
        this.code = code;
        this.text = text;
    }

    /** As an account file has it, such as {@code marketplace-rights}. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    ServiceError error(CatalogueModel model) {
        return ServiceError.of(status, code, text.replace("%s", model.id()));
    }
}
