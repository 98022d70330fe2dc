package dev.taskholder;

import org.jspecify.annotations.Nullable;

/** What a fiber is blocked on: a place in some line, or a moment of its clock, or both. */
abstract class Wait extends Place {
    final Fiber fiber;
    /** Whether the wait was given up; the call that waits then throws. */
    boolean abandoned;
    /** Ends the wait, if it has a limit. */
    private @Nullable Timer timer;

    Wait(Fiber fiber) {
        this.fiber = fiber;
    }

    /** Lets the wait complete, without what was waited for, when the fiber's clock has gone {@code limitNanos} further. */
    final void limit(long limitNanos) {
        timer = fiber.clock().schedule(limitNanos, () -> {
            timer = null;
            leave();
            fiber.complete(this);
        });
    }

    /** The wait is over, one way or the other. */
    final void over() {
        if (timer != null) {
            fiber.clock().cancel(timer);
            timer = null;
        }
    }

    /** The fiber is no longer held: takes part again, and completes if it can. */
    abstract void retry();

    /** Leaves the line: nothing was given, nothing taken (law K2). */
    abstract void leave();

    /** Whether a cancel or a limit ends the wait; false only for the wait for children that are ending anyway. */
    boolean isInterruptible() {
        return true;
    }

    /** A held fiber keeps its place but neither takes nor gives (P4). */
    @Override
    final boolean isEligible() {
        return !fiber.isHeld();
    }
}
