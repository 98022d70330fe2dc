package dev.taskholder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskholder.Outcome.Cancelled;
import dev.taskholder.Outcome.Succeeded;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Waiting for the first of several things. Laws K2, P4 and T1 for it. */
final class SelectTest {
    private final Rig rig = new Rig();
    private final Channel<String> left = rig.channel(1);
    private final Channel<String> right = rig.channel(1);

    @AfterEach
    void nothingIsLeftBehind() {
        rig.close();
    }

    @Test
    void select_severalHoldAlready_takesTheFirstListedAndLeavesTheOthers() {
        left.trySend("l");
        right.trySend("r");

        RunOfTest<String> run = rig.running(this::rightOrLeft);

        assertThat(run.outcome()).isEqualTo(new Succeeded<>("right r"));
        assertThat(left.size()).isEqualTo(1);
    }

    @Test
    void select_nothingHolds_waitsForWhateverComesFirstAndTakesNothingElse() {
        RunOfTest<String> run = rig.running(this::rightOrLeft);
        int turns = rig.host.turnsRequested();
        rig.host.advance(1000);
        int turnsWhileWaiting = rig.host.turnsRequested() - turns;

        left.trySend("l");
        right.trySend("r");
        rig.host.runReady();

        assertThat(turnsWhileWaiting).isZero();
        assertThat(run.outcome()).isEqualTo(new Succeeded<>("left l"));
        assertThat(right.size()).isEqualTo(1);
    }

    @Test
    void select_takesFromASenderThatWaits() {
        Channel<String> direct = rig.channel(0);
        RunOfTest<String> sender = rig.running(context -> {
            direct.send("element");
            return "sent";
        });

        RunOfTest<String> run = rig.running(context ->
                context.select(List.of(Case.receive(left, l -> "left"), Case.receive(direct, d -> "got " + d))));

        assertThat(run.outcome()).isEqualTo(new Succeeded<>("got element"));
        assertThat(sender.outcome()).isEqualTo(new Succeeded<>("sent"));
    }

    @Test
    void select_amongOtherReceivers_keepsItsPlaceInLine() {
        RunOfTest<String> first = rig.running(this::rightOrLeft);
        RunOfTest<String> second = rig.running(context -> left.receive());

        left.trySend("one");
        left.trySend("two");
        rig.host.runReady();

        assertThat(first.outcome()).isEqualTo(new Succeeded<>("left one"));
        assertThat(second.outcome()).isEqualTo(new Succeeded<>("two"));
    }

    @Test
    void select_sameChannelInTwoCases_choosesTheFirstAndTakesOneElement() {
        RunOfTest<String> waiting = rig.running(this::leftTwice);
        left.trySend("one");
        rig.host.runReady();
        left.trySend("two");
        RunOfTest<String> atOnce = rig.running(this::leftTwice);
        left.trySend("three");

        assertThat(waiting.outcome()).isEqualTo(new Succeeded<>("first one"));
        assertThat(atOnce.outcome()).isEqualTo(new Succeeded<>("first two"));
        assertThat(left.size()).isEqualTo(1);
    }

    @Test
    void T1_timer_comesFirst_countsAndLeavesTheChannelsAlone() {
        RunOfTest<String> run = rig.running(this::leftOrAfter10);
        rig.host.advance(4);
        run.pause();
        rig.host.advance(1000);
        run.resume();
        rig.host.advance(5);
        boolean isEndedEarly = run.state().isEnded();

        rig.host.advance(1);
        left.trySend("late");

        assertThat(isEndedEarly).isFalse();
        assertThat(run.outcome()).isEqualTo(new Succeeded<>("nothing for 10"));
        assertThat(left.size()).isEqualTo(1);
    }

    @Test
    void timer_elementComesFirst_isDisarmed() {
        RunOfTest<Object> run = rig.running(context -> {
            String chosen = leftOrAfter10(context);
            context.inbox().receiveOrClosed();
            return chosen;
        });

        left.trySend("l");
        rig.host.runReady();

        assertThat(rig.host.isTimerArmed()).isFalse();
        run.task.closeInput();
        rig.host.runReady();
        assertThat(run.outcome()).isEqualTo(new Succeeded<>("got l"));
    }

