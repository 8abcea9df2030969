package io.github.bedrockcli.model;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A model as Bedrock's {@code modelId} takes it: a model id, an inference profile id, or an ARN. It is sent exactly as
 * given; {@link #base()} is what the family is told from.
 *
 * <p>Source of the forms: the Bedrock API reference, InvokeModel {@code modelId}, and the recorded ids.
 */
public record ModelId(String value, Kind kind, Optional<String> geography, Optional<String> base) {
    /** The longest {@code modelId} the runtime service model accepts, in characters. */
    public static final int MAX_LENGTH = 2048;

    private static final Set<String> GEOGRAPHIES = Set.of("us", "us-gov", "eu", "apac", "jp", "au", "ca", "global");
    private static final Set<String> PROVIDERS = Set.of(
            "ai21",
            "amazon",
            "anthropic",
            "cohere",
            "deepseek",
            "google",
            "luma",
            "meta",
            "minimax",
            "mistral",
            "moonshot",
            "moonshotai",
            "nvidia",
            "openai",
            "qwen",
            "stability",
            "twelvelabs",
            "writer",
            "xai",
            "zai");

    /** What sort of resource the id names. */
    public enum Kind {
        FOUNDATION_MODEL,
        INFERENCE_PROFILE,
        APPLICATION_INFERENCE_PROFILE,
        PROVISIONED_MODEL,
        CUSTOM_MODEL,
        CUSTOM_MODEL_DEPLOYMENT,
        IMPORTED_MODEL,
        PROMPT,
        PROMPT_ROUTER,
        MARKETPLACE_ENDPOINT
    }

    /**
     * Reads an id in any form Bedrock takes.
     *
     * @throws UsageException when it is blank, too long, has a character no id has, or is an ARN of something else
     */
    public static ModelId of(String text) {
        String value = text.strip();
        if (value.isEmpty()) {
            throw new UsageException("the model id is empty", "give one with -m, for example -m amazon.nova-lite-v1:0");
        }
        if (value.length() > MAX_LENGTH) {
            throw new UsageException("the model id has " + value.length() + " characters; at most " + MAX_LENGTH);
        }
        if (!isAllowed(value)) {
            throw new UsageException(
                    "not a model id: '" + value + "' (letters, digits and : . / _ - only)",
                    "bedrock list-models shows the ids of a region");
        }
        return value.startsWith("arn:") ? fromArn(value) : fromId(value);
    }

    /** Stands for any model of a family: nothing is told by it, and it is never sent. */
    public static ModelId unnamed() {
        return new ModelId("-", Kind.FOUNDATION_MODEL, Optional.empty(), Optional.empty());
    }

    /** The part of the base id before its first dot, such as {@code anthropic}; empty where the ARN does not tell. */
    public Optional<String> provider() {
        return base.map(id -> id.contains(".") ? id.substring(0, id.indexOf('.')) : id);
    }

    /**
     * Whether the control plane knows a model behind this ARN that its text does not tell.
     *
     * <p>Source: the Get operations of the {@code bedrock} service model, which take these ARNs; 2026-11. There is none for
     * a marketplace endpoint's family, and a prompt's is another service's.
     */
    public boolean hidesItsModel() {
        return switch (kind) {
            case FOUNDATION_MODEL, PROMPT, MARKETPLACE_ENDPOINT -> false;
            default -> base.isEmpty();
        };
    }

    /** The same id, to be sent as it is, with the base that another id or ARN tells; unchanged where that tells none. */
    public ModelId withBaseOf(ModelId other) {
        return other.base.isEmpty() ? this : new ModelId(value, kind, geography, other.base);
    }

    @Override
    public String toString() {
        return value;
    }

    // Spelled out, like hashCode: what a record has of its own is put together at run time, for milliseconds.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ModelId that
                && value.equals(that.value)
                && kind == that.kind
                && geography.equals(that.geography)
                && base.equals(that.base);
    }

    @Override
    public int hashCode() {
        return 31 * value.hashCode() + base.hashCode();
    }

    /** Whether there is nothing in a text but what ids are made of, letters, digits and {@code : . / _ -}; told without a regular expression, since a list has hundreds of ids. */
    public static boolean isAllowed(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            // From the dot to the colon: . / 0 to 9 :
            if (!letter && (c < '-' || c > ':') && c != '_') {
                return false;
            }
        }
        return true;
    }

    private static ModelId fromId(String id) {
        List<String> labels = List.of(id.split("\\.", 3));
        if (labels.size() >= 2) {
            String first = labels.get(0).toLowerCase(Locale.ROOT);
            boolean geography = GEOGRAPHIES.contains(first)
                    || (!PROVIDERS.contains(first) && PROVIDERS.contains(labels.get(1)) && labels.size() == 3);
            if (geography) {
                String base = id.substring(first.length() + 1);
                return new ModelId(id, Kind.INFERENCE_PROFILE, Optional.of(first), Optional.of(base));
            }
        }
        return new ModelId(id, Kind.FOUNDATION_MODEL, Optional.empty(), Optional.of(id));
    }

    private static ModelId fromArn(String arn) {
        ModelArn parts = ModelArn.of(arn);
        if (parts == null) {
            throw new UsageException("not an ARN that Bedrock takes as a model: '" + arn + "'");
        }
        String resource = parts.name();
        return switch (parts.kind()) {
            case "foundation-model" -> new ModelId(arn, Kind.FOUNDATION_MODEL, Optional.empty(), Optional.of(resource));
            case "inference-profile" -> {
                ModelId id = fromId(resource);
                Optional<String> base = id.base().filter(told -> told.contains("."));
                yield new ModelId(arn, Kind.INFERENCE_PROFILE, id.geography(), base);
            }
            case "custom-model" -> new ModelId(arn, Kind.CUSTOM_MODEL, Optional.empty(), baseOfCustomModel(resource));
            case "application-inference-profile" -> opaque(arn, Kind.APPLICATION_INFERENCE_PROFILE);
            case "provisioned-model" -> opaque(arn, Kind.PROVISIONED_MODEL);
            case "custom-model-deployment" -> opaque(arn, Kind.CUSTOM_MODEL_DEPLOYMENT);
            case "imported-model" -> opaque(arn, Kind.IMPORTED_MODEL);
            case "prompt" -> opaque(arn, Kind.PROMPT);
            case "prompt-router", "default-prompt-router" -> opaque(arn, Kind.PROMPT_ROUTER);
            case "endpoint" -> opaque(arn, Kind.MARKETPLACE_ENDPOINT);
            default ->
                throw new UsageException(
                        "an ARN of kind '" + parts.kind() + "' is not one that Bedrock takes as a model");
        };
    }

    /** {@code BASE-ID:VARIANT/NAME}: the base stands before the slash where the ARN shows it. */
    private static Optional<String> baseOfCustomModel(String resource) {
        int slash = resource.indexOf('/');
        String head = slash < 0 ? resource : resource.substring(0, slash);
        return head.contains(".") ? Optional.of(head) : Optional.empty();
    }

    private static ModelId opaque(String arn, Kind kind) {
        return new ModelId(arn, kind, Optional.empty(), Optional.empty());
    }
}
