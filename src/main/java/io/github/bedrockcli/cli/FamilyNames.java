package io.github.bedrockcli.cli;

import io.github.bedrockcli.family.EmbeddingFamily;
import io.github.bedrockcli.family.Families;
import io.github.bedrockcli.family.Family;
import io.github.bedrockcli.family.RerankFamily;
import io.github.bedrockcli.family.TextFamily;
import java.util.Iterator;

/** The names that {@code --family} takes, for help pages, from the list of families itself. */
abstract sealed class FamilyNames implements Iterable<String> {
    private final Class<? extends Family> sort;

    private FamilyNames(Class<? extends Family> sort) {
        this.sort = sort;
    }

    @Override
    public Iterator<String> iterator() {
        return Families.names(sort).iterator();
    }

    /** Those of text families. */
    static final class OfText extends FamilyNames {
        OfText() {
            super(TextFamily.class);
        }
    }

    /** Those of embedding families. */
    static final class OfEmbeddings extends FamilyNames {
        OfEmbeddings() {
            super(EmbeddingFamily.class);
        }
    }

    /** Those of rerank families. */
    static final class OfReranking extends FamilyNames {
        OfReranking() {
            super(RerankFamily.class);
        }
    }
}
