package dev.taskholder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskholder.Outcome.Succeeded;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Something that happens once. */
final class EventTest {
    private final Rig rig = new Rig();
    private final Event event = new Event(rig.scheduler);

    @AfterEach
    void nothingIsLeftBehind() {
        rig.close();
    }

    @Test
    void await_afterIt_returnsAtOnce() {
        event.set();
        event.set();

        RunOfTest<String> run = rig.running(this::await);

        assertThat(event.isSet()).isTrue();
        assertThat(run.outcome()).isEqualTo(new Succeeded<>("happened"));
    }

    @Test
    void await_beforeIt_allWhoWaitGoOnInTheOrderTheyCame() {
        for (int i = 0; i < 3; i++) {
            int number = i;
            rig.running(context -> {
                event.await();
                rig.trail.add("went on " + number);
                return null;
            });
        }
        int turns = rig.host.turnsRequested();
        rig.host.advance(1000);
        int turnsWhileWaiting = rig.host.turnsRequested() - turns;

        event.set();
        rig.trail.add("set");
        rig.host.runReady();

        assertThat(turnsWhileWaiting).isZero();
        assertThat(rig.trail.steps()).containsExactly("set", "went on 0", "went on 1", "went on 2");
    }

    @Test
    void P4_setWhileTheFirstIsHeld_theOthersGoOnAndItFollows() {
        RunOfTest<String> held = rig.running(this::await);
        RunOfTest<String> free = rig.running(this::await);
        held.pause();
        rig.host.runReady();

        event.set();
        rig.host.runReady();
        TaskState whileHeld = held.state();
        held.resume();
        rig.host.runReady();

        assertThat(free.state()).isEqualTo(TaskState.SUCCEEDED);
        assertThat(whileHeld).isEqualTo(TaskState.PAUSED);
        assertThat(held.state()).isEqualTo(TaskState.SUCCEEDED);
    }

    @Test
    void T1_tryAwait_limitComesFirst_tellsSo() {
        RunOfTest<String> run =
                rig.running(context -> event.tryAwait(10) + " at " + (long) context.now() + ", " + event.tryAwait(0));

        rig.host.advance(10);

        assertThat(run.outcome()).isEqualTo(new Succeeded<>("false at 10, false"));
    }

    @Test
    void tryAwait_setInTime_tellsSoAndLeavesNoTimer() {
        RunOfTest<Object> run = rig.running(context -> {
            boolean isSet = event.tryAwait(1000);
            context.inbox().receiveOrClosed();
            return isSet;
        });

        event.set();
        rig.host.runReady();

        assertThat(rig.host.isTimerArmed()).isFalse();
        run.task.closeInput();
        rig.host.runReady();
        assertThat(run.outcome()).isEqualTo(new Succeeded<>(true));
    }

    private String await(TaskContext context) {
        event.await();
        return "happened";
    }
}
