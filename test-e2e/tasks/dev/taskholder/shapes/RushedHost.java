package dev.taskholder.shapes;

import dev.taskholder.Coroutine;
import dev.taskholder.Host;

/**
 * A host on which a slice is over at every checkpoint: a fiber that goes on asks once whether it may, and is told so, and is suspended
 * when it asks again. Its clock stands still, so that as many units are between two checkpoints as the test says.
 */
public final class RushedHost implements Host {
    private final Host host;
    private final Turn beforeTurn;
    private boolean asked;
    private int suspensionsLeft;
    private int suspensions;

    /** On the ground of {@code host}, with something to be run before each turn. */
    public RushedHost(Host host, Turn beforeTurn) {
        this.host = host;
        this.beforeTurn = beforeTurn;
    }

    /** Has the next {@code count} checkpoints suspend. */
    public void rush(int count) {
        suspensionsLeft = count;
    }

    int suspensions() {
        return suspensions;
    }

    @Override
    public long nanoTime() {
        return 0;
    }

    @Override
    public boolean hasWaitingEvents() {
        boolean again = asked;
        asked = true;
        return again && suspensionsLeft > 0;
    }

    @Override
    public void requestTurn(Turn turn) {
        host.requestTurn(() -> {
            beforeTurn.run();
            turn.run();
        });
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
                asked = false;
                coroutine.resume();
            }

            @Override
            public void suspend() {
                suspensions++;
                suspensionsLeft--;
                coroutine.suspend();
            }
        };
    }
}
