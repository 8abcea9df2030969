package io.github.bedrockcli.cli;

import io.github.bedrockcli.family.AsyncFamily;
import io.github.bedrockcli.family.EmbeddingFamily;
import io.github.bedrockcli.family.Families;
import io.github.bedrockcli.family.Family;
import io.github.bedrockcli.family.RerankFamily;
import io.github.bedrockcli.family.TextFamily;
import java.util.List;
import java.util.function.Predicate;

/**
 * Which models a command can ask, as patterns that shells match ids by, from the list of families: vectors and rankings
 * come from families that the program knows, text also from a model that is published tomorrow.
 */
record ModelSorts(String name, boolean only, List<String> patterns) {
    static final String ANY = "any";
    static final String ANSWERS = "answers";
    static final String TEXT = "text";
    static final String EMBEDDINGS = "embeddings";
    static final String RANKINGS = "rankings";

    /** All but {@link #ANY}. {@code only}: models that match a pattern; otherwise, models that match none. */
    static List<ModelSorts> all() {
        return List.of(
                new ModelSorts(ANSWERS, false, patterns(family -> !answers(family))),
                new ModelSorts(TEXT, false, patterns(family -> !(family instanceof TextFamily))),
                new ModelSorts(EMBEDDINGS, true, patterns(EmbeddingFamily.class::isInstance)),
                new ModelSorts(RANKINGS, true, patterns(RerankFamily.class::isInstance)));
    }

    private static boolean answers(Family family) {
        return family instanceof AsyncFamily || !(family instanceof EmbeddingFamily || family instanceof RerankFamily);
    }

    private static List<String> patterns(Predicate<Family> chosen) {
        return Families.all().stream()
                .filter(chosen)
                .flatMap(family -> family.prefixes().stream())
                .map(prefix -> "*" + prefix + "*")
                .distinct()
                .toList();
    }
}
