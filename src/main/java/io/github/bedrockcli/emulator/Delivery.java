package io.github.bedrockcli.emulator;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.eventstream.Message;

/** Sends answers as the service does: with its headers, whole or frame by frame. */
final class Delivery {
    private final Clock clock;

    Delivery(Clock clock) {
        this.clock = clock;
    }

    /** The headers of an answer, but those that tell its length. */
    Map<String, String> headers(Response response) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("x-amzn-RequestId", RequestIds.uuid());
        headers.put("Date", WireTime.http(clock.instant()));
        if (response instanceof Response.Whole whole) {
            headers.put("Content-Type", whole.contentType());
        }
        headers.putAll(response.headers());
        return headers;
    }

    Instant now() {
        return clock.instant();
    }

    void send(Exchange exchange, Response response) throws IOException {
        if (response instanceof Response.Whole whole) {
            exchange.send(whole.status(), headers(whole), whole.body());
        } else if (response instanceof Response.Frames frames) {
            Exchange.Pieces pieces = exchange.begin(frames.status(), headers(frames));
            for (Message message : frames.messages()) {
                pieces.write(EventFrames.bytes(message));
            }
            pieces.end();
        }
    }
}
