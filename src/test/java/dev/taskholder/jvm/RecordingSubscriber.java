package dev.taskholder.jvm;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;

/** Writes down every signal. Requests what it was made with when it is subscribed; more is up to the test. */
class RecordingSubscriber implements Flow.Subscriber<Object> {
    private final long firstRequest;
    private final List<String> signals = new ArrayList<>();
    final CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();

    RecordingSubscriber(long firstRequest) {
        this.firstRequest = firstRequest;
    }

    /** One that wants everything. */
    static RecordingSubscriber unlimited() {
        return new RecordingSubscriber(Long.MAX_VALUE);
    }

    void request(long count) {
        subscription.join().request(count);
    }

    void cancel() {
        subscription.join().cancel();
    }

    /** The signals so far: {@code next 2}, {@code complete}, {@code error IllegalStateException: …}. */
    synchronized List<String> signals() {
        return List.copyOf(signals);
    }

    /** The signals, as soon as there are {@code count}; fails if they do not come. */
    synchronized List<String> awaitSignals(int count) throws InterruptedException {
        long end = System.nanoTime() + Waiting.LIMIT.toNanos();
        while (signals.size() < count) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                throw new AssertionError("expected " + count + " signals, got " + signals);
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return List.copyOf(signals);
    }

    private synchronized void add(String signal) {
        signals.add(signal);
        notifyAll();
    }

    @Override
    public void onSubscribe(Flow.Subscription whose) {
        subscription.complete(whose);
        if (firstRequest != 0) {
            whose.request(firstRequest);
        }
    }

    @Override
    public void onNext(Object output) {
        add("next " + output);
    }

    @Override
    public void onError(Throwable failure) {
        add("error " + failure.getClass().getSimpleName() + ": " + failure.getMessage());
    }

    @Override
    public void onComplete() {
        add("complete");
    }
}
