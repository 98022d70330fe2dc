package dev.taskholder;

import org.jspecify.annotations.Nullable;

/**
 * Where fibers wait until they may pass, first come, first served: the ground of everything that blocks except channels.
 * Nothing polls: whoever changes what the passing depends on calls {@link #open}.
 *
 * @param <P> what a fiber brings along, may be null
 */
abstract class Gate<P> {
    /** Waits as long as it takes. */
    static final long NO_LIMIT = -1;

    private final Line<GateWait> line = new Line<>();

    /** Takes for {@code fiber} what it waits for, if that is there. Does not suspend. */
    abstract boolean tryPass(Fiber fiber, @Nullable P brought);

    /** Whether one behind may pass although one before may not. */
    boolean isOvertakingAllowed() {
        return false;
    }

    /** Whether a cancel ends the wait of one that brought {@code brought}. */
    boolean isInterruptible(@Nullable P brought) {
        return true;
    }

    /** One has passed and is out of line. May change what the passing depends on, and call {@link #open}. */
    void passed(@Nullable P brought) {}

    /** One in line gave up; it passed nothing. */
    void gaveUp() {}

    /**
     * Waits to pass; a checkpoint has been passed.
     *
     * @param limitNanos of the fiber's clock, or {@link #NO_LIMIT}
     * @return false if the limit came first
     */
    final boolean pass(Fiber fiber, @Nullable P brought, long limitNanos) {
        return passNow(fiber, brought) || (limitNanos != 0 && passLater(new GateWait(fiber, brought), limitNanos));
    }

    /** Passes if nobody is to be waited for. */
    final boolean passNow(Fiber fiber, @Nullable P brought) {
        if ((line.peek() == null || isOvertakingAllowed()) && tryPass(fiber, brought)) {
            passed(brought);
            return true;
        }
        return false;
    }

    private boolean passLater(GateWait wait, long limitNanos) {
        line.add(wait);
        if (limitNanos != NO_LIMIT) {
            wait.limit(limitNanos);
        }
        wait.fiber.await(wait);
        return wait.passed;
    }

    /** Lets those in line pass as far as they may; their code runs later. */
    final void open() {
        GateWait wait = line.peek();
        while (wait != null) {
            GateWait next = line.after(wait);
            if (tryPass(wait.fiber, wait.brought)) {
                line.remove(wait);
                wait.passed = true;
                wait.fiber.complete(wait);
                passed(wait.brought);
            } else if (!isOvertakingAllowed()) {
                return;
            }
            wait = isOvertakingAllowed() ? next : line.peek();
        }
    }

    final boolean isAnyoneWaiting() {
        return !line.isEmpty();
    }

    private final class GateWait extends Wait {
        private final @Nullable P brought;
        private boolean passed;

        GateWait(Fiber fiber, @Nullable P brought) {
            super(fiber);
            this.brought = brought;
        }

        @Override
        void retry() {
            open();
        }

        @Override
        void leave() {
            line.remove(this);
            gaveUp();
        }

        @Override
        boolean isInterruptible() {
            return Gate.this.isInterruptible(brought);
        }
    }
}
