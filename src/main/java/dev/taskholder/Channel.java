package dev.taskholder;

import java.util.ArrayDeque;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A bounded queue between senders outside and fibers. First in, first out, waiters too (C1); nothing lost or doubled (C2); at most
 * {@code capacity} elements inside (C3), with 0 each is handed over directly. A held fiber keeps its place in line and is passed over
 * (P4).
 */
final class Channel<T> implements Receiver<T> {
    /** An element of a sender that waits for room. */
    private record Offer<T>(@Nullable T value, TaskHandle.SendListener listener) {}

    /** An element inside; its own type because an {@code ArrayDeque} takes no null. */
    private record Slot<T>(@Nullable T value) {}

    private final int capacity;
    private final Scheduler scheduler;
    private final TaskListener<?> listener;
    private final ArrayDeque<Slot<T>> buffer = new ArrayDeque<>();
    private final ArrayDeque<Offer<T>> offers = new ArrayDeque<>();
    private final Line<ReceiveWait> receivers = new Line<>();
    private boolean closed;

    Channel(int capacity, Scheduler scheduler, TaskListener<?> listener) {
        this.capacity = capacity;
        this.scheduler = scheduler;
        this.listener = listener;
    }

    /** Puts {@code value} in line. False if closed: then it was not sent. */
    boolean offer(@Nullable T value, TaskHandle.SendListener sender) {
        if (closed) {
            return false;
        }
        offers.add(new Offer<>(value, sender));
        match();
        return true;
    }

    /** In band: what has been offered is still received (C4). */
    void close() {
        closed = true;
        match();
    }

    /** Discards what is inside, reporting each element once (C2): those accepted, then those still in line. */
    void cancel() {
        closed = true;
        Slot<T> slot = buffer.poll();
        while (slot != null) {
            listener.undelivered(slot.value());
            slot = buffer.poll();
        }
        Offer<T> offer = offers.poll();
        while (offer != null) {
            offer.listener().undelivered();
            offer = offers.poll();
        }
    }

    @Override
    public @Nullable T receive() {
        if (receiveOrClosed() instanceof Receipt.Received<T> received) {
            return received.value();
        }
        throw new ChannelClosedException();
    }

    @Override
    public Receipt<T> receiveOrClosed() {
        Fiber fiber = requireFiber();
        fiber.checkpoint();
        ReceiveWait wait = new ReceiveWait(fiber);
        receivers.add(wait);
        match();
        if (wait.receipt == null) {
            fiber.await(wait);
        }
        return Objects.requireNonNull(wait.receipt);
    }

    @Override
    public Receipt<T> tryReceive() {
        requireFiber();
        if (!receivers.isEmpty() || !hasElement()) {
            return isDrained() ? new Receipt.Closed<>() : new Receipt.Empty<>();
        }
        return take();
    }

    private Fiber requireFiber() {
        Fiber fiber = scheduler.current();
        if (fiber == null) {
            throw new IllegalStateException("receive: called from outside a task");
        }
        return fiber;
    }

    /** Moves elements from senders to the buffer and from there to receivers, as far as both sides go. */
    private void match() {
        fill();
        while (hasElement() || isDrained()) {
            ReceiveWait next = receivers.poll();
            if (next == null) {
                return;
            }
            next.receipt = hasElement() ? take() : new Receipt.Closed<>();
            next.fiber.complete(next);
        }
    }

    private void fill() {
        while (buffer.size() < capacity && !offers.isEmpty()) {
            Offer<T> offer = offers.remove();
            buffer.add(new Slot<>(offer.value()));
            offer.listener().accepted();
        }
    }

    private Receipt<T> take() {
        T value;
        if (buffer.isEmpty()) {
            Offer<T> offer = offers.remove();
            offer.listener().accepted();
            value = offer.value();
        } else {
            value = buffer.remove().value();
            fill();
        }
        listener.received();
        return new Receipt.Received<>(value);
    }

    private boolean hasElement() {
        return !buffer.isEmpty() || !offers.isEmpty();
    }

    private boolean isDrained() {
        return closed && !hasElement();
    }

    private final class ReceiveWait extends Wait {
        private @Nullable Receipt<T> receipt;

        ReceiveWait(Fiber fiber) {
            super(fiber);
        }

        @Override
        void retry() {
            match();
        }

        @Override
        void abandon() {
            receivers.remove(this);
        }
    }
}
