package dev.taskholder;

import org.jspecify.annotations.Nullable;

/** Thrown by {@link TaskHandle#join} when the child has no value because it was cancelled; the task that joins is not. */
public final class ChildCancelledException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String childName;
    private final transient @Nullable Object reason;

    ChildCancelledException(String childName, @Nullable Object reason) {
        super("child " + childName + " was cancelled");
        this.childName = childName;
        this.reason = reason;
    }

    /** The name the child was forked with. */
    public String childName() {
        return childName;
    }

    /** What was given to cancel, null when nothing was. */
    public @Nullable Object reason() {
        return reason;
    }
}
