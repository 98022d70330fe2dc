package dev.taskholder;

/**
 * What the scheduler stands on: a clock, new turns, one timer and coroutines. A browser worker in production,
 * {@code VirtualHost} in tests. All methods are called from the host's one thread of control.
 */
public interface Host {
    /** Nanoseconds since some fixed moment in the past: at least 0, never going back. */
    long nanoTime();

    /** Whether {@link #nanoTime} costs next to nothing, so that it can be asked at every checkpoint. */
    default boolean isClockCheap() {
        return true;
    }

    /** Whether events are known to wait that only the end of the present turn lets in. False where that cannot be known. */
    default boolean hasWaitingEvents() {
        return false;
    }

    /**
     * Runs {@code turn} once, later and never on the caller's stack: in a new macrotask, after the events already waiting. One asked for
     * in an event of the host while no other was waiting may follow that event at once.
     */
    void requestTurn(Turn turn);

    /** Runs {@code turn} once in a new macrotask, {@code delayNanos} from now or later. There is one timer: this replaces the former. */
    void armTimer(long delayNanos, Turn turn);

    /** Forgets the armed timer, if there is one. */
    void disarmTimer();

    /**
     * Makes a coroutine that has not yet run. Calls {@code ready} in a later turn, when it can be resumed for the first time. On a host
     * where a body can wait for something that the runtime does not know, a lock of the language for one, without stopping the others:
     * once more each time it can be resumed after that.
     */
    Coroutine newCoroutine(Coroutine.Body body, Turn ready);

    /** A piece of work of the scheduler. Never blocks, never throws. */
    @FunctionalInterface
    interface Turn {
        void run();
    }
}
