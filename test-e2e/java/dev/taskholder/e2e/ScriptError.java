package dev.taskholder.e2e;

import org.jspecify.annotations.Nullable;

/** What a script of {@link Browser#run} threw or rejected with. Its message is {@code TaskFailedError [FAILED]: boom}. */
final class ScriptError extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String name;
    private final @Nullable String code;
    private final String scriptMessage;

    ScriptError(String name, @Nullable String code, String scriptMessage, String stack) {
        super(name + (code == null ? "" : " [" + code + "]") + ": " + scriptMessage + "\n" + stack);
        this.name = name;
        this.code = code;
        this.scriptMessage = scriptMessage;
    }

    /** The error's {@code name}; the type of what was thrown if it was no error. */
    String name() {
        return name;
    }

    /** The error's {@code code}, null if it has none. */
    @Nullable String code() {
        return code;
    }

    /** The error's {@code message}. */
    String message() {
        return scriptMessage;
    }
}
