package dev.taskholder;

import org.jspecify.annotations.Nullable;

/**
 * Where a task is between its spawn and its outcome, each state holding only what is true in it. Holds lie over {@link New} and
 * {@link Active} and are not part of it.
 *
 * <pre>
 *             start                  body returned and children ended
 *   New ──────────────► Active ────────────────────────────────────► Ended(Succeeded)
 *    │ cancel             │ cancel
 *    │ (body never runs)  ▼
 *    │                Cancelling ── unwound, children ended ──► Ended(Cancelled)   only cancellation seen
 *    └────────────────────┴───────────────────────────────────► Ended(Failed)      any other throwable seen
 * </pre>
 */
sealed interface Life<R> {
    /**
     * What is shown of it.
     *
     * @param held whether the task or an ancestor has a hold
     * @param settled whether that hold is in effect
     */
    default TaskState state(boolean held, boolean settled) {
        if (this instanceof Ended<R> ended) {
            return endState(ended.outcome());
        }
        if (this instanceof Cancelling) {
            return TaskState.CANCELLING;
        }
        if (held) {
            return this instanceof New || settled ? TaskState.PAUSED : TaskState.PAUSING;
        }
        return this instanceof New ? TaskState.NEW : TaskState.RUNNING;
    }

    /** How a task in this state ends whose body ended with {@code ofBody}. A cancel is never overtaken by a success (law S4). */
    default Outcome<R> verdict(Outcome<R> ofBody) {
        if (!(this instanceof Cancelling<R> cancelling)) {
            return ofBody;
        }
        Throwable failure = ofBody instanceof Outcome.Failed<R> failed ? beyondCancellation(failed.cause()) : null;
        return failure == null ? new Outcome.Cancelled<>(cancelling.reason()) : new Outcome.Failed<>(failure);
    }

    /** What went wrong besides the cancel; a try-with-resources hides it among the suppressed. Null if nothing did. */
    private static @Nullable Throwable beyondCancellation(Throwable thrown) {
        if (!(thrown instanceof TaskCancelled)) {
            return thrown;
        }
        for (Throwable suppressed : suppressedBy(thrown)) {
            Throwable failure = beyondCancellation(suppressed);
            if (failure != null) {
                return failure;
            }
        }
        return null;
    }

    private static Throwable[] suppressedBy(Throwable thrown) {
        try {
            return thrown.getSuppressed();
        } catch (NullPointerException neverInitialised) { // TeaVM 0.15 leaves the field behind getSuppressed null
            return new Throwable[0];
        }
    }

    private static TaskState endState(Outcome<?> outcome) {
        if (outcome instanceof Outcome.Succeeded) {
            return TaskState.SUCCEEDED;
        }
        return outcome instanceof Outcome.Failed ? TaskState.FAILED : TaskState.CANCELLED;
    }

    /** Spawned; the body is to begin. */
    record New<R>() implements Life<R> {}

    /** The body runs, or is about to after a withheld start. */
    record Active<R>() implements Life<R> {}

    /** Asked to end, for {@code reason}. */
    record Cancelling<R>(@Nullable Object reason) implements Life<R> {}

    /** Has its outcome. */
    record Ended<R>(Outcome<R> outcome) implements Life<R> {}
}
