package dev.taskholder;

import org.jspecify.annotations.Nullable;

/**
 * Where a task is between its spawn and its outcome, each state holding only what is true in it. Holds lie over {@link New} and
 * {@link Active} and are not part of it.
 *
 * <pre>
 *             start                  body returned and children ended
 *   New ──────────────► Active ────────────────────────────────────► Ended(Succeeded)
 *    │ cancel             │ cancel · child failed · body threw while children live
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

    /**
     * How a task in this state ends. A cancel is never overtaken by a success (law S4).
     *
     * @param failure what went wrong first in the body or with a child, null if nothing did
     */
    default Outcome<R> verdict(Outcome<R> ofBody, @Nullable Throwable failure) {
        if (failure != null) {
            return new Outcome.Failed<>(failure);
        }
        return this instanceof Cancelling<R> cancelling ? new Outcome.Cancelled<>(cancelling.reason()) : ofBody;
    }

    /** What went wrong besides the cancel; a try-with-resources hides it among the suppressed. Null if nothing did. */
    static @Nullable Throwable beyondCancellation(Throwable thrown) {
        if (!(thrown instanceof TaskCancelled)) {
            return thrown;
        }
        for (Throwable suppressed : thrown.getSuppressed()) {
            Throwable failure = beyondCancellation(suppressed);
            if (failure != null) {
                return failure;
            }
        }
        return null;
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

    /** Asked to end, for {@code reason}; or ending because of a failure, which is the reason then. */
    record Cancelling<R>(@Nullable Object reason) implements Life<R> {}

    /** Has its outcome. */
    record Ended<R>(Outcome<R> outcome) implements Life<R> {}
}
