package dev.taskholder.jvm;

import static dev.taskholder.jvm.Waiting.await;
import static dev.taskholder.jvm.Waiting.awaitFailure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taskholder.Answer;
import dev.taskholder.Data;
import dev.taskholder.Outcome;
import dev.taskholder.Task;
import dev.taskholder.TaskHandle;
import dev.taskholder.TaskHolder;
import dev.taskholder.TaskListener;
import dev.taskholder.TaskOptions;
import dev.taskholder.TaskState;
import dev.taskholder.demo.Cleaner;
import dev.taskholder.demo.Echo;
import dev.taskholder.demo.NumberStream;
import dev.taskholder.demo.Primes;
import dev.taskholder.demo.Ticker;
import dev.taskholder.testing.VirtualHost;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Many tasks for real, and the end of a holder. */
final class JvmHolderTest {
    private final JvmHolder holder = JvmHolder.open();

    @AfterEach
    void closeHolder() {
        holder.close();
    }

    static Stream<Arguments> demoTasks() {
        return Stream.of(
                Arguments.of("primes", new Primes(), Map.of("below", 2000)),
                Arguments.of("stream", new NumberStream(), Map.of("count", 500)),
                Arguments.of("ticker", new Ticker(), Map.of("count", 5, "periodMillis", 2)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("demoTasks")
    void task_onThreads_doesWhatItDoesInVirtualTime(String name, Task<Data, Object> task, Map<String, Object> input)
            throws Exception {
        List<String> signals = new ArrayList<>();
        Outcome<Object> virtual = runInVirtualTime(task, Data.of(input), signals);
        signals.add("complete");

        JvmTask<Object> real = holder.spawn(name, task, Data.of(input));
        RecordingSubscriber reader = RecordingSubscriber.unlimited();
        real.outputs().subscribe(reader);

        assertThat(await(real.outcome())).isEqualTo(virtual);
        assertThat(reader.awaitSignals(signals.size())).isEqualTo(signals);
    }

    private static Outcome<Object> runInVirtualTime(Task<Data, Object> task, Data input, List<String> signals) {
        try (VirtualHost host = new VirtualHost()) {
            TaskListener<Object> listener = new TaskListener<>() {
                @Override
                public void output(@Nullable Object output) {
                    signals.add("next " + output);
                }
            };
            TaskHandle<Object> handle = new TaskHolder(host)
                    .spawn("task", task, input, TaskOptions.DEFAULTS.withOutputCapacity(1000), listener);
            host.advance(1000);
            Outcome<Object> outcome = handle.outcome();
            if (outcome == null) {
                throw new AssertionError("has not ended: " + handle);
            }
            return outcome;
        }
    }

    @Test
    void thousandTasks_spawnedFromSeveralThreads_allEnd() throws Exception {
        List<CompletableFuture<Integer>> results = IntStream.range(0, 1000)
                .parallel()
                .mapToObj(i -> holder.<Integer, Integer>spawn(
                        "task " + i,
                        (input, context) -> {
                            context.sleep(1 + input % 20);
                            context.emit(input);
                            return input;
                        },
                        i))
                .map(JvmTask::result)
                .toList();

        await(CompletableFuture.allOf(results.toArray(CompletableFuture[]::new)));

        assertThat(results.stream().map(CompletableFuture::join).toList())
                .isEqualTo(IntStream.range(0, 1000).boxed().toList());
        assertThat(holder.tasks()).isEmpty();
    }

    @Test
    void tasks_livingOnes_oldestFirst() throws Exception {
        JvmTask<Integer> first = holder.spawn("first", new Echo(), Data.of(null));
        JvmTask<Integer> ended = holder.spawn("ended", new Echo(), Data.of(null));
        JvmTask<Integer> last = holder.spawn("last", new Echo(), Data.of(null));

        await(ended.cancel(null));

        assertThat(holder.tasks()).isEqualTo(List.of(first, last));
    }

    @Test
    void close_cancelsAndWaitsForCleanUp() throws Exception {
        JvmTask<Void> task = holder.spawn("cleaner", new Cleaner(), Data.of(Map.of("cleanupMillis", 20)));
        RecordingSubscriber reader = RecordingSubscriber.unlimited();
        task.outputs().subscribe(reader);
        reader.awaitSignals(1);

        boolean clean = holder.close(Waiting.LIMIT);

        assertThat(clean).isTrue();
        assertThat(task.state()).isEqualTo(TaskState.CANCELLED);
        assertThat(reader.awaitSignals(3)).startsWith("next started", "next cleaned");
        assertThat(await(task.outcome())).isEqualTo(new Outcome.Cancelled<>("the holder was closed"));
    }

    @Test
    void close_leavesNoThread() throws Exception {
        CompletableFuture<String> fiberName = new CompletableFuture<>();
        for (int i = 0; i < 20; i++) {
            holder.spawn(
                    "waiter",
                    (input, context) -> {
                        fiberName.complete(Thread.currentThread().getName());
                        return context.inbox().receive();
                    },
                    "input");
        }
        Waiting.awaitIdle(holder);
        String name = await(fiberName);
        List<Thread> threads = Waiting.threads(name.substring(0, name.indexOf("-fiber")));

        holder.close();

        assertThat(threads).hasSizeGreaterThan(20);
        assertThat(Waiting.leftAfterWaiting(threads)).isEmpty();
    }

    @Test
    void close_taskThatIgnoresTheCancel_isGivenUpAndEverythingSettles() throws Exception {
        CountDownLatch blocking = new CountDownLatch(1);
        JvmTask<Object> stuck = holder.spawn(
                "stuck",
                (input, context) -> {
                    blocking.countDown();
                    new CountDownLatch(1).await();
                    return null;
                },
                "input",
                TaskOptions.DEFAULTS.withInputCapacity(0));
        blocking.await();
        CompletableFuture<Void> send = stuck.send("never received");
        RecordingSubscriber reader = RecordingSubscriber.unlimited();
        stuck.outputs().subscribe(reader);

        boolean clean = holder.close(Duration.ofMillis(10));

        assertThat(clean).isFalse();
        assertThat(await(stuck.outcome())).isInstanceOf(Outcome.class);
        assertThat(awaitFailure(stuck.result())).isNotNull();
        assertThat(awaitFailure(send)).isInstanceOf(TaskEndedException.class);
        assertThat(reader.awaitSignals(1)).singleElement().asString().startsWith("error");
        assertThat(holder.tasks()).isEmpty();
    }

    @Test
    void close_taskThatIgnoresEvenTheInterrupt_failsAsTerminated() throws Exception {
        CompletableFuture<Void> begun = new CompletableFuture<>();
        CompletableFuture<Void> release = new CompletableFuture<>();
        JvmTask<Object> stuck = holder.spawn(
                "stuck",
                (input, context) -> {
                    begun.complete(null);
                    release.join(); // no interrupt ends this
                    return "too late";
                },
                "input");
        await(begun);
        CompletableFuture<?> pause = stuck.pause();

        boolean clean = holder.close(Duration.ofMillis(10));
        Throwable failure = awaitFailure(stuck.result());
        release.complete(null);

        assertThat(clean).isFalse();
        assertThat(failure)
                .isInstanceOf(TaskTerminatedException.class)
                .hasMessage("task stuck had not ended when its holder was closed");
        assertThat(await(pause)).isNotNull();
        assertThat(stuck.state()).isEqualTo(TaskState.FAILED);
    }

    @Test
    void close_commandsOfAnEndedTaskBehindAStuckOne_areAnsweredLate() throws Exception {
        JvmTask<Object> ended = holder.spawn("ended", (input, context) -> input, "input");
        await(ended.outcome());
        CompletableFuture<Void> begun = new CompletableFuture<>();
        CompletableFuture<Void> release = new CompletableFuture<>();
        holder.spawn(
                "stuck",
                (input, context) -> {
                    begun.complete(null);
                    return release.join(); // no interrupt ends this
                },
                "input");
        await(begun);
        CompletableFuture<Answer> pause = ended.pause();
        CompletableFuture<Answer> resume = ended.resume();
        CompletableFuture<Void> send = ended.send("late");

        holder.close(Duration.ofMillis(10));
        Answer ofPause = await(pause);
        Answer ofResume = await(resume);
        Throwable ofSend = awaitFailure(send);
        release.complete(null);

        assertThat(ofPause.applied()).isFalse();
        assertThat(ofResume.applied()).isFalse();
        assertThat(ofSend).isInstanceOf(TaskEndedException.class);
    }

    @Test
    void close_callerInterrupted_givesUpAtOnceAndStaysInterrupted() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        JvmTask<Object> slow = holder.spawn(
                "slow",
                (input, context) -> {
                    begun.countDown();
                    context.uninterruptible(Long.MAX_VALUE, () -> context.sleep(Long.MAX_VALUE));
                    return null;
                },
                "input");
        begun.await();

        Thread.currentThread().interrupt();
        boolean clean = holder.close(Waiting.LIMIT);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(clean).isFalse();
        assertThat(awaitFailure(slow.result())).isInstanceOf(TaskTerminatedException.class);
    }

    @Test
    void close_insideATask_isRefused() throws Exception {
        JvmTask<Object> task = holder.spawn(
                "closer",
                (input, context) -> {
                    holder.close();
                    return null;
                },
                "input");

        assertThat(awaitFailure(task.result()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("close: called from inside a task");
    }

    @Test
    void spawn_afterClose_isRefused() {
        holder.close();

        assertThatThrownBy(() -> holder.spawn("late", new Echo(), Data.of(null)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the holder is closed");
    }
}
