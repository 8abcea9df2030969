package io.github.bedrockcli.family;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockcli.model.Api;
import io.github.bedrockcli.model.Common;
import io.github.bedrockcli.model.Json;
import io.github.bedrockcli.model.Knobs;
import io.github.bedrockcli.model.ModelId;
import io.github.bedrockcli.model.ParameterTable;
import io.github.bedrockcli.model.Prompt;
import io.github.bedrockcli.model.UsageException;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How one model is asked: which of the two APIs, and who builds the body and reads the answer. The one place that
 * chooses between a family's own body and Converse.
 */
public final class TextRequest {
    /** What {@code --api} says. */
    public enum ApiChoice {
        /** The family's own body where there is one, else Converse. */
        AUTO,
        INVOKE,
        CONVERSE;

        /** As it is typed. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final ModelId id;
    private final Api api;
    private final TextFamily codec;
    private final @Nullable String familyName;

    /** The family where the way may still change with the prompt; empty where it is settled. */
    private final Optional<TextFamily> open;

    private TextRequest(ModelId id, Api api, TextFamily codec, @Nullable String familyName, Optional<TextFamily> open) {
        this.id = id;
        this.api = api;
        this.codec = codec;
        this.familyName = familyName;
        this.open = open;
    }

    /**
     * Chooses. A prompt router is documented with Converse only, so what is behind one counts for its parameters alone.
     *
     * @param familyName what {@code --family} says, or null to tell it from the id
     * @throws UsageException when InvokeModel is asked for and no family fits, or the model is not a text model
     */
    public static TextRequest choose(ModelId id, ApiChoice choice, @Nullable String familyName) {
        Optional<TextFamily> family = family(id, familyName);
        if (family.isEmpty() && familyName == null) {
            AsyncInput.refuseAtOnce(id);
            Families.of(id).ifPresent(other -> {
                throw new UsageException(
                        id + " is not a text model: its family, " + other.name() + ", gives " + other.gives(),
                        other.askedWith() + " -m " + id);
            });
        }
        boolean imported = id.kind() == ModelId.Kind.IMPORTED_MODEL;
        boolean routed = id.kind() == ModelId.Kind.PROMPT_ROUTER && familyName == null;
        boolean bodiless = routed || (family.isEmpty() && !imported);
        if (choice == ApiChoice.CONVERSE || (choice == ApiChoice.AUTO && bodiless)) {
            return new TextRequest(id, Api.CONVERSE, new Converse(family), familyName, Optional.empty());
        }
        TextFamily own = family.orElseThrow(() -> new UsageException(
                "the family of " + id + " cannot be told from its id",
                imported
                        ? "name it with --family, or give the whole request with --body"
                        : "name it with --family, or use --api converse"));
        Optional<TextFamily> open = choice == ApiChoice.AUTO ? Optional.of(own) : Optional.empty();
        return new TextRequest(id, Api.INVOKE, InvokeEnvelope.of(own, id), familyName, open);
    }

    /** The way for this prompt: under {@link ApiChoice#AUTO} some prompts take Converse though the family has a body. */
    public TextRequest forPrompt(Prompt prompt) {
        return open.filter(family -> family.needsConverse(prompt))
                .map(family -> new TextRequest(id, Api.CONVERSE, new Converse(open), familyName, Optional.empty()))
                .orElse(this);
    }

    /**
     * Who reads what InvokeModel answers to a body that the user made; empty where no family is known.
     *
     * @param familyName what {@code --family} says, or null to tell it from the id
     */
    public static Optional<TextFamily> reader(ModelId id, @Nullable String familyName) {
        return family(id, familyName).map(family -> InvokeEnvelope.of(family, id));
    }

    private static Optional<TextFamily> family(ModelId id, @Nullable String familyName) {
        return familyName == null ? Families.text(id) : Optional.of(Families.named(familyName, TextFamily.class));
    }

    public ModelId id() {
        return id;
    }

    public Api api() {
        return api;
    }

    /** Who reads the answer: the family, or Converse. */
    public TextFamily codec() {
        return codec;
    }

    /** Whether the prompt may be left out: a prompt resource has its own, and variables for it. */
    public boolean hasPrompt() {
        return id.kind() == ModelId.Kind.PROMPT;
    }

    public ParameterTable parameters() {
        String family = familyName == null ? "" : " --family " + familyName;
        String converse = api == Api.CONVERSE ? " --api converse" : "";
        return codec.parameters(id).shownBy("bedrock params " + id + family + converse);
    }

    /** What the service takes in this body though the vendor advises against it, in a sentence. */
    public Optional<String> advice(JsonNode body) {
        boolean both = has(body, Common.TEMPERATURE) && has(body, Common.TOP_P);
        return both && codec.advisesOneOfTemperatureAndTopP()
                ? Optional.of("temperature and top-p are both set; the model's vendor advises to set one of them")
                : Optional.empty();
    }

    private boolean has(JsonNode body, Common option) {
        return parameters()
                .find(option)
                .map(row -> !body.at(row.pointer()).isMissingNode())
                .orElse(false);
    }

    /**
     * The whole body: the family's request, the service knobs that stand in bodies, then the parameters.
     *
     * @param prompt null for a prompt resource, which holds its own
     * @param common values of the command line's own options
     * @param vendor values under the vendor's names
     * @throws UsageException for whatever the family or its parameter table refuses
     */
    public ObjectNode body(
            @Nullable Prompt prompt,
            Map<Common, JsonNode> common,
            Map<String, JsonNode> vendor,
            Knobs knobs,
            boolean stream,
            boolean validate) {
        Knobs.Guardrail guardrail = knobs.guardrail();
        if (guardrail != null && guardrail.streamMode() != null && !stream) {
            throw new UsageException(
                    "--guardrail-stream-mode is for streams", "leave it out, or ask with bedrock stream");
        }
        boolean tagged = api == Api.INVOKE && guardrail != null && guardrail.tagInput();
        String suffix = tagged ? GuardrailBody.suffix(new SecureRandom()) : "";
        TextFamily.Context context = new TextFamily.Context(id, stream, validate);
        ObjectNode body = prompt == null
                ? Json.object()
                : codec.request(tagged ? GuardrailBody.tagged(prompt, suffix) : prompt, context);
        if (api == Api.CONVERSE) {
            Converse.addKnobs(body, knobs, stream);
        } else if (guardrail != null) {
            GuardrailBody.add(body, guardrail, suffix, stream);
        }
        ParameterTable table = parameters();
        table.apply(body, common, vendor, validate);
        Set<String> given = new HashSet<>(vendor.keySet());
        common.keySet().forEach(option -> table.find(option).ifPresent(row -> given.add(row.name())));
        codec.settle(new Draft(id, body, table, given, stream, validate));
        return body;
    }
}
