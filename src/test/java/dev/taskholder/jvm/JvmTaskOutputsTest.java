package dev.taskholder.jvm;

import static dev.taskholder.jvm.Waiting.await;
import static dev.taskholder.jvm.Waiting.awaitIdle;
import static org.assertj.core.api.Assertions.assertThat;

import dev.taskholder.Data;
import dev.taskholder.Outcome;
import dev.taskholder.TaskOptions;
import dev.taskholder.demo.Cleaner;
import dev.taskholder.demo.NumberStream;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Outputs as a publisher: what the test kit of Reactive Streams does not check. */
final class JvmTaskOutputsTest {
    private final JvmHolder holder = JvmHolder.open();

    @AfterEach
    void closeHolder() {
        holder.close();
    }

    @Test
    void task_isAheadOfTheDemandByItsCapacity_andNoFurther() throws Exception {
        AtomicInteger emitted = new AtomicInteger();
        JvmTask<Object> task = holder.spawn(
                "counter",
                (input, context) -> {
                    while (true) {
                        context.emit(emitted.get());
                        emitted.incrementAndGet();
                    }
                },
                "input",
                TaskOptions.DEFAULTS.withOutputCapacity(2));
        RecordingSubscriber reader = new RecordingSubscriber(0);
        awaitIdle(holder);
        int ahead = emitted.get();

        task.outputs().subscribe(reader);
        await(reader.subscription).request(3);
        reader.awaitSignals(3);
        awaitIdle(holder);

        assertThat(ahead).isEqualTo(2);
        assertThat(emitted.get()).isEqualTo(5);
        assertThat(reader.signals()).containsExactly("next 0", "next 1", "next 2");
    }

    @Test
    void unlimitedDemand_manyOutputs_allComeInOrder() throws Exception {
        int count = 200_000; // more than three lots of credit
        JvmTask<Integer> task = holder.spawn("stream", new NumberStream(), Data.of(Map.of("count", count)));
        RecordingSubscriber reader = RecordingSubscriber.unlimited();

        task.outputs().subscribe(reader);
        reader.request(Long.MAX_VALUE);

        assertThat(reader.awaitSignals(count + 1))
                .hasSize(count + 1)
                .startsWith("next 0", "next 1")
                .endsWith("next 199999", "complete");
    }

    @Test
    void failure_comesAfterTheOutputsEmittedBefore() throws Exception {
        JvmTask<Object> task = holder.spawn(
                "thrower",
                (input, context) -> {
                    context.emit(1);
                    context.emit(2);
                    throw new IllegalStateException("no luck");
                },
                "input");
        await(task.outcome());
        RecordingSubscriber reader = new RecordingSubscriber(1);
        task.outputs().subscribe(reader);
        reader.awaitSignals(1);

        reader.request(1);

        assertThat(reader.awaitSignals(3)).containsExactly("next 1", "next 2", "error IllegalStateException: no luck");
    }

    @Test
    void reader_comesAfterTheHolderWasClosed_getsWhatIsThere() throws Exception {
        JvmTask<Integer> task = holder.spawn("stream", new NumberStream(), Data.of(Map.of("count", 2)));
        await(task.result());
        holder.close();
        RecordingSubscriber reader = RecordingSubscriber.unlimited();

        task.outputs().subscribe(reader);

        assertThat(reader.awaitSignals(3)).containsExactly("next 0", "next 1", "complete");
    }

    @Test
    void secondSubscriber_isRefused_theFirstGoesOn() throws Exception {
        JvmTask<Integer> task = holder.spawn("stream", new NumberStream(), Data.of(Map.of("count", 1)));
        RecordingSubscriber first = new RecordingSubscriber(0);
        RecordingSubscriber second = RecordingSubscriber.unlimited();
        task.outputs().subscribe(first);
        task.outputs().subscribe(second);
        second.awaitSignals(1);
        second.cancel();

        first.request(1);

        assertThat(second.signals())
                .containsExactly("error IllegalStateException: the outputs of task stream have a subscriber already");
        assertThat(first.awaitSignals(2)).containsExactly("next 0", "complete");
    }

