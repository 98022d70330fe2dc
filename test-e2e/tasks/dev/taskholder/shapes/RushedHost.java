package dev.taskholder.shapes;

import dev.taskholder.Coroutine;
import dev.taskholder.Host;

/**
 * A host whose clock leaps beyond the slice when it is read for the third time after a suspension: a turn reads it when it begins, the
 * checkpoint that has suspended to see that it may go on, and the next one suspends.
 */
final class RushedHost implements Host {
    private static final long LEAP_NANOS = 10_000_000;
    private static final int QUIET_READS = 2;

    private final Host host;
    private long now;
    private int reads;
    private int suspensionsLeft;
    private int suspensions;

    RushedHost(Host host) {
        this.host = host;
    }

    /** Has the next {@code count} checkpoints suspend. */
    void rush(int count) {
        suspensionsLeft = count;
    }

    int suspensions() {
        return suspensions;
    }

    @Override
    public long nanoTime() {
        if (++reads > QUIET_READS && suspensionsLeft > 0) {
            now += LEAP_NANOS;
        }
        return now;
    }

    @Override
    public void requestTurn(Turn turn) {
        host.requestTurn(turn);
    }

    @Override
    public void armTimer(long delayNanos, Turn turn) {
        host.armTimer(0, turn);
    }

    @Override
    public void disarmTimer() {
        host.disarmTimer();
    }

    @Override
    public Coroutine newCoroutine(Coroutine.Body body, Turn ready) {
        Coroutine coroutine = host.newCoroutine(body, ready);
        return new Coroutine() {
            @Override
            public void resume() {
                coroutine.resume();
            }

            @Override
            public void suspend() {
                suspensions++;
                suspensionsLeft--;
                reads = 0;
                coroutine.suspend();
            }
        };
    }
}
