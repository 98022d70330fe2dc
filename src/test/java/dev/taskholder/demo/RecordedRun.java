package dev.taskholder.demo;

import dev.taskholder.Data;
import dev.taskholder.Outcome;
import dev.taskholder.Task;
import dev.taskholder.TaskHandle;
import dev.taskholder.TaskHolder;
import dev.taskholder.TaskListener;
import dev.taskholder.TaskOptions;
import dev.taskholder.testing.VirtualHost;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One run of a task on a virtual host, with all it put out and how it ended. */
public class RecordedRun<R> implements TaskListener<R> {
    private static final long VIRTUAL_MILLIS = 1000;

    private final List<@Nullable Object> outputs = new ArrayList<>();
    private @Nullable Outcome<R> outcome;

    /** Spawns {@code task}; whoever holds the handle lets it run. */
    static <R> TaskHandle<R> spawn(
            VirtualHost host, Task<Data, R> task, Data input, TaskOptions options, RecordedRun<R> run) {
        return new TaskHolder(host).spawn("task", task, input, options, run);
    }

    /** Runs {@code task} to its end, undisturbed, its outputs read as they come. */
    public static <R> RecordedRun<R> undisturbed(Task<Data, R> task, Data input) {
        return undisturbed(task, input, TaskOptions.DEFAULTS);
    }

    /** The same, going on from {@code point}, null for the beginning. */
    static <R> RecordedRun<R> undisturbed(Task<Data, R> task, Map<String, Object> input, @Nullable Object point) {
        return undisturbed(
                task, Data.of(input), point == null ? TaskOptions.DEFAULTS : TaskOptions.DEFAULTS.withRestored(point));
    }

    private static <R> RecordedRun<R> undisturbed(Task<Data, R> task, Data input, TaskOptions options) {
        RecordedRun<R> run = new RecordedRun<>();
        try (VirtualHost host = new VirtualHost()) {
            spawn(host, task, input, options.withOutputCapacity(Integer.MAX_VALUE), run);
            while (!run.hasEnded()) {
                host.advance(VIRTUAL_MILLIS);
            }
        }
        return run;
    }

    /** The outputs so far. */
    List<@Nullable Object> outputs() {
        return outputs;
    }

    /** The outputs and then the result, as {@linkplain Shown text}. */
    public List<String> story() {
        return Stream.concat(outputs.stream(), Stream.of(result()))
                .map(Shown::of)
                .toList();
    }

    boolean hasEnded() {
        return outcome != null;
    }

    /** What the task returned. */
    R result() {
        if (outcome instanceof Outcome.Succeeded<R> succeeded && succeeded.value() != null) {
            return succeeded.value();
        }
        throw new AssertionError("expected a result, got " + outcome);
    }

    /** What the task threw. */
    Throwable failure() {
        if (outcome instanceof Outcome.Failed<R> failed) {
            return failed.cause();
        }
        throw new AssertionError("expected a failure, got " + outcome);
    }

    @Override
    public void output(@Nullable Object output) {
        outputs.add(output);
    }

    @Override
    public void ended(Outcome<R> end) {
        outcome = end;
    }
}
