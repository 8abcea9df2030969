package io.github.bedrockcli.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrockcli.aws.BedrockException.Kind;
import java.util.concurrent.CompletionException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.bedrockruntime.model.BedrockRuntimeException;

/** What each failure of the service or the SDK means. */
class FailuresTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ExpiredTokenException         | 403 | The security token included in the request is expired          | CREDENTIALS
            UnrecognizedClientException   | 403 | The security token included in the request is invalid.         | CREDENTIALS
            InvalidSignatureException     | 403 | Signature expired: 20250521T030814Z is now earlier than ...    | CREDENTIALS
            InvalidClientTokenId          | 403 | The security token included in the request is invalid.         | CREDENTIALS
            SignatureDoesNotMatch         | 403 | x                                                              | CREDENTIALS
            ExpiredToken                  | 400 | x                                                              | CREDENTIALS
            AccessDeniedException         | 403 | You don't have access to the model with the specified model ID. | ACCESS_DENIED
            AccessDenied                  | 403 | User: x is not authorized to perform: sts:AssumeRole           | ACCESS_DENIED
            AccessDeniedException         | 403 | Authentication failed: Please make sure your API Key is valid. | CREDENTIALS
            FTUFormNotFilled              | 404 | x                                                              | ACCESS_DENIED
            ValidationException           | 400 | The provided model identifier is invalid.                      | REFUSED
            ValidationException           | 400 | This request has been blocked by our content filters.          | BLOCKED
            ResourceNotFoundException     | 404 | This model version has reached the end of its life.            | REFUSED
            ServiceQuotaExceededException | 400 | x                                                              | REFUSED
            ModelErrorException           | 424 | x                                                              | REFUSED
            ThrottlingException           | 429 | x                                                              | THROTTLED
            TooManyRequestsException      | 429 | x                                                              | THROTTLED
            ModelNotReadyException        | 429 | x                                                              | UNAVAILABLE
            ServiceUnavailableException   | 503 | Model is getting throttled. Try your request again.            | UNAVAILABLE
            InternalServerException       | 500 | x                                                              | UNAVAILABLE
            ModelTimeoutException         | 408 | x                                                              | UNAVAILABLE
            SomethingNew                  | 400 | x                                                              | REFUSED
            SomethingNew                  | 401 | x                                                              | CREDENTIALS
            SomethingNew                  | 403 | x                                                              | ACCESS_DENIED
            SomethingNew                  | 429 | x                                                              | THROTTLED
            SomethingNew                  | 502 | x                                                              | UNAVAILABLE
            SomethingNew                  | 0   | Too many requests                                              | THROTTLED
            SomethingNew                  | 0   | User isn\u2019t authorized? No: is not authorized               | ACCESS_DENIED
            """)
    void codeThenStatusThenWordsDecide(String code, int status, String message, Kind kind) {
        BedrockException failure = Failures.of(new CompletionException(service(code, status, message, null)));

        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure).hasMessage(message);
        assertThat(failure.code()).contains(code);
        assertThat(failure.status()).isEqualTo(status);
        assertThat(failure.requestId()).contains("r-1");
    }

    @Test
    void aServerThatWantsWhatBoringSslHasNotIsForTheTlsOfTheJdk() {
        String more =
                "set BEDROCK_JAVA_OPTS=-Dbedrock.tls=jdk: the JDK's TLS has ciphers and keys that BoringSSL has not";
        String other = "if a company proxy stands between, give its certificate authority with --ca-bundle FILE";
        assertThat(refused("Received fatal alert: handshake_failure").fix())
                .hasValue(TlsLibrary.isUsable() ? more : other);
        assertThat(refused("Received fatal alert: internal_error").fix()).hasValue(other);
    }

    private static BedrockException refused(String words) {
        return Failures.of(new TransportException(Kind.NETWORK, false, words, new SSLHandshakeException(words)));
    }

    @Test
    void aTypographicApostropheStaysInTheMessage() {
        String words = "Invocation with on-demand throughput isn\u2019t supported.";
        assertThat(Failures.of(service("ValidationException", 400, words, null)))
                .hasMessage(words);
    }

    @Test
    void aWebPageIsNotQuoted() {
        BedrockException failure = Failures.of(service(null, 502, null, "text/html; charset=utf-8"));

        assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
        assertThat(failure)
                .hasMessage(
                        "the reply was HTTP 502 with a web page: a proxy or another server answered, not the service");
    }

    @Test
    void anUnknownFailureOfTheSdkIsOurs() {
        BedrockException failure = Failures.of(SdkClientException.create("odd", new IllegalStateException("why")));

        assertThat(failure.kind()).isEqualTo(Kind.INTERNAL);
        assertThat(failure).hasMessage("SdkClientException: why");
    }

    @Test
    void whatIsTranslatedAlreadyStays() {
        BedrockException known = BedrockException.of(Kind.CREDENTIALS, "x").build();

        assertThat(Failures.of(SdkClientException.create("wrapped", known))).isSameAs(known);
    }

    private static Throwable service(String code, int status, String message, String contentType) {
        SdkHttpResponse.Builder response = SdkHttpResponse.builder().statusCode(status);
        if (contentType != null) {
            response.putHeader("Content-Type", contentType);
        }
        return BedrockRuntimeException.builder()
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode(code)
                        .errorMessage(message)
                        .serviceName("BedrockRuntime")
                        .sdkHttpResponse(response.build())
                        .build())
                .statusCode(status)
                .requestId("r-1")
                .message("never seen")
                .build();
    }
}
