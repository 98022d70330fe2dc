package dev.taskholder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskholder.Outcome.Cancelled;
import dev.taskholder.Outcome.Succeeded;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Law K5: a shield keeps cancel, pause and outer limits away, for a limited time. */
final class UninterruptibleTest {
    private final Rig rig = new Rig();

    @AfterEach
    void nothingIsLeftBehind() {
        rig.close();
    }

    @Test
    void K5_cleanUp_inFinallyOfACancelledTask_canBlock() {
        RunOfTest<Object> run = rig.running(context -> {
            try {
                context.sleep(1000);
            } finally {
                context.uninterruptible(100, () -> {
                    context.sleep(50);
                    context.emit("cleaned");
                });
            }
            return null;
        });

        run.task.cancel("why");
        rig.host.advance(49);
        int outputsBefore = run.outputs.size();
        rig.host.advance(1);

        assertThat(outputsBefore).isZero();
        assertThat(run.told.steps())
                .containsExactly("RUNNING", "CANCELLING", "output cleaned", "ended Cancelled[reason=why]");
    }

    @Test
    void K5_cancel_comesWhileShielded_isThrownAfterIt() {
        RunOfTest<Object> run = rig.running(context -> {
            context.uninterruptible(100, () -> {
                context.sleep(50);
                rig.trail.add("slept");
            });
            rig.trail.add("left the shield");
            context.checkpoint();
            rig.trail.add("went on");
            return null;
        });

        run.task.cancel("why");
        rig.host.advance(50);

        assertThat(rig.trail.steps()).containsExactly("slept", "left the shield");
        assertThat(run.outcome()).isEqualTo(new Cancelled<>("why"));
    }

    @Test
    void K5_pause_comesWhileShielded_takesEffectAtTheNextCheckpointAfterIt() {
        RunOfTest<String> run = rig.running(context -> {
            context.uninterruptible(100, () -> context.sleep(50));
            context.sleep(10);
            return "done";
        });

        RecordingAnswer pause = run.pause();
        rig.host.advance(49);
        boolean isGivenInside = pause.isGiven();
        rig.host.advance(1000);
        run.resume();
        rig.host.advance(10);

        assertThat(isGivenInside).isFalse();
        assertThat(pause.answer().paused()).isTrue();
        assertThat(run.outcome()).isEqualTo(new Succeeded<>("done"));
    }

    @Test
    void K5_shield_falls_theCancelIsThrownInside() {
        RunOfTest<Object> run = rig.running(context -> {
            try {
                context.uninterruptible(30, () -> context.sleep(1000));
            } finally {
                rig.trail.add("out at " + (long) context.now());
            }
            return null;
        });

        run.task.cancel("why");
        rig.host.advance(30);

        assertThat(rig.trail.steps()).containsExactly("out at 30");
        assertThat(run.outcome()).isEqualTo(new Cancelled<>("why"));
    }

    @Test
    void K5_shield_falls_thePauseTakesEffectInside() {
        RunOfTest<String> run = rig.running(context -> {
            context.uninterruptible(30, () -> context.sleep(50));
            return "done";
        });

        RecordingAnswer pause = run.pause();
        rig.host.advance(30);
        boolean isGivenWhenItFalls = pause.isGiven();
        rig.host.advance(1000);
        run.resume();
        rig.host.advance(19);
        boolean isEndedEarly = run.state().isEnded();
        rig.host.advance(1);

        assertThat(isGivenWhenItFalls).isTrue();
        assertThat(isEndedEarly).isFalse();
        assertThat(run.outcome()).isEqualTo(new Succeeded<>("done"));
    }

    @Test
    void shieldOfZero_isNone() {
        RunOfTest<Object> run = rig.spawnedSelf((self, context) -> {
            self.task.cancel("why");
            context.uninterruptible(0, () -> {
                context.checkpoint();
                rig.trail.add("went on");
            });
            return null;
        });

        rig.host.runReady();

        assertThat(rig.trail.steps()).isEmpty();
        assertThat(run.outcome()).isEqualTo(new Cancelled<>("why"));
    }

    @Test
    void T3_outerLimit_passesWhileShielded_isThrownAfterIt() {
        RunOfTest<String> run = rig.running(context -> {
            try {
                context.withTimeout(10, () -> {
                    context.uninterruptible(100, () -> context.sleep(50));
                    rig.trail.add("left the shield at " + (long) context.now());
                    context.checkpoint();
                });
                return "went on";
            } catch (TaskTimeoutException timeout) {
                return "timed out";
            }
        });

        rig.host.advance(100);

        assertThat(rig.trail.steps()).containsExactly("left the shield at 50");
        assertThat(run.outcome()).isEqualTo(new Succeeded<>("timed out"));
    }

    @Test
    void T3_innerLimit_insideAShield_passes() {
        RunOfTest<String> run = rig.running(context -> context.uninterruptible(100, () -> {
            try {
                context.withTimeout(10, () -> context.sleep(50));
                return "slept";
            } catch (TaskTimeoutException timeout) {
                return "timed out at " + (long) context.now();
            }
        }));

        run.task.pause();
        rig.host.advance(100);

        assertThat(run.outcome()).isEqualTo(new Succeeded<>("timed out at 10"));
    }

    @Test
    void nestedShields_theInnerFalls_theOuterStillHolds() {
        RunOfTest<Object> run = rig.running(context -> {
            context.uninterruptible(
                    100,
                    () -> context.uninterruptible(10, () -> {
                        context.sleep(50);
                        rig.trail.add("slept");
                    }));
            return null;
        });

        run.task.cancel("why");
        rig.host.advance(50);

        assertThat(rig.trail.steps()).containsExactly("slept");
        assertThat(run.outcome()).isEqualTo(new Cancelled<>("why"));
    }
}
