package dev.taskholder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskholder.Outcome.Cancelled;
import dev.taskholder.Outcome.Succeeded;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Waiting until something is true that other fibers make true. */
final class ConditionTest {
    private final Rig rig = new Rig();
    private final Condition changed = new Condition(rig.scheduler);
    private int stock;

    @AfterEach
    void nothingIsLeftBehind() {
        rig.close();
    }

    @Test
    void await_predicateHolds_returnsAtOnce() {
        stock = 1;

        RunOfTest<String> run = rig.running(context -> take("only"));

        assertThat(run.outcome()).isEqualTo(new Succeeded<>("only took one"));
    }

    @Test
    void await_signalledButThePredicateDoesNotHold_goesOnWaitingWithoutCost() {
        RunOfTest<String> run = rig.running(context -> take("only"));
        int turns = rig.host.turnsRequested();

        changed.signal();
        rig.host.advance(1000);
        int turnsForNothing = rig.host.turnsRequested() - turns;
        add(1);

        assertThat(turnsForNothing).isZero();
        assertThat(run.outcome()).isEqualTo(new Succeeded<>("only took one"));
    }

    @Test
    void twoWait_oneItem_oneTakesItAndTheOtherWaitsForTheNext() {
        RunOfTest<String> first = rig.running(context -> take("first"));
        RunOfTest<String> second = rig.running(context -> take("second"));

        add(1);
        List<TaskState> afterOne = List.of(first.state(), second.state());
        add(1);

        assertThat(afterOne).containsExactly(TaskState.SUCCEEDED, TaskState.RUNNING);
        assertThat(second.outcome()).isEqualTo(new Succeeded<>("second took one"));
        assertThat(stock).isZero();
    }

    @Test
    void K4_twoWait_theOneThatFindsTheItemGoneWasCancelledMeanwhile_isCancelled() {
        RunOfTest<String> first = rig.running(context -> take("first"));
        RunOfTest<String> second = rig.running(context -> take("second"));

        stock++;
        changed.signal();
        second.task.cancel("why");
        rig.host.runReady();

        assertThat(first.outcome()).isEqualTo(new Succeeded<>("first took one"));
        assertThat(second.state()).isEqualTo(TaskState.CANCELLED);
        assertThat(second.outcome()).isEqualTo(new Cancelled<>("why"));
    }

    @Test
    void P4_twoWait_theOneThatFindsTheItemGoneWasPausedMeanwhile_takesTheNextOnlyAfterTheResume() {
        rig.running(context -> take("first"));
        RunOfTest<String> second = rig.running(context -> take("second"));
        stock++;
        changed.signal();
        second.pause();
        rig.host.runReady();

        add(1);
        TaskState whileHeld = second.state();
        int stockWhileHeld = stock;
        second.resume();
        rig.host.runReady();

        assertThat(whileHeld).isEqualTo(TaskState.PAUSED);
        assertThat(stockWhileHeld).isEqualTo(1);
        assertThat(second.outcome()).isEqualTo(new Succeeded<>("second took one"));
    }

    @Test
    void signal_asksEachPredicateAndPassesThoseThatHold() {
        RunOfTest<String> wantsTwo = rig.running(context -> {
            changed.await(() -> stock >= 2);
            return "two are there";
        });
        RunOfTest<String> wantsOne = rig.running(context -> {
            changed.await(() -> stock >= 1);
            return "one is there";
        });

        add(1);
        List<TaskState> afterOne = List.of(wantsTwo.state(), wantsOne.state());
        add(1);

        assertThat(afterOne).containsExactly(TaskState.RUNNING, TaskState.SUCCEEDED);
        assertThat(wantsTwo.outcome()).isEqualTo(new Succeeded<>("two are there"));
    }

    @Test
    void P4_trueWhileHeldAndFalseAgainBeforeTheResume_isNotSeen() {
        RunOfTest<String> run = rig.running(context -> take("only"));
        run.pause();
        rig.host.runReady();
        add(1);
        stock = 0;

        run.resume();
        rig.host.runReady();
        TaskState afterResume = run.state();
        add(1);

        assertThat(afterResume).isEqualTo(TaskState.RUNNING);
        assertThat(run.outcome()).isEqualTo(new Succeeded<>("only took one"));
    }

    @Test
    void T1_tryAwait_limitComesFirst_tellsSo() {
        RunOfTest<String> run = rig.running(context -> {
            boolean isTrue = changed.tryAwait(() -> stock > 0, 10);
            return isTrue + " at " + (long) context.now() + ", " + changed.tryAwait(() -> stock > 0, 0);
        });

        rig.host.advance(10);

        assertThat(run.outcome()).isEqualTo(new Succeeded<>("false at 10, false"));
    }

    @Test
    void T1_tryAwait_theItemWasGone_waitsOnlyForTheRestOfTheLimit() {
        rig.running(context -> take("first"));
        RunOfTest<String> second =
                rig.running(context -> changed.tryAwait(() -> stock > 0, 10) + " at " + (long) context.now());
        rig.host.advance(6);
        add(1);

        rig.host.advance(4);

        assertThat(second.outcome()).isEqualTo(new Succeeded<>("false at 10"));
    }

    private void add(int count) {
        stock += count;
        changed.signal();
        rig.host.runReady();
    }

    private String take(String who) {
        changed.await(() -> stock > 0);
        stock--;
        return who + " took one";
    }
}
