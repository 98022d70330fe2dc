package dev.taskholder;

import org.jspecify.annotations.Nullable;

/**
 * What a task can do besides computing. Every blocking call here is a checkpoint, even when it could finish at once (law K1).
 *
 * <p>A checkpoint does, in this order: throw if the task is cancelled; park while it is held; give the worker's event loop a
 * turn when the time slice (about 5 ms) is used up. A call that throws {@link TaskCancelled} or a timeout did not happen
 * (K2); one that has completed is not undone, the next checkpoint throws (K3).
 *
 * <p>Times are milliseconds of the task's clock, which stands still while the task is paused. A context belongs to the fiber
 * of its task; from anywhere else every call throws {@link IllegalStateException}.
 */
public interface TaskContext {
    /** Gives way: the place where a long computation can be paused and cancelled. Costs less than a microsecond if nothing is asked. */
    void checkpoint();

    /**
     * Waits for {@code millis} of the task's clock; a pause in between does not count (law P3). With 0 it is a checkpoint and no more.
     *
     * @throws IllegalArgumentException if {@code millis < 0}
     */
    void sleep(long millis);

    /** Milliseconds of the task's clock since it started; stands still while the task is paused. */
    double now();

    /**
     * Puts {@code output} into the output queue; waits while the reader is behind by the queue's capacity. Exactly once, in order.
     *
     * @throws IllegalArgumentException if {@code output} is not {@linkplain PlainData plain data}; the message names the path
     */
    void emit(@Nullable Object output);

    /** Emits {@code output} if there is room now; never waits, no checkpoint. Tells whether it was emitted. */
    boolean tryEmit(@Nullable Object output);

    /**
     * Says how far the task is. Never waits; only the latest is kept, and the last one before the end always arrives.
     *
     * @param done 0 to 1
     * @throws IllegalArgumentException outside 0 to 1, NaN included
     */
    void progress(double done);

    /** The messages sent to this task; closed when the sender says that no more will come. */
    Receiver<Object> inbox();

    /**
     * Runs {@code body} with a limit. When the limit passes, the next checkpoint inside throws so that {@code finally} blocks run,
     * and this method throws. A body that ends without another checkpoint keeps its value. Of nested limits the one that passes
     * first wins (law T3).
     *
     * @param limitMillis milliseconds of the task's clock from now, at least 0
     * @throws TaskTimeoutException if a checkpoint inside found that the limit had passed
     */
    <T, X extends Exception> @Nullable T withTimeout(long limitMillis, Body<T, X> body) throws X;

    /** {@link #withTimeout(long, Body)} for a body without a value. */
    default <X extends Exception> void withTimeout(long limitMillis, Action<X> action) throws X {
        this.<Object, X>withTimeout(limitMillis, () -> {
            action.run();
            return null;
        });
    }

    /**
     * Runs {@code body} shielded from cancel, pause and limits from outside: the way to block during clean-up (law K5). The shield
     * falls after {@code limitMillis}; then a checkpoint inside throws or parks like any other.
     *
     * @param limitMillis milliseconds of the task's clock from now, at least 0
     */
    <T, X extends Exception> @Nullable T uninterruptible(long limitMillis, Body<T, X> body) throws X;

    /** {@link #uninterruptible(long, Body)} for a body without a value. */
    default <X extends Exception> void uninterruptible(long limitMillis, Action<X> action) throws X {
        this.<Object, X>uninterruptible(limitMillis, () -> {
            action.run();
            return null;
        });
    }

    /**
     * Waits for a value that comes from outside: a timer of the browser, an answer from the network. It may come while the task is
     * paused; the task goes on when it is resumed.
     *
     * @throws IllegalStateException if the last task that waited for it gave up before
     */
    <T> @Nullable T await(Deferred<T> deferred);

    /** Writes a line for people: to the console and to whoever holds the task. Never waits. */
    void log(LogLevel level, String text);

    /** Logs at {@link LogLevel#INFO}. */
    default void log(String text) {
        log(LogLevel.INFO, text);
    }
}
