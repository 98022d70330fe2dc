package dev.taskholder.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskholder.Data;
import dev.taskholder.Task;
import dev.taskholder.TaskContext;
import dev.taskholder.TaskHandle;
import dev.taskholder.TaskOptions;
import dev.taskholder.TaskState;
import dev.taskholder.testing.VirtualHost;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Law P5: any schedule of pauses leaves outputs and result as they were. */
final class PauseTransparencyTest {
    private static final int SCHEDULES = 200;
    private static final int ENDLESS = 100_000;
    private static final List<String> HOLDS = List.of("red", "green");

    /** A task of the bundled module, with an input that takes a good while. */
    private record Subject(String name, Supplier<Task<Data, ?>> task, Map<String, Object> input) {
        @Override
        public String toString() {
            return name;
        }
    }

    static final List<Subject> SUBJECTS = List.of(
            new Subject(
                    "pathfinder",
                    Pathfinder::new,
                    Question.corners(new Random(1), 60, 40).input()),
            new Subject("primes", Primes::new, Map.of("below", 1000)),
            new Subject("mandelbrot", Mandelbrot::new, Map.of("width", 24, "height", 16, "maxIterations", 1500)),
            new Subject("tree", Tree::new, Map.of("depth", 3, "width", 3, "millis", 1000)));

    @ParameterizedTest(name = "{0}")
    @FieldSource("SUBJECTS")
    void P5_anyScheduleOfPauses_leavesOutputsAndResultAsTheyWere(Subject subject) {
        List<String> undisturbed = RecordedRun.undisturbed(subject.task.get(), Data.of(subject.input))
                .story();

        for (long seed = 0; seed < SCHEDULES; seed++) {
            try {
                Schedule<?> schedule = new Schedule<>(subject.task.get(), subject.input, seed);
                schedule.play();

                assertThat(schedule.pausesInEffect).isPositive();
                assertThat(schedule.run.story()).isEqualTo(undisturbed);
            } catch (Throwable failure) {
                throw new AssertionError(subject + " under schedule " + seed, failure);
            }
        }
    }

    /** One run under pauses, resumes and reads drawn at random. */
    private static final class Schedule<R> {
        final RecordedRun<R> run = new RecordedRun<>();
        int pausesInEffect;
        private final Random random;
        private final VirtualHost host = new VirtualHost();
        private final TaskHandle<R> task;
        private int outputsRead;

        Schedule(Task<Data, R> body, Map<String, Object> input, long seed) {
            random = new Random(seed);
            TaskOptions options = TaskOptions.DEFAULTS.withOutputCapacity(random.nextInt(6));
            Task<Data, R> slow = (data, context) -> body.run(data, slow(context));
            task = RecordedRun.spawn(host, slow, Data.of(input), options, run);
        }

        void play() {
            try (host) {
                for (int steps = 0; !run.hasEnded(); steps++) {
                    assertThat(steps).as("steps without an end").isLessThan(ENDLESS);
                    step();
                }
            }
        }

        private void step() {
            String hold = HOLDS.get(random.nextInt(HOLDS.size()));
            switch (random.nextInt(8)) {
                case 0 -> pause(hold);
                case 1, 2, 3 -> task.resume(hold, answer -> {});
                case 4 -> read();
                default -> letRun();
            }
        }

        /** Lets it run for a turn; where nothing is ready, time passes. */
        private void letRun() {
            if (!host.runTurn()) {
                host.advance(random.nextInt(20));
            }
        }

        /** Counts those that stopped it in its course. */
        private void pause(String hold) {
            boolean wasRunning = task.state() == TaskState.RUNNING;
            task.pause(hold, answer -> pausesInEffect += wasRunning && answer.paused() ? 1 : 0);
        }

        /** Reads what has come, and now and then some more beforehand. */
        private void read() {
            int credit = run.outputs().size() - outputsRead + random.nextInt(3);
            outputsRead += credit;
            if (credit > 0) {
                task.credit(credit);
            }
        }

        /** A context whose every call takes its time, so that slices end at any checkpoint. */
        private TaskContext slow(TaskContext context) {
            return (TaskContext) Proxy.newProxyInstance(
                    TaskContext.class.getClassLoader(), new Class<?>[] {TaskContext.class}, (proxy, method, args) -> {
                        if (random.nextInt(4) == 0) {
                            host.work(random.nextInt(6));
                        }
                        return call(method, context, args);
                    });
        }

        private static @Nullable Object call(Method method, Object on, Object @Nullable [] args) throws Throwable {
            try {
                return method.invoke(on, args);
            } catch (InvocationTargetException thrown) {
                throw thrown.getCause() == null ? thrown : thrown.getCause();
            }
        }
    }
}