    @Test
    void cancel_ofTheSubscription_cancelsTheTask_itsCleanUpDoesNotBlock() throws Exception {
        JvmTask<Void> task = holder.spawn(
                "cleaner",
                new Cleaner(),
                Data.of(Map.of("cleanupMillis", 1)),
                TaskOptions.DEFAULTS.withOutputCapacity(0));
        RecordingSubscriber reader = new RecordingSubscriber(1);
        task.outputs().subscribe(reader);
        reader.awaitSignals(1);

        reader.cancel();

        // With its last emit blocked it would fail with a timeout.
        assertThat(await(task.outcome())).isEqualTo(new Outcome.Cancelled<>("the reader stopped"));
        assertThat(reader.signals()).containsExactly("next started");
    }

    @Test
    void cancel_insideOnNext_isObeyedAtOnce() throws Exception {
        JvmTask<Integer> task = holder.spawn("stream", new NumberStream(), Data.of(Map.of("count", 50)));
        await(task.outcome());
        RecordingSubscriber reader = new RecordingSubscriber(Long.MAX_VALUE) {
            @Override
            public void onNext(Object output) {
                super.onNext(output);
                cancel();
            }
        };

        task.outputs().subscribe(reader);
        reader.awaitSignals(1);
        awaitSignalsDone(task);

        assertThat(reader.signals()).containsExactly("next 0");
    }

    @Test
    void nullOutput_failsTheSubscriptionInItsTurn_andCancelsTheTask() throws Exception {
        JvmTask<Object> task = holder.spawn(
                "nuller",
                (input, context) -> {
                    context.emit("before");
                    context.emit(null);
                    context.emit("after");
                    return context.inbox().receive();
                },
                "input");
        RecordingSubscriber reader = RecordingSubscriber.unlimited();

        task.outputs().subscribe(reader);

        assertThat(await(task.outcome())).isEqualTo(new Outcome.Cancelled<>("the reader stopped"));
        awaitSignalsDone(task);
        assertThat(reader.signals())
                .containsExactly(
                        "next before",
                        "error NullPointerException: task nuller emitted null, which a Publisher cannot carry");
    }

    @Test
    void badRequest_endsTheSubscription_andCancelsTheTask() throws Exception {
        JvmTask<Integer> task = holder.spawn("stream", new NumberStream(), Data.of(Map.of("count", 1000)));
        RecordingSubscriber reader = new RecordingSubscriber(0);
        task.outputs().subscribe(reader);

        reader.subscription.join().request(-1);
        reader.request(5);

        assertThat(await(task.outcome())).isEqualTo(new Outcome.Cancelled<>("the reader stopped"));
        awaitSignalsDone(task);
        assertThat(reader.signals())
                .containsExactly(
                        "error IllegalArgumentException: request(-1): expected at least 1 (Reactive Streams 3.9)");
    }

    @Test
    void onNextThatThrows_isReported_andCancelsTheTask() throws Exception {
        JvmTask<Integer> task = holder.spawn("stream", new NumberStream(), Data.of(Map.of("count", 1000)));
        CompletableFuture<Throwable> reported = new CompletableFuture<>();
        IllegalStateException fault = new IllegalStateException("a fault");
        RecordingSubscriber reader = new RecordingSubscriber(1) {
            @Override
            public void onNext(Object output) {
                Thread.currentThread().setUncaughtExceptionHandler((thread, thrown) -> {
                    thread.setUncaughtExceptionHandler(null); // the thread goes back to its pool
                    reported.complete(thrown);
                });
                throw fault;
            }
        };

        task.outputs().subscribe(reader);

        assertThat(await(reported)).isSameAs(fault);
        assertThat(await(task.outcome())).isEqualTo(new Outcome.Cancelled<>("the reader stopped"));
    }

    /** Waits until all that the task has told was passed on: an answer comes after what was told before. */
    private static void awaitSignalsDone(JvmTask<?> task) throws Exception {
        await(task.pause());
    }
}
