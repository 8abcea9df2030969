package io.github.bedrockcli.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.bedrockcli.aws.BedrockException.Kind;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrock.BedrockClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;

/** Which limits of time there are, and that they are those that were asked for. */
@Timeout(60)
class TimeLimitsTest {
    @Test
    void anAnswerThatTakesAnHourMeetsNoLimitOfTheSdk() {
        ClientParts parts = parts(null);
        try (BedrockRuntimeClient client = parts.applyToModels(BedrockRuntimeClient.builder()
                                .httpClient(parts.http())
                                .credentialsProvider(AnonymousCredentialsProvider.create())
                                .region(Region.US_EAST_1))
                        .build();
                BedrockRuntimeAsyncClient streams = parts.applyToStreams(BedrockRuntimeAsyncClient.builder()
                                .httpClient(new StreamingHttp(parts.http()))
                                .credentialsProvider(AnonymousCredentialsProvider.create())
                                .region(Region.US_EAST_1))
                        .build()) {
            for (ClientOverrideConfiguration limits : new ClientOverrideConfiguration[] {
                client.serviceClientConfiguration().overrideConfiguration(),
                streams.serviceClientConfiguration().overrideConfiguration()
            }) {
                assertThat(limits.apiCallTimeout()).isEmpty();
                assertThat(limits.apiCallAttemptTimeout()).isEmpty();
            }
        }
        assertThat(network(Duration.ofHours(2)).readMillis()).isEqualTo(7_200_000);
        assertThat(network(Duration.ofHours(2)).connectMillis()).isEqualTo(10_000);
    }

    @Test
    void aListHasTwentySecondsUnlessItIsGivenOthers() {
        assertThat(listLimits(null)).isEqualTo(Optional.of(Duration.ofSeconds(20)) + " " + Optional.empty());
        assertThat(listLimits(Duration.ofSeconds(60)))
                .isEqualTo(Optional.empty() + " " + Optional.of(Duration.ofSeconds(60)));
    }

    @Test
    void theTimeOfTheCallEndsASignInToo() {
        try (LoopbackServer sts = LoopbackServer.start((request, answer) -> answer.hang());
                LoopbackServer server = LoopbackServer.answering(200, "{}");
                Bedrock bedrock = Connections.to(server)
                        .env("AWS_ENDPOINT_URL_STS", sts.uri().toString())
                        .role("arn:aws:iam::1:role/r", null, null, null)
                        .callTimeout(Duration.ofMillis(300))
                        .open()) {
            BedrockException failure =
                    catchThrowableOfType(BedrockException.class, () -> bedrock.invoke(Requests.invoke("{}")));
            assertThat(failure.kind()).isEqualTo(Kind.TIMEOUT);
            assertThat(failure).hasMessageContaining("within 0.3 s");
            assertThat(sts.requests()).hasSize(1);
            assertThat(server.requests()).isEmpty();
        }
    }

    private static String listLimits(@Nullable Duration callTimeout) {
        ClientParts parts = parts(callTimeout);
        try (BedrockClient client = parts.applyToLists(BedrockClient.builder()
                        .httpClient(parts.http())
                        .credentialsProvider(AnonymousCredentialsProvider.create())
                        .region(Region.US_EAST_1))
                .build()) {
            ClientOverrideConfiguration limits =
                    client.serviceClientConfiguration().overrideConfiguration();
            return limits.apiCallAttemptTimeout() + " " + limits.apiCallTimeout();
        }
    }

    private static ClientParts parts(@Nullable Duration callTimeout) {
        return new ClientParts(
                new BlockingHttp(network(Duration.ofMinutes(10)), WireLog.NONE),
                new ScheduledThreadPoolExecutor(0),
                new SteppedTime(0),
                ProfileFile.aggregator().build(),
                "default",
                new Patience(Duration.ofSeconds(10), Duration.ofMinutes(10), callTimeout, 4, false),
                line -> {});
    }

    private static Network network(Duration readTimeout) {
        return new Network(Duration.ofSeconds(10), readTimeout, Proxies.none(), null);
    }
}
