package io.github.bedrockcli.aws;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockcli.aws.BedrockException.Kind;
import io.github.bedrockcli.model.Json;
import java.io.IOException;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * What the token service refuses, in words for the person who signs in. It explains itself in OAuth's members
 * ({@code error}, {@code error_description}), which the SDK does not take for a message.
 */
final class SsoRefusals {
    private SsoRefusals() {}

    static BedrockException of(SdkException error, SsoSession session) {
        BedrockException failure = Failures.of(error);
        String code = failure.code().orElse("");
        if (failure.kind() == Kind.INTERNAL || failure.kind() == Kind.UNREADABLE) {
            return incomplete(failure.getMessage());
        }
        if (failure.status() < 400 || failure.status() >= 500 || failure.kind() == Kind.THROTTLED) {
            return failure;
        }
        String said = description(error);
        String words = said.isEmpty() ? failure.getMessage() : said;
        if (code.equals("AccessDeniedException")) {
            return BedrockException.of(Kind.ACCESS_DENIED, "the sign-in was denied: " + words)
                    .code(code)
                    .status(failure.status())
                    .requestId(failure.requestId().orElse(null))
                    .fix("sign in again and allow it in the browser, or ask who runs IAM Identity Center for access")
                    .cause(error)
                    .build();
        }
        return BedrockException.of(Kind.REFUSED, words)
                .code(code)
                .status(failure.status())
                .requestId(failure.requestId().orElse(null))
                .fix(
                        switch (code) {
                            case "InvalidGrantException" -> "sign in again, or with --use-device-code";
                            case "InvalidScopeException" ->
                                "correct sso_registration_scopes" + place(session)
                                        + ", or remove it: sso:account:access is the usual one";
                            default ->
                                "check sso_start_url (" + session.startUrl() + ") and sso_region (" + session.region()
                                        + ")" + place(session);
                        })
                .cause(error)
                .build();
    }

    private static String place(SsoSession session) {
        return session.name() == null ? " of the profile" : " of [sso-session " + session.name() + "]";
    }

    /** A reply that the service does not give: somebody else may have answered. */
    static BedrockException incomplete(String what) {
        return BedrockException.of(Kind.UNREADABLE, what)
                .fix(
                        "try again; if it stays so, look with --debug who answers: a proxy, or what AWS_ENDPOINT_URL names")
                .build();
    }

    /** Nobody approved in time. */
    static BedrockException ranOut(SsoSession session) {
        return BedrockException.of(
                        Kind.CREDENTIALS, "the sign-in to " + session.title() + " was not approved in the time it had")
                .fix("sign in again, and approve it in the browser while the program waits")
                .build();
    }

    static BedrockException interrupted(InterruptedException cause) {
        Thread.currentThread().interrupt();
        return BedrockException.of(Kind.CANCELLED, "the sign-in was cancelled")
                .cause(cause)
                .build();
    }

    /** In one line; empty where the service gave none. */
    private static String description(SdkException error) {
        if (error instanceof AwsServiceException service) {
            AwsErrorDetails details = service.awsErrorDetails();
            if (details != null && details.rawResponse() != null) {
                try {
                    JsonNode body = Json.parse(details.rawResponse().asByteArray());
                    String text = body.path("error_description").asText("");
                    return Text.firstLine(text.isBlank() ? body.path("error").asText("") : text);
                } catch (IOException e) {
                    return "";
                }
            }
        }
        return "";
    }
}
