package io.github.bedrockcli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every file and class that CONTRIBUTING.md and README.md name is there. */
final class ContributingTest {
    private static final Path PROGRAM = Path.of("src/main/java/io/github/bedrockcli");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern LINK = Pattern.compile("]\\((?!https?:)([^)#]+)(#[^)]*)?\\)");

    /** A folder whose last name is to be chosen, and what a build makes. */
    private static final Set<String> NOT_THERE =
            Set.of("src/test/resources/families/NAME/", "src/test/resources/families/FAMILY/CASE/", "target/bedrock");

    @Test
    void everyPathOfContributingExists() throws IOException {
        Set<String> paths = codes("CONTRIBUTING.md").stream()
                .filter(code -> code.matches("[\\w.][\\w./-]*/[\\w./-]*|[A-Z]+\\.md"))
                .filter(code -> !NOT_THERE.contains(code))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(paths)
                .hasSizeGreaterThan(20)
                .allSatisfy(path -> assertThat(Files.exists(PROGRAM.resolve(path)) || Files.exists(Path.of(path)))
                        .as(path)
                        .isTrue());
    }

    @Test
    void everyClassOfContributingExists() throws IOException {
        Set<String> classes;
        try (Stream<Path> files = Files.walk(Path.of("src"))) {
            classes = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".java"))
                    .map(name -> name.substring(0, name.length() - ".java".length()))
                    .collect(Collectors.toSet());
        }
        List<String> named = codes("CONTRIBUTING.md").stream()
                .filter(code -> code.matches("[A-Z][a-z]+([A-Z][A-Za-z]*)?"))
                .toList();
        assertThat(named).hasSizeGreaterThan(8);
        assertThat(classes).containsAll(named);
    }

    @Test
    void everyPackageOfTheProgramIsInTheTableOfLayers() throws IOException {
        String contributing = Files.readString(Path.of("CONTRIBUTING.md"));
        try (Stream<Path> packages = Files.list(PROGRAM).filter(Files::isDirectory)) {
            assertThat(packages)
                    .isNotEmpty()
                    .allSatisfy(folder -> assertThat(contributing).contains("| `" + folder.getFileName() + "` |"));
        }
    }

    @Test
    void everyLinkOfTheDocumentsLeadsToAFile() throws IOException {
        for (String document : List.of("README.md", "CONTRIBUTING.md", "CHANGELOG.md")) {
            List<String> targets = LINK.matcher(Files.readString(Path.of(document)))
                    .results()
                    .map(match -> match.group(1))
                    .toList();
            assertThat(targets)
                    .as(document)
                    .allSatisfy(target -> assertThat(Path.of(target)).exists());
        }
    }

    private static List<String> codes(String document) throws IOException {
        return CODE.matcher(Files.readString(Path.of(document)))
                .results()
                .map(match -> match.group(1))
                .toList();
    }
}
