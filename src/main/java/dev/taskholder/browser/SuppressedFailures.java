package dev.taskholder.browser;

import org.jspecify.annotations.Nullable;

/**
 * What {@code Throwable.addSuppressed} and {@code getSuppressed} do in a module: {@code dev.taskholder.compiler.SuppressedPlugin} has them
 * call this. Those of TeaVM 0.15 throw a NullPointerException, because the field behind them is null, and a try-with-resources with them.
 */
final class SuppressedFailures {
    private SuppressedFailures() {}

    /** The field of an exception that suppresses {@code other}, unless it is made not to. */
    static Throwable @Nullable [] plus(Throwable @Nullable [] field, Throwable other, boolean enabled) {
        if (!enabled) {
            return field;
        }
        Throwable[] more = copy(field, 1);
        more[more.length - 1] = other;
        return more;
    }

    /** A copy of the field, as its caller's own, with {@code room} after it. No method of the JDK: that would take more of the module. */
    static Throwable[] copy(Throwable @Nullable [] field, int room) {
        if (field == null) {
            return new Throwable[room];
        }
        Throwable[] copy = new Throwable[field.length + room];
        for (int i = 0; i < field.length; i++) {
            copy[i] = field[i];
        }
        return copy;
    }
}
