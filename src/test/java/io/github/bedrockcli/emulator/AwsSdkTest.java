package io.github.bedrockcli.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrock.BedrockClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ValidationException;
import software.amazon.awssdk.services.sso.SsoClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;

/** The AWS SDK for Java against the emulator. */
final class AwsSdkTest {
    private static final AwsCredentialsProvider DEVELOPMENT = StaticCredentialsProvider.create(
            AwsBasicCredentials.create(Keyring.ACCESS_KEY_ID, Keyring.SECRET_ACCESS_KEY));

    private static Emulator emulator;

    @BeforeAll
    static void start() {
        emulator = Emulator.startForThisProcess(Clock.systemUTC());
    }

    @AfterAll
    static void stop() {
        emulator.close();
    }

    @Test
    void invokesConversesAndLists() {
        try (BedrockRuntimeClient runtime = at(BedrockRuntimeClient.builder(), DEVELOPMENT);
                BedrockClient control = at(BedrockClient.builder(), DEVELOPMENT)) {
            String arn = "arn:aws:bedrock:us-east-1::foundation-model/amazon.titan-tg1-large";
            assertThat(runtime.invokeModel(request ->
                                    request.modelId(arn).body(SdkBytes.fromUtf8String("{\"inputText\":\"Grüße\"}")))
                            .body()
                            .asUtf8String())
                    .contains("\"[offline echo] Grüße\"");
            assertThat(runtime.converse(request -> request.modelId("us.amazon.nova-lite-v1:0")
                                    .messages(message -> message.role("user").content(ContentBlock.fromText("Hi"))))
                            .output()
                            .message()
                            .content()
                            .get(0)
                            .text())
                    .isEqualTo("[offline echo] Hi");
            assertThat(control.listFoundationModels(request -> request.byProvider("Mistral AI"))
                            .modelSummaries())
                    .isNotEmpty();
            assertThat(control.listInferenceProfilesPaginator(request -> request.maxResults(3)).stream()
                            .flatMap(page -> page.inferenceProfileSummaries().stream()))
                    .hasSizeGreaterThan(10);
        }
    }

    @Test
    void assumesARole() {
        try (StsClient sts = at(StsClient.builder(), DEVELOPMENT);
                StsAssumeRoleCredentialsProvider role = StsAssumeRoleCredentialsProvider.builder()
                        .stsClient(sts)
                        .refreshRequest(request -> request.roleArn("arn:aws:iam::123456789012:role/Dev")
                                .roleSessionName("sdk"))
                        .build();
                StsClient assumed = at(StsClient.builder(), role);
                BedrockRuntimeClient runtime = at(BedrockRuntimeClient.builder(), role)) {
            assertThat(assumed.getCallerIdentity().arn()).isEqualTo("arn:aws:sts::123456789012:assumed-role/Dev/sdk");
            assertThatThrownBy(() -> runtime.invokeModel(
                            request -> request.modelId("amazon.nova-lite-v1:0").body(SdkBytes.fromUtf8String("{}"))))
                    .isInstanceOf(ValidationException.class)
                    .hasMessageContaining("required key [messages] not found");
        }
    }

    @Test
    void getsRoleCredentialsForASignInToken() {
        try (SsoClient sso = at(SsoClient.builder(), AnonymousCredentialsProvider.create())) {
            assertThat(sso.getRoleCredentials(request -> request.accountId("123456789012")
                                    .roleName("Dev")
                                    .accessToken(SignIn.ACCESS_TOKEN))
                            .roleCredentials()
                            .sessionToken())
                    .isNotEmpty();
        }
    }

    private static <B extends AwsClientBuilder<B, C>, C> C at(B builder, AwsCredentialsProvider credentials) {
        return builder.endpointOverride(emulator.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(credentials)
                .build();
    }
}
