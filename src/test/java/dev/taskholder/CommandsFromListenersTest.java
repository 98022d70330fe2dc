package dev.taskholder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskholder.Outcome.Cancelled;
import dev.taskholder.Outcome.Succeeded;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Commands given from inside a listener, and to trees of thousands. */
final class CommandsFromListenersTest {
    private final Rig rig = new Rig();

    @AfterEach
    void nothingIsLeftBehind() {
        rig.close();
    }

    /** A run whose listener gives a command the first time something is told. */
    private abstract static class Commanding extends RunOfTest<Object> {
        private boolean hasCommanded;

        Commanding(Rig rig, Program<Object> body) {
            super("task", null, rig.scheduler, TaskOptions.DEFAULTS, (self, context) -> body.run(context));
        }

        abstract void command();

        final void commandOnce() {
            if (!hasCommanded) {
                hasCommanded = true;
                command();
            }
        }
    }

    @Test
    void resumedByTheListenerThatIsToldOfThePause_thePauseIsAnswered() {
        RunOfTest<Object> run = resumingWhenTold(TaskState.PAUSING);
        rig.host.runReady();

        RecordingAnswer pause = run.pause();
        rig.host.advance(10);

        assertThat(pause.answer()).isEqualTo(new Answer(true, false, Answer.Because.RESUMED, List.of()));
        assertThat(run.outcome()).isEqualTo(new Succeeded<>("slept"));
    }

    @Test
    void resumedByTheListenerThatIsToldThatItIsPaused_theTaskGoesOnAndCanBePausedAgain() {
        RunOfTest<Object> run = resumingWhenTold(TaskState.PAUSED);
        rig.host.runReady();

        RecordingAnswer first = run.pause();
        rig.host.advance(4);
        RecordingAnswer second = run.pause();
        rig.host.advance(1000);
        TaskState whilePaused = run.state();
        run.resume();
        rig.host.advance(6);

        assertThat(first.answer().because()).isEqualTo(Answer.Because.RESUMED);
        assertThat(second.answer().paused()).isTrue();
        assertThat(whilePaused).isEqualTo(TaskState.PAUSED);
        assertThat(run.outcome()).isEqualTo(new Succeeded<>("slept"));
    }

    @Test
    void P2_resumedByTheListenerThatIsToldOfAChild_thenPausedAgain_isAcknowledgedOnlyInEffect() {
        RunOfTest<Object> run =
                new Commanding(rig, context -> {
                    context.fork("child", Rig.sleeper(10, "slept"));
                    return null;
                }) {
                    @Override
                    public void childChanged(TaskHandle<?> child) {
                        if (child.state() == TaskState.PAUSED) {
                            commandOnce();
                        }
                    }

                    @Override
                    void command() {
                        task.resume();
                    }
                };
        rig.host.runReady();
        run.pause();
        rig.host.advance(4);

        RecordingAnswer second = run.pause();
        boolean isGivenAtOnce = second.isGiven();
        rig.host.advance(1000);
        TaskState whilePaused = run.state();
        run.resume();
        rig.host.advance(6);

        assertThat(isGivenAtOnce).isFalse();
        assertThat(second.answer().paused()).isTrue();
        assertThat(whilePaused).isEqualTo(TaskState.PAUSED);
        assertThat(run.outcome()).isEqualTo(new Succeeded<>(null));
    }

    @Test
    void S5_cancelledByTheListenerThatIsToldOfTheStart_bodyNeverRuns() {
        RunOfTest<Object> run =
                new Commanding(rig, context -> {
                    rig.trail.add("ran");
                    return null;
                }) {
                    @Override
                    public void stateChanged(TaskState state) {
                        commandOnce();
                    }

                    @Override
                    void command() {
                        task.cancel("why");
                    }
                };

        rig.host.advance(10);

        assertThat(rig.trail.steps()).isEmpty();
        assertThat(run.outcome()).isEqualTo(new Cancelled<>("why"));
    }

    @Test
    @Timeout(20) // takes less than a tenth of a second; took a minute when each child settled the whole tree
    void pause_ofAParentWithThousandsOfChildren_settlesTheTreeOnce() {
        RunOfTest<Object> run = rig.spawnedSelf((self, context) -> {
            for (int i = 0; i < 8000; i++) {
                context.fork("child", child -> null);
            }
            self.pause();
            return null;
        });

        rig.host.runReady();

        assertThat(run.state()).isEqualTo(TaskState.PAUSED);
        run.task.cancel(null);
        rig.host.runReady();
    }

    private RunOfTest<Object> resumingWhenTold(TaskState when) {
        return new Commanding(rig, context -> {
            context.sleep(10);
            return "slept";
        }) {
            @Override
            public void stateChanged(TaskState state) {
                super.stateChanged(state);
                if (state == when) {
                    commandOnce();
                }
            }

            @Override
            void command() {
                task.resume();
            }
        };
    }
}
