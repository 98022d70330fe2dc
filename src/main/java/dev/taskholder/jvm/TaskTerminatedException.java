package dev.taskholder.jvm;

/** The task was given up: it had not ended when the time that its holder was given to close was over. */
public final class TaskTerminatedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TaskTerminatedException(String taskName) {
        super("task " + taskName + " had not ended when its holder was closed");
    }
}
