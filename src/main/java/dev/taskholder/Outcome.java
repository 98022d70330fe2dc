package dev.taskholder;

import org.jspecify.annotations.Nullable;

/** How a task ended. A task has exactly one outcome, reported once (law S1). */
public sealed interface Outcome<R> {
    /** The body returned {@code value} and was never cancelled. */
    record Succeeded<R>(@Nullable R value) implements Outcome<R> {}

    /** The body, or a start that could not happen, threw {@code cause}. */
    record Failed<R>(Throwable cause) implements Outcome<R> {}

    /** The task was cancelled for {@code reason} (null when none was given) and only that was seen. */
    record Cancelled<R>(@Nullable Object reason) implements Outcome<R> {}
}
