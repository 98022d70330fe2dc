package dev.taskholder.jvm;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * What a task tells the program around it: steps that run one at a time and in order, on a daemon thread of their own kind. They are not
 * run by the host's thread, so that a subscriber or a future's callback that blocks holds up its own task's signals and nothing else.
 */
final class Signals {
    /** Steps of one task before the others get the thread. */
    private static final int STEPS = 256;

    private static final long IDLE_MILLIS = 1000;
    private static final AtomicInteger NUMBER = new AtomicInteger();

    /** Never shut down, because outputs may be read after their holder was closed; its threads end when there is nothing to do. */
    private static final Executor THREADS = new ThreadPoolExecutor(
            0, Integer.MAX_VALUE, IDLE_MILLIS, TimeUnit.MILLISECONDS, new SynchronousQueue<>(), body -> {
                Thread thread = new Thread(body, "taskholder-signals-" + NUMBER.incrementAndGet());
                thread.setDaemon(true);
                return thread;
            });

    private final Queue<Runnable> steps = new ConcurrentLinkedQueue<>();
    /** Steps added and not yet done; whoever makes it 1 starts a thread. */
    private final AtomicInteger pending = new AtomicInteger();

    private volatile @Nullable Thread running;

    /** Runs {@code step} after those before it, never on the caller's stack. What it throws goes to the uncaught exception handler. */
    void execute(Runnable step) {
        steps.add(step);
        if (pending.getAndIncrement() == 0) {
            THREADS.execute(this::run);
        }
    }

    /** Whether the calling thread is inside a step. */
    boolean isInside() {
        return running == Thread.currentThread();
    }

    private void run() {
        for (int step = 0; step < STEPS; step++) {
            run(steps.remove());
            if (pending.decrementAndGet() == 0) {
                return;
            }
        }
        THREADS.execute(this::run);
    }

    private void run(Runnable step) {
        Thread thread = Thread.currentThread();
        running = thread;
        try {
            step.run();
        } catch (Throwable fault) { // of a subscriber; the signals of the task go on
            thread.getUncaughtExceptionHandler().uncaughtException(thread, fault);
        } finally {
            running = null;
        }
    }
}
