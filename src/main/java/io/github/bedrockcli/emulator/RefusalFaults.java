package io.github.bedrockcli.emulator;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Faults that answer with an error, or send the client elsewhere, instead of doing what was asked. */
final class RefusalFaults {
    private RefusalFaults() {}

    /** When to come again: a number of seconds or, as HTTP has both, a date. */
    record RetryAfter(Duration delay, boolean dated) {
        private String value(Instant now) {
            return dated ? WireTime.http(now.plus(delay)) : String.valueOf(delay.toSeconds());
        }
    }

    /** The service's own word for too many requests. */
    static Fault.Effect throttle(@Nullable RetryAfter retryAfter) {
        return error(operation -> FaultErrors.throttling(operation.service()), retryAfter);
    }

    /** An error by its code, in the form of the service that is asked. */
    static Fault.Effect error(String code, @Nullable RetryAfter retryAfter) {
        return error(operation -> code, retryAfter);
    }

    private static Fault.Effect error(Function<ApiOperation, String> code, @Nullable RetryAfter retryAfter) {
        return encounter -> {
            ApiOperation operation = encounter.operation();
            Response.Whole refusal = FaultErrors.response(operation.service(), code.apply(operation));
            encounter.send(later(refusal, encounter, retryAfter));
        };
    }

    /** A status and nothing else, as of something between client and service. */
    static Fault.Effect status(int status, @Nullable RetryAfter retryAfter) {
        return encounter -> encounter.send(later(Response.text(status, "text/plain", ""), encounter, retryAfter));
    }

    /** To the same request at another address: 307, which keeps method and body. */
    static Fault.Effect redirect(String location) {
        return encounter ->
                encounter.send(new Response.Whole(307, "text/plain", Map.of("Location", location), new byte[0]));
    }

    /** The page of something between client and service. */
    static Fault.Effect html(int status) {
        String page = """
                <!DOCTYPE html>
                <html><head><title>Sign in to the network</title></head>
                <body><h1>Sign in to the network</h1><p>A page of the bedrock emulator.</p></body></html>
                """;
        return encounter -> encounter.send(new Response.Whole(
                status, "text/html; charset=utf-8", Map.of(), page.getBytes(StandardCharsets.UTF_8)));
    }

    private static Response.Whole later(Response.Whole response, Encounter encounter, @Nullable RetryAfter retryAfter) {
        if (retryAfter == null) {
            return response;
        }
        Map<String, String> headers = new LinkedHashMap<>(response.headers());
        headers.put("Retry-After", retryAfter.value(encounter.now()));
        return new Response.Whole(response.status(), response.contentType(), headers, response.body());
    }
}
