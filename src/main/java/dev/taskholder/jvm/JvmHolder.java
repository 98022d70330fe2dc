package dev.taskholder.jvm;

import dev.taskholder.Deferred;
import dev.taskholder.Host;
import dev.taskholder.Task;
import dev.taskholder.TaskContext;
import dev.taskholder.TaskHolder;
import dev.taskholder.TaskOptions;
import dev.taskholder.TaskState;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Owns tasks that run for real on the JVM; the thread-safe door to a {@link TaskHolder} on a {@link JvmHost} of its own. Any thread may
 * call it, tasks included: nothing here waits except {@link #close}.
 *
 * <pre>{@code
 * try (JvmHolder holder = JvmHolder.open()) {
 *     JvmTask<Integer> task = holder.spawn("primes", new Primes(), Data.of(Map.of("below", 1000)));
 *     task.outputs().subscribe(subscriber);
 *     int count = task.result().join();
 * }
 * }</pre>
 *
 * Tasks of one holder take turns on one processor, each on a thread of its own; for more processors open more holders. What tasks log goes
 * to the {@link System.Logger} {@code dev.taskholder}.
 */
public final class JvmHolder implements AutoCloseable {
    /** What {@link #close()} gives the tasks to clean up. */
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);

    private final JvmHost host = new JvmHost();
    private final TaskHolder holder = new TaskHolder(host);
    private final Unanswered unanswered = new Unanswered();
    /** Guards the two below. */
    private final Object lock = new Object();

    private final Set<JvmTask<?>> living = new LinkedHashSet<>();
    private boolean closed;

    private JvmHolder() {}

    /** Makes a holder and starts its thread, a daemon. */
    public static JvmHolder open() {
        return new JvmHolder();
    }

    /** {@link #spawn(String, Task, Object, TaskOptions)} with {@link TaskOptions#DEFAULTS}. */
    public <I, R> JvmTask<R> spawn(String name, Task<I, R> task, I input) {
        return spawn(name, task, input, TaskOptions.DEFAULTS);
    }

    /**
     * Spawns a task. The input is not copied: leave it alone afterwards.
     *
     * @param name what the task is called in messages
     * @throws IllegalStateException if the holder is closed
     */
    public <I, R> JvmTask<R> spawn(String name, Task<I, R> task, I input, TaskOptions options) {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(task, "task");
        TaskState state = options.paused() ? TaskState.PAUSED : TaskState.NEW;
        JvmTask<R> spawned = new JvmTask<>(name, host, state, unanswered, this::release);
        synchronized (lock) {
            if (closed) {
                throw new IllegalStateException("the holder is closed");
            }
            living.add(spawned);
            // Inside the lock, so that it comes before the cancel of a close.
            host.requestTurn(() -> spawned.start(holder, task, input, options));
        }
        return spawned;
    }

    /**
     * Runs {@code action} in a turn of the host, where no code of a task runs: the way for another thread to complete a
     * {@link dev.taskholder.Deferred}, set an {@link dev.taskholder.Event}, release a semaphore or try to send to a channel. Those are
     * not for several threads. Does not wait for it. Actions run in the order given.
     *
     * <pre>{@code
     * sensor.onReading(value -> holder.execute(() -> reading.complete(value)));
     * }</pre>
     *
     * @param action must not block: all tasks wait meanwhile. What it throws goes to the uncaught exception handler of the host's thread
     * @return whether it will run: not once the holder is closed, but still while {@link #close} waits for the tasks
     */
    public boolean execute(Host.Turn action) {
        Objects.requireNonNull(action, "action");
        return host.offer(action);
    }

    /**
     * Waits, in a task of this holder, until {@code stage} is complete. A checkpoint; other tasks run meanwhile. The stage may complete
     * while the task is paused; the task goes on when it is resumed.
     *
     * <pre>{@code
     * HttpResponse<String> page = holder.await(context, http.sendAsync(request, BodyHandlers.ofString()));
     * }</pre>
     *
     * If the task is cancelled first, or a limit comes, {@link CompletionStage#toCompletableFuture} is cancelled, which aborts a request as
     * the one above. Where others wait for the same future, pass a {@link CompletableFuture#copy}: cancelling that leaves the future as it is.
     *
     * @return what it was completed with, may be null
     * @throws CompletionException if it failed; the cause says with what
     * @throws CancellationException if somebody cancelled it: a failure, not a cancel of the task
     * @throws UnsupportedOperationException if it has no {@code toCompletableFuture}
     */
    @SuppressWarnings("FutureReturnValueIgnored") // what whenComplete returns: an offer does not fail
    public <T> @Nullable T await(TaskContext context, CompletionStage<T> stage) {
        CompletableFuture<T> future = stage.toCompletableFuture();
        Deferred<Void> settled = new Deferred<>(() -> {});
        future.whenComplete((value, failure) -> host.offer(() -> settled.complete(null)));
        try {
            context.await(settled);
            return future.join(); // does not wait; throws here, so that the stack says who waited
        } finally {
            future.cancel(true); // does nothing to one that is complete
        }
    }

    /** The tasks that have not ended, oldest first. */
    public List<JvmTask<?>> tasks() {
        synchronized (lock) {
            return List.copyOf(living);
        }
    }

    /** {@link #close(Duration)} with five seconds. */
    @Override
    public void close() {
        close(CLOSE_LIMIT);
    }

    /**
     * Cancels all tasks and waits for their clean-up, {@code limit} at most. Those that have not ended then are given up: their results fail
     * with {@link TaskTerminatedException}. Those that wait are unwound, in one second for all together: an error is thrown where they
     * wait, their {@code finally} blocks run, and a wait in there throws again. The one that runs and does not give way is interrupted;
     * if that does not end it in a second, its daemon thread is left to itself until the task next comes to a checkpoint that stops it,
     * and is unwound there. So this takes {@code limit} and three seconds at most. Gives up at once if the calling thread is interrupted.
     * No task can be spawned any more; outputs that wait for their reader stay readable.
     *
     * @return whether every task had ended in time
     * @throws IllegalStateException if called from inside a task of this holder: it would wait for itself
     */
    public boolean close(Duration limit) {
        if (host.isInside()) {
            throw new IllegalStateException("close: called from inside a task");
        }
        synchronized (lock) {
            closed = true;
        }
        for (JvmTask<?> task : tasks()) {
            task.requestCancel("the holder was closed");
        }
        boolean ended = awaitNone(limit);
        host.close();
        unanswered.settle();
        List<JvmTask<?>> left = tasks();
        left.forEach(JvmTask::terminate);
        left.forEach(this::release);
        return ended;
    }

    private boolean awaitNone(Duration limit) {
        long end = System.nanoTime() + TimeUnit.NANOSECONDS.convert(limit); // saturates
        synchronized (lock) {
            while (!living.isEmpty()) {
                long left = end - System.nanoTime();
                if (left <= 0) {
                    return false;
                }
                try {
                    TimeUnit.NANOSECONDS.timedWait(lock, left);
                } catch (InterruptedException hurry) {
                    Thread.currentThread().interrupt();
                    return false;
                }
            }
        }
        return true;
    }

    private void release(JvmTask<?> task) {
        synchronized (lock) {
            living.remove(task);
            lock.notifyAll();
        }
    }
}
