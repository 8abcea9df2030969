package io.github.bedrockcli.aws;

import io.github.bedrockcli.aws.BedrockException.Kind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullResponse;

/** Takes a request where it would be sent, keeps it, and answers with nothing. */
final class CapturingHttp implements SdkHttpClient {
    /** Headers that differ from attempt to attempt, or belong to a signature. */
    private static final Set<String> LEFT_OUT =
            Set.of("authorization", "x-amz-security-token", "x-amz-date", "amz-sdk-invocation-id", "amz-sdk-request");

    private volatile @Nullable RequestPreview captured;

    /** The request that was caught. */
    RequestPreview captured() {
        RequestPreview preview = captured;
        if (preview == null) {
            throw BedrockException.of(Kind.INTERNAL, "no request was made").build();
        }
        return preview;
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                captured = preview(request);
                return HttpExecuteResponse.builder()
                        .response(SdkHttpFullResponse.builder()
                                .statusCode(200)
                                .putHeader("Content-Type", "application/json")
                                .build())
                        .responseBody(AbortableInputStream.create(
                                new ByteArrayInputStream("{}".getBytes(StandardCharsets.UTF_8))))
                        .build();
            }

            @Override
            public void abort() {}
        };
    }

    @Override
    public void close() {}

    private static RequestPreview preview(HttpExecuteRequest request) throws IOException {
        TreeMap<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        request.httpRequest().headers().forEach((name, values) -> {
            if (!LEFT_OUT.contains(name.toLowerCase(Locale.ROOT))) {
                headers.put(name, List.copyOf(values));
            }
        });
        headers.putIfAbsent("Host", List.of(Origin.of(request.httpRequest()).hostHeader()));
        String body = "";
        if (request.contentStreamProvider().isPresent()) {
            try (InputStream in = request.contentStreamProvider().get().newStream()) {
                body = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            }
        }
        return new RequestPreview(
                request.httpRequest().method().name(), request.httpRequest().getUri(), headers, body);
    }
}
