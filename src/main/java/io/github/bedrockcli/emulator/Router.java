package io.github.bedrockcli.emulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockcli.model.Json;
import io.github.bedrockcli.model.Lazy;
import java.net.URI;
import java.time.Clock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Tells the operations of all services apart by method and path, as all are on one port, and runs them. */
final class Router {
    private final Gate gate;
    private final Lazy<Sts> sts;
    private final Lazy<SignIn> signIn;
    private final Lazy<Catalogue> catalogue = new Lazy<>(Catalogue::load);
    private final Lazy<AsyncInvokes> async;
    private final Account account;

    Router(Clock clock, Supplier<URI> endpoint, Account account) {
        this.account = account;
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
        long started = System.nanoTime();
        Caller caller = gate.admit(request, "bedrock");
        pause();
        account.checkRegion(caller.region());
        Operation operation = Operation.of(request).orElseThrow(Router::unknownOperation);
        String name = operation.name(request);
        account.throttle(operation, operation == Operation.START_ASYNC_INVOKE ? modelId(request) : name);
        if (caller.bearer()) {
            account.permit(caller, "bedrock:CallWithBearerToken", null);
        }
        return operation.invokes()
                ? runtime(operation, name, request, caller, started)
                : control(operation, name, request, caller);
    }

    private Response control(Operation operation, String name, Request request, Caller caller) {
        ControlPlane control = new ControlPlane(catalogue.get(), account);
        OwnModels own = new OwnModels(catalogue.get(), caller);
        if (operation != Operation.START_ASYNC_INVOKE) {
            account.permit(caller, operation.action(), resource(operation, name, caller));
        }
        return switch (operation) {
            case LIST_FOUNDATION_MODELS -> control.listFoundationModels(request, caller);
            case GET_FOUNDATION_MODEL -> control.getFoundationModel(name, caller);
            case GET_FOUNDATION_MODEL_AVAILABILITY -> control.getFoundationModelAvailability(name, caller);
            case LIST_FOUNDATION_MODEL_AGREEMENT_OFFERS -> control.listAgreementOffers(name, request, caller);
            case GET_USE_CASE_FOR_MODEL_ACCESS -> control.getUseCase(caller);
            case LIST_INFERENCE_PROFILES -> control.listInferenceProfiles(request, caller);
            case GET_INFERENCE_PROFILE -> control.getInferenceProfile(name, caller);
            case LIST_CUSTOM_MODELS -> own.custom(request);
            case GET_CUSTOM_MODEL -> own.getCustom(name);
            case LIST_IMPORTED_MODELS -> own.imported(request);
            case GET_IMPORTED_MODEL -> own.getImported(name);
            case LIST_PROVISIONED_MODEL_THROUGHPUTS -> own.provisioned(request);
            case GET_PROVISIONED_MODEL_THROUGHPUT -> own.getProvisioned(name);
            case LIST_CUSTOM_MODEL_DEPLOYMENTS -> own.deployments(request);
            case GET_CUSTOM_MODEL_DEPLOYMENT -> own.getDeployment(name);
            case LIST_MARKETPLACE_MODEL_ENDPOINTS -> own.endpoints(request);
            case GET_MARKETPLACE_MODEL_ENDPOINT -> own.getEndpoint(name);
            case LIST_PROMPT_ROUTERS -> own.routers(request);
            case GET_PROMPT_ROUTER -> own.getRouter(name);
            case START_ASYNC_INVOKE ->
                async.get().start(body(request), caller, target -> admit(target, operation, caller));
            case GET_ASYNC_INVOKE -> async.get().get(name);
            case LIST_ASYNC_INVOKES -> async.get().list(request, caller);
            default -> throw unknownOperation();
        };
    }

    private Response runtime(Operation operation, String modelId, Request request, Caller caller, long started) {
        Catalogue known = catalogue.get();
        if (operation == Operation.COUNT_TOKENS) {
            account.permit(caller, operation.action(), resource(operation, modelId, caller));
            return CountTokens.count(known, caller.region(), modelId, body(request));
        }
        Catalogue.Target target = known.resolve(caller.region(), modelId);
        admit(target, operation, caller);
        CatalogueModel model = target.model();
        return switch (operation) {
            case INVOKE_MODEL -> InvokeModel.whole(model, request, started);
            case INVOKE_MODEL_WITH_RESPONSE_STREAM -> InvokeModel.stream(model, request, started);
            case CONVERSE -> Converse.whole(model, body(request), started);
            case CONVERSE_STREAM -> Converse.stream(model, body(request), started);
            default -> throw unknownOperation();
        };
    }

    /** Policies first, resource by resource, then what the account has of the model. */
    private void admit(Catalogue.Target target, Operation operation, Caller caller) {
        for (String resource : target.resources()) {
            account.permit(caller, operation.action(), resource);
        }
        if (target.open()) {
            account.standing(caller.region(), target.model().id()).check(target.model());
        }
    }

    /** The ARN that a policy is asked for; null for what is granted for all resources or for none. */
    private static @Nullable String resource(Operation operation, String name, Caller caller) {
        if (name.startsWith("arn:")) {
            return name;
        }
        return switch (operation) {
            case GET_FOUNDATION_MODEL, COUNT_TOKENS ->
                "arn:aws:bedrock:" + caller.region() + "::foundation-model/" + name;
            case GET_INFERENCE_PROFILE ->
                "arn:aws:bedrock:" + caller.region() + ":" + Caller.ACCOUNT
                        + (name.contains(".") ? ":inference-profile/" : ":application-inference-profile/") + name;
            default -> null;
        };
    }

    private static String modelId(Request request) {
        return body(request).path("modelId").asText();
    }

    private void pause() {
        try {
            Thread.sleep(account.latency().toMillis());
        } catch (InterruptedException e) {
            // Nothing interrupts these threads but the end of the program.
            Thread.currentThread().interrupt();
        }
    }

    private static JsonNode body(Request request) {
        try {
            return Json.parse(request.body());
        } catch (JsonProcessingException e) {
            throw ServiceError.of(400, "SerializationException", "The request body is not valid JSON.");
        }
    }

    private static ServiceError unknownOperation() {
        return ServiceError.of(404, "UnknownOperationException", "The bedrock emulator does not have this operation.");
    }
}
