package io.github.bedrockcli.emulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockcli.model.Json;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;

/** Tells the operations of all services apart by method and path, as all are on one port, and runs them. */
final class Router {
    private final Gate gate;
    private final Lazy<Sts> sts;
    private final Lazy<SignIn> signIn;
    private final Lazy<Catalogue> catalogue = new Lazy<>(Catalogue::load);
    private final Lazy<AsyncInvokes> async;

    Router(Clock clock, Supplier<URI> endpoint) {
        Keyring keyring = new Keyring(clock);
        gate = new Gate(keyring, clock);
        sts = new Lazy<>(() -> new Sts(keyring, gate));
        signIn = new Lazy<>(() -> new SignIn(clock, keyring, endpoint));
        async = new Lazy<>(() -> new AsyncInvokes(clock, catalogue.get()));
    }

    /** Answers a request; what is refused is an answer too. */
    Response route(Request request) {
        try {
            return dispatch(request);
        } catch (ServiceError e) {
            return e.json();
        } catch (SignIn.Refusal e) {
            return e.json();
        } catch (RuntimeException e) {
            // A defect of the emulator: the client gets an answer, and the connection lives on.
            return ServiceError.of(500, "InternalServerException", "The bedrock emulator failed: " + e)
                    .json();
        }
    }

    private Response dispatch(Request request) {
        String route = request.method() + " " + request.path();
        return switch (route) {
            case "POST /", "GET /" -> sts.get().handle(request);
            case "POST /client/register" -> signIn.get().registerClient(request);
            case "POST /device_authorization" -> signIn.get().startDeviceAuthorization(request);
            case "POST /token" -> signIn.get().createToken(request);
            case "GET /device" -> signIn.get().approve(request);
            case "GET /authorize" -> signIn.get().authorize(request);
            case "POST /logout" -> signIn.get().logout(request);
            case "GET /federation/credentials" -> signIn.get().roleCredentials(request);
            default -> bedrock(request);
        };
    }

    private Response bedrock(Request request) {
        Caller caller = gate.admit(request, "bedrock");
        String path = request.path();
        if (request.method().equals("POST") && path.startsWith("/model/")) {
            return runtime(request);
        }
        if (request.method().equals("POST") && path.equals("/async-invoke")) {
            return async.get().start(body(request), caller);
        }
        if (!request.method().equals("GET")) {
            throw unknownOperation();
        }
        if (path.equals("/async-invoke")) {
            return async.get().list(request, caller);
        }
        if (path.startsWith("/async-invoke/")) {
            return async.get().get(rest(path, "/async-invoke/"));
        }
        ControlPlane control = new ControlPlane(catalogue.get());
        OwnModels own = new OwnModels(catalogue.get(), caller);
        if (path.equals("/foundation-models")) {
            return control.listFoundationModels(request, caller);
        }
        if (path.equals("/inference-profiles")) {
            return control.listInferenceProfiles(request, caller);
        }
        if (path.equals("/custom-models")) {
            return own.custom(request);
        }
        if (path.equals("/imported-models")) {
            return own.imported(request);
        }
        if (path.equals("/provisioned-model-throughputs")) {
            return own.provisioned(request);
        }
        if (path.equals("/model-customization/custom-model-deployments")) {
            return own.deployments(request);
        }
        if (path.equals("/marketplace-model/endpoints")) {
            return Page.of(request, "marketplaceModelEndpoints", List.of());
        }
        if (path.startsWith("/foundation-models/")) {
            return control.getFoundationModel(rest(path, "/foundation-models/"), caller);
        }
        if (path.startsWith("/foundation-model-availability/")) {
            return control.getFoundationModelAvailability(rest(path, "/foundation-model-availability/"));
        }
        if (path.startsWith("/custom-models/")) {
            return own.getCustom(rest(path, "/custom-models/"));
        }
        if (path.startsWith("/imported-models/")) {
            return own.getImported(rest(path, "/imported-models/"));
        }
        if (path.startsWith("/provisioned-model-throughput/")) {
            return own.getProvisioned(rest(path, "/provisioned-model-throughput/"));
        }
        if (path.startsWith("/model-customization/custom-model-deployments/")) {
            return own.getDeployment(rest(path, "/model-customization/custom-model-deployments/"));
        }
        if (path.startsWith("/prompt-routers/")) {
            return own.getRouter(rest(path, "/prompt-routers/"));
        }
        if (path.startsWith("/inference-profiles/")) {
            return control.getInferenceProfile(rest(path, "/inference-profiles/"), caller);
        }
        throw unknownOperation();
    }

    /** {@code /model/{modelId}/{operation}}; the id is decoded once, and may hold slashes that were not encoded. */
    private Response runtime(Request request) {
        long started = System.nanoTime();
        String path = request.path();
        int slash = path.lastIndexOf('/');
        if (slash < "/model/".length()) {
            throw unknownOperation();
        }
        String modelId = Request.decodePath(path.substring("/model/".length(), slash));
        String operation = path.substring(slash + 1);
        return switch (operation) {
            case "invoke" -> InvokeModel.whole(catalogue.get().resolve(modelId), request, started);
            case "invoke-with-response-stream" ->
                InvokeModel.stream(catalogue.get().resolve(modelId), request, started);
            case "converse" -> Converse.whole(catalogue.get().resolve(modelId), body(request), started);
            case "converse-stream" -> Converse.stream(catalogue.get().resolve(modelId), body(request), started);
            case "count-tokens" -> CountTokens.count(catalogue.get(), modelId, body(request));
            default -> throw unknownOperation();
        };
    }

    private static JsonNode body(Request request) {
        try {
            return Json.parse(request.body());
        } catch (JsonProcessingException e) {
            throw ServiceError.of(400, "SerializationException", "The request body is not valid JSON.");
        }
    }

    private static String rest(String path, String prefix) {
        return Request.decodePath(path.substring(prefix.length()));
    }

    private static ServiceError unknownOperation() {
        return ServiceError.of(404, "UnknownOperationException", "The bedrock emulator does not have this operation.");
    }
}
