package io.github.bedrockcli.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockcli.model.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;
import software.amazon.eventstream.Message;
import software.amazon.eventstream.MessageDecoder;

/** Sends requests that the AWS SDK's own signer has signed. */
final class SignedClient {
    private static final Set<String> SET_BY_THE_CLIENT = Set.of("host", "content-length");

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI endpoint;
    private final Clock clock;
    private final AwsCredentialsIdentity identity;
    private final String service;
    private final String region;

    SignedClient(URI endpoint, Clock clock, AwsCredentialsIdentity identity, String service) {
        this(endpoint, clock, identity, service, Emulator.DEFAULT_REGION);
    }

    private SignedClient(URI endpoint, Clock clock, AwsCredentialsIdentity identity, String service, String region) {
        this.endpoint = endpoint;
        this.clock = clock;
        this.identity = identity;
        this.service = service;
        this.region = region;
    }

    static SignedClient of(Emulator emulator, Clock clock) {
        AwsCredentialsIdentity development =
                AwsCredentialsIdentity.create(Keyring.ACCESS_KEY_ID, Keyring.SECRET_ACCESS_KEY);
        return new SignedClient(emulator.endpoint(), clock, development, "bedrock");
    }

    SignedClient as(String id, String secret) {
        return new SignedClient(endpoint, clock, AwsCredentialsIdentity.create(id, secret), service);
    }

    SignedClient as(String id, String secret, String token) {
        return new SignedClient(endpoint, clock, AwsSessionCredentialsIdentity.create(id, secret, token), service);
    }

    SignedClient at(Clock other) {
        return new SignedClient(endpoint, other, identity, service);
    }

    SignedClient forService(String name) {
        return new SignedClient(endpoint, clock, identity, name);
    }

    SignedClient in(String other) {
        return new SignedClient(endpoint, clock, identity, service, other);
    }

    Answer invoke(String modelId, String body) {
        return post("/model/" + modelId.replace(":", "%3A").replace("/", "%2F") + "/invoke", body);
    }

    Answer invokeStream(String modelId, String body) {
        return post("/model/" + modelId.replace(":", "%3A") + "/invoke-with-response-stream", body);
    }

    Answer converse(String modelId, String body) {
        return post("/model/" + modelId.replace(":", "%3A").replace("/", "%2F") + "/converse", body);
    }

    Answer get(String target) {
        return send(SdkHttpMethod.GET, target, "application/json", new byte[0]);
    }

    Answer post(String target, String body) {
        return send(SdkHttpMethod.POST, target, "application/json", body.getBytes(StandardCharsets.UTF_8));
    }

    Answer form(String body) {
        return send(
                SdkHttpMethod.POST, "/", "application/x-www-form-urlencoded", body.getBytes(StandardCharsets.UTF_8));
    }

    private Answer send(SdkHttpMethod method, String target, String contentType, byte[] body) {
        SdkHttpRequest plain = SdkHttpFullRequest.builder()
                .method(method)
                .uri(URI.create(endpoint + target))
                .putHeader("content-type", contentType)
                .build();
        SdkHttpRequest signed = AwsV4HttpSigner.create()
                .sign(sign -> sign.identity(identity)
                        .request(plain)
                        .payload(ContentStreamProvider.fromByteArray(body))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                        .putProperty(AwsV4HttpSigner.REGION_NAME, region)
                        .putProperty(HttpSigner.SIGNING_CLOCK, clock))
                .request();
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(endpoint + target))
                .method(method.name(), body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        signed.headers().forEach((name, values) -> {
            if (!SET_BY_THE_CLIENT.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        return send(request.build());
    }

    Answer send(HttpRequest request) {
        try {
            return new Answer(http.send(request, HttpResponse.BodyHandlers.ofByteArray()));
        } catch (IOException e) {
            throw new AssertionError("the emulator broke the connection", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** What came back. */
    record Answer(HttpResponse<byte[]> response) {
        int status() {
            return response.statusCode();
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        String text() {
            return new String(response.body(), StandardCharsets.UTF_8);
        }

        JsonNode json() {
            try {
                return Json.parse(response.body());
            } catch (IOException e) {
                throw new AssertionError("not JSON: " + text(), e);
            }
        }

        /** Of the service itself, or with a capital of the layer in front that asks the policies. */
        String message() {
            return json().path(json().has("Message") ? "Message" : "message").asText();
        }

        /** The code before the colon of the error type header. */
        String error() {
            return header("x-amzn-errortype").replaceFirst(":.*", "");
        }

        /** Every message of an event stream; the decoder checks both checksums. */
        List<Message> frames() {
            List<Message> frames = new ArrayList<>();
            new MessageDecoder(frames::add).feed(ByteBuffer.wrap(response.body()));
            return frames;
        }
    }
}
