package io.github.bedrockcli.emulator;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The operations of {@code bedrock} and {@code bedrock-runtime} that the emulator has, and the IAM action that each needs.
 *
 * <p>Source: the service models of both (botocore 1.43) for methods and paths; the service authorization reference of
 * Amazon Bedrock for the actions, where Converse is InvokeModel and so is StartAsyncInvoke.
 */
enum Operation {
    LIST_FOUNDATION_MODELS("GET", "/foundation-models"),
    GET_FOUNDATION_MODEL("GET", "/foundation-models/{}"),
    GET_FOUNDATION_MODEL_AVAILABILITY("GET", "/foundation-model-availability/{}"),
    LIST_FOUNDATION_MODEL_AGREEMENT_OFFERS("GET", "/list-foundation-model-agreement-offers/{}"),
    GET_USE_CASE_FOR_MODEL_ACCESS("GET", "/use-case-for-model-access"),
    LIST_INFERENCE_PROFILES("GET", "/inference-profiles"),
    GET_INFERENCE_PROFILE("GET", "/inference-profiles/{}"),
    LIST_CUSTOM_MODELS("GET", "/custom-models"),
    GET_CUSTOM_MODEL("GET", "/custom-models/{}"),
    LIST_IMPORTED_MODELS("GET", "/imported-models"),
    GET_IMPORTED_MODEL("GET", "/imported-models/{}"),
    LIST_PROVISIONED_MODEL_THROUGHPUTS("GET", "/provisioned-model-throughputs"),
    GET_PROVISIONED_MODEL_THROUGHPUT("GET", "/provisioned-model-throughput/{}"),
    LIST_CUSTOM_MODEL_DEPLOYMENTS("GET", "/model-customization/custom-model-deployments"),
    GET_CUSTOM_MODEL_DEPLOYMENT("GET", "/model-customization/custom-model-deployments/{}"),
    LIST_MARKETPLACE_MODEL_ENDPOINTS("GET", "/marketplace-model/endpoints"),
    GET_MARKETPLACE_MODEL_ENDPOINT("GET", "/marketplace-model/endpoints/{}"),
    LIST_PROMPT_ROUTERS("GET", "/prompt-routers"),
    GET_PROMPT_ROUTER("GET", "/prompt-routers/{}"),
    INVOKE_MODEL("POST", "/model/{}/invoke"),
    INVOKE_MODEL_WITH_RESPONSE_STREAM("POST", "/model/{}/invoke-with-response-stream"),
    CONVERSE("POST", "/model/{}/converse", "InvokeModel"),
    CONVERSE_STREAM("POST", "/model/{}/converse-stream", "InvokeModelWithResponseStream"),
    COUNT_TOKENS("POST", "/model/{}/count-tokens"),
    START_ASYNC_INVOKE("POST", "/async-invoke", "InvokeModel"),
    GET_ASYNC_INVOKE("GET", "/async-invoke/{}"),
    LIST_ASYNC_INVOKES("GET", "/async-invoke");

    private static final String HOLE = "{}";

    private final String method;
    private final String before;
    private final String after;
    private final boolean named;
    private final String title;
    private final String action;

    Operation(String method, String path) {
        this(method, path, "");
    }

    Operation(String method, String path, String action) {
        int hole = path.indexOf(HOLE);
        this.method = method;
        this.named = hole >= 0;
        this.before = named ? path.substring(0, hole) : path;
        this.after = named ? path.substring(hole + HOLE.length()) : "";
        this.title = titleOf(name());
        this.action = "bedrock:" + (action.isEmpty() ? title : action);
    }

    /** Its name in the service model, such as {@code InvokeModel}. */
    String title() {
        return title;
    }

    /** The IAM action, such as {@code bedrock:InvokeModel}. */
    String action() {
        return action;
    }

    /** Whether it invokes the model that it names: policies are then asked for every resource behind the id. */
    boolean invokes() {
        return before.equals("/model/");
    }

    /** The operation of a request; a name in the path may hold slashes that were not encoded. */
    static Optional<Operation> of(Request request) {
        return Arrays.stream(values())
                .filter(operation -> operation.method.equals(request.method()) && operation.fits(request.path()))
                .findFirst();
    }

    static Optional<Operation> titled(String title) {
        return Arrays.stream(values())
                .filter(operation -> operation.title.equals(title))
                .findFirst();
    }

    /** What the path names, decoded once; empty for an operation that names nothing. */
    String name(Request request) {
        String path = request.path();
        return named ? Request.decodePath(path.substring(before.length(), path.length() - after.length())) : "";
    }

    private boolean fits(String path) {
        return named
                ? path.startsWith(before) && path.endsWith(after) && path.length() > before.length() + after.length()
                : path.equals(before);
    }

    /** {@code LIST_FOUNDATION_MODELS} as {@code ListFoundationModels}. */
    private static String titleOf(String constant) {
        StringBuilder title = new StringBuilder();
        for (String word : constant.split("_", -1)) {
            title.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
        }
        return title.toString();
    }
}
