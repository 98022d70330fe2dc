package dev.taskholder.browser;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSObject;

/**
 * Finds the way to a new turn that is clearly faster than the ground and lets incoming messages through: some are in one engine and not
 * in another, and only running them tells. Each way is used for two chains of turns, of which the second counts; a message sent at the
 * start of a chain has to arrive before its end. Takes about a millisecond, between whatever else the worker does meanwhile.
 */
final class WakeUpProbe {
    private static final int CHAIN = 40;
    private static final int CHAINS = 2;
    /** Less of a gain is within the noise of a start. */
    private static final double CLEARLY_FASTER = 0.75;

    private final BrowserHost host;
    private final JSObject message = ground(() -> arrived = true);
    private int way;
    private @Nullable JSObject request;
    private int turns;
    private double start;
    private boolean arrived;
    private double best = Double.MAX_VALUE;
    private int bestWay = WakeUps.GROUND;

    private WakeUpProbe(BrowserHost host) {
        this.host = host;
    }

    /** Tells {@code host} if there is something better than the ground; does nothing where there is nothing else. */
    static void start(BrowserHost host) {
        if (WakeUps.open(WakeUps.GROUND + 1, () -> {}) != null) {
            new WakeUpProbe(host).probe(WakeUps.GROUND);
        }
    }

    /** The one way that every browser has. */
    static JSObject ground(Globals.Callback run) {
        return Objects.requireNonNull(WakeUps.open(WakeUps.GROUND, run));
    }

    private void probe(int next) {
        way = next;
        turns = 0;
        if (way == WakeUps.COUNT) {
            host.wakeUpBy(bestWay);
            return;
        }
        request = WakeUps.open(way, this::turn);
        turn();
    }

    private void turn() {
        if (turns % CHAIN == 0) {
            if (request == null || turns == CHAINS * CHAIN) {
                judge();
                return;
            }
            arrived = false;
            WakeUps.send(message);
            start = Globals.now();
        }
        turns++;
        WakeUps.send(Objects.requireNonNull(request));
    }

    /** At the end of the last chain of a way, or at once if this browser does not have it. */
    private void judge() {
        double millis = Globals.now() - start;
        if (request != null && arrived && millis < best) {
            best = way == WakeUps.GROUND ? CLEARLY_FASTER * millis : millis;
            bestWay = way;
        }
        probe(way + 1);
    }
}
