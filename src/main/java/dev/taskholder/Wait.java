package dev.taskholder;

/** What a fiber is blocked on: a place in some line, or a timer. */
abstract class Wait {
    final Fiber fiber;
    /** Whether the wait was given up; the call that waits then throws. */
    boolean abandoned;

    Wait(Fiber fiber) {
        this.fiber = fiber;
    }

    /** The fiber is no longer held: takes part again, and completes if it can. */
    abstract void retry();

    /** Leaves the line: nothing was given, nothing taken (law K2). */
    abstract void abandon();

    /** Whether the fiber may complete now; a held one keeps its place but neither takes nor gives (P4). */
    final boolean isEligible() {
        return !fiber.isHeld();
    }
}
