package dev.taskholder;

import org.jspecify.annotations.Nullable;

/**
 * Mutual exclusion across blocking calls: between two of them no other fiber runs, so only what must not be interleaved over several
 * needs it. Fair: first come, first served, but a held fiber is passed over and keeps its place. A fiber that is paused while it has the
 * mutex keeps it; one that is cancelled lets go of it by unwinding; one that ends without unlocking loses it. Not reentrant.
 */
public final class Mutex {
    private final Scheduler scheduler;
    private final Ownership gate = new Ownership();
    private final Deferred.Abandon release = this::release;
    private @Nullable Fiber owner;

    Mutex(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    /** Whether some fiber has it. */
    public boolean isLocked() {
        return owner != null;
    }

    /**
     * Waits until nobody has it and takes it. A checkpoint.
     *
     * @throws IllegalStateException if the calling fiber has it already: it would wait for itself
     */
    public void lock() {
        lock(Gate.NO_LIMIT);
    }

    /** Takes it if nobody has it or waits for it; never waits, no checkpoint. Tells whether it did. */
    public boolean tryLock() {
        return gate.passNow(scheduler.requireCurrent("tryLock"), null);
    }

    /**
     * Waits for it for {@code limitMillis ≥ 0} of the task's clock at most. A checkpoint.
     *
     * @return false if the limit came first
     * @throws IllegalStateException if the calling fiber has it already
     */
    public boolean tryLock(long limitMillis) {
        return lock(Millis.toNanos("limitMillis", limitMillis));
    }

    /**
     * Lets go of it; whoever waits first has it then. Never waits.
     *
     * @throws IllegalStateException if the calling fiber does not have it
     */
    public void unlock() {
        Fiber fiber = scheduler.requireCurrent("unlock");
        if (owner != fiber) {
            throw new IllegalStateException("unlock: the mutex is " + (owner == null ? "not locked" : "another's"));
        }
        fiber.belongings().remove(release);
        release();
    }

    /** Runs {@code body} while having it, and lets go of it however the body ends. */
    public <T, X extends Exception> @Nullable T withLock(Body<T, X> body) throws X {
        lock();
        try {
            return body.run();
        } finally {
            unlock();
        }
    }

    /** The owner has let go, or has ended. */
    private void release() {
        owner = null;
        gate.open();
    }

    private boolean lock(long limitNanos) {
        Fiber fiber = scheduler.requireCurrent("lock");
        if (owner == fiber) {
            throw new IllegalStateException("lock: the fiber has the mutex already and would wait for itself");
        }
        fiber.checkpoint();
        return gate.pass(fiber, null, limitNanos);
    }

    private final class Ownership extends Gate<Void> {
        @Override
        boolean tryPass(Fiber fiber, @Nullable Void nothing) {
            if (owner != null) {
                return false;
            }
            owner = fiber;
            fiber.belongings().addUntilEnd(release);
            return true;
        }
    }
}
