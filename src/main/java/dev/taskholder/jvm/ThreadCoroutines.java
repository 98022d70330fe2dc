package dev.taskholder.jvm;

import dev.taskholder.Coroutine;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Makes coroutines for a host on the JVM, each on a daemon thread while it lasts; threads of those that have ended are used again, or end
 * after a second. Called from the host's one thread of control, unless a method says otherwise.
 */
public final class ThreadCoroutines {
    private static final long IDLE_MILLIS = 1000;

    private final ThreadPoolExecutor threads;
    private final Set<ThreadCoroutine> unfinished = new LinkedHashSet<>();
    private volatile @Nullable ThreadCoroutine running;

    /** Makes a source of coroutines whose threads are called {@code threadName-1} and so on. */
    public ThreadCoroutines(String threadName) {
        AtomicInteger number = new AtomicInteger();
        threads = new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, IDLE_MILLIS, TimeUnit.MILLISECONDS, new SynchronousQueue<>(), body -> {
                    Thread thread = new Thread(body, threadName + "-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
    }

    /** Makes a coroutine that has not yet run. */
    public Coroutine create(Coroutine.Body body) {
        ThreadCoroutine coroutine = new ThreadCoroutine(this, body);
        unfinished.add(coroutine);
        return coroutine;
    }

    /** How many have been made and have not ended. */
    public int unfinished() {
        return unfinished.size();
    }

    /** Whether the calling thread, which may be any, is inside a coroutine of these. */
    public boolean isInside() {
        ThreadCoroutine now = running;
        return now != null && now.isCurrent();
    }

    /** Interrupts the coroutine that runs, if one does: a Java call that blocks it may give up. From any thread. */
    public void interruptRunning() {
        ThreadCoroutine now = running;
        if (now != null) {
            now.interrupt();
        }
    }

    /**
     * Gives up the coroutine that runs, if one does: whoever resumed it goes on as if it had suspended, while its thread is interrupted and
     * left to itself. It is unwound when it next suspends. From any thread.
     */
    public void giveUpRunning() {
        ThreadCoroutine now = running;
        if (now != null) {
            now.giveUp();
        }
    }

    /**
     * Unwinds, one after the other, those that have not ended: they see an error where they are suspended. Those that have not ended
     * when {@code limitMillis} are over, counted for all together, are given up as by {@link #giveUpRunning}.
     */
    public void close(long limitMillis) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(limitMillis);
        for (ThreadCoroutine coroutine : List.copyOf(unfinished)) {
            running = coroutine;
            if (abandon(coroutine, end - System.nanoTime())) {
                unfinished.remove(coroutine);
            }
        }
        running = null;
        threads.shutdown();
    }

    private static boolean abandon(ThreadCoroutine coroutine, long limitNanos) {
        try {
            return coroutine.abandon(limitNanos);
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    // --- for ThreadCoroutine ---

    void execute(Runnable main) {
        threads.execute(main);
    }

    void entering(ThreadCoroutine coroutine) {
        running = coroutine;
    }

    void left(ThreadCoroutine coroutine, boolean ended) {
        running = null;
        if (ended) {
            unfinished.remove(coroutine);
        }
    }
}
