package dev.taskholder.compiler;

import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.teavm.model.ClassReader;
import org.teavm.model.ElementReader;
import org.teavm.model.MethodReader;

/**
 * Which methods get checkpoints: those of the user's packages, and what annotations say. Set by properties of TeaVM.
 *
 * <ul>
 *   <li>{@code taskholder.checkpoints}: {@code on} (the default) or {@code off}
 *   <li>{@code taskholder.checkpoints.packages}: packages separated by commas, each with those below it; the default is every package but
 *       those of the Java library, of TeaVM, of Kotlin, of JSpecify and of Taskholder
 * </ul>
 */
final class CheckpointPolicy {
    private static final String PROPERTY = "taskholder.checkpoints";
    private static final String ANNOTATED = "dev.taskholder.Checkpoints";
    private static final String EXEMPT = "dev.taskholder.NoCheckpoints";
    private static final List<String> LIBRARIES =
            List.of("java", "javax", "jdk", "sun", "org.teavm", "kotlin", "org.jspecify");
    private static final String TASKHOLDER = "dev.taskholder";
    /** Of Taskholder's packages those that are written as a user's are. */
    private static final List<String> TASKS =
            List.of("dev.taskholder.demo", "dev.taskholder.e2e", "dev.taskholder.bench", "dev.taskholder.shapes");

    private final boolean on;
    private final List<String> packages;

    CheckpointPolicy(Properties properties) {
        String value = properties.getProperty(PROPERTY, "on");
        if (!value.equals("on") && !value.equals("off")) {
            throw new IllegalArgumentException(PROPERTY + ": " + value + " is neither on nor off");
        }
        on = value.equals("on");
        packages = Stream.of(properties.getProperty(PROPERTY + ".packages", "").split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
    }

    boolean isOn() {
        return on;
    }

    /** Whether the loops of {@code type} have checkpoints, apart from what its methods say. */
    boolean covers(ClassReader type) {
        Boolean said = said(type);
        return said == null ? covers(type.getName()) : said;
    }

    /** Whether {@code type} is the user's: it has checkpoints, or says that it has none. */
    boolean isOfUser(ClassReader type) {
        return covers(type) || covers(type.getName());
    }

    /** Whether the loops of {@code method} have checkpoints. {@code owner} is as it was written. */
    boolean covers(ClassReader owner, MethodReader method) {
        if (method.getName().equals("<clinit>")) {
            return false; // nothing shall be suspended while a class is made ready: InitialiserGuard
        }
        Boolean said = said(method);
        if (said == null && method.getName().startsWith("lambda$")) {
            said = saidByWriter(owner, method.getName());
        }
        return said == null ? covers(owner) : said;
    }

    /** A lambda written in {@code name} is a method {@code lambda$name$0}. */
    private static @Nullable Boolean saidByWriter(ClassReader owner, String lambda) {
        int end = lambda.lastIndexOf('$');
        String writer = end < "lambda$".length() ? "" : lambda.substring("lambda$".length(), end);
        for (MethodReader method : owner.getMethods()) {
            Boolean said = method.getName().equals(writer) ? said(method) : null;
            if (said != null) {
                return said;
            }
        }
        return null;
    }

    /** Null if it has no annotation. */
    private static @Nullable Boolean said(ElementReader element) {
        if (element.getAnnotations().get(EXEMPT) != null) {
            return false;
        }
        return element.getAnnotations().get(ANNOTATED) != null ? true : null;
    }

    private boolean covers(String type) {
        if (!packages.isEmpty()) {
            return isIn(type, packages);
        }
        return !isIn(type, LIBRARIES) && (!isIn(type, List.of(TASKHOLDER)) || isIn(type, TASKS));
    }

    private static boolean isIn(String type, List<String> packages) {
        return packages.stream().anyMatch(name -> type.startsWith(name + "."));
    }
}
