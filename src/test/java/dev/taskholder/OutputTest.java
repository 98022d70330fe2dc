package dev.taskholder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taskholder.Outcome.Succeeded;
import dev.taskholder.testing.Trail;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Outputs and their credit, progress and log. Laws C1, C3 and C5. */
final class OutputTest {
    private final Rig rig = new Rig();

    @AfterEach
    void nothingIsLeftBehind() {
        rig.close();
    }

    @ParameterizedTest(name = "capacity {0}")
    @ValueSource(ints = {0, 1, 8})
    void C3_readerWaits_theTaskIsNeverFurtherAheadThanTheCapacity(int capacity) {
        RunOfTest<Object> run = rig.spawned(withCapacity(capacity), counter(20));

        rig.host.runReady();
        int ahead = run.outputs.size();
        run.task.credit(1);
        rig.host.runReady();
        int afterOneCredit = run.outputs.size();
        run.task.credit(100);
        rig.host.runReady();

        assertThat(ahead).isEqualTo(capacity);
        assertThat(afterOneCredit).isEqualTo(capacity + 1);
        assertThat(run.outputs).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19);
    }

    @Test
    void grant_fromInsideTheListener_letsTheTaskGoOn() {
        RunOfTest<Object> run =
                new RunOfTest<>("task", null, rig.scheduler, withCapacity(1), (self, context) -> {
                    for (int i = 0; i < 5; i++) {
                        context.emit(i);
                    }
                    return null;
                }) {
                    @Override
                    public void output(@Nullable Object output) {
                        super.output(output);
                        task.credit(1);
                    }
                };

        rig.host.runReady();

        assertThat(run.outputs).containsExactly(0, 1, 2, 3, 4);
    }

    @ParameterizedTest(name = "capacity {0}")
    @ValueSource(ints = {0, 1})
    void C2_creditFromInsideTheListener_whileTheTaskWaits_eachOutputComesOnce(int capacity) {
        RunOfTest<Object> run =
                new RunOfTest<>("task", null, rig.scheduler, withCapacity(capacity), (self, context) -> {
                    context.fork("child", counter(3));
                    counter(3).run(context);
                    return null;
                }) {
                    @Override
                    public void output(@Nullable Object output) {
                        super.output(output);
                        task.credit(1);
                    }
                };
        rig.host.runReady();

        run.task.credit(1);
        rig.host.runReady();

        assertThat(run.outputs).containsExactlyInAnyOrder(0, 1, 2, 0, 1, 2);
        assertThat(run.state()).isEqualTo(TaskState.SUCCEEDED);
    }

    @Test
    void K3_cancelFromInsideTheListener_theOutputHasCome_isNotUndone() {
        RunOfTest<Object> run =
                new RunOfTest<>("task", null, rig.scheduler, withCapacity(0), (self, context) -> {
                    context.emit("output");
                    rig.trail.add("emitted");
                    context.checkpoint();
                    return null;
                }) {
                    @Override
                    public void output(@Nullable Object output) {
                        super.output(output);
                        task.cancel("why");
                    }
                };
        rig.host.runReady();

        run.task.credit(1);
        rig.host.runReady();

        assertThat(run.outputs).containsExactly("output");
        assertThat(rig.trail.steps()).containsExactly("emitted");
        assertThat(run.state()).isEqualTo(TaskState.CANCELLED);
    }

    @Test
    void C1_twoFibersWaitForCredit_goInTheOrderTheyCame() {
        RunOfTest<Object> run = rig.spawned(withCapacity(0), context -> {
            context.emit("first");
            return null;
        });
        rig.host.runReady();
        RunOfTest<Object> other = rig.running(context -> {
            run.task.output.emit(Objects.requireNonNull(rig.scheduler.current()), "second");
            return null;
        });

        run.task.credit(1);
        List<@Nullable Object> afterOne = List.copyOf(run.outputs);
        run.task.credit(1);
        rig.host.runReady();

        assertThat(afterOne).containsExactly("first");
        assertThat(run.outputs).containsExactly("first", "second");
        assertThat(other.outcome()).isEqualTo(new Succeeded<>(null));
    }

    @Test
    void C5_outputsEmitted_surviveFailure() {
        RunOfTest<Object> run = rig.running(context -> {
            context.emit(1);
            context.emit(2);
            throw new IllegalStateException("broken");
        });

        assertThat(run.outputs).containsExactly(1, 2);
        assertThat(run.failure()).hasMessage("broken");
    }

    @Test
    void C5_outputsEmitted_surviveCancelAndComeBeforeTheEnd() {
        RunOfTest<Object> run = rig.running(context -> {
            context.emit(1);
            context.sleep(1000);
            return null;
        });

        run.task.cancel(null);
        rig.host.runReady();

        assertThat(run.told.steps())
                .containsExactly("RUNNING", "output 1", "CANCELLING", "ended Cancelled[reason=null]");
    }

    @Test
    void tryEmit_withoutCredit_tellsSoAndDoesNotWait() {
        RunOfTest<List<Boolean>> run =
                rig.spawned(withCapacity(1), context -> List.of(context.tryEmit("a"), context.tryEmit("b")));

        rig.host.runReady();

        assertThat(run.outcome()).isEqualTo(new Succeeded<>(List.of(true, false)));
        assertThat(run.outputs).containsExactly("a");
    }

    @Test
    void emit_notPlainData_isRefusedWithItsPath() {
        RunOfTest<Object> run = rig.running(context -> {
            context.emit(Map.of("cells", List.of(1, new Trail())));
            return null;
        });

        assertThat(run.failure())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("output.cells[1]: not plain data: dev.taskholder.testing.Trail");
        assertThat(run.outputs).isEmpty();
    }

    @Test
    void tryEmit_notPlainData_isRefused() {
        RunOfTest<Object> run = rig.running(context -> context.tryEmit(new Object()));

        assertThat(run.failure()).hasMessage("output: not plain data: java.lang.Object");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -3})
    void grant_notPositive_isRefusedWithItsValue(int count) {
        RunOfTest<Object> run = rig.running(context -> null);

        assertThatThrownBy(() -> run.task.credit(count))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("count < 1: " + count);
    }

    @Test
    void progressAndLog_areToldInOrder() {
        RunOfTest<Object> run = rig.running(context -> {
            context.progress(0);
            context.log("half");
            context.log(LogLevel.WARN, "slow");
            context.progress(1);
            return null;
        });

        assertThat(run.told.steps())
                .containsExactly(
                        "RUNNING",
                        "progress 0.0",
                        "INFO half",
                        "WARN slow",
                        "progress 1.0",
                        "ended Succeeded[value=null]");
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.5, 1.5, Double.NaN})
    void progress_outsideItsRange_isRefusedWithItsValue(double done) {
        RunOfTest<Object> run = rig.running(context -> {
            context.progress(done);
            return null;
        });

        assertThat(run.failure())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("done: expected 0 to 1, got " + done);
    }

    private static TaskOptions withCapacity(int capacity) {
        return TaskOptions.DEFAULTS.withOutputCapacity(capacity);
    }

    private static Program<Object> counter(int count) {
        return context -> {
            for (int i = 0; i < count; i++) {
                context.emit(i);
            }
            return null;
        };
    }
}
