package dev.taskholder;

import org.jspecify.annotations.Nullable;

/**
 * A value that comes later, from outside the runtime: a timer of the browser, an answer from the network. Completed at most once;
 * tasks wait for it with {@link TaskContext#await}.
 *
 * <pre>{@code
 * Deferred<String> answer = new Deferred<>(request::abort);
 * request.onload(() -> answer.complete(request.text()));
 * String text = context.await(answer);
 * }</pre>
 *
 * <p>Not for several threads: made, completed and awaited in the host's one thread of control. On the JVM another thread completes it by
 * {@code JvmHolder.execute}.
 *
 * @param <T> the value, may be null
 */
public final class Deferred<T> {
    /** Lets go of what would have completed the value. Must not block or throw. */
    @FunctionalInterface
    public interface Abandon {
        void abandon();
    }

    private final Abandon abandon;
    private final Arrival arrival = new Arrival();
    private boolean complete;
    private boolean givenUp;
    private @Nullable T value;

    /** Makes a value to come; {@code abandon} is called if the last task that waits for it gives up. It cannot be awaited after that. */
    public Deferred(Abandon abandon) {
        this.abandon = abandon;
    }

    /** Makes the value known and lets those who wait go on, in a later turn. The first call counts; later ones do nothing. */
    public void complete(@Nullable T result) {
        if (!complete) {
            complete = true;
            value = result;
            arrival.open();
        }
    }

    /** Whether the value is known. */
    public boolean isComplete() {
        return complete;
    }

    /** Whether the last task that waited has given up. */
    boolean isGivenUp() {
        return givenUp;
    }

    /** Waits for the value; a checkpoint has been passed. */
    @Nullable T await(Fiber fiber) {
        if (givenUp) {
            throw new IllegalStateException("the value was given up by the last task that waited for it");
        }
        arrival.pass(fiber, null, Gate.NO_LIMIT);
        return value;
    }

    /** Passed when the value is known. */
    private final class Arrival extends Gate<Void> {
        @Override
        boolean tryPass(Fiber fiber, @Nullable Void nothing) {
            return complete;
        }

        @Override
        void gaveUp() {
            if (!complete && !isAnyoneWaiting()) {
                givenUp = true;
                abandon.abandon();
            }
        }
    }
}
