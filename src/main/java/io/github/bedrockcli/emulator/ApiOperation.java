package io.github.bedrockcli.emulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.github.bedrockcli.model.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An operation of any service on the emulator's port, by its name in the service's model.
 *
 * @param invokes whether it runs a model
 * @param streams whether it answers with an event stream
 */
record ApiOperation(String title, Service service, boolean invokes, boolean streams) {
    /** The services, which have their errors in different forms. */
    enum Service {
        BEDROCK,
        STS,
        SSO,
        OIDC
    }

    private static final List<ApiOperation> ALL = all();

    /** Every operation that the emulator has. */
    static List<ApiOperation> values() {
        return ALL;
    }

    static Optional<ApiOperation> titled(String title) {
        return ALL.stream().filter(operation -> operation.title.equals(title)).findFirst();
    }

    /** The operation of a request; none for the pages of a sign-in, and for what the emulator does not have. */
    static Optional<ApiOperation> of(Request request) {
        return switch (request.path()) {
            case "/" -> titled(action(request));
            case "/client/register" -> titled("RegisterClient");
            case "/device_authorization" -> titled("StartDeviceAuthorization");
            case "/token" -> titled("CreateToken");
            case "/logout" -> titled("Logout");
            case "/federation/credentials" -> titled("GetRoleCredentials");
            default -> Operation.of(request).flatMap(operation -> titled(operation.title()));
        };
    }

    /** The model, or what else the request names; empty where it names nothing. */
    static String named(Request request) {
        Optional<Operation> operation = Operation.of(request);
        try {
            return operation.filter(Operation.START_ASYNC_INVOKE::equals).isPresent()
                    ? Json.parse(request.body()).path("modelId").asText()
                    : operation.map(known -> known.name(request)).orElse("");
        } catch (JsonProcessingException | ServiceError e) {
            return ""; // Malformed, and refused for it when its answer is made.
        }
    }

    private static List<ApiOperation> all() {
        List<ApiOperation> all = new ArrayList<>();
        for (Operation operation : Operation.values()) {
            boolean invokes = operation == Operation.START_ASYNC_INVOKE
                    || (operation.invokes() && operation != Operation.COUNT_TOKENS);
            boolean streams =
                    operation == Operation.INVOKE_MODEL_WITH_RESPONSE_STREAM || operation == Operation.CONVERSE_STREAM;
            all.add(new ApiOperation(operation.title(), Service.BEDROCK, invokes, streams));
        }
        add(all, Service.STS, "AssumeRole", "AssumeRoleWithWebIdentity", "GetSessionToken", "GetCallerIdentity");
        add(all, Service.SSO, "GetRoleCredentials", "Logout");
        add(all, Service.OIDC, "RegisterClient", "StartDeviceAuthorization", "CreateToken");
        return List.copyOf(all);
    }

    private static void add(List<ApiOperation> all, Service service, String... titles) {
        Stream.of(titles)
                .map(title -> new ApiOperation(title, service, false, false))
                .forEach(all::add);
    }

    private static String action(Request request) {
        String form = new String(request.body(), StandardCharsets.UTF_8);
        try {
            return Stream.concat(Request.pairs(form).stream(), request.queryPairs().stream())
                    .filter(pair -> pair.name().equals("Action"))
                    .map(Request.Pair::value)
                    .findFirst()
                    .orElse("");
        } catch (ServiceError e) {
            return "";
        }
    }
}
