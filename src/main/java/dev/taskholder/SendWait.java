package dev.taskholder;

import org.jspecify.annotations.Nullable;

/** A fiber that waits until a channel has taken its element. */
final class SendWait<T> extends Wait {
    private final Channel<T> channel;
    final Offer<T> offer;
    private boolean accepted;
    private boolean refused;

    SendWait(Fiber fiber, Channel<T> channel, @Nullable T element) {
        super(fiber);
        this.channel = channel;
        this.offer = new Inside(element);
    }

    /** Waits; the offer is in line. False if the limit came first. */
    boolean await(long limitNanos) {
        if (limitNanos != Gate.NO_LIMIT) {
            limit(limitNanos);
        }
        fiber.await(this);
        if (refused) {
            throw new ChannelClosedException();
        }
        return accepted;
    }

    @Override
    void retry() {
        channel.match();
    }

    @Override
    void leave() {
        channel.leave(offer);
    }

    private final class Inside extends Offer<T> {
        Inside(@Nullable T element) {
            super(element);
        }

        @Override
        boolean isEligible() {
            return SendWait.this.isEligible();
        }

        @Override
        void accepted() {
            accepted = true;
            fiber.complete(SendWait.this);
        }

        @Override
        void refused() {
            refused = true;
            fiber.complete(SendWait.this);
        }
    }
}
