package dev.taskholder;

/** A piece of a task that returns nothing, run at once by the method it is given to. */
@FunctionalInterface
public interface Action<X extends Exception> {
    /** Runs the piece; what it throws leaves through the method it was given to. */
    void run() throws X;

    /** The same as a body, which returns null. */
    default Body<Object, X> asBody() {
        return () -> {
            run();
            return null;
        };
    }
}
