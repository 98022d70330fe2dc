package dev.taskholder.testing;

import dev.taskholder.Coroutine;
import dev.taskholder.Host;
import dev.taskholder.jvm.ThreadCoroutines;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * A host with virtual time: nothing happens until the test says so, and time passes only by {@link #advance} and {@link #work}. Turns
 * run in the order requested, timers by (time, sequence), so every run of a test is the same.
 *
 * <p>Strict: {@link #close} fails if a fiber or a timer was left behind.
 *
 * <pre>{@code
 * try (VirtualHost host = new VirtualHost()) {
 *     TaskHolder holder = new TaskHolder(host);
 *     … holder.spawn(…) …
 *     host.advance(1000);
 * }
 * }</pre>
 */
public final class VirtualHost implements Host, AutoCloseable {
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final int ENDLESS_TURNS = 10_000;
    /** How long {@link #close} waits, in real time, for fibers left behind to unwind. */
    private static final long UNWIND_MILLIS = 5000;

    private final Queue<Turn> turns = new ArrayDeque<>();
    private final ThreadCoroutines coroutines = new ThreadCoroutines("fiber");
    private long nanos;
    private @Nullable Turn timer;
    private long timerNanos;
    private boolean inTurn;
    private int turnsRequested;
    private int timersArmed;

    /** Makes a host whose clock shows 0. */
    public VirtualHost() {}

    // --- for tests ---

    /**
     * Runs all that is ready now; no time passes.
     *
     * @throws AssertionError if there is no end to it: a task computes for ever without waiting
     */
    public void runReady() {
        int ran = 0;
        while (runTurn()) {
            if (++ran == ENDLESS_TURNS) {
                throw new AssertionError("still busy after " + ran + " turns: some task never waits");
            }
        }
    }

    /** Runs one turn, if one is requested. Tells whether it was. */
    public boolean runTurn() {
        if (inTurn) {
            throw new IllegalStateException("called from inside a turn: only the test itself moves the host");
        }
        Turn turn = turns.poll();
        if (turn == null) {
            return false;
        }
        run(turn);
        return true;
    }

    /** Lets {@code millis ≥ 0} pass, running everything that is due in between at its moment. */
    public void advance(long millis) {
        long until = Math.addExact(nanos, toNanos(millis));
        runReady();
        while (timer != null && timerNanos <= Math.max(until, nanos)) {
            nanos = Math.max(nanos, timerNanos);
            fireTimer();
            runReady();
        }
        nanos = Math.max(nanos, until);
    }

    /** Called by a task: pretends to compute for {@code millis ≥ 0} without giving way. */
    public void work(long millis) {
        nanos = Math.addExact(nanos, toNanos(millis));
    }

    /** Milliseconds since the host was made. */
    public long nowMillis() {
        return nanos / NANOS_PER_MILLI;
    }

    /** Whether a timer is armed: something waits for a moment. */
    public boolean isTimerArmed() {
        return timer != null;
    }

    /** Whether a turn is requested: something is ready. */
    public boolean isTurnRequested() {
        return !turns.isEmpty();
    }

    /** How many turns have been requested since the start. */
    public int turnsRequested() {
        return turnsRequested;
    }

    /** How many times the timer has been armed since the start. */
    public int timersArmed() {
        return timersArmed;
    }

    /**
     * Ends the host.
     *
     * @throws AssertionError if a fiber has not ended or a timer is still armed
     */
    @Override
    public void close() {
        int left = coroutines.unfinished();
        boolean armed = timer != null;
        coroutines.close(UNWIND_MILLIS);
        if (left > 0 || armed) {
            throw new AssertionError("left behind: " + left + " fibers, " + (armed ? 1 : 0) + " timers");
        }
    }

    private void fireTimer() {
        Turn due = timer;
        timer = null;
        if (due != null) {
            run(due);
        }
    }

    private void run(Turn turn) {
        inTurn = true;
        try {
            turn.run();
        } finally {
            inTurn = false;
        }
    }

    private static long toNanos(long millis) {
        if (millis < 0) {
            throw new IllegalArgumentException("millis < 0: " + millis);
        }
        return Math.multiplyExact(millis, NANOS_PER_MILLI);
    }

    // --- for the scheduler ---

    @Override
    public long nanoTime() {
        return nanos;
    }

    @Override
    public void requestTurn(Turn turn) {
        turnsRequested++;
        turns.add(turn);
    }

    @Override
    public void armTimer(long delayNanos, Turn turn) {
        timersArmed++;
        timer = turn;
        timerNanos = delayNanos > Long.MAX_VALUE - nanos ? Long.MAX_VALUE : nanos + delayNanos;
    }

    @Override
    public void disarmTimer() {
        timer = null;
    }

    @Override
    public Coroutine newCoroutine(Coroutine.Body body, Turn ready) {
        Coroutine coroutine = coroutines.create(body);
        turns.add(ready); // as a browser does: a green thread starts in an event of its own
        return coroutine;
    }
}
