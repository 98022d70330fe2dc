package dev.taskholder;

/**
 * A body with its own stack that can stop in the middle and go on later. Exactly one side runs at a time: the caller of
 * {@link #resume} or the body.
 */
public interface Coroutine {
    /**
     * Runs the body until it suspends, waits for something else than the next {@code resume}, or returns. Called from outside any
     * coroutine, and only when it can be resumed.
     */
    void resume();

    /** Stops the body until the next {@link #resume}. Called from inside the body. */
    void suspend();

    /** What runs inside. Does not throw. */
    @FunctionalInterface
    interface Body {
        void run();
    }
}
