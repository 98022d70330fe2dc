package dev.taskholder;

/** Thrown by {@link TaskContext#withTimeout} when its body did not end in time; holds the limit. */
public final class TaskTimeoutException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final long limitMillis;

    TaskTimeoutException(long limitMillis) {
        super("timed out after " + limitMillis + " ms of the task's clock");
        this.limitMillis = limitMillis;
    }

    /** The limit that was exceeded, milliseconds of the task's clock. */
    public long limitMillis() {
        return limitMillis;
    }
}
