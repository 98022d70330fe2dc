package dev.taskholder.browser;

import dev.taskholder.Coroutine;
import dev.taskholder.Host;
import java.util.ArrayDeque;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.teavm.interop.Async;
import org.teavm.interop.AsyncCallback;

/**
 * A green thread of TeaVM that carries one coroutine after the other. Every suspension of the runtime goes through {@link #park}: one
 * own {@code @Async} primitive, because TeaVM's monitors, sleeps and interrupts lose wake-ups and leave timers behind.
 *
 * <p>Each carrier is a {@link Thread} of its own, so {@code synchronized} in a task excludes other tasks. When it has waited for a lock,
 * or for anything else that is TeaVM's, it says that it is ready once more, and goes on when it is resumed. TeaVM starts a thread in a
 * later {@code setTimeout}; a carrier that has finished is kept for the next coroutine, which then starts sooner.
 */
final class Carrier implements Coroutine, Runnable {
    private static final int MAX_IDLE = 64;
    private static final ArrayDeque<Carrier> IDLE = new ArrayDeque<>();

    /** Those that cannot be resumed yet, or wait for one before them: coroutines become ready in the order in which they were made. */
    private static final ArrayDeque<Carrier> STARTING = new ArrayDeque<>();

    private Coroutine.@Nullable Body body;
    private Host.@Nullable Turn ready;
    private boolean started;
    /** What lets it go on, null while it runs or waits for something that is TeaVM's. */
    private @Nullable AsyncCallback<@Nullable Object> parked;
    /** What to let it go on with. */
    private @Nullable Object result;
    /** Whether it has been resumed and has not stopped again. */
    private boolean running;

    private Carrier() {}

    /** A carrier for {@code body}; {@code ready} is called in a later turn, when it can be resumed. */
    static Carrier carry(Coroutine.Body body, Host.Turn ready, Host host) {
        Carrier idle = IDLE.poll();
        Carrier carrier = idle == null ? new Carrier() : idle;
        carrier.body = body;
        carrier.ready = ready;
        carrier.started = false;
        STARTING.add(carrier);
        if (idle != null) {
            host.requestTurn(carrier::started);
            return idle;
        }
        Thread thread = new Thread(carrier);
        thread.setDaemon(true);
        thread.start();
        return carrier;
    }

    private void started() {
        started = true;
        for (Carrier first = STARTING.peek(); first != null && first.started; first = STARTING.peek()) {
            STARTING.remove();
            Objects.requireNonNull(first.ready).run();
        }
    }

    /** The thread's; called by nobody else. */
    @Override
    public void run() {
        started();
        park(this);
        while (true) {
            Objects.requireNonNull(body).run();
            body = null;
            ready = null;
            if (IDLE.size() >= MAX_IDLE) {
                return;
            }
            IDLE.add(this);
            park(this);
        }
    }

    @Override
    public void suspend() {
        park(this);
    }

    @Override
    public void resume() {
        AsyncCallback<@Nullable Object> callback = parked;
        if (callback == null) {
            throw new IllegalStateException("resume: the coroutine is not suspended");
        }
        Object with = result;
        parked = null;
        result = null;
        running = true;
        callback.complete(with);
        running = false;
    }

    /** Asked before a green thread that runs {@code target} goes on: true if it will do so when it is resumed, and not now. */
    @SuppressWarnings("unused") // dev.taskholder.compiler lets TeaVM call it
    static boolean defers(
            @Nullable Runnable target, AsyncCallback<@Nullable Object> callback, @Nullable Object result) {
        if (!(target instanceof Carrier carrier) || carrier.running) {
            return false;
        }
        carrier.parked = callback;
        carrier.result = result;
        Objects.requireNonNull(carrier.ready).run();
        return true;
    }

    @Async
    private static native void park(Carrier carrier);

    @SuppressWarnings("unused") // TeaVM calls it for the native twin above
    private static void park(Carrier carrier, AsyncCallback<@Nullable Object> callback) {
        carrier.parked = callback;
    }
}
