package dev.taskholder.browser;

import dev.taskholder.Coroutine;
import dev.taskholder.Host;
import java.util.ArrayDeque;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSObject;

/**
 * A browser's event loop, of a worker or of a window, as the ground of a scheduler. Turns come by one re-used {@code MessageChannel},
 * or by what a probe at the start finds to be faster and as fair. The timer is one {@code setTimeout}.
 */
public final class BrowserHost implements Host {
    private static final double NANOS_PER_MILLI = 1e6;
    /** The longest delay that {@code setTimeout} takes, 2³¹ − 1 ms; a later timer is armed again on the way. */
    private static final double MAX_TIMEOUT_MILLIS = 0x7fffffff;

    private final ArrayDeque<Turn> turns = new ArrayDeque<>();
    private final Doorbell doorbell;
    private final Turn afterTurn;
    private final Pulse pulse = new Pulse();
    private JSObject wakeUp = WakeUpProbe.ground(this::runTurn);
    private int timeout;
    private boolean armed;
    private boolean inEvent;
    private @Nullable Turn afterEvent;

    /** Makes a host. */
    public BrowserHost() {
        this(new Doorbell(), () -> {});
    }

    /** Makes a host that ends a turn early when {@code doorbell} is rung, and calls {@code afterTurn} at the end of every turn. */
    BrowserHost(Doorbell doorbell, Turn afterTurn) {
        this.doorbell = doorbell;
        this.afterTurn = afterTurn;
        WakeUpProbe.start(this);
    }

    /** From now on turns come by {@code way}, one of {@link WakeUps} that this browser has. */
    void wakeUpBy(int way) {
        if (way != WakeUps.GROUND) {
            wakeUp = Objects.requireNonNull(WakeUps.open(way, this::runTurn));
        }
    }

    /** Tells the page, which has asked, that this worker answers, and whether a turn is waiting. */
    void answer() {
        pulse.asked(turns.isEmpty());
    }

    private void runTurn() {
        Turn turn = turns.poll();
        if (turn != null) {
            run(turn);
        }
    }

    /**
     * Runs {@code event}, which the browser has just delivered, and the first turn it asks for right after it: that turn needs no hop
     * through the event loop. The others do, and a turn that was already waiting is not asked for again, so events that wait get
     * in between two turns as ever.
     */
    void handle(Turn event) {
        pulse.pageSent();
        inEvent = true;
        try {
            event.run();
        } finally {
            inEvent = false;
            Turn turn = afterEvent;
            afterEvent = null;
            if (turn == null) {
                afterTurn.run();
            } else {
                run(turn);
            }
        }
    }

    private void run(Turn turn) {
        try {
            pulse.turnBegins();
            turn.run();
        } finally {
            afterTurn.run();
        }
    }

    @Override
    public long nanoTime() {
        return (long) (Globals.now() * NANOS_PER_MILLI);
    }

    @Override
    public boolean isClockCheap() {
        return false;
    }

    @Override
    public boolean hasWaitingEvents() {
        return doorbell.isRung();
    }

    @Override
    public void requestTurn(Turn turn) {
        if (inEvent && afterEvent == null && turns.isEmpty()) {
            afterEvent = turn;
            return;
        }
        turns.add(turn);
        WakeUps.send(wakeUp);
    }

    @Override
    public void armTimer(long delayNanos, Turn turn) {
        disarmTimer();
        armed = true;
        double millis = Math.min(MAX_TIMEOUT_MILLIS, Math.ceil(delayNanos / NANOS_PER_MILLI));
        timeout = Globals.setTimeout(
                () -> {
                    armed = false;
                    run(turn);
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
