package dev.taskholder;

import org.jspecify.annotations.Nullable;

/** An element of a sender that waits for room, in the line of a {@link Channel}. */
abstract class Offer<T> extends Place {
    final @Nullable T element;

    Offer(@Nullable T element) {
        this.element = element;
    }

    /** The element is in the channel, or with its receiver. Out of line already. */
    abstract void accepted();

    /** The channel was cancelled: the element was not sent. Out of line already. */
    abstract void refused();

    /** An offer from outside the runtime, which nothing holds. */
    static final class Outside<T> extends Offer<T> {
        private final TaskHandle.SendListener sender;

        Outside(@Nullable T element, TaskHandle.SendListener sender) {
            super(element);
            this.sender = sender;
        }

        @Override
        boolean isEligible() {
            return true;
        }

        @Override
        void accepted() {
            sender.accepted();
        }

        @Override
        void refused() {
            sender.undelivered();
        }
    }
}
