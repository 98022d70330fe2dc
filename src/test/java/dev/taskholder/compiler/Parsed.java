package dev.taskholder.compiler;

import java.util.Objects;
import org.teavm.model.ClassHolder;
import org.teavm.model.ClassReaderSource;
import org.teavm.model.MethodHolder;
import org.teavm.model.ReferenceCache;
import org.teavm.parsing.ClasspathClassHolderSource;

/** Classes of the class path as TeaVM reads them. */
final class Parsed {
    private static final ClasspathClassHolderSource SOURCE = new ClasspathClassHolderSource(new ReferenceCache());

    private Parsed() {}

    static ClassReaderSource source() {
        return SOURCE;
    }

    static ClassHolder type(Class<?> type) {
        return Objects.requireNonNull(SOURCE.get(type.getName()));
    }

    /** The one method of that name. */
    static MethodHolder method(Class<?> type, String name) {
        return type(type).getMethods().stream()
                .filter(method -> method.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