    @Test
    void timers_several_theShortestCountsOfEqualOnesTheFirst() {
        RunOfTest<String> run = rig.running(context -> context.select(
                List.of(Case.after(20, () -> "long"), Case.after(10, () -> "first"), Case.after(10, () -> "second"))));

        rig.host.advance(10);

        assertThat(run.outcome()).isEqualTo(new Succeeded<>("first"));
    }

    @Test
    void closedChannel_receipt_isTheEndAndReceive_throws() {
        left.close();

        RunOfTest<String> told = rig.running(context -> context.select(List.of(Case.receipt(left, Receipt::toString))));
        RunOfTest<String> thrown = rig.running(context -> context.select(List.of(Case.receive(left, l -> "left"))));

        assertThat(told.outcome()).isEqualTo(new Succeeded<>("Closed[]"));
        assertThat(thrown.failure()).isInstanceOf(ChannelClosedException.class);
    }

    @Test
    void channelClosed_whileWaiting_chosen() {
        RunOfTest<String> run = rig.running(context ->
                context.select(List.of(Case.receive(right, r -> "right"), Case.receipt(left, Receipt::toString))));

        left.close();
        rig.host.runReady();

        assertThat(run.outcome()).isEqualTo(new Succeeded<>("Closed[]"));
    }

    @Test
    void P4_heldSelector_isPassedOver_andAfterTheResumeTakesTheFirstListed() {
        RunOfTest<String> run = rig.running(this::rightOrLeft);
        run.pause();
        rig.host.runReady();
        left.trySend("l");
        right.trySend("r");
        RunOfTest<String> other = rig.running(context -> right.receive());
        right.trySend("another r");

        run.resume();
        rig.host.runReady();

        assertThat(other.outcome()).isEqualTo(new Succeeded<>("r"));
        assertThat(run.outcome()).isEqualTo(new Succeeded<>("right another r"));
        assertThat(left.size()).isEqualTo(1);
    }

    @Test
    void K2_cancelled_leavesAllLines() {
        RunOfTest<String> run = rig.running(this::rightOrLeft);

        run.task.cancel("why");
        boolean isLeftTaken = left.trySend("l") && left.size() == 0;
        boolean isRightTaken = right.trySend("r") && right.size() == 0;
        rig.host.runReady();

        assertThat(isLeftTaken || isRightTaken).isFalse();
        assertThat(run.outcome()).isEqualTo(new Cancelled<>("why"));
    }

    @Test
    void K3_chosenThenCancelled_handlerStillRuns() {
        RunOfTest<String> run = rig.running(context -> context.select(List.of(Case.receive(left, l -> {
            rig.trail.add("handled " + l);
            context.checkpoint();
            rig.trail.add("went on");
            return "handled";
        }))));

        left.trySend("l");
        run.task.cancel("why");
        rig.host.runReady();

        assertThat(rig.trail.steps()).containsExactly("handled l");
        assertThat(run.outcome()).isEqualTo(new Cancelled<>("why"));
    }

    @Test
    void select_ofNothing_isRefused() {
        RunOfTest<String> run = rig.running(context -> context.select(List.of()));

        assertThat(run.state()).isEqualTo(TaskState.FAILED);
        assertThat(run.failure())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("cases: empty: nothing could be chosen");
    }

    private String rightOrLeft(TaskContext context) {
        return String.valueOf(context.select(
                List.of(Case.receive(right, r -> "right " + r), Case.<String, String>receive(left, l -> "left " + l))));
    }

    private String leftTwice(TaskContext context) {
        return String.valueOf(context.select(List.of(
                Case.receive(left, l -> "first " + l), Case.<String, String>receive(left, l -> "second " + l))));
    }

    private String leftOrAfter10(TaskContext context) {
        return String.valueOf(
                context.select(List.of(Case.receive(left, l -> "got " + l), Case.after(10, () -> "nothing for 10"))));
    }
}
