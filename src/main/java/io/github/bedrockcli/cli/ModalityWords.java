package io.github.bedrockcli.cli;

import io.github.bedrockcli.aws.Bedrock;
import io.github.bedrockcli.aws.Bedrock.ModelFilter;
import io.github.bedrockcli.model.ModelSummary;
import io.github.bedrockcli.model.Spelling;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which words are modalities: those known when this was written, and those that a model of the region has. A word that is
 * neither is a mistake, and must not end as an empty list.
 */
final class ModalityWords {
    /** The service model's words, and those of the wire that it lacks (bedrock-api.md section 8, notes). */
    private static final List<String> KNOWN = List.of("TEXT", "IMAGE", "EMBEDDING", "VIDEO", "AUDIO", "SPEECH");

    static final String OUTPUT = "--output-modality";
    static final String INPUT = "--input-modality";

    private final Bedrock bedrock;
    private final ModelFilters filters;

    ModalityWords(Bedrock bedrock, ModelFilters filters) {
        this.bedrock = bedrock;
        this.filters = filters;
    }

    /** Folds what was typed, and refuses at once what looks like a known word. */
    static @Nullable String read(String option, @Nullable String typed) {
        if (typed == null) {
            return null;
        }
        String word = FilterWords.folded(typed);
        String nearest = Spelling.nearest(typed, KNOWN).orElse(null);
        if (!KNOWN.contains(word) && nearest != null) {
            throw FilterWords.misspelled(option, typed, nearest, KNOWN);
        }
        return word;
    }

    /** @param listed the models that passed the service's filters: asked for all only where these do not settle it */
    void check(List<ModelSummary> listed) {
        check(OUTPUT, filters.outputModality(), ModelSummary::outputModalities, listed);
        check(INPUT, filters.inputModality(), ModelSummary::inputModalities, listed);
    }

    private void check(
            String option,
            @Nullable String word,
            Function<ModelSummary, List<String>> modalities,
            List<ModelSummary> listed) {
        if (word == null || KNOWN.contains(word) || words(modalities, listed).contains(word)) {
            return;
        }
        Set<String> words = new LinkedHashSet<>(KNOWN);
        words.addAll(words(modalities, bedrock.foundationModels(ModelFilter.NONE)));
        if (!words.contains(word)) {
            throw FilterWords.misspelled(option, word.toLowerCase(Locale.ROOT), null, List.copyOf(words));
        }
    }

    private static Set<String> words(Function<ModelSummary, List<String>> modalities, List<ModelSummary> models) {
        Set<String> words = new LinkedHashSet<>();
        models.forEach(model -> words.addAll(modalities.apply(model)));
        return words;
    }
}
