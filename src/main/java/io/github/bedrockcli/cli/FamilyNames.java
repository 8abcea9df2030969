package io.github.bedrockcli.cli;

import io.github.bedrockcli.family.AsyncFamily;
import io.github.bedrockcli.family.EmbeddingFamily;
import io.github.bedrockcli.family.Families;
import io.github.bedrockcli.family.Family;
import io.github.bedrockcli.family.ImageFamily;
import io.github.bedrockcli.family.RerankFamily;
import io.github.bedrockcli.family.TextFamily;
import java.util.Iterator;
import java.util.List;

/** The names that {@code --family} takes, for help pages, from the list of families itself. */
abstract sealed class FamilyNames implements Iterable<String> {
    private final List<Class<? extends Family>> sorts;

    private FamilyNames(List<Class<? extends Family>> sorts) {
        this.sorts = sorts;
    }

    @Override
    public Iterator<String> iterator() {
        return sorts.stream().flatMap(sort -> Families.names(sort).stream()).iterator();
    }

    /** Those of all families. */
    static final class OfAll extends FamilyNames {
        OfAll() {
            super(List.of(Family.class));
        }
    }

    /** Those of families that answer prompts: with text, with pictures, and with what they write to S3. */
    static final class OfAnswers extends FamilyNames {
        OfAnswers() {
            super(List.of(TextFamily.class, ImageFamily.class, AsyncFamily.class));
        }
    }

    /** Those of embedding families. */
    static final class OfEmbeddings extends FamilyNames {
        OfEmbeddings() {
            super(List.of(EmbeddingFamily.class));
        }
    }

    /** Those of rerank families. */
    static final class OfReranking extends FamilyNames {
        OfReranking() {
            super(List.of(RerankFamily.class));
        }
    }
}
