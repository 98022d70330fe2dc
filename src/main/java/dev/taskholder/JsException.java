package dev.taskholder;

import org.jspecify.annotations.Nullable;

/**
 * An error of JavaScript as Java sees it: what a promise was rejected with, what a function of the page threw. In
 * {@link #getCause} is the error's own {@code cause}, if it has one.
 *
 * <p>JavaScript can throw any value. One that is no error has the {@linkplain #errorName name} {@code ""} and its text as the
 * message.
 */
public final class JsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String errorName;
    private final String jsStack;

    /**
     * An exception from what is known of the error.
     *
     * @param errorName {@code "TypeError"}; {@code ""} if what was thrown is no error
     * @param jsStack the stack in JavaScript, in the words of the engine; {@code ""} if there is none
     */
    public JsException(String errorName, String message, String jsStack, @Nullable JsException cause) {
        super(message, cause);
        this.errorName = errorName;
        this.jsStack = jsStack;
    }

    /** The error's name, {@code "TypeError"} or {@code "AbortError"}; {@code ""} if what was thrown is no error. */
    public String errorName() {
        return errorName;
    }

    /** The stack in JavaScript, as the engine writes it; {@code ""} if there is none. */
    public String jsStack() {
        return jsStack;
    }

    /** The class, and what a console of JavaScript would print: {@code dev.taskholder.JsException: TypeError: network error}. */
    @Override
    @SuppressWarnings("OverrideThrowableToString") // the message alone is the error's own, as in JavaScript
    public String toString() {
        String said = errorName.isEmpty() ? getMessage() : errorName + ": " + getMessage();
        return getClass().getName() + ": " + said;
    }
}
