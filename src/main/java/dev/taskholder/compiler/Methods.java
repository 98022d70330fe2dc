package dev.taskholder.compiler;

import org.jspecify.annotations.Nullable;
import org.teavm.model.ClassReader;
import org.teavm.model.ClassReaderSource;
import org.teavm.model.MethodReader;
import org.teavm.model.MethodReference;

/** Methods as they were written. */
final class Methods {
    private Methods() {}

    /** What a call of {@code reference} runs if nothing overrides it: of the class named or of one that it extends; null if unknown. */
    static @Nullable MethodReader resolve(ClassReaderSource classes, MethodReference reference) {
        ClassReader owner = classes.get(reference.getClassName());
        while (owner != null) {
            MethodReader method = owner.getMethod(reference.getDescriptor());
            if (method != null) {
                return method;
            }
            owner = owner.getParent() == null ? null : classes.get(owner.getParent());
        }
        return null;
    }
}
