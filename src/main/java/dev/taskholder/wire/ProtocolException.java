package dev.taskholder.wire;

import org.jspecify.annotations.Nullable;

/** Thrown when a message is malformed; names the field, {@code pause.hold}, and the value. */
final class ProtocolException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String field;
    private final @Nullable Integer task;

    ProtocolException(String field, @Nullable Integer task, String problem) {
        super(field + ": " + problem);
        this.field = field;
        this.task = task;
    }

    String field() {
        return field;
    }

    /** The task the message names, null if it names none. */
    @Nullable Integer task() {
        return task;
    }
}
