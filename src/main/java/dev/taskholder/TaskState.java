package dev.taskholder;

/** Where a task stands in its life. The drawing is in {@link Life}. */
public enum TaskState {
    /** Accepted, the body has not begun. */
    NEW,
    /** The body runs, or is about to. */
    RUNNING,
    /** A pause was asked for and is not yet in effect: some fiber has not reached a checkpoint. */
    PAUSING,
    /** Held: no code of the task runs, its clock stands still. */
    PAUSED,
    /** A cancel was asked for and the body is unwinding. */
    CANCELLING,
    /** Ended: the body returned. */
    SUCCEEDED,
    /** Ended: the body threw something other than its cancellation. */
    FAILED,
    /** Ended: the body was cancelled and threw nothing else. */
    CANCELLED;

    /** Whether the task has its outcome; nothing about it changes any more. */
    public boolean isEnded() {
        return this == SUCCEEDED || this == FAILED || this == CANCELLED;
    }
}
