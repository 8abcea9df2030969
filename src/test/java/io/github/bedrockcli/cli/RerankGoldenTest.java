package io.github.bedrockcli.cli;

import io.github.bedrockcli.family.RerankFamily;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The golden folders of the rerank families, through {@code bedrock rerank}. */
final class RerankGoldenTest {
    @TempDir
    private Path folder;

    @Test
    void everyRerankFamilyHasGoldens() {
        new RowGoldens("rerank", RerankFamily.class, folder).checkThatEveryFamilyHasSome();
    }

    @TestFactory
    Stream<DynamicTest> goldens() {
        return new RowGoldens("rerank", RerankFamily.class, folder).tests();
    }
}
