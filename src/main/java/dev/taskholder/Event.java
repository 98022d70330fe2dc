package dev.taskholder;

import org.jspecify.annotations.Nullable;

/**
 * Something that happens once. Fibers wait for it; once it has happened nobody waits any more. It cannot be taken back, so no pause can
 * make a fiber miss it; for the next time make another one. The idea is Trio's {@code Event}.
 *
 * <p>Not for several threads: it belongs to the host's one thread of control. On the JVM another thread sets it by {@code JvmHolder.execute}.
 */
public final class Event {
    private final Scheduler scheduler;
    private final Happening happening = new Happening();
    private boolean set;

    Event(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    /** Says that it has happened, and lets everybody go on who waits, in a later turn. Never waits; idempotent. */
    public void set() {
        set = true;
        happening.open();
    }

    /** Whether it has happened. */
    public boolean isSet() {
        return set;
    }

    /** Waits until it has happened. A checkpoint. */
    public void await() {
        await(Gate.NO_LIMIT);
    }

    /**
     * Waits until it has happened, for {@code limitMillis ≥ 0} of the task's clock at most. A checkpoint.
     *
     * @return false if the limit came first
     */
    public boolean tryAwait(long limitMillis) {
        return await(Millis.toNanos("limitMillis", limitMillis));
    }

    private boolean await(long limitNanos) {
        Fiber fiber = scheduler.requireCurrent("await");
        fiber.checkpoint();
        return happening.pass(fiber, null, limitNanos);
    }

    private final class Happening extends Gate<Void> {
        @Override
        boolean tryPass(Fiber fiber, @Nullable Void nothing) {
            return set;
        }
    }
}
