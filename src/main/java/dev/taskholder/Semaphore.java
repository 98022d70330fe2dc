package dev.taskholder;

import org.jspecify.annotations.Nullable;

/**
 * A number of permits that fibers take and give back, to bound how many do something at once. Fair: first come, first served, but a held
 * fiber is passed over and keeps its place. An acquire that was cancelled took nothing (law K2).
 *
 * <p>Not for several threads: it belongs to the host's one thread of control. On the JVM another thread releases by {@code JvmHolder.execute}.
 */
public final class Semaphore {
    private final Scheduler scheduler;
    private final Permits gate = new Permits();
    private int permits;

    Semaphore(int permits, Scheduler scheduler) {
        if (permits < 0) {
            throw new IllegalArgumentException("permits < 0: " + permits);
        }
        this.permits = permits;
        this.scheduler = scheduler;
    }

    /** Permits that nobody has now. */
    public int available() {
        return permits;
    }

    /** Waits for a permit and takes it. A checkpoint. */
    public void acquire() {
        acquire(Gate.NO_LIMIT);
    }

    /** Takes a permit if there is one and nobody waits for it; never waits, no checkpoint. Tells whether it did. */
    public boolean tryAcquire() {
        return gate.passNow(scheduler.requireCurrent("tryAcquire"), null);
    }

    /**
     * Waits for a permit for {@code limitMillis ≥ 0} of the task's clock at most. A checkpoint.
     *
     * @return false if the limit came first; then none was taken
     */
    public boolean tryAcquire(long limitMillis) {
        return acquire(Millis.toNanos("limitMillis", limitMillis));
    }

    /** Gives a permit back, or adds one; from any fiber, or from outside. Never waits. */
    public void release() {
        permits++;
        gate.open();
    }

    /** Runs {@code body} with a permit, and gives it back however the body ends. */
    public <T, X extends Exception> @Nullable T withPermit(Body<T, X> body) throws X {
        acquire();
        try {
            return body.run();
        } finally {
            release();
        }
    }

    private boolean acquire(long limitNanos) {
        Fiber fiber = scheduler.requireCurrent("acquire");
        fiber.checkpoint();
        return gate.pass(fiber, null, limitNanos);
    }

    private final class Permits extends Gate<Void> {
        @Override
        boolean tryPass(Fiber fiber, @Nullable Void nothing) {
            if (permits == 0) {
                return false;
            }
            permits--;
            return true;
        }
    }
}
