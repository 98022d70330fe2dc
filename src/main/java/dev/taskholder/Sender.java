package dev.taskholder;

import org.jspecify.annotations.Nullable;

/**
 * The sending end of a channel. First in, first out; nothing accepted is lost (law C2).
 *
 * @param <T> the elements; null is an element like any other
 */
public sealed interface Sender<T> permits Channel {
    /**
     * Waits for room and puts {@code element} in; with capacity 0 waits for the one that receives it. A checkpoint.
     *
     * @throws ChannelClosedException if the channel is closed, or cancelled meanwhile; then nothing was sent
     * @throws TaskCancelled if the task is cancelled; then nothing was sent
     */
    void send(@Nullable T element);

    /** Puts {@code element} in if that is possible at once; never waits, no checkpoint. Tells whether it was sent; never after a close. */
    boolean trySend(@Nullable T element);

    /**
     * Sends like {@link #send}, waiting for {@code limitMillis} of the task's clock at most. A checkpoint.
     *
     * @return false if the limit came first; then nothing was sent
     * @throws IllegalArgumentException if {@code limitMillis < 0}
     * @throws ChannelClosedException as {@link #send} does
     */
    boolean trySend(@Nullable T element, long limitMillis);

    /** Says that nothing more will be sent. In band: what is inside, and whoever waits to send already, is still received (C4). */
    void close();
}
