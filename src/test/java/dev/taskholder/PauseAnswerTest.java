package dev.taskholder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskholder.Answer.Because;
import dev.taskholder.Outcome.Succeeded;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Law P1, and how pause and resume are answered; trees are in {@link TaskTreeTest}. */
final class PauseAnswerTest {
    private final Rig rig = new Rig();

    @AfterEach
    void nothingIsLeftBehind() {
        rig.close();
    }

    @Test
    void P1_holds_areNamed_theTaskGoesOnWhenTheLastIsGone() {
        RunOfTest<String> run = rig.running(Rig.sleeper(10, "done"));
        run.pause("debugger");
        run.pause("page hidden");
        rig.host.runReady();

        Answer first = run.resume("debugger").answer();
        rig.host.advance(100);
        Answer last = run.resume("page hidden").answer();
        rig.host.advance(100);

        assertThat(first).isEqualTo(new Answer(true, true, null, List.of("page hidden")));
        assertThat(last).isEqualTo(new Answer(true, false, null, List.of()));
        assertThat(run.outcome()).isEqualTo(new Succeeded<>("done"));
    }

    @Test
    void P1_hold_addedTwice_isRemovedOnce() {
        RunOfTest<String> run = rig.running(Rig.sleeper(10, "done"));
        run.pause("h");
        RecordingAnswer again = run.pause("h");
        rig.host.runReady();

        run.resume("h");
        rig.host.advance(10);

        assertThat(again.answer().paused()).isTrue();
        assertThat(run.outcome()).isEqualTo(new Succeeded<>("done"));
    }

    @Test
    void pause_resumedBeforeItIsInEffect_settlesResumed() {
        RunOfTest<String> run = rig.running(Rig.sleeper(10, "done"));

        RecordingAnswer pause = run.pause();
        boolean isGivenAtOnce = pause.isGiven();
        run.resume();
        rig.host.advance(10);

        assertThat(isGivenAtOnce).isFalse();
        assertThat(pause.answer()).isEqualTo(new Answer(true, false, Because.RESUMED, List.of()));
        assertThat(run.states).containsExactly(TaskState.RUNNING, TaskState.PAUSING, TaskState.RUNNING);
    }

    @Test
    void pause_cancelledBeforeItIsInEffect_settlesCancelled() {
        RunOfTest<String> run = rig.running(Rig.sleeper(10, "done"));

        RecordingAnswer pause = run.pause();
        run.task.cancel(null);
        rig.host.runReady();

        assertThat(pause.answer()).isEqualTo(new Answer(true, false, Because.CANCELLED, List.of()));
    }

    @Test
    void pause_cancelledBeforeAWithheldStart_settlesCancelled() {
        RunOfTest<String> run = rig.spawned(TaskOptions.DEFAULTS.withPaused(), Rig.sleeper(10, "done"));
        run.resume();

        RecordingAnswer pause = run.pause();
        run.task.cancel(null);
        rig.host.runReady();

        assertThat(pause.answer()).isEqualTo(new Answer(true, false, Because.CANCELLED, List.of()));
    }

    @Test
    void pause_cancelledBeforeTheBodyBegan_isAnsweredBeforeTheEndIsTold() {
        RunOfTest<String> run = rig.spawned(context -> "done");
        rig.host.runTurn();
        run.task.pause("h", answer -> run.told.add("answered " + answer.because()));

        run.task.cancel("why");
        rig.host.runReady();

        assertThat(run.told.steps())
                .containsExactly("RUNNING", "PAUSING", "answered CANCELLED", "ended Cancelled[reason=why]");
    }

    @Test
    void pause_cancelledWhileOnlyChildrenThatHaveNotBegunAreLeft_isAnsweredBeforeTheEndIsTold() {
        RunOfTest<String> run = rig.running(context -> {
            context.inbox().receive();
            context.fork("child", Rig.sleeper(10, "never"));
            return "done";
        });
        run.send("go");
        rig.host.runTurn(); // the body has ended, the child has not begun
        run.task.pause("h", answer -> run.told.add("answered " + answer.because()));

        run.task.cancel("why");
        rig.host.runReady();

        assertThat(run.told.steps()).endsWith("CANCELLING", "answered CANCELLED", "ended Cancelled[reason=why]");
    }

    @Test
    void pause_bodyEndsBeforeItIsInEffect_settlesEnded() {
        RunOfTest<String> run = rig.running(context -> {
            context.uninterruptible(20, () -> context.sleep(10));
            return "done";
        });

        RecordingAnswer pause = run.pause();
        rig.host.advance(10);

        assertThat(pause.answer()).isEqualTo(new Answer(false, false, Because.ENDED, List.of()));
        assertThat(run.outcome()).isEqualTo(new Succeeded<>("done"));
    }

    @Test
    void pause_inEffect_isAnnouncedBeforeItIsAnswered() {
        RunOfTest<String> run = rig.running(Rig.sleeper(10, "done"));

        run.task.pause("h", answer -> run.told.add("answered"));
        rig.host.runReady();
        run.resume("h");
        rig.host.advance(10);

        assertThat(run.told.steps())
                .containsExactly("RUNNING", "PAUSING", "PAUSED", "answered", "RUNNING", "ended Succeeded[value=done]");
    }

    @Test
    void pause_calledByTheAnswerToAnother_isAnsweredToo() {
        RunOfTest<String> run = rig.running(Rig.sleeper(10, "done"));
        List<Answer> answers = new ArrayList<>();

        run.task.pause("first", first -> run.task.pause("second", answers::add));
        run.resume("first");
        rig.host.runReady();
        run.resume("second");
        rig.host.advance(10);

        assertThat(answers).containsExactly(new Answer(true, true, null, List.of("second")));
        assertThat(run.outcome()).isEqualTo(new Succeeded<>("done"));
    }
}
