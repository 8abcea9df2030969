package io.github.bedrockcli.aws;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpMethod;

/** Small requests to the metadata services of containers and instances: no proxy, one attempt, little patience. */
final class MetadataHttp implements AutoCloseable {
    private static final int MAX_BODY = 1024 * 1024;

    private final BlockingHttp http;

    MetadataHttp(Duration patience) {
        this.http = new BlockingHttp(new Network(patience, patience, Proxies.none(), null), WireLog.NONE);
    }

    /** What came back. */
    static final class Answer {
        private final int status;
        private final byte[] body;

        Answer(int status, byte[] body) {
            this.status = status;
            this.body = body;
        }

        int status() {
            return status;
        }

        byte[] body() {
            return body;
        }
    }

    Answer send(SdkHttpMethod method, URI uri, Map<String, String> headers) throws IOException {
        SdkHttpFullRequest.Builder request =
                SdkHttpFullRequest.builder().uri(uri).method(method);
        headers.forEach(request::putHeader);
        HttpExecuteRequest.Builder execute = HttpExecuteRequest.builder();
        if (method == SdkHttpMethod.PUT) {
            request.putHeader("Content-Length", "0");
            execute.contentStreamProvider(() -> new ByteArrayInputStream(new byte[0]));
        }
        HttpExecuteResponse reply =
                http.prepareRequest(execute.request(request.build()).build()).call();
        try (InputStream body =
                reply.responseBody().map(InputStream.class::cast).orElse(InputStream.nullInputStream())) {
            return new Answer(reply.httpResponse().statusCode(), body.readNBytes(MAX_BODY));
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
