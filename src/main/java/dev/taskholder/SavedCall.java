package dev.taskholder;

import org.jspecify.annotations.Nullable;

/**
 * A call that was taken off the stack, so that its task can be paused: what was in its variables, and where to go
 * on. The compiler plugin makes a class with such fields for each method.
 */
abstract class SavedCall {
    /** The number of the call in the method that has not returned yet. */
    int site;

    /** Null for the outermost of the calls taken off together. */
    @Nullable SavedCall caller;

    /**
     * Goes on with the method where {@link #site} says: with what {@link SavedCalls} has as the result of that call, or as what it
     * threw. The method's own result is put there, unless it is taken off the stack again.
     */
    abstract void resume();
}
