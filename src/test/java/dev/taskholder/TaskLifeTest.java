package dev.taskholder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskholder.Outcome.Cancelled;
import dev.taskholder.Outcome.Failed;
import dev.taskholder.Outcome.Succeeded;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table of the design: every state of a task × every command. Also laws S1, S4 and S5. */
final class TaskLifeTest {
    private final Rig rig = new Rig();

    @AfterEach
    void nothingIsLeftBehind() {
        rig.close();
    }

    @ParameterizedTest(name = "{0} × {1}")
    @CsvSource(delimiter = '|', textBlock = """
            # state     | command   | at once    | then       | answer
            NEW         | pause h   | PAUSED     | PAUSED     | applied, paused, held by h
            NEW         | resume h  | NEW        | RUNNING    | not applied
            NEW         | cancel    | CANCELLED  | CANCELLED  | true
            NEW         | send      | NEW        | RUNNING    | accepted
            HELD_START  | pause h   | PAUSED     | PAUSED     | applied, paused, held by default h
            HELD_START  | resume default | RUNNING | RUNNING  | applied
            HELD_START  | resume h  | PAUSED     | PAUSED     | not applied, paused, held by default
            HELD_START  | cancel    | CANCELLED  | CANCELLED  | true
            HELD_START  | send      | PAUSED     | PAUSED     | accepted
            RUNNING     | pause h   | PAUSING    | PAUSED     | applied, paused, held by h
            RUNNING     | resume h  | RUNNING    | RUNNING    | not applied
            RUNNING     | cancel    | CANCELLING | CANCELLING | true
            RUNNING     | send      | RUNNING    | RUNNING    | accepted
            PAUSING     | pause h   | PAUSING    | PAUSING    | none yet
            PAUSING     | resume default | RUNNING | RUNNING  | applied
            PAUSING     | resume h  | PAUSING    | PAUSING    | not applied, held by default
            PAUSING     | cancel    | CANCELLING | CANCELLING | true
            PAUSING     | send      | PAUSING    | PAUSING    | accepted
            PAUSED      | pause h   | PAUSED     | PAUSED     | applied, paused, held by default h
            PAUSED      | resume default | RUNNING | RUNNING  | applied
            PAUSED      | resume h  | PAUSED     | PAUSED     | not applied, paused, held by default
            PAUSED      | cancel    | CANCELLING | CANCELLING | true
            PAUSED      | send      | PAUSED     | PAUSED     | accepted
            CANCELLING  | pause h   | CANCELLING | CANCELLING | not applied
            CANCELLING  | resume h  | CANCELLING | CANCELLING | not applied
            CANCELLING  | cancel    | CANCELLING | CANCELLING | false
            CANCELLING  | send      | CANCELLING | CANCELLING | rejected
            SUCCEEDED   | pause h   | SUCCEEDED  | SUCCEEDED  | not applied
            SUCCEEDED   | resume h  | SUCCEEDED  | SUCCEEDED  | not applied
            SUCCEEDED   | cancel    | SUCCEEDED  | SUCCEEDED  | false
            SUCCEEDED   | send      | SUCCEEDED  | SUCCEEDED  | rejected
            """)
    void command_inState_doesWhatTheTableSays(
            String state, String command, TaskState atOnce, TaskState then, String answer) {
        RunOfTest<String> run = taskIn(state);

        Answered answered = give(run, command);
        TaskState stateAtOnce = run.state();
        rig.host.runReady();

        assertThat(stateAtOnce).isEqualTo(atOnce);
        assertThat(run.state()).isEqualTo(then);
        assertThat(answered.text()).isEqualTo(answer);
        endOf(run);
    }

    private interface Answered {
        String text();
    }

    /** A task that first shields itself for 10 ms, then sleeps, and needs 10 ms to clean up. */
    private RunOfTest<String> taskIn(String state) {
        TaskOptions options = state.equals("HELD_START") ? TaskOptions.DEFAULTS.withPaused() : TaskOptions.DEFAULTS;
        RunOfTest<String> run = rig.spawned(options, context -> {
            context.uninterruptible(20, () -> context.sleep(10));
            try {
                context.sleep(1000);
            } finally {
                context.uninterruptible(20, () -> context.sleep(10));
            }
            return "done";
        });
        switch (state) {
            case "NEW" -> {}
            case "HELD_START" -> rig.host.runReady();
            case "RUNNING" -> rig.host.advance(15);
            case "PAUSING" -> {
                rig.host.runReady();
                run.pause();
                rig.host.runReady();
            }
            case "PAUSED" -> {
                rig.host.advance(15);
                run.pause();
                rig.host.runReady();
            }
            case "CANCELLING" -> {
                rig.host.advance(15);
                run.task.cancel("first");
                rig.host.runReady();
            }
            case "SUCCEEDED" -> rig.host.advance(2000);
            default -> throw new AssertionError(state);
        }
        return run;
    }

