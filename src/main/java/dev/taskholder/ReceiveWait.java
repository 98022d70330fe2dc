package dev.taskholder;

import org.jspecify.annotations.Nullable;

/** A fiber that waits for an element of one channel. */
final class ReceiveWait<T> extends Wait implements Taker<T> {
    private final Channel<T> channel;
    private @Nullable Receipt<T> receipt;

    ReceiveWait(Fiber fiber, Channel<T> channel) {
        super(fiber);
        this.channel = channel;
    }

    /** Takes its place among those that receive. */
    void lineUp(long limitNanos) {
        channel.lineUp(this);
        if (limitNanos != Gate.NO_LIMIT) {
            limit(limitNanos);
        }
    }

    /** After the wait. Empty if the limit came first. */
    Receipt<T> receipt() {
        return receipt == null ? new Receipt.Empty<>() : receipt;
    }

    @Override
    public void give(Receipt<T> given) {
        receipt = given;
        fiber.complete(this);
    }

    @Override
    void retry() {
        channel.match();
    }

    @Override
    void leave() {
        channel.leave(this);
    }
}
