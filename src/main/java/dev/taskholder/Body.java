package dev.taskholder;

import org.jspecify.annotations.Nullable;

/** A piece of a task that returns a value, run at once by the method it is given to. */
@FunctionalInterface
public interface Body<T, X extends Exception> {
    /** Runs the piece; what it throws leaves through the method it was given to. */
    @Nullable T run() throws X;
}
