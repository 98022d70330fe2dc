package dev.taskholder;

import org.jspecify.annotations.Nullable;

/**
 * Watches one task from outside. Called by the runtime in the order in which things happen: a state change never before the
 * outputs emitted earlier, {@link #ended} last. Must not block, throw or run task code.
 */
public interface TaskListener<R> {
    /** The task, still living, is in {@code state} now. Ends are told by {@link #ended}. */
    default void stateChanged(TaskState state) {}

    /**
     * The next output; its credit is used up. Give it back with {@link TaskHandle#credit} when the output has been read. May throw, as no
     * other method: then nothing was put out, the credit is not used up, and {@code emit} throws the same.
     */
    default void output(@Nullable Object output) {}

    /** How far the task is, 0 to 1. */
    default void progress(double done) {}

    /**
     * The task could go on from {@code point} and need not put out again what it has put out until now; an earlier point is void. The point
     * is plain data, a copy that nobody else holds. Of several saved in one turn only the last need be kept.
     */
    default void saved(Object point) {}

    /** A message left the inbox, so there is room for one more. */
    default void received() {}

    /** A message that had been accepted, but the task ended without receiving it (law C2). */
    default void undelivered(@Nullable Object message) {}

    /** A line for people. */
    default void log(LogLevel level, String text) {}

    /** A descendant is in another state, or has ended; told first when it is not new any more. It knows its state and parent. */
    default void childChanged(TaskHandle<?> child) {}

    /** The task calls a function of whoever holds it; to be answered at any time. Refused if nobody overrides this. */
    default void called(Call call) {
        call.fail(new JsException("TypeError", "no function is named \"" + call.function() + '"', "", null));
    }

    /** The outcome. Nothing follows. */
    default void ended(Outcome<R> outcome) {}
}
