package io.github.bedrockcli.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.bedrockcli.aws.Bedrock.Endpoint;
import io.github.bedrockcli.aws.BedrockException.Kind;
import java.io.ByteArrayInputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.regions.Region;

/** A connection that is opened before there is a request for it. */
@Timeout(60)
final class EarlyConnectionTest {
    @Test
    void theFirstCallGoesOverIt() {
        try (LoopbackServer server = LoopbackServer.answering(200, "{}");
                Bedrock bedrock = Connections.to(server).open()) {
            bedrock.expectCall(Endpoint.BEDROCK_RUNTIME);
            bedrock.expectCall(Endpoint.BEDROCK_RUNTIME);
            bedrock.invoke(Requests.invoke("{}"));
            bedrock.invoke(Requests.invoke("{}"));
            assertThat(server.requests()).hasSize(2);
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void whatIsWrongWithItIsToldByTheCallAndTriedAgain() {
        LoopbackServer gone = LoopbackServer.answering(200, "{}");
        gone.close();
        List<String> notes = new ArrayList<>();
        try (Bedrock bedrock =
                Connections.to(gone).maxAttempts(2).retryNotes(notes::add).open(new SteppedTime(0.5))) {
            bedrock.expectCall(Endpoint.BEDROCK_RUNTIME);
            BedrockException failure =
                    catchThrowableOfType(BedrockException.class, () -> bedrock.invoke(Requests.invoke("{}")));
            assertThat(failure.kind()).isEqualTo(Kind.NETWORK);
            assertThat(notes).hasSize(1);
        }
    }

    @Test
    void noRegionIsToldByTheCallOnly() {
        try (Bedrock bedrock = Connections.bare().keys().region(null).open()) {
            bedrock.expectCall(Endpoint.BEDROCK_RUNTIME);
            BedrockException failure =
                    catchThrowableOfType(BedrockException.class, () -> bedrock.invoke(Requests.invoke("{}")));
            assertThat(failure.kind()).isEqualTo(Kind.CONFIGURATION);
        }
    }

    /** A prompt may be typed for minutes, and servers close what is idle. */
    @ParameterizedTest
    @CsvSource({"0, 1", "3, 1", "30, 2"})
    void oneThatHasWaitedTooLongIsReplaced(long secondsBetweenLooks, int connections) throws Exception {
        AtomicLong nanos = new AtomicLong();
        Network network = new Network(
                Duration.ofSeconds(5),
                Duration.ofSeconds(5),
                Proxies.none(),
                null,
                InetAddress::getAllByName,
                () -> nanos.addAndGet(TimeUnit.SECONDS.toNanos(secondsBetweenLooks)));
        try (LoopbackServer server = LoopbackServer.answering(200, "{}");
                BlockingHttp http = new BlockingHttp(network, WireLog.NONE)) {
            http.connectEarly(Origin.of(false, "localhost", server.port()));
            assertThat(call(http, server.uri()).httpResponse().statusCode()).isEqualTo(200);
            assertThat(server.connections()).isEqualTo(connections);
        }
    }

    @Test
    void closingClosesOneThatNobodyUsed() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            URI address = URI.create("http://localhost:" + server.getLocalPort());
            try (Bedrock bedrock = Connections.bare().keys().endpoint(address).open()) {
                bedrock.expectCall(Endpoint.BEDROCK_RUNTIME);
                try (Socket accepted = server.accept()) {
                    bedrock.close();
                    assertThat(accepted.getInputStream().read()).isEqualTo(-1);
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"false, false", "true, false", "false, true", "true, true"})
    void itGoesWhereTheClientGoes(boolean fips, boolean dualStack) {
        for (Region region : Region.regions()) {
            Connection connection = Connections.bare()
                    .keys()
                    .region(region.id())
                    .env("AWS_USE_FIPS_ENDPOINT", String.valueOf(fips))
                    .env("AWS_USE_DUALSTACK_ENDPOINT", String.valueOf(dualStack))
                    .build();
            try (Bedrock bedrock = SdkBedrock.open(connection)) {
                URI theirs;
                try {
                    theirs = bedrock.preview(Requests.invoke("{}"), false).uri();
                } catch (BedrockException e) {
                    // Not every partition has every kind of endpoint.
                    continue;
                }
                Settings settings = new Settings(connection, Profiles.read(connection.environment()));
                assertThat(BedrockEndpoints.origin(settings, Endpoint.BEDROCK_RUNTIME))
                        .as(region.id())
                        .isEqualTo(Origin.of(true, theirs.getHost(), 443));
            }
        }
    }

    private static HttpExecuteResponse call(BlockingHttp http, URI uri) throws Exception {
        SdkHttpFullRequest request = SdkHttpFullRequest.builder()
                .uri(uri)
                .method(SdkHttpMethod.POST)
                .putHeader("Content-Length", "2")
                .build();
        return http.prepareRequest(HttpExecuteRequest.builder()
                        .request(request)
                        .contentStreamProvider(() -> new ByteArrayInputStream(new byte[2]))
                        .build())
                .call();
    }
}
