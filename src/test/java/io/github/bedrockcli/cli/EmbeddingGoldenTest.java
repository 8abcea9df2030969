package io.github.bedrockcli.cli;

import io.github.bedrockcli.family.EmbeddingFamily;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The golden folders of the embedding families, through {@code bedrock embed}. */
final class EmbeddingGoldenTest {
    @TempDir
    private Path folder;

    @Test
    void everyEmbeddingFamilyHasGoldens() {
        new RowGoldens("embed", EmbeddingFamily.class, folder).checkThatEveryFamilyHasSome();
    }

    @TestFactory
    Stream<DynamicTest> goldens() {
        return new RowGoldens("embed", EmbeddingFamily.class, folder).tests();
    }
}
