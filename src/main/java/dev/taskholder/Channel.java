package dev.taskholder;

import java.util.ArrayDeque;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A bounded queue between fibers. Made by {@link TaskContext#channel(int)}; any number of fibers may send and receive.
 *
 * <pre>
 *   send ──► offers ──room──► buffer ──► receipts ──► receive
 *            (wait)           (≤ capacity) (wait)
 * </pre>
 *
 * First in, first out, waiters too (law C1). Nothing is lost, doubled or invented: each element accepted is received once or reported
 * undelivered once (C2). At most {@code capacity} elements are inside (C3); with 0 each is handed over directly. A held fiber keeps
 * its place in line and is passed over (P4).
 *
 * <p>Not for several threads: it belongs to the host's one thread of control. On the JVM another thread sends by {@code JvmHolder.execute}.
 *
 * @param <T> the elements; null is an element like any other
 */
public final class Channel<T> implements Sender<T>, Receiver<T> {
    /** Told of an element that was accepted but is never received: dropped by overflow, or discarded by a cancel. Must not block or throw. */
    @FunctionalInterface
    public interface Undelivered<T> {
        void undelivered(@Nullable T element);
    }

    /** An element inside; its own type because an {@code ArrayDeque} takes no null. */
    private record Slot<T>(@Nullable T element) {}

    private final int capacity;
    private final Overflow overflow;
    private final Scheduler scheduler;
    private final ChannelListener<T> listener;
    private final ArrayDeque<Slot<T>> buffer = new ArrayDeque<>(0);
    private final Line<Offer<T>> offers = new Line<>();
    /** Each is a {@link Taker} too. */
    private final Line<Place> receivers = new Line<>();

    private boolean closed;

    Channel(int capacity, Overflow overflow, Scheduler scheduler, ChannelListener<T> listener) {
        int least = overflow == Overflow.SUSPEND ? 0 : 1;
        if (capacity < least) {
            throw new IllegalArgumentException("capacity < " + least + ": " + capacity);
        }
        this.capacity = capacity;
        this.overflow = overflow;
        this.scheduler = scheduler;
        this.listener = listener;
    }

    /** How many elements are inside: accepted and not yet received. */
    public int size() {
        return buffer.size();
    }

    /** Whether nothing can be sent any more. What is inside may still be received. */
    public boolean isClosed() {
        return closed;
    }

    @Override
    public void send(@Nullable T element) {
        send(element, Gate.NO_LIMIT);
    }

    @Override
    public boolean trySend(@Nullable T element, long limitMillis) {
        return send(element, Millis.toNanos("limitMillis", limitMillis));
    }

    private boolean send(@Nullable T element, long limitNanos) {
        Fiber fiber = scheduler.requireCurrent("send");
        fiber.checkpoint();
        if (closed) {
            throw new ChannelClosedException();
        }
        if (sendNow(element)) {
            return true;
        }
        if (limitNanos == 0) {
            return false;
        }
        SendWait<T> wait = new SendWait<>(fiber, this, element);
        offers.add(wait.offer);
        return wait.await(limitNanos);
    }

    @Override
    public boolean trySend(@Nullable T element) {
        return !closed && sendNow(element);
    }

    /** Puts {@code offer} in line for a sender outside. False if closed: then it was not sent. */
    boolean offer(Offer<T> offer) {
        if (closed) {
            return false;
        }
        offers.add(offer);
        match();
        return true;
    }

    @Override
    public void close() {
        closed = true;
        match();
    }

    @Override
    public void cancel() {
        closed = true;
        Slot<T> slot = buffer.poll();
        while (slot != null) {
            listener.undelivered(slot.element());
            slot = buffer.poll();
        }
        Offer<T> offer = offers.pollAny();
        while (offer != null) {
            offer.refused();
            offer = offers.pollAny();
        }
        match();
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
        return receive(Gate.NO_LIMIT);
    }

    @Override
    public Receipt<T> tryReceive(long limitMillis) {
        return receive(Millis.toNanos("limitMillis", limitMillis));
    }

    private Receipt<T> receive(long limitNanos) {
        Fiber fiber = scheduler.requireCurrent("receive");
        fiber.checkpoint();
        if (limitNanos == 0 || hasElement() || isDrained()) {
            return tryReceive();
        }
        ReceiveWait<T> wait = new ReceiveWait<>(fiber, this);
        wait.lineUp(limitNanos);
        fiber.await(wait);
        return wait.receipt();
    }

    @Override
    public Receipt<T> tryReceive() {
        if (hasElement()) {
            return take();
        }
        return isDrained() ? new Receipt.Closed<>() : new Receipt.Empty<>();
    }

    // --- for those who wait ---

    <P extends Place & Taker<T>> void lineUp(P place) {
        receivers.add(place);
    }

    <P extends Place & Taker<T>> void leave(P place) {
        receivers.remove(place);
    }

    void leave(Offer<T> offer) {
        offers.remove(offer);
        if (closed) {
            match(); // it may have been the last thing to come
        }
    }

    /** Moves elements from senders to the buffer and from there to receivers, as far as both sides go. */
    void match() {
        fill();
        while (hasElement() || isDrained()) {
            Taker<T> next = nextTaker();
            if (next == null) {
                return;
            }
            next.give(hasElement() ? take() : new Receipt.Closed<>());
        }
    }

    /** Hands {@code element} to a receiver that waits, or buffers it, or drops one; false if the sender must wait. */
    private boolean sendNow(@Nullable T element) {
        if (offers.peek() != null) {
            return false;
        }
        // One that has just been resumed may wait although there are elements: they go first.
        Taker<T> receiver = buffer.isEmpty() ? nextTaker() : null;
        if (receiver != null) {
            receiver.give(received(element));
            return true;
        }
        if (buffer.size() < capacity) {
            buffer.add(new Slot<>(element));
            return true;
        }
        if (overflow == Overflow.SUSPEND) {
            return false;
        }
        if (overflow == Overflow.DROP_LATEST) {
            listener.undelivered(element);
            return true;
        }
        Slot<T> oldest = buffer.remove();
        buffer.add(new Slot<>(element));
        listener.undelivered(oldest.element());
        return true;
    }

    @SuppressWarnings("unchecked") // only takers of T line up
    private @Nullable Taker<T> nextTaker() {
        return (Taker<T>) receivers.poll();
    }

    private void fill() {
        while (buffer.size() < capacity) {
            Offer<T> offer = offers.poll();
            if (offer == null) {
                return;
            }
            buffer.add(new Slot<>(offer.element));
            offer.accepted();
        }
    }

    /** Takes the next element; there is one. */
    private Receipt<T> take() {
        Slot<T> slot = buffer.poll();
        if (slot != null) {
            fill();
            return received(slot.element());
        }
        Offer<T> offer = Objects.requireNonNull(offers.poll());
        offer.accepted();
        return received(offer.element);
    }

    private Receipt<T> received(@Nullable T element) {
        listener.received();
        return new Receipt.Received<>(element);
    }

    private boolean hasElement() {
        return !buffer.isEmpty() || offers.peek() != null;
    }

    private boolean isDrained() {
        return closed && buffer.isEmpty() && offers.isEmpty();
    }
}
