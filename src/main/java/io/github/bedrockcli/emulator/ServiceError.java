package io.github.bedrockcli.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockcli.model.Json;
import java.util.Map;

/** A refusal in the service's own shape: status, error code and message. */
final class ServiceError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What the error type header names behind the colon, as recorded, for errors of Bedrock itself. */
    private static final String BEDROCK = ":http://internal.amazon.com/coral/com.amazon.bedrock/";

    /** The same for errors of the layer in front of it, which checks signatures and tokens. */
    private static final String FRONT = ":http://internal.amazon.com/coral/com.amazon.coral.service/";

    private final int status;
    private final String code;
    private final String text;
    private final String origin;
    private final String member;

    private ServiceError(int status, String code, String text, String origin) {
        this(status, code, text, origin, "message");
    }

    private ServiceError(int status, String code, String text, String origin, String member) {
        super(code + ": " + text);
        this.status = status;
        this.code = code;
        this.text = text;
        this.origin = origin;
        this.member = member;
    }

    static ServiceError of(int status, String code, String text) {
        return new ServiceError(status, code, text, BEDROCK);
    }

    /** A request that does not fit the operation or the model: 400. */
    static ServiceError validation(String text) {
        return of(400, "ValidationException", text);
    }

    /** Missing, unknown, wrong or expired credentials: 403. */
    static ServiceError identity(String code, String text) {
        return new ServiceError(403, code, text, FRONT);
    }

    /** No policy allows it, or one forbids it: 403, from the layer in front, which writes its text's name with a capital. */
    static ServiceError unauthorized(String text) {
        return new ServiceError(403, "AccessDeniedException", text, FRONT, "Message");
    }

    /** No such model, or not here (recorded). */
    static ServiceError unknownModel() {
        return validation("The provided model identifier is invalid.");
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }

    String text() {
        return text;
    }

    /** The same error said of something the model itself refused, as Converse says it (recorded). */
    ServiceError fromModel() {
        return new ServiceError(status, code, "The model returned the following errors: " + text, origin);
    }

    /** The REST-JSON form: {@code {"message": …}}, or with a capital, and the error type header. */
    Response.Whole json() {
        ObjectNode body = Json.object().put(member, text);
        return Response.json(status, Map.of("x-amzn-ErrorType", code + origin), body);
    }
}
