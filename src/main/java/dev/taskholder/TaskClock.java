package dev.taskholder;

import org.jspecify.annotations.Nullable;

/**
 * The clock of one task: the host's clock less the time the task stood still (law P3). Starts at 0 when the body begins. While it
 * is frozen its timers are out of the scheduler's heap, so a paused task arms nothing (P6).
 */
final class TaskClock {
    private final Scheduler scheduler;
    /** Those scheduled and not over, in no order: each knows the next. There are as many as there are limits around one another. */
    private @Nullable Timer pending;
    /** Host time less task time; while frozen, task time itself is {@link #frozenAt}. */
    private long offset;

    private long frozenAt;
    private boolean frozen = true;

    TaskClock(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    long nanos() {
        return frozen ? frozenAt : scheduler.nanoTime() - offset;
    }

    /** The moment {@code delayNanos ≥ 0} from now, or the last there is. */
    long nanosFromNow(long delayNanos) {
        long now = nanos();
        return delayNanos > Long.MAX_VALUE - now ? Long.MAX_VALUE : now + delayNanos;
    }

    /** Lets {@code action} happen when this clock has gone {@code delayNanos ≥ 0} further. */
    Timer schedule(long delayNanos, Timer.Action action) {
        Timer[] self = new Timer[1];
        Timer timer = new Timer(nanosFromNow(delayNanos), scheduler.nextSequence(), () -> {
            forget(self[0]);
            action.fire();
        });
        self[0] = timer;
        timer.nextPending = pending;
        pending = timer;
        if (!frozen) {
            arm(timer);
        }
        return timer;
    }

    void cancel(Timer timer) {
        forget(timer);
        scheduler.remove(timer);
    }

    void freeze() {
        if (!frozen) {
            frozenAt = nanos();
            frozen = true;
            for (Timer timer = pending; timer != null; timer = timer.nextPending) {
                scheduler.remove(timer);
            }
        }
    }

    void thaw() {
        if (frozen) {
            frozen = false;
            offset = scheduler.nanoTime() - frozenAt;
            for (Timer timer = pending; timer != null; timer = timer.nextPending) {
                arm(timer);
            }
        }
    }

    private void forget(Timer timer) {
        if (pending == timer) {
            pending = timer.nextPending;
        }
        for (Timer before = pending; before != null; before = before.nextPending) {
            if (before.nextPending == timer) {
                before.nextPending = timer.nextPending;
            }
        }
        timer.nextPending = null;
    }

    private void arm(Timer timer) {
        timer.hostNanos = timer.taskNanos > Long.MAX_VALUE - offset ? Long.MAX_VALUE : timer.taskNanos + offset;
        scheduler.add(timer);
    }
}
