package dev.taskholder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskholder.Outcome.Cancelled;
import dev.taskholder.Outcome.Succeeded;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the laws say about a call that waits, for every kind of waiting: K2, K3, P2 to P4, P6 and P7. */
final class BlockedCallLawsTest {
    private final Rig rig = new Rig();

    @AfterEach
    void nothingIsLeftBehind() {
        rig.host.runReady();
        rig.close();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.taskholder.BlockedCall#all")
    void K2_anyCall_cancelledWhileWaiting_didNotHappen(BlockedCall.Named named) {
        BlockedCall call = named.in().apply(rig);
        RunOfTest<String> run = rig.running(context -> make(call, context));

        run.task.cancel("why");
        call.allow();
        rig.host.runReady();

        assertThat(rig.trail.steps()).isEmpty();
        assertThat(call.hasMoved()).isFalse();
        assertThat(run.outcome()).isEqualTo(new Cancelled<>("why"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.taskholder.BlockedCall#all")
    void K2_anyCall_timedOutWhileWaiting_didNotHappen(BlockedCall.Named named) {
        BlockedCall call = named.in().apply(rig);
        RunOfTest<String> run = rig.running(context -> context.withTimeout(10, () -> make(call, context)));

        rig.host.advance(10);
        call.allow();
        rig.host.runReady();

        assertThat(rig.trail.steps()).isEmpty();
        assertThat(call.hasMoved()).isFalse();
        assertThat(run.failure()).isInstanceOf(TaskTimeoutException.class);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.taskholder.BlockedCall#all")
    void K2_anyCall_allowedWhileHeldThenCancelled_didNotHappen(BlockedCall.Named named) {
        BlockedCall call = named.in().apply(rig);
        RunOfTest<String> run = rig.running(context -> make(call, context));
        run.pause();
        rig.host.runReady();

        call.allow();
        rig.host.runReady();
        run.task.cancel("why");
        rig.host.runReady();

        assertThat(rig.trail.steps()).isEmpty();
        assertThat(call.hasMoved()).isFalse();
        assertThat(run.outcome()).isEqualTo(new Cancelled<>("why"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.taskholder.BlockedCall#completedByAllow")
    void K3_anyCall_completedBeforeTheCancel_isNotUndone(BlockedCall.Named named) {
        BlockedCall call = named.in().apply(rig);
        RunOfTest<String> run = rig.running(context -> make(call, context));

        call.allow();
        run.task.cancel("why");
        rig.host.runReady();

        assertThat(rig.trail.steps()).containsExactly("completed");
        assertThat(call.hasMoved()).isEqualTo(call.isMoving());
        assertThat(run.outcome()).isEqualTo(new Cancelled<>("why"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.taskholder.BlockedCall#all")
    void P4_anyCall_allowedWhileHeld_completesOnlyAfterTheResume(BlockedCall.Named named) {
        BlockedCall call = named.in().apply(rig);
        RunOfTest<String> run = rig.running(context -> make(call, context));
        run.pause();
        rig.host.runReady();

        call.allow();
        rig.host.runReady();
        List<String> whileHeld = rig.trail.steps();
        boolean hasMovedWhileHeld = call.hasMoved();
        TaskState stateWhileHeld = run.state();
        run.resume();
        rig.host.runReady();

        assertThat(whileHeld).isEmpty();
        assertThat(hasMovedWhileHeld).isFalse();
        assertThat(stateWhileHeld).isEqualTo(TaskState.PAUSED);
        assertThat(run.outcome()).isEqualTo(new Succeeded<>("done"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.taskholder.BlockedCall#all")
    void P6_anyCall_waitingWhileHeld_costsNothing(BlockedCall.Named named) {
        BlockedCall call = named.in().apply(rig);
        RunOfTest<String> run = rig.running(context -> make(call, context));
        run.pause();
        rig.host.runReady();

        int turns = rig.host.turnsRequested();
        rig.host.advance(1_000_000);

        assertThat(rig.host.isTurnRequested()).isFalse();
        assertThat(rig.host.isTimerArmed()).isFalse();
        assertThat(rig.host.turnsRequested()).isEqualTo(turns);
        run.task.cancel("end of test");
        call.allow();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.taskholder.BlockedCall#all")
    void anyCall_waitingForWhatDoesNotCome_neverWakesTheHost(BlockedCall.Named named) {
        BlockedCall call = named.in().apply(rig);
        RunOfTest<String> run = rig.running(context -> make(call, context));

        int turns = rig.host.turnsRequested();
        int timers = rig.host.timersArmed();
        boolean isTurnRequested = rig.host.isTurnRequested();
        boolean isTimerArmed = rig.host.isTimerArmed();
        rig.host.advance(10);

        assertThat(isTurnRequested).isFalse();
        assertThat(rig.host.turnsRequested()).isEqualTo(turns);
        assertThat(rig.host.timersArmed())
                .as("one timer, and only of a call with a limit")
                .isEqualTo(timers);
        assertThat(timers).isEqualTo(isTimerArmed ? 1 : 0);
        assertThat(run.outcomes).isEmpty();
        run.task.cancel("end of test");
        call.allow();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.taskholder.BlockedCall#all")
    void P7_anyCall_allowed_completesInALaterTurnAndNotOnTheCallersStack(BlockedCall.Named named) {
        BlockedCall call = named.in().apply(rig);
        RunOfTest<String> run = rig.running(context -> make(call, context));

        call.allow();
        rig.trail.add("allowed");
        rig.host.runReady();

        assertThat(rig.trail.steps()).containsExactly("allowed", "completed");
        assertThat(run.outcome()).isEqualTo(new Succeeded<>("done"));
    }

    private String make(BlockedCall call, TaskContext context) {
        call.make(context);
        rig.trail.add("completed");
        context.checkpoint();
        return "done";
    }
}
