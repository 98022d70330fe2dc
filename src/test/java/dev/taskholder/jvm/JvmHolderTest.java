package dev.taskholder.jvm;

import static dev.taskholder.jvm.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.taskholder.Data;
import dev.taskholder.Outcome;
import dev.taskholder.Task;
import dev.taskholder.TaskHandle;
import dev.taskholder.TaskHolder;
import dev.taskholder.TaskListener;
import dev.taskholder.TaskOptions;
import dev.taskholder.demo.Echo;
import dev.taskholder.demo.NumberStream;
import dev.taskholder.demo.Primes;
import dev.taskholder.demo.Ticker;
import dev.taskholder.testing.VirtualHost;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Many tasks for real. */
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
}
