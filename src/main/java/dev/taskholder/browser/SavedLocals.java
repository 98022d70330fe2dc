package dev.taskholder.browser;

import org.teavm.runtime.Fiber;
import org.teavm.runtime.Fiber.PlatformObject;

/**
 * How a green thread keeps the locals of its frames while it waits. TeaVM puts each into a wrapper of its own, because some are no Java
 * objects; but most are, and go into an array of objects as they are: that takes a third off what a
 * waiting task takes. {@code dev.taskholder.compiler} lets TeaVM's {@link Fiber} call this, and writes the three native methods.
 */
final class SavedLocals {
    /** Keeps what is no Java object: the bare data of an array, a value of JavaScript. */
    private static final class Foreign {
        final PlatformObject value;

        Foreign(PlatformObject value) {
            this.value = value;
        }
    }

    private SavedLocals() {}

    static void push(PlatformObject value, Fiber fiber) {
        if (isJava(value)) {
            fiber.push(toJava(value));
        } else {
            fiber.push(new Foreign(value));
        }
    }

    static PlatformObject pop(Fiber fiber) {
        Object saved = fiber.popObject();
        return saved instanceof Foreign foreign ? foreign.value : fromJava(saved);
    }

    /** Whether {@code value} is a Java object, or null. */
    private static native boolean isJava(PlatformObject value);

    private static native Object toJava(PlatformObject value);

    private static native PlatformObject fromJava(Object value);
}
