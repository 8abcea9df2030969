package io.github.bedrockcli.aws;

import io.github.bedrockcli.aws.BedrockException.Kind;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.http.SdkHttpMethod;

/**
 * The role of the EC2 instance this runs on, from its metadata service, version 2 only. Anywhere else nothing answers:
 * one attempt of a second, so that a person without credentials does not wait.
 */
final class InstanceCredentials implements CredentialSource {
    private static final String ROLES = "/latest/meta-data/iam/security-credentials/";
    private static final String TOKEN_HEADER = "X-aws-ec2-metadata-token";

    private final Map<String, String> environment;

    private InstanceCredentials(Map<String, String> environment) {
        this.environment = environment;
    }

    /** Empty when AWS_EC2_METADATA_DISABLED says so. */
    static Optional<CredentialSource> of(Map<String, String> environment) {
        return "true".equalsIgnoreCase(environment.get("AWS_EC2_METADATA_DISABLED"))
                ? Optional.empty()
                : Optional.of(new InstanceCredentials(environment));
    }

    @Override
    public AwsCredentials fetch() {
        try (MetadataHttp http = new MetadataHttp(patience())) {
            String base = base();
            String token = text(http.send(
                    SdkHttpMethod.PUT,
                    URI.create(base + "/latest/api/token"),
                    Map.of(TOKEN_HEADER + "-ttl-seconds", "21600")));
            Map<String, String> headers = Map.of(TOKEN_HEADER, token);
            String role = Text.firstLine(text(http.send(SdkHttpMethod.GET, URI.create(base + ROLES), headers)));
            MetadataHttp.Answer keys = http.send(SdkHttpMethod.GET, URI.create(base + ROLES + role), headers);
            text(keys);
            return KeyDocument.read(keys.body(), "the instance metadata service");
        } catch (IOException | IllegalArgumentException e) {
            throw BedrockException.of(Kind.CREDENTIALS, "no role from the instance metadata service: " + Text.reason(e))
                    .cause(e)
                    .build();
        }
    }

    private String base() {
        String endpoint = environment.get("AWS_EC2_METADATA_SERVICE_ENDPOINT");
        if (endpoint != null && !endpoint.isBlank()) {
            return endpoint.endsWith("/") ? endpoint.substring(0, endpoint.length() - 1) : endpoint;
        }
        boolean six = "IPv6".equalsIgnoreCase(environment.get("AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE"));
        return six ? "http://[fd00:ec2::254]" : "http://169.254.169.254";
    }

    private Duration patience() {
        String seconds = environment.getOrDefault("AWS_METADATA_SERVICE_TIMEOUT", "1");
        try {
            return Duration.ofSeconds(Math.max(1, Integer.parseInt(seconds.strip())));
        } catch (NumberFormatException e) {
            return Duration.ofSeconds(1);
        }
    }

    private static String text(MetadataHttp.Answer answer) throws IOException {
        if (answer.status() != 200) {
            throw new IOException("HTTP " + answer.status());
        }
        return new String(answer.body(), StandardCharsets.UTF_8).strip();
    }
}
