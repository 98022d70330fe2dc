package dev.taskholder;

import org.jspecify.annotations.Nullable;

/** A moment of a task's clock at which something happens once. */
final class Timer {
    /** What happens. Never blocks. */
    @FunctionalInterface
    interface Action {
        void fire();
    }

    /** On the task's clock. */
    final long taskNanos;
    /** Order among timers of the same moment. */
    final long sequence;

    final Action action;
    /** On the host's clock; moves when the task's clock has stood still. */
    long hostNanos;
    /** Another one of the same task's clock. */
    @Nullable Timer nextPending;

    /** Place in the {@link TimerHeap}, −1 when not in it. */
    int heapIndex = -1;

    Timer(long taskNanos, long sequence, Action action) {
        this.taskNanos = taskNanos;
        this.sequence = sequence;
        this.action = action;
    }

    boolean isBefore(Timer other) {
        return hostNanos < other.hostNanos || (hostNanos == other.hostNanos && sequence < other.sequence);
    }
}
