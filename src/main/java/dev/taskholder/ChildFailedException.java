package dev.taskholder;

/**
 * A child failed. Thrown by the scope it was forked in, or by {@link TaskHandle#join}; {@link #getCause} is what the child threw. What
 * went wrong afterwards, in other children or in clean-up, is among the suppressed.
 */
public final class ChildFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String childName;

    ChildFailedException(String childName, Throwable cause) {
        super("child " + childName + " failed: " + cause.toString(), cause);
        this.childName = childName;
    }

    /** The name the child was forked with. */
    public String childName() {
        return childName;
    }
}
