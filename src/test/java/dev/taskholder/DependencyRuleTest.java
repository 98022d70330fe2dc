package dev.taskholder;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * Guards the arrows between the packages: the runtime knows nobody, and only the browser side knows TeaVM.
 *
 * <pre>
 *                                      ┌────────────┐
 *                                      ▼            │
 * bench → demo → browser → wire → runtime ← jvm ← testing        compiler        server
 *   └───────┴───────┴→ TeaVM                                        └→ TeaVM       └→ Jetty
 * </pre>
 */
final class DependencyRuleTest {
    private static final String RUNTIME = "dev.taskholder";
    private static final String WIRE = "dev.taskholder.wire";
    private static final String BROWSER = "dev.taskholder.browser";
    private static final String JVM = "dev.taskholder.jvm";
    private static final String DEMO = "dev.taskholder.demo";
    private static final String BENCH = "dev.taskholder.bench";
    private static final String TEAVM = "org.teavm..";
    private static final String JETTY = "org.eclipse.jetty..";

    /** What the classes of a package may use, beside their own package, the JDK and JSpecify's annotations. */
    private static final Map<String, List<String>> ARROWS = Map.of(
            RUNTIME,
            List.of(),
            JVM,
            List.of(RUNTIME),
            "dev.taskholder.testing",
            List.of(RUNTIME, JVM),
            WIRE,
            List.of(RUNTIME),
            BROWSER,
            List.of(WIRE, RUNTIME, TEAVM),
            DEMO,
            List.of(BROWSER, WIRE, RUNTIME, TEAVM),
            BENCH,
            List.of(DEMO, BROWSER, RUNTIME, TEAVM),
            "dev.taskholder.compiler",
            List.of(TEAVM),
            "dev.taskholder.server",
            List.of(JETTY));

    private static final List<String> PACKAGES =
            ARROWS.keySet().stream().sorted().toList();

    private static final JavaClasses MAIN_CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(RUNTIME);

    @ParameterizedTest
    @FieldSource("PACKAGES")
    void package_usesOnlyWhatItsArrowsPointTo(String origin) {
        String[] allowed = Stream.concat(
                        Stream.of(origin, "java..", "org.jspecify.."), ARROWS.getOrDefault(origin, List.of()).stream())
                .toArray(String[]::new);

        classes()
                .that()
                .resideInAPackage(origin)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(allowed)
                .allowEmptyShould(true) // a package may be drawn before it is built
                .check(MAIN_CLASSES);
    }

    @Test
    void everyClass_isInAPackageWithArrows() {
        classes().should().resideInAnyPackage(PACKAGES.toArray(String[]::new)).check(MAIN_CLASSES);
    }
}
