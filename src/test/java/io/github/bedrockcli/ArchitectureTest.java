package io.github.bedrockcli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Which layer may know which, and who may touch the process, the SDK, picocli and JLine. */
final class ArchitectureTest {
    private static final String BASE = "io.github.bedrockcli";
    private static JavaClasses program;

    @BeforeAll
    static void readTheProgram() {
        program = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(BASE);
    }

    @Test
    void layersKnowOnlyWhatIsBelowThem() {
        layeredArchitecture()
                .consideringOnlyDependenciesInAnyPackage(BASE + "..")
                .layer("main")
                .definedBy(BASE)
                .layer("cli")
                .definedBy(BASE + ".cli..")
                .layer("chat")
                .definedBy(BASE + ".chat..")
                .layer("emulator")
                .definedBy(BASE + ".emulator..")
                .layer("access")
                .definedBy(BASE + ".access..")
                .layer("aws")
                .definedBy(BASE + ".aws..")
                .layer("family")
                .definedBy(BASE + ".family..")
                .layer("render")
                .definedBy(BASE + ".render..")
                .layer("bulk")
                .definedBy(BASE + ".bulk..")
                .layer("model")
                .definedBy(BASE + ".model..")
                .whereLayer("main")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("cli")
                .mayOnlyBeAccessedByLayers("main")
                .whereLayer("chat")
                .mayOnlyBeAccessedByLayers("cli")
                .whereLayer("emulator")
                .mayOnlyBeAccessedByLayers("main", "cli")
                .whereLayer("access")
                .mayOnlyBeAccessedByLayers("cli", "chat")
                .whereLayer("aws")
                .mayOnlyBeAccessedByLayers("main", "cli", "chat", "access")
                .whereLayer("family")
                .mayOnlyBeAccessedByLayers("cli", "chat", "access", "emulator")
                .whereLayer("render")
                .mayOnlyBeAccessedByLayers("cli", "chat")
                .whereLayer("bulk")
                .mayOnlyBeAccessedByLayers("cli", "access")
                .check(program);
    }

    @Test
    void packagesHaveNoCycles() {
        SlicesRuleDefinition.slices()
                .matching(BASE + ".(*)..")
                .should()
                .beFreeOfCycles()
                .check(program);
    }

    @Test
    void onlyAwsKnowsTheSdkAndTheEmulatorItsWireFormat() {
        noClasses()
                .that()
                .resideOutsideOfPackages(BASE + ".aws..", BASE + ".emulator..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("software.amazon..")
                .check(program);
        noClasses()
                .that()
                .resideInAPackage(BASE + ".emulator..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("software.amazon.awssdk..")
                .check(program);
    }

    @Test
    void onlyCliKnowsPicocliAndOnlyChatKnowsJLine() {
        noClasses()
                .that()
                .resideOutsideOfPackage(BASE + ".cli..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("picocli..")
                .check(program);
        noClasses()
                .that()
                .resideOutsideOfPackage(BASE + ".chat..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.jline..")
                .check(program);
    }

    @Test
    void onlyMainTouchesTheProcess() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(BASE + ".Main")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .accessField(System.class, "in")
                .orShould()
                .callMethod(System.class, "exit", int.class)
                .orShould()
                .callMethod(System.class, "getenv")
                .orShould()
                .callMethod(System.class, "getenv", String.class)
                .orShould()
                .callMethod(Runtime.class, "addShutdownHook", Thread.class)
                .orShould()
                .callMethod(Runtime.class, "halt", int.class)
                .check(program);
    }

    @Test
    void commandsMixinsAndTheRestAreFinal() {
        classes()
                .that()
                .resideInAPackage(BASE + "..")
                .and()
                .areNotInterfaces()
                .and()
                .doNotHaveModifier(JavaModifier.ABSTRACT)
                .and()
                .areNotEnums()
                .and()
                .areNotAnonymousClasses()
                .should()
                .haveModifier(JavaModifier.FINAL)
                .check(program);
    }
}
