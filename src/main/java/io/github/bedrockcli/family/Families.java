package io.github.bedrockcli.family;

import io.github.bedrockcli.model.ModelId;
import io.github.bedrockcli.model.Parameter;
import io.github.bedrockcli.model.Spelling;
import io.github.bedrockcli.model.UsageException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The list of families. A new one is one line here. */
public final class Families {
    private static final List<Family> ALL = List.of(
            // A family a line, text families first.
            new Claude(),
            new ClaudeText(),
            new Nova(),
            new TitanText(),
            new Llama(),
            new Jurassic2(),
            new Jamba(),
            new CohereCommand(),
            new CohereCommandR(),
            new MistralText(),
            new MistralChat(),
            new DeepSeekR1(),
            OpenWeights.of("deepseek", "deepseek.v3").textOnly("deepseek.v3"),
            new GptOss(),
            OpenWeights.of("qwen", "qwen.")
                    .textOnly("qwen.qwen3-32b", "qwen.qwen3-235b", "qwen.qwen3-coder", "qwen.qwen3-next")
                    .beyondConverse(Parameter.string("reasoning_config", "how much to reason")
                            .oneOf("low", "high"))
                    .imported("qwen"),
            OpenWeights.of("gemma", "google.gemma-"),
            OpenWeights.of("minimax", "minimax.").textOnly("minimax.minimax-m2"),
            OpenWeights.of("kimi", "moonshot.kimi-", "moonshotai.kimi-")
                    .textOnly("moonshot.kimi-k2-thinking")
                    .beyondConverse(Parameter.json("thinking", "whether to think: {\"type\":\"enabled|disabled\"}")),
            OpenWeights.of("nemotron", "nvidia.nemotron-")
                    .textOnly("nvidia.nemotron-nano-9b", "nvidia.nemotron-nano-3-", "nvidia.nemotron-super-3-"),
            OpenWeights.of("glm", "zai.glm-").textOnly("zai.glm-4.7", "zai.glm-5"),
            new Palmyra(),
            new Pegasus(),
            // Embedding families.
            new TitanEmbed(),
            new TitanMultimodal(),
            new CohereEmbed(),
            new NovaEmbed(),
            new Marengo(),
            // Rerank families.
            new CohereRerank(),
            new AmazonRerank(),
            // Image families.
            new TitanImage(),
            new NovaCanvas(),
            new StableDiffusionXl(),
            new StableImage(),
            new StabilityServices(),
            // Families that write to S3.
            new NovaReel(),
            new LumaRay());

    private Families() {}

    public static List<Family> all() {
        return ALL;
    }

    /** The text family that handles the id: the longest matching prefix wins. */
    public static Optional<TextFamily> text(ModelId id) {
        return find(id, TextFamily.class);
    }

    /** The embedding family that handles the id. */
    public static Optional<EmbeddingFamily> embedding(ModelId id) {
        return find(id, EmbeddingFamily.class);
    }

    /** The image family that handles the id. */
    public static Optional<ImageFamily> image(ModelId id) {
        return find(id, ImageFamily.class);
    }

    /** The rerank family that handles the id. */
    public static Optional<RerankFamily> reranking(ModelId id) {
        return find(id, RerankFamily.class);
    }

    /** The family that handles the id in asynchronous invocations. */
    public static Optional<AsyncFamily> async(ModelId id) {
        return find(id, AsyncFamily.class);
    }

    /** The family that handles the id, of whatever sort. */
    public static Optional<Family> of(ModelId id) {
        return find(id, Family.class);
    }

    /**
     * The family whose body imported models of an architecture take: the longest match wins. The service's words are not
     * documented; what is told here are the names that the user guide's page on importing models has, however written.
     */
    static Optional<TextFamily> ofArchitecture(String architecture) {
        String word = architecture.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
        return ALL.stream()
                .filter(TextFamily.class::isInstance)
                .map(TextFamily.class::cast)
                .filter(family -> longest(family.architectures(), word) > 0)
                .max(Comparator.comparingInt(family -> longest(family.architectures(), word)));
    }

    /**
     * The family with this name, for {@code --family}.
     *
     * @throws UsageException when there is none, naming the nearest, or when it is one of another sort
     */
    public static <F extends Family> F named(String name, Class<F> sort) {
        Family named = ALL.stream()
                .filter(family -> family.name().equals(name))
                .findFirst()
                .orElseThrow(() -> unknown(name, sort));
        if (!sort.isInstance(named)) {
            throw new UsageException(
                    "the models of the family " + name + " give " + named.gives(),
                    named.askedWith() + " --family " + name + " asks them");
        }
        return sort.cast(named);
    }

    private static UsageException unknown(String name, Class<? extends Family> sort) {
        return new UsageException(
                "no family '" + name + "'",
                Spelling.nearest(name, ALL.stream().map(Family::name).toList())
                        .map(word -> "did you mean --family " + word + "? bedrock params lists the families")
                        .orElse("one of: " + String.join(", ", names(sort))
                                + "; bedrock params lists the ids of each"));
    }

    /** The names of the families of a sort, in the order of the list. */
    public static List<String> names(Class<? extends Family> sort) {
        return ALL.stream().filter(sort::isInstance).map(Family::name).toList();
    }

    // Plain loops: a list of models asks a hundred times, and streams are slow until they are compiled.
    private static <F extends Family> Optional<F> find(ModelId id, Class<F> sort) {
        String base = id.base().orElse("");
        Family found = null;
        int longest = 0;
        for (Family family : ALL) {
            int length = longestPrefix(family, base);
            if (length > longest) {
                found = family;
                longest = length;
            }
        }
        return sort.isInstance(found) ? Optional.of(sort.cast(found)) : Optional.empty();
    }

    /** Length of the longest of the family's prefixes that the base id begins with; 0 when none does. */
    static int longestPrefix(Family family, String base) {
        for (String other : family.except()) {
            if (base.contains(other)) {
                return 0;
            }
        }
        return longest(family.prefixes(), base);
    }

    private static int longest(List<String> beginnings, String word) {
        int longest = 0;
        for (String beginning : beginnings) {
            if (word.startsWith(beginning)) {
                longest = Math.max(longest, beginning.length());
            }
        }
        return longest;
    }
}
