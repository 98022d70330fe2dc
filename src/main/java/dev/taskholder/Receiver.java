package dev.taskholder;

import org.jspecify.annotations.Nullable;

/**
 * The receiving end of a channel. First in, first out; every element is received once.
 *
 * <p>Not an {@link Iterable}: a blocking {@code Iterator} would make the compiler treat every iteration of the program as one
 * that may suspend.
 *
 * @param <T> the elements; null is an element like any other
 */
public sealed interface Receiver<T> permits Channel {
    /**
     * Waits for the next element and takes it. A checkpoint.
     *
     * @throws ChannelClosedException if the channel is closed and empty
     * @throws TaskCancelled if the task is cancelled; then nothing was taken
     */
    @Nullable T receive();

    /** Waits like {@link #receive} but tells the end by {@link Receipt.Closed} instead of an exception. */
    Receipt<T> receiveOrClosed();

    /** Takes the next element if there is one. Never waits, no checkpoint. */
    Receipt<T> tryReceive();

    /**
     * Waits for the next element for {@code limitMillis} of the task's clock at most. A checkpoint.
     *
     * @return {@link Receipt.Empty} if the limit came first; then nothing was taken
     * @throws IllegalArgumentException if {@code limitMillis < 0}
     */
    Receipt<T> tryReceive(long limitMillis);

    /**
     * Says that nothing more will be received, and closes the channel: what is inside is discarded and reported undelivered, whoever
     * waits to send is refused.
     */
    void cancel();

    /** Receives until the channel is closed and empty, giving each element to {@code consumer}. */
    default <X extends Exception> void forEach(Consumer<T, X> consumer) throws X {
        while (receiveOrClosed() instanceof Receipt.Received<T> received) {
            consumer.accept(received.value());
        }
    }

    /** Takes one element; may block and throw. */
    @FunctionalInterface
    interface Consumer<T, X extends Exception> {
        void accept(@Nullable T element) throws X;
    }
}
