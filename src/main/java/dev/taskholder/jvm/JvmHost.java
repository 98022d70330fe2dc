package dev.taskholder.jvm;

import dev.taskholder.Coroutine;
import dev.taskholder.Host;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A host for real use on the JVM: one thread runs the turns in the order requested, and each coroutine has a thread to itself that runs
 * only while the first one waits for it. So tasks need no locks between each other, and all of them together use one processor.
 *
 * <p>Most programs use {@link JvmHolder}, which may be called from any thread. To drive a {@link dev.taskholder.TaskHolder} by hand, do it
 * in a turn:
 *
 * <pre>{@code
 * try (JvmHost host = new JvmHost()) {
 *     host.requestTurn(() -> new TaskHolder(host).spawn(…));
 * }
 * }</pre>
 *
 * <p>What a turn throws goes to the uncaught exception handler of the host's thread, and the next turn runs.
 */
public final class JvmHost implements Host, AutoCloseable {
    /** How long {@link #close} waits for its thread, and that thread for the coroutines it unwinds. */
    private static final long CLOSE_MILLIS = 1000;

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final long startNanos = System.nanoTime();
    private final LinkedBlockingQueue<Turn> turns = new LinkedBlockingQueue<>();
    private final ThreadCoroutines coroutines;
    private final Thread thread;
    private final Object closing = new Object();
    /** Written under {@link #closing}, so that no turn is added after the one that ends the thread. */
    private volatile boolean closed;

    // Touched by the host's thread of control only.
    private @Nullable Turn timer;
    private long timerNanos;
    /** Whether the due timer stands in line with the turns: it neither starves them nor is starved. */
    private boolean timerQueued;

    /** Makes a host and starts its thread, a daemon. */
    public JvmHost() {
        String name = "taskholder-" + NUMBER.incrementAndGet();
        coroutines = new ThreadCoroutines(name + "-fiber");
        thread = new Thread(this::main, name);
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Ends the host: turns already requested still run, later ones are dropped, and coroutines that have not ended are unwound, one after
     * the other. A coroutine that does not give way is interrupted after one second and given up after two: its daemon thread is left to
     * itself until it next suspends, and the others are unwound without it. Returns when this is done, or after three seconds; at once
     * if the calling thread is interrupted, and then the rest is done without it. Doing it again changes nothing.
     *
     * @throws IllegalStateException if called from inside a turn or a coroutine: it would wait for itself
     */
    @Override
    public void close() {
        if (isInside()) {
            throw new IllegalStateException("close: called from inside the host");
        }
        synchronized (closing) {
            closed = true;
            turns.add(() -> {}); // wakes the thread
        }
        try {
            endThread();
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
            endThreadLater();
        }
    }

    private void endThread() throws InterruptedException {
        thread.join(CLOSE_MILLIS);
        if (thread.isAlive()) {
            coroutines.interruptRunning();
            thread.join(CLOSE_MILLIS);
        }
        if (thread.isAlive()) {
            coroutines.giveUpRunning();
            thread.join(CLOSE_MILLIS);
        }
    }

    private void endThreadLater() {
        Thread closer = new Thread(
                () -> {
                    try {
                        endThread();
                    } catch (InterruptedException stray) {
                        coroutines.giveUpRunning();
                    }
                },
                thread.getName() + "-close");
        closer.setDaemon(true);
        closer.start();
    }

    /** Whether the calling thread is the host's own or that of a coroutine that runs. */
    boolean isInside() {
        return Thread.currentThread() == thread || coroutines.isInside();
    }

    /** {@link #requestTurn} that tells whether the turn will run: not once the host is closed. From any thread. */
    boolean offer(Turn turn) {
        synchronized (closing) {
            return !closed && turns.add(turn);
        }
    }

    // --- the thread ---

    private void main() {
        Turn turn = next();
        while (turn != null) {
            try {
                turn.run();
            } catch (Throwable bug) { // a turn never throws; if one does, the others go on
                thread.getUncaughtExceptionHandler().uncaughtException(thread, bug);
            }
            turn = next();
        }
        coroutines.close(CLOSE_MILLIS);
    }

    /** Waits for the next turn; null when the host is closed and none is left. */
    private @Nullable Turn next() {
        while (!closed) {
            try {
                return take();
            } catch (InterruptedException stray) {
                // nobody ends this thread by an interrupt
            }
        }
        return turns.poll();
    }

    private Turn take() throws InterruptedException {
        while (timer != null && !timerQueued) {
            Turn turn = turns.poll(timerNanos - nanoTime(), TimeUnit.NANOSECONDS);
            if (timerNanos <= nanoTime()) {
                timerQueued = true;
                turns.add(this::fireTimer);
            }
            if (turn != null) {
                return turn;
            }
        }
        return turns.take();
    }

    private void fireTimer() {
        timerQueued = false;
        Turn due = timer;
        if (due != null && timerNanos <= nanoTime()) { // else disarmed or replaced while in line
            timer = null;
            due.run();
        }
    }

    // --- for the scheduler ---

    /** Nanoseconds since the host was made, by {@link System#nanoTime}. From any thread. */
    @Override
    public long nanoTime() {
        return System.nanoTime() - startNanos;
    }

    /** {@inheritDoc} From any thread. Dropped once the host is closed. */
    @Override
    public void requestTurn(Turn turn) {
        offer(turn);
    }

    @Override
    public void armTimer(long delayNanos, Turn turn) {
        long now = nanoTime();
        timer = turn;
        timerNanos = delayNanos > Long.MAX_VALUE - now ? Long.MAX_VALUE : now + delayNanos;
    }

    @Override
    public void disarmTimer() {
        timer = null;
    }

    @Override
    public Coroutine newCoroutine(Coroutine.Body body, Turn ready) {
        Coroutine coroutine = coroutines.create(body);
        requestTurn(ready);
        return coroutine;
    }
}
