package dev.taskholder.jvm;

/** A message came too late: the task was cancelled or had ended, or its input was closed. The message was not sent. */
public final class TaskEndedException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    TaskEndedException(String taskName) {
        super("task " + taskName + " takes no more messages");
    }
}
