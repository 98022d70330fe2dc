package dev.taskholder;

import org.jspecify.annotations.Nullable;

/** An error of JavaScript as Java sees it: with its name, message, stack and cause. */
public final class JsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String errorName;
    private final String jsStack;

    /** Makes one; {@code jsStack} may be empty. */
    public JsException(String errorName, String message, String jsStack, @Nullable JsException cause) {
        super(message, cause);
        this.errorName = errorName;
        this.jsStack = jsStack;
    }

    /** The error's name, {@code TypeError}. */
    public String errorName() {
        return errorName;
    }

    /** The stack as the engine writes it, empty if there is none. */
    public String jsStack() {
        return jsStack;
    }
}
