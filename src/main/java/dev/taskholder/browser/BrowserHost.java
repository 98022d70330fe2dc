package dev.taskholder.browser;

import dev.taskholder.Coroutine;
import dev.taskholder.Host;
import java.util.ArrayDeque;

/**
 * A browser's event loop, of a worker or of a window, as the ground of a scheduler. Turns come by one re-used {@link MessageChannel},
 * because {@code setTimeout(0)} is clamped to 4 ms and {@code scheduler.yield()} starves incoming messages in a Chromium worker. The
 * timer is one {@code setTimeout}.
 */
public final class BrowserHost implements Host {
    private static final double NANOS_PER_MILLI = 1e6;
    /** The longest delay that {@code setTimeout} takes, 2³¹ − 1 ms; a later timer is armed again on the way. */
    private static final double MAX_TIMEOUT_MILLIS = 0x7fffffff;

    private final MessageChannel channel = new MessageChannel();
    private final ArrayDeque<Turn> turns = new ArrayDeque<>();
    private final Turn afterTurn;
    private int timeout;
    private boolean armed;

    /** Makes a host. */
    public BrowserHost() {
        this(() -> {});
    }

    /** Makes a host that calls {@code afterTurn} at the end of every turn. */
    BrowserHost(Turn afterTurn) {
        this.afterTurn = afterTurn;
        channel.getPort1().onMessage(event -> runTurn());
        channel.getPort1().start();
    }

    private void runTurn() {
        Turn turn = turns.poll();
        if (turn != null) {
            turn.run();
            afterTurn.run();
        }
    }

    @Override
    public long nanoTime() {
        return (long) (Globals.now() * NANOS_PER_MILLI);
    }

    @Override
    public void requestTurn(Turn turn) {
        turns.add(turn);
        channel.getPort2().postMessage(null);
    }

    @Override
    public void armTimer(long delayNanos, Turn turn) {
        disarmTimer();
        armed = true;
        double millis = Math.min(MAX_TIMEOUT_MILLIS, Math.ceil(delayNanos / NANOS_PER_MILLI));
        timeout = Globals.setTimeout(
                () -> {
                    armed = false;
                    turn.run();
                    afterTurn.run();
                },
                millis);
    }

    @Override
    public void disarmTimer() {
        if (armed) {
            armed = false;
            Globals.clearTimeout(timeout);
        }
    }

    @Override
    public Coroutine newCoroutine(Coroutine.Body body, Turn ready) {
        return Carrier.carry(body, ready, this);
    }
}