    private static Answered give(RunOfTest<String> run, String command) {
        switch (command) {
            case "cancel" -> {
                boolean isFirst = run.task.cancel("why");
                return () -> String.valueOf(isFirst);
            }
            case "send" -> {
                return run.send("message")::fate;
            }
            default -> {
                String hold = command.substring(command.indexOf(' ') + 1);
                RecordingAnswer answer = command.startsWith("pause") ? run.pause(hold) : run.resume(hold);
                return () -> answer.isGiven() ? text(answer.answer()) : "none yet";
            }
        }
    }

    private static String text(Answer answer) {
        return (answer.applied() ? "applied" : "not applied")
                + (answer.paused() ? ", paused" : "")
                + (answer.because() == null ? "" : ", " + answer.because())
                + (answer.heldBy().isEmpty() ? "" : ", held by " + String.join(" ", answer.heldBy()));
    }

    private void endOf(RunOfTest<String> run) {
        run.task.cancel("end of test");
        rig.host.advance(5000);
        assertThat(run.outcomes).hasSize(1);
    }

    @Test
    void life_ofATaskThatIsPausedAndResumed_isToldInOrder() {
        RunOfTest<Integer> run = rig.running(context -> {
            context.emit(1);
            context.sleep(100);
            context.emit(2);
            return 3;
        });

        rig.host.advance(50);
        run.pause();
        rig.host.advance(1000);
        run.resume();
        rig.host.advance(50);

        assertThat(run.told.steps())
                .containsExactly(
                        "RUNNING", "output 1", "PAUSING", "PAUSED", "RUNNING", "output 2", "ended Succeeded[value=3]");
    }

    @Test
    void cancel_inEveryState_keepsTheFirstReason() {
        RunOfTest<String> run = taskIn("CANCELLING");

        run.task.cancel("second");
        rig.host.advance(100);

        assertThat(run.outcome()).isEqualTo(new Cancelled<>("first"));
    }

    @Test
    void S1_outcome_isToldOnceAndLast() {
        RunOfTest<Object> run = rig.running(context -> {
            context.emit(1);
            throw new IllegalStateException("broken");
        });

        run.task.cancel("late");
        run.pause();
        run.resume();
        rig.host.advance(10);

        assertThat(run.told.steps())
                .containsExactly("RUNNING", "output 1", "ended Failed[cause=java.lang.IllegalStateException: broken]");
        assertThat(run.task.outcome()).isEqualTo(run.outcome());
    }

    @Test
    void S4_cancelled_bodyReturnsAValueAllTheSame_isCancelled() {
        RunOfTest<String> run = rig.spawnedSelf((self, context) -> {
            self.task.cancel("why");
            return "a value";
        });

        rig.host.runReady();

        assertThat(run.outcome()).isEqualTo(new Cancelled<>("why"));
    }

    @Test
    void S5_cancelledBeforeStart_bodyNeverRuns() {
        RunOfTest<Object> run = rig.spawned(context -> {
            rig.trail.add("ran");
            return null;
        });

        run.task.cancel("why");
        rig.host.advance(100);

        assertThat(rig.trail.steps()).isEmpty();
        assertThat(run.told.steps()).containsExactly("ended Cancelled[reason=why]");
    }

    @Test
    void S5_cancelledInThePauseBetweenSpawnAndStart_bodyNeverRuns() {
        RunOfTest<Object> run = rig.spawned(context -> {
            rig.trail.add("ran");
            return null;
        });
        rig.host.runTurn();
        run.pause();
        rig.host.runReady();

        run.resume();
        run.task.cancel("why");
        rig.host.advance(100);

        assertThat(rig.trail.steps()).isEmpty();
        assertThat(run.outcome()).isEqualTo(new Cancelled<>("why"));
    }

    @Test
    void body_throwsAnError_failsWithIt() {
        AssertionError error = new AssertionError("broken");
        RunOfTest<Object> run = rig.running(context -> {
            throw error;
        });

        assertThat(run.outcome()).isEqualTo(new Failed<>(error));
    }

    @Test
    void body_returnsNull_succeedsWithNull() {
        RunOfTest<Object> run = rig.running(context -> null);

        assertThat(run.outcome()).isEqualTo(new Succeeded<>(null));
    }

    @Test
    void body_beginsInALaterTurn_notInSpawn() {
        RunOfTest<Object> run = rig.spawned(context -> {
            rig.trail.add("ran");
            return null;
        });

        TaskState atOnce = run.state();
        int stepsAtOnce = rig.trail.steps().size();
        rig.host.runReady();

        assertThat(atOnce).isEqualTo(TaskState.NEW);
        assertThat(stepsAtOnce).isZero();
        assertThat(rig.trail.steps()).containsExactly("ran");
    }
}
