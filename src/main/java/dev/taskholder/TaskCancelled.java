package dev.taskholder;

import org.jspecify.annotations.Nullable;

/**
 * Thrown by a checkpoint of a cancelled task so that its {@code finally} blocks run.
 *
 * <p>An {@link Error}, so {@code catch (Exception e)} lets it through. Cancel is level-triggered (law K4): a task that
 * catches this gets it again at its next checkpoint, in {@code finally} too, unless that is
 * {@linkplain TaskContext#uninterruptible masked}. It has no stack trace: it says that somebody asked, not where a fault is.
 */
public class TaskCancelled extends Error {
    private static final long serialVersionUID = 1L;

    private final transient @Nullable Object reason;

    TaskCancelled(String message, @Nullable Object reason) {
        super(message, null, true, false);
        this.reason = reason;
    }

    /** What was given to cancel, null when nothing was. */
    public @Nullable Object reason() {
        return reason;
    }
}
