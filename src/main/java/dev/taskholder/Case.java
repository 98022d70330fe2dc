package dev.taskholder;

import org.jspecify.annotations.Nullable;

/**
 * One of several things that {@link TaskContext#select} waits for, and what is done when it is the one.
 *
 * @param <T> what the select then returns
 */
public abstract sealed class Case<T> {
    /** Is given the element; runs in the fiber that selects and may block. */
    @FunctionalInterface
    public interface Handler<E, T> {
        @Nullable T handle(@Nullable E element);
    }

    /** Is given the element or the end; runs in the fiber that selects and may block. */
    @FunctionalInterface
    public interface ReceiptHandler<E, T> {
        @Nullable T handle(Receipt<E> receipt);
    }

    /** What is left to do when a case was chosen. */
    @FunctionalInterface
    interface Choice<T> {
        @Nullable T run();
    }

    private Case() {}

    /** The next element of {@code receiver}. When that is closed and empty, the select throws {@link ChannelClosedException}. */
    public static <E, T> Case<T> receive(Receiver<E> receiver, Handler<E, T> handler) {
        return receipt(receiver, receipt -> {
            if (receipt instanceof Receipt.Received<E> received) {
                return handler.handle(received.value());
            }
            throw new ChannelClosedException();
        });
    }

    /** The next element of {@code receiver}, or its end: {@link Receipt.Received} or {@link Receipt.Closed}. */
    public static <E, T> Case<T> receipt(Receiver<E> receiver, ReceiptHandler<E, T> handler) {
        return new Receive<>((Channel<E>) receiver, handler);
    }

    /** That {@code millis ≥ 0} of the task's clock have passed since the select began. */
    public static <T> Case<T> after(long millis, Body<T, RuntimeException> body) {
        return new After<>(Millis.toNanos("millis", millis), body);
    }

    /** What to do if this is the case already, taking what was received; null if it is not. */
    abstract @Nullable Choice<T> choose();

    /** Lets {@code wait} complete when this is the case. */
    abstract void lineUp(SelectWait<T> wait);

    private static final class Receive<E, T> extends Case<T> {
        private final Channel<E> channel;
        private final ReceiptHandler<E, T> handler;

        Receive(Channel<E> channel, ReceiptHandler<E, T> handler) {
            this.channel = channel;
            this.handler = handler;
        }

        @Override
        @Nullable Choice<T> choose() {
            Receipt<E> receipt = channel.tryReceive();
            return receipt instanceof Receipt.Empty ? null : () -> handler.handle(receipt);
        }

        @Override
        void lineUp(SelectWait<T> wait) {
            wait.receive(channel, receipt -> () -> handler.handle(receipt));
        }
    }

    private static final class After<T> extends Case<T> {
        private final long nanos;
        private final Body<T, RuntimeException> body;

        After(long nanos, Body<T, RuntimeException> body) {
            this.nanos = nanos;
            this.body = body;
        }

        @Override
        @Nullable Choice<T> choose() {
            return nanos == 0 ? body::run : null;
        }

        @Override
        void lineUp(SelectWait<T> wait) {
            wait.after(nanos, body::run);
        }
    }
}
