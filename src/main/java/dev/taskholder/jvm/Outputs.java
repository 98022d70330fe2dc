package dev.taskholder.jvm;

import java.util.ArrayDeque;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * The outputs of a task for one subscriber. Everything is done as a step of the task's signals, so nothing here needs a lock, and a
 * {@code request} inside {@code onNext} comes back later instead of deeper (Reactive Streams 3.3).
 *
 * <p>The buffer holds what is emitted ahead of the demand: at most the output capacity, because demand is all the credit there is beyond
 * it.
 */
final class Outputs implements Flow.Publisher<Object> {
    /** An output; its own type because an {@code ArrayDeque} takes no null. */
    private record Slot(@Nullable Object value) {}

    private final String taskName;
    private final Signals signals;
    private final Credit credit;
    private final Runnable onLeave;
    private final Queue<Slot> buffer = new ArrayDeque<>();
    private final Subscription subscription = new Subscription();
    /** Null before one has subscribed and after the last signal (3.13). */
    private Flow.@Nullable Subscriber<? super Object> subscriber;

    private boolean taken;
    private long demand;
    private boolean ended;
    private @Nullable Throwable failure;
    /** Set by any thread, so that what is under way stops at once. */
    private volatile boolean left;

    /** @param onLeave called when nobody reads any more */
    Outputs(String taskName, Signals signals, Credit credit, Runnable onLeave) {
        this.taskName = taskName;
        this.signals = signals;
        this.credit = credit;
        this.onLeave = onLeave;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super Object> reader) {
        Objects.requireNonNull(reader, "subscriber");
        signals.execute(() -> admit(reader));
    }

    // --- steps ---

    /** The task emitted {@code output}. */
    void add(@Nullable Object output) {
        if (!left && !ended) {
            buffer.add(new Slot(output));
            deliver();
        }
    }

    /** The task ended, by {@code cause} if it failed or was cancelled; told after the outputs that are there (law C5). */
    void end(@Nullable Throwable cause) {
        ended = true;
        failure = cause;
        deliver();
    }

    private void admit(Flow.Subscriber<? super Object> reader) {
        if (taken) {
            reader.onSubscribe(new Refused());
            reader.onError(new IllegalStateException("the outputs of task " + taskName + " have a subscriber already"));
            return;
        }
        taken = true;
        subscriber = reader;
        guarded(() -> reader.onSubscribe(subscription));
        deliver();
    }

    private void request(long count) {
        if (subscriber == null || left) {
            return;
        }
        if (count <= 0) {
            fail(new IllegalArgumentException("request(" + count + "): expected at least 1 (Reactive Streams 3.9)"));
            return;
        }
        demand = Credit.saturatedSum(demand, count);
        credit.want(count);
        deliver();
    }

    private void deliver() {
        while (subscriber != null && !left && demand > 0 && !buffer.isEmpty()) {
            demand--;
            next(subscriber, buffer.remove().value());
        }
        if (subscriber != null && !left && ended && buffer.isEmpty()) {
            finish(subscriber);
        }
    }

    private void next(Flow.Subscriber<? super Object> reader, @Nullable Object output) {
        if (output == null) {
            fail(new NullPointerException("task " + taskName + " emitted null, which a Publisher cannot carry"));
        } else {
            guarded(() -> reader.onNext(output));
        }
    }

    private void finish(Flow.Subscriber<? super Object> reader) {
        subscriber = null;
        if (failure == null) {
            reader.onComplete();
        } else {
            reader.onError(failure);
        }
    }

    /** The subscription cannot go on, though the task could. */
    private void fail(Throwable cause) {
        Flow.Subscriber<? super Object> reader = subscriber;
        leave();
        if (reader != null) {
            reader.onError(cause);
        }
    }

    /** A subscriber that throws counts as one that cancelled (2.13); whoever runs the step reports what it threw. */
    private void guarded(Runnable call) {
        boolean returned = false;
        try {
            call.run();
            returned = true;
        } finally {
            if (!returned) {
                leave();
            }
        }
    }

    private void leave() {
        left = true;
        if (subscriber != null) {
            subscriber = null;
            buffer.clear();
            onLeave.run(); // first, or the credit could let the task run to its end
            credit.want(Long.MAX_VALUE); // outputs are dropped from now on, but a clean-up that emits must not block
        }
    }

    private final class Subscription implements Flow.Subscription {
        @Override
        public void request(long count) {
            signals.execute(() -> Outputs.this.request(count));
        }

        @Override
        public void cancel() {
            left = true;
            signals.execute(Outputs.this::leave);
        }
    }

    /** Of a subscriber that comes second. */
    private static final class Refused implements Flow.Subscription {
        @Override
        public void request(long count) {}

        @Override
        public void cancel() {}
    }
}
