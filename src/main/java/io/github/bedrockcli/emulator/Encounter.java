package io.github.bedrockcli.emulator;

import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.function.Supplier;

/** A request that meets a fault: what it would have been answered, and the way to its client. */
final class Encounter {
    private final ApiOperation operation;
    private final Exchange exchange;
    private final Delivery delivery;
    private final Supplier<Response> answer;

    Encounter(ApiOperation operation, Exchange exchange, Delivery delivery, Supplier<Response> answer) {
        this.operation = operation;
        this.exchange = exchange;
        this.delivery = delivery;
        this.answer = answer;
    }

    ApiOperation operation() {
        return operation;
    }

    Exchange exchange() {
        return exchange;
    }

    /** The answer without the fault; to be asked for once, as the request then takes effect. */
    Response answer() {
        return answer.get();
    }

    /** The headers that the service sends with an answer, but those that tell its length. */
    Map<String, String> headers(Response response) {
        return delivery.headers(response);
    }

    Instant now() {
        return delivery.now();
    }

    /** Sends an answer as the service does. */
    void send(Response response) throws IOException {
        delivery.send(exchange, response);
    }
}
