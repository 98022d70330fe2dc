package dev.taskholder;

import java.util.List;
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
 *
 * <p>In a worker a task may also wait for a lock that another has ({@code synchronized}), or in {@link Object#wait()}: the others run
 * meanwhile. Such a wait cannot be interrupted: a cancel is thrown by the first checkpoint after it, and a task that is paused meanwhile
 * is paused at once, but can get the lock, and keeps it from the others until it is resumed. {@link #mutex()} has neither limit. On the JVM
 * a task that waits for a lock stops all tasks of its holder, for ever if one of them has the lock.
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

    /**
     * Keeps {@code point} as where this task can go on if it is run again: because its worker was lost, or its page reloaded. The next run
     * finds it by {@link #restored}. Only the latest point counts; saving the same is no error. Never waits, no checkpoint.
     *
     * <p>What was emitted before this call will not be emitted again, so a body that goes on from {@code point} must emit what comes
     * after it: the same outputs in the same order as without the interruption. Then the reader gets each output once. Messages that the
     * task had received, and those in its inbox, do not come again.
     *
     * <pre>{@code
     * for (int i = context.restored().getInt("next", 0); i < rows; i++) {
     *     context.emit(row(i));
     *     context.save(Map.of("next", i + 1));
     * }
     * }</pre>
     *
     * <p>Costs a copy of {@code point}, and one message a turn (about 5 ms) however many are saved in it; that message takes the copy to the
     * page, so keep it small. A point is safe when that message has come: a trap in the same turn loses it, with the outputs since.
     *
     * @param point plain data, not null; copied at once, {@link Bytes} in it too
     * @throws IllegalArgumentException if {@code point} is not {@linkplain PlainData plain data}; the message names the path
     * @throws IllegalStateException in a child: the point is the task's as a whole, its body alone knows what the children have done
     */
    void save(Object point);

    /**
     * The point that an earlier run of this task had saved last, and from which this one goes on. If it begins at the beginning the
     * {@link Data#value} is null, and so is every field: give each what it is then. The same all the time, whatever this run saves.
     *
     * <p>A point comes back as plain data from the page does: a {@code long} as an {@code Integer} or {@code Double} where no digit is lost,
     * a {@code boolean[]} as a {@code byte[]} of 0 and 1. {@link Data#getLong} reads all whole numbers.
     *
     * @throws IllegalStateException in a child
     */
    Data restored();

    /** The messages sent to this task; closed when the sender says that no more will come. */
    Receiver<Object> inbox();

    /**
     * Starts a child: a fiber of its own that runs {@code body} with a context of its own, from a later turn on. It belongs to the
     * innermost scope around this call: a {@link #scope}, {@link #supervise}, {@link #withTimeout}, {@link #uninterruptible}, or else the
     * task itself. A scope ends after all its children (law S2); pause and cancel reach every descendant.
     *
     * <p>A child that fails cancels its siblings and the code of its scope, which then throws {@link ChildFailedException} (S3); only
     * {@link #supervise} leaves failures to who joins. A child that is cancelled alone has not failed.
     *
     * <p>A child emits into the outputs of the task and has an inbox of its own, filled by {@link TaskHandle#send}.
     *
     * @param name what the child is called in messages and on the page
     */
    <R> TaskHandle<R> fork(String name, Program<R> body);

    /**
     * Runs {@code body} and waits for the children forked in it. If one fails, or the body throws, the others are cancelled, and this
     * throws after all have ended: what went wrong first, with the rest suppressed.
     *
     * @throws ChildFailedException if a child failed
     */
    <T, X extends Exception> @Nullable T scope(Body<T, X> body) throws X;

    /** {@link #scope(Body)} for a body without a value. */
    default <X extends Exception> void scope(Action<X> action) throws X {
        this.<Object, X>scope(action.asBody());
    }

    /** A {@link #scope} in which the failure of a child harms nobody: it is seen by who {@linkplain TaskHandle#join joins} it. */
    <T, X extends Exception> @Nullable T supervise(Body<T, X> body) throws X;

    /** {@link #supervise(Body)} for a body without a value. */
    default <X extends Exception> void supervise(Action<X> action) throws X {
        this.<Object, X>supervise(action.asBody());
    }

    /**
     * Runs all {@code bodies} at once, as children, and gives their values in the order of the bodies. If one fails the others are
     * cancelled, as by {@code Promise.all} if that could cancel.
     *
     * @throws ChildFailedException if one failed
     */
    default <R> List<@Nullable R> all(List<? extends Program<R>> bodies) {
        return Forks.all(this, bodies);
    }

    /**
     * Runs all {@code bodies} at once, as children, and gives the value of the one that ends first; the others are cancelled and have
     * cleaned up when this returns. As with {@code Promise.race}, a failure counts as an end, and what goes wrong in the others is not told.
     *
     * @param bodies at least one
     * @throws ChildFailedException if the one that ended first failed
     */
    <R> @Nullable R race(List<? extends Program<R>> bodies);

    /**
     * Waits for the first of several things and does what belongs to it. Of those that hold already the first in the list counts. What
     * was not chosen is not taken.
     *
     * <pre>{@code
     * String news = context.select(List.of(
     *         Case.receive(prices, price -> "a price: " + price),
     *         Case.after(1000, () -> "nothing for a second")));
     * }</pre>
     *
     * @param cases at least one
     */
    <T> @Nullable T select(List<? extends Case<T>> cases);

    /** A channel with room for {@code capacity} elements; with 0 each send waits for the receive. */
    default <T> Channel<T> channel(int capacity) {
        return channel(capacity, Overflow.SUSPEND, element -> {});
    }

    /**
     * A channel with room for {@code capacity} elements.
     *
     * @param overflow what happens to an element without room; all but {@link Overflow#SUSPEND} need a capacity of at least 1
     * @param undelivered told of every element that was accepted but will not be received
     */
    <T> Channel<T> channel(int capacity, Overflow overflow, Channel.Undelivered<T> undelivered);

    /** Something that happens once and can be waited for. */
    Event event();

    /** Waiting until a predicate holds. */
    Condition condition();

    /** A number of permits. */
    Semaphore semaphore(int permits);

    /** Mutual exclusion over blocking calls. */
    Mutex mutex();

    /**
     * Calls a function that the page passed at {@code spawn} and waits for what it returns; if that is a promise, for what it resolves
     * to. When the wait is given up the function's signal aborts.
     *
     * @param argument plain data
     * @return plain data
     * @throws JsException if the function threw or its promise rejected, or there is no such function
     * @throws IllegalArgumentException if {@code argument} is not plain data; the message names the path
     */
    @Nullable Object call(String function, @Nullable Object argument);

    /**
     * Runs {@code body} with a limit, in a {@link #scope}. When the limit passes, the next checkpoint inside throws so that {@code finally} blocks run,
     * and this method throws. A body that ends without another checkpoint keeps its value. Of nested limits the one that passes
     * first wins (law T3).
     *
     * @param limitMillis milliseconds of the task's clock from now, at least 0
     * @throws TaskTimeoutException if a checkpoint inside found that the limit had passed
     */
    <T, X extends Exception> @Nullable T withTimeout(long limitMillis, Body<T, X> body) throws X;

    /** {@link #withTimeout(long, Body)} for a body without a value. */
    default <X extends Exception> void withTimeout(long limitMillis, Action<X> action) throws X {
        this.<Object, X>withTimeout(limitMillis, action.asBody());
    }

    /**
     * Runs {@code body}, in a {@link #scope}, shielded from cancel, pause and limits from outside, and the children forked in it
     * too: the way to block during clean-up (law K5). The shield falls after {@code limitMillis}; then a checkpoint inside throws or parks like any other.
     *
     * @param limitMillis milliseconds of the task's clock from now, at least 0
     */
    <T, X extends Exception> @Nullable T uninterruptible(long limitMillis, Body<T, X> body) throws X;

    /** {@link #uninterruptible(long, Body)} for a body without a value. */
    default <X extends Exception> void uninterruptible(long limitMillis, Action<X> action) throws X {
        this.<Object, X>uninterruptible(limitMillis, action.asBody());
    }

    /**
     * Waits for a value that comes from outside: a timer of the browser, an answer from the network. It may come while the task is
     * paused; the task goes on when it is resumed.
     *
     * @throws IllegalStateException if the last task that waited for it gave up before
     */
    <T> @Nullable T await(Deferred<T> deferred);

    /**
     * Lets {@code letGo} be called, once, when the task is cancelled or when its body has ended, whichever comes first: what is open
     * to the outside, such as a request, is closed then even if nobody did. A shield keeps a cancel away from it too: until the
     * shield falls, or the first checkpoint after it. What is attached after the cancel, in clean-up, is let go of when the body has
     * ended. Never waits, no checkpoint.
     */
    void attach(Deferred.Abandon letGo);

    /** Takes back an {@link #attach} of the same object; nothing happens if there was none. Can be called from anywhere. */
    void detach(Deferred.Abandon letGo);

    /** Writes a line for people: to the console and to whoever holds the task. Never waits. */
    void log(LogLevel level, String text);

    /** Logs at {@link LogLevel#INFO}. */
    default void log(String text) {
        log(LogLevel.INFO, text);
    }
}
