package dev.taskholder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskholder.Outcome.Succeeded;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Laws P2 to P7: what a pause does to a task. */
final class PauseLawsTest {
    private final Rig rig = new Rig();

    @AfterEach
    void nothingIsLeftBehind() {
        rig.close();
    }

    @Test
    void P2_afterTheAnswer_noCodeRunsAndNothingComesOrGoes() {
        RunOfTest<Object> run = rig.running(context -> {
            while (true) {
                context.emit(context.inbox().receive());
                rig.trail.add("step");
            }
        });
        run.send(1);
        rig.host.runReady();

        RecordingAnswer pause = run.pause();
        run.send(2);
        rig.host.runReady();
        run.send(3);
        rig.host.advance(1000);

        assertThat(pause.answer().paused()).isTrue();
        assertThat(run.outputs).containsExactly(1);
        assertThat(rig.trail.steps()).hasSize(1);
        assertThat(run.received).isEqualTo(1);
        run.task.cancel(null);
        rig.host.runReady();
    }

    @Test
    void P2_readyFiberInTheQueue_pausedBeforeItsTurn_doesNotRun() {
        RunOfTest<Object> run = rig.running(context -> {
            context.inbox().receive();
            rig.trail.add("ran");
            return null;
        });

        run.send("message");
        run.pause();
        rig.host.runReady();
        List<String> whilePaused = rig.trail.steps();
        run.resume();
        rig.host.runReady();

        assertThat(whilePaused).isEmpty();
        assertThat(rig.trail.steps()).containsExactly("ran");
    }

    @Test
    void P3_sleepOf100_pausedAt40_wakes60AfterTheResume() {
        RunOfTest<String> run = rig.running(Rig.sleeper(100, "done"));
        rig.host.advance(40);
        run.pause();
        rig.host.advance(10_000);

        run.resume();
        rig.host.advance(59);
        TaskState before = run.state();
        rig.host.advance(1);

        assertThat(before).isEqualTo(TaskState.RUNNING);
        assertThat(run.state()).isEqualTo(TaskState.SUCCEEDED);
    }

    @Test
    void P3_now_standsStillWhilePausedAndStartsAtZero() {
        RunOfTest<List<Double>> run = rig.spawned(TaskOptions.DEFAULTS.withPaused(), context -> {
            double start = context.now();
            context.sleep(10);
            return List.of(start, context.now());
        });
        rig.host.advance(500);
        run.resume();
        rig.host.advance(5);
        run.pause();
        rig.host.advance(1000);

        run.resume();
        rig.host.advance(5);

        assertThat(run.outcome()).isEqualTo(new Succeeded<>(List.of(0.0, 10.0)));
    }

    @Test
    void P3_timersOfTheSameMoment_afterAPause_keepTheirOrder() {
        List<RunOfTest<Object>> runs = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            int number = i;
            runs.add(rig.running(context -> {
                context.sleep(10);
                rig.trail.add("task " + number);
                return null;
            }));
        }
        rig.host.advance(5);
        runs.forEach(RunOfTest::pause);
        rig.host.advance(5);

        runs.get(2).resume();
        runs.get(0).resume();
        runs.get(1).resume();
        rig.host.advance(5);

        assertThat(rig.trail.steps()).containsExactly("task 0", "task 1", "task 2");
    }

    @Test
    void P4_heldEmitter_creditComes_emitsOnlyAfterTheResume() {
        RunOfTest<String> run = rig.spawned(TaskOptions.DEFAULTS.withOutputCapacity(0), context -> {
            context.emit("output");
            return "done";
        });
        rig.host.runReady();
        run.pause();
        rig.host.runReady();

        run.task.credit(1);
        rig.host.runReady();
        run.resume();
        rig.host.runReady();

        assertThat(run.told.steps())
                .containsExactly(
                        "RUNNING", "PAUSING", "PAUSED", "RUNNING", "output output", "ended Succeeded[value=done]");
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void P5_anyScheduleOfPauses_leavesOutputsAndResultAsTheyWere(long seed) {
        RunOfTest<Object> undisturbed = pipeline();
        RunOfTest<Object> disturbed = pipeline();
        Random random = new Random(seed);

        for (int step = 0; step < 400 && disturbed.outcomes.isEmpty(); step++) {
            String hold = "h" + random.nextInt(2);
            if (random.nextBoolean()) {
                disturbed.pause(hold);
            } else {
                disturbed.resume(hold);
            }
            rig.host.advance(random.nextInt(8));
        }
        disturbed.resume("h0");
        disturbed.resume("h1");
        rig.host.advance(1000);

        assertThat(disturbed.outputs).isEqualTo(undisturbed.outputs).hasSize(20);
        assertThat(disturbed.outcome()).isEqualTo(undisturbed.outcome());
    }

    /** Sleeps, receives, meets limits and emits; its outputs hold the time of its clock. */
    private RunOfTest<Object> pipeline() {
        RunOfTest<Object> run = rig.spawned(context -> {
            for (int i = 0; i < 10; i++) {
                context.sleep(i % 4);
                context.emit(context.inbox().receive() + " at " + context.now());
                context.emit(limited(context, 3, i));
            }
            return context.now();
        });
        for (int i = 0; i < 10; i++) {
            run.send(i);
        }
        return run;
    }

    private static String limited(TaskContext context, long limitMillis, long sleepMillis) {
        try {
            context.withTimeout(limitMillis, () -> context.sleep(sleepMillis));
            return "slept";
        } catch (TaskTimeoutException timeout) {
            return "timed out at " + context.now();
        }
    }

    @Test
    void P6_allPausedOrWaitingWithoutADeadline_nothingIsScheduled() {
        List<RunOfTest<?>> runs = new ArrayList<>();
        runs.add(rig.running(Rig.sleeper(100, "sleeper")));
        runs.add(rig.running(context -> {
            for (int i = 0; i < 1000; i++) {
                context.checkpoint();
                context.sleep(1);
            }
            return null;
        }));
        runs.add(rig.running(
                context -> context.withTimeout(500, () -> context.inbox().receive())));
        RunOfTest<@Nullable Object> waiting =
                rig.running(context -> context.inbox().receive());
        RunOfTest<Object> endless = rig.running(context -> {
            context.sleep(Long.MAX_VALUE);
            return null;
        });
        runs.forEach(RunOfTest::pause);
        rig.host.runReady();

        int turnsBefore = rig.host.turnsRequested();
        int timersBefore = rig.host.timersArmed();
        rig.host.advance(1_000_000);

        assertThat(rig.host.isTurnRequested()).isFalse();
        assertThat(rig.host.isTimerArmed()).isFalse();
        assertThat(rig.host.turnsRequested() - turnsBefore).isZero();
        assertThat(rig.host.timersArmed() - timersBefore).isZero();
        runs.forEach(run -> run.task.cancel(null));
        waiting.task.cancel(null);
        endless.task.cancel(null);
        rig.host.runReady();
    }

    @Test
    void P7_resume_neverRunsTaskCodeOnTheCallersStack() {
        RunOfTest<Object> run = rig.running(context -> {
            context.inbox().receive();
            rig.trail.add("ran");
            return null;
        });
        run.pause();
        rig.host.runReady();
        run.send("message");

        run.resume();
        rig.trail.add("resumed");
        rig.host.runReady();

        assertThat(rig.trail.steps()).containsExactly("resumed", "ran");
    }
}
