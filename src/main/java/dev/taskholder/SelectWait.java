package dev.taskholder;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A fiber that waits for the first of several things: it has a place in several lines, and leaves all when one is served. */
final class SelectWait<T> extends Wait {
    /** Makes of a receipt what is left to do. */
    interface Received<E, T> {
        Case.Choice<T> choice(Receipt<E> receipt);
    }

    private final List<Entry<?>> entries = new ArrayList<>();
    private long limitNanos = Gate.NO_LIMIT;
    /** What to do when the limit comes first; then what to do. */
    private Case.@Nullable Choice<T> choice;

    SelectWait(Fiber fiber) {
        super(fiber);
    }

    /** Does what the first case is for; a checkpoint has been passed. Of several that hold already the first counts. */
    static <T> @Nullable T select(Fiber fiber, List<? extends Case<T>> cases) {
        if (cases.isEmpty()) {
            throw new IllegalArgumentException("cases: empty: nothing could be chosen");
        }
        for (Case<T> one : cases) {
            Case.Choice<T> now = one.choose();
            if (now != null) {
                return now.run();
            }
        }
        SelectWait<T> wait = new SelectWait<>(fiber);
        cases.forEach(one -> one.lineUp(wait));
        return wait.await().run();
    }

    <E> void receive(Channel<E> channel, Received<E, T> received) {
        Entry<E> entry = new Entry<>(channel, received);
        entries.add(entry);
        channel.lineUp(entry);
    }

    /** Of several limits the shortest counts, of equal ones the first. */
    void after(long nanos, Case.Choice<T> then) {
        if (limitNanos == Gate.NO_LIMIT || nanos < limitNanos) {
            limitNanos = nanos;
            choice = then;
        }
    }

    private Case.Choice<T> await() {
        if (limitNanos != Gate.NO_LIMIT) {
            limit(limitNanos);
        }
        fiber.await(this);
        return Objects.requireNonNull(choice);
    }

    @Override
    void retry() {
        for (Entry<?> entry : List.copyOf(entries)) {
            entry.retry();
        }
    }

    @Override
    void leave() {
        entries.forEach(Entry::leaveLine);
        entries.clear();
    }

    private final class Entry<E> extends Place implements Taker<E> {
        private final Channel<E> channel;
        private final Received<E, T> received;

        Entry(Channel<E> channel, Received<E, T> received) {
            this.channel = channel;
            this.received = received;
        }

        @Override
        boolean isEligible() {
            return SelectWait.this.isEligible();
        }

        @Override
        public void give(Receipt<E> receipt) {
            SelectWait.this.leave();
            choice = received.choice(receipt);
            fiber.complete(SelectWait.this);
        }

        void retry() {
            if (inLine) {
                channel.match();
            }
        }

        void leaveLine() {
            channel.leave(this);
        }
    }
}
