package dev.taskholder.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskholder.Data;
import dev.taskholder.Task;
import dev.taskholder.TaskHandle;
import dev.taskholder.TaskOptions;
import dev.taskholder.testing.VirtualHost;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Stopped after any number of outputs and run again from what it had saved last, a task puts out what it would have without that. */
final class ResumeTest {
    private record Subject(String name, Supplier<Task<Data, ?>> task, Map<String, Object> input) {
        @Override
        public String toString() {
            return name;
        }
    }

    static final List<Subject> SUBJECTS = List.of(
            new Subject("stream", NumberStream::new, Map.of("count", 70)),
            new Subject("stream of blocks", NumberStream::new, Map.of("count", 50, "bytes", 5)),
            new Subject("primes", Primes::new, Map.of("below", 3000)),
            new Subject("mandelbrot", Mandelbrot::new, Map.of("width", 24, "height", 16, "maxIterations", 1500)));

    @ParameterizedTest(name = "{0}")
    @FieldSource("SUBJECTS")
    void stoppedAnywhere_andRunAgain_noOutputIsMissingOrDoubled(Subject subject) {
        RecordedRun<?> undisturbed = RecordedRun.undisturbed(subject.task.get(), Data.of(subject.input));
        int pointsSeen = 0;

        for (int outputs = 0; outputs <= undisturbed.outputs().size(); outputs += 1 + outputs / 10) {
            Stopped stopped = Stopped.after(outputs, subject);
            RecordedRun<?> rest = RecordedRun.undisturbed(subject.task.get(), subject.input, stopped.point);

            List<@Nullable Object> all = new ArrayList<>(stopped.run.outputs().subList(0, stopped.outputsBeforePoint));
            all.addAll(rest.outputs());
            assertThat(all.stream().map(Shown::of).toList())
                    .as("stopped after %d outputs", outputs)
                    .isEqualTo(undisturbed.outputs().stream().map(Shown::of).toList());
            assertThat(rest.result()).isEqualTo(undisturbed.result());
            pointsSeen += stopped.point == null ? 0 : 1;
        }
        assertThat(pointsSeen).isGreaterThan(2);
    }

    /** A run whose reader stopped reading, so that it waits. */
    private static final class Stopped {
        final RecordedRun<Object> run = new RecordedRun<>() {
            @Override
            public void saved(Object latest) {
                point = latest;
                outputsBeforePoint = outputs().size();
            }
        };

        @Nullable Object point;

        int outputsBeforePoint;

        static Stopped after(int outputs, Subject subject) {
            Stopped stopped = new Stopped();
            try (VirtualHost host = new VirtualHost()) {
                Task<Data, ?> body = subject.task.get();
                TaskOptions options = TaskOptions.DEFAULTS.withOutputCapacity(outputs);
                TaskHandle<Object> task =
                        RecordedRun.spawn(host, body::run, Data.of(subject.input), options, stopped.run);
                host.runReady();
                task.cancel("stopped");
                host.runReady();
            }
            return stopped;
        }
    }
}
