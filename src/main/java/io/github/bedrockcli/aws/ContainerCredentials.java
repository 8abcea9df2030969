package io.github.bedrockcli.aws;

import io.github.bedrockcli.aws.BedrockException.Kind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.http.SdkHttpMethod;

/** The credentials that ECS and EKS give a container over HTTP, as the {@code AWS_CONTAINER_*} variables say. */
final class ContainerCredentials implements CredentialSource {
    private static final String RELATIVE = "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI";
    private static final String FULL = "AWS_CONTAINER_CREDENTIALS_FULL_URI";
    private static final String ECS_HOST = "http://169.254.170.2";
    /** Where plain http may go besides this machine: ECS, and EKS over IPv4 and IPv6. */
    private static final Set<String> HOSTS = Set.of("169.254.170.2", "169.254.170.23", "fd00:ec2:0:0:0:0:0:23");

    private final Map<String, String> environment;

    private ContainerCredentials(Map<String, String> environment) {
        this.environment = environment;
    }

    /** Empty when this is no such container. */
    static Optional<CredentialSource> of(Map<String, String> environment) {
        return value(environment, RELATIVE) != null || value(environment, FULL) != null
                ? Optional.of(new ContainerCredentials(environment))
                : Optional.empty();
    }

    /** The variable that says so. */
    static String variable(Map<String, String> environment) {
        return value(environment, RELATIVE) != null ? RELATIVE : FULL;
    }

    @Override
    public AwsCredentials fetch() {
        try (MetadataHttp http = new MetadataHttp(Duration.ofSeconds(2))) {
            Map<String, String> headers = new HashMap<>();
            String tokenFile = value(environment, "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE");
            String token = tokenFile != null
                    ? Files.readString(Path.of(tokenFile)).strip()
                    : value(environment, "AWS_CONTAINER_AUTHORIZATION_TOKEN");
            if (token != null) {
                headers.put("Authorization", token);
            }
            MetadataHttp.Answer answer = http.send(SdkHttpMethod.GET, uri(), headers);
            if (answer.status() != 200) {
                throw failure("answered HTTP " + answer.status(), null);
            }
            return KeyDocument.read(answer.body(), "the container's credential service");
        } catch (IOException e) {
            throw failure("cannot be used: " + Text.reason(e), e);
        }
    }

    private URI uri() {
        String relative = value(environment, RELATIVE);
        try {
            if (relative != null) {
                if (!relative.startsWith("/")) {
                    throw new URISyntaxException(relative, "not a path"); // "@host" would turn ECS into a user name.
                }
                return new URI(ECS_HOST + relative);
            }
            URI full = new URI(String.valueOf(value(environment, FULL)));
            if ("https".equals(full.getScheme()) || ("http".equals(full.getScheme()) && trusted(full))) {
                return full;
            }
        } catch (URISyntaxException | UnknownHostException e) {
            throw BedrockException.of(Kind.CONFIGURATION, FULL + " or " + RELATIVE + " is not an address")
                    .cause(e)
                    .build();
        }
        throw BedrockException.of(Kind.CONFIGURATION, FULL + " is neither https nor a host that may be asked")
                .build();
    }

    private static boolean trusted(URI uri) throws UnknownHostException {
        if (uri.getHost() == null) {
            return false;
        }
        return Arrays.stream(InetAddress.getAllByName(uri.getHost()))
                .allMatch(address -> address.isLoopbackAddress() || HOSTS.contains(address.getHostAddress()));
    }

    private static @Nullable String value(Map<String, String> environment, String name) {
        String value = environment.get(name);
        return value == null || value.isBlank() ? null : value.strip();
    }

    private static BedrockException failure(String what, @Nullable Throwable cause) {
        return BedrockException.of(Kind.CREDENTIALS, "the container's credential service " + what)
                .cause(cause)
                .build();
    }
}
