package dev.taskholder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taskholder.Outcome.Cancelled;
import dev.taskholder.Outcome.Succeeded;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Laws T1 and T3: limits on the task's clock. */
final class TimeoutTest {
    private final Rig rig = new Rig();

    @AfterEach
    void nothingIsLeftBehind() {
        rig.close();
    }

    @ParameterizedTest(name = "outer {0}, inner {1}")
    @CsvSource({"10, 20, 10 outer", "20, 10, 10 inner", "10, 10, 10 outer", "0, 10, 0 outer", "10, 0, 0 inner"})
    void T3_nestedLimits_theEarliestWins(long outer, long inner, String expected) {
        RunOfTest<String> run = rig.running(context -> {
            try {
                return context.withTimeout(outer, () -> {
                    try {
                        return context.withTimeout(inner, () -> {
                            context.sleep(1000);
                            return "slept";
                        });
                    } catch (TaskTimeoutException timeout) {
                        return (long) context.now() + " inner";
                    }
                });
            } catch (TaskTimeoutException timeout) {
                return (long) context.now() + " outer";
            }
        });

        rig.host.advance(1000);

        assertThat(run.outcome()).isEqualTo(new Succeeded<>(expected));
    }

    @Test
    void T3_bothLimitsPassedWhileComputing_theEarlierWins() {
        RunOfTest<Object> run = rig.running(context -> context.withTimeout(
                20,
                () -> context.withTimeout(10, () -> {
                    rig.host.work(30);
                    context.checkpoint();
                    return "went on";
                })));

        rig.host.advance(1);

        assertThat(run.failure()).isInstanceOfSatisfying(TaskTimeoutException.class, timeout -> {
            assertThat(timeout.limitMillis()).isEqualTo(10);
            assertThat(timeout).hasMessage("timed out after 10 ms of the task's clock");
        });
    }

    @Test
    void T3_bothLimitsPassedWhileComputing_theOuterIsEarlier_winsOverTheInner() {
        RunOfTest<Object> run = rig.running(context -> context.withTimeout(10, () -> {
            try {
                return context.withTimeout(20, () -> {
                    rig.host.work(30);
                    context.checkpoint();
                    return "went on";
                });
            } catch (TaskTimeoutException inner) {
                return "the inner one";
            }
        }));

        rig.host.advance(1);

        assertThat(run.failure())
                .isInstanceOfSatisfying(
                        TaskTimeoutException.class,
                        timeout -> assertThat(timeout.limitMillis()).isEqualTo(10));
    }

    @Test
    void limit_bodyEndsInTime_givesItsValueAndLeavesNoTimer() {
        RunOfTest<String> run = rig.running(context -> {
            String value = context.withTimeout(1000, () -> {
                context.sleep(10);
                return "value";
            });
            context.inbox().receiveOrClosed();
            return value;
        });

        rig.host.advance(10);
        boolean isTimerArmed = rig.host.isTimerArmed();
        run.task.closeInput();
        rig.host.runReady();

        assertThat(isTimerArmed).isFalse();
        assertThat(run.outcome()).isEqualTo(new Succeeded<>("value"));
    }

    @Test
    void limitOfZero_bodyReachesACheckpoint_throwsThere() {
        RunOfTest<Object> run = rig.running(context -> context.withTimeout(0, () -> {
            rig.trail.add("began");
            context.checkpoint();
            rig.trail.add("went on");
            return null;
        }));

        assertThat(rig.trail.steps()).containsExactly("began");
        assertThat(run.failure()).isInstanceOf(TaskTimeoutException.class);
    }

    @Test
    void limit_passed_runsFinallyAndThrowsAtEveryCheckpointInside() {
        RunOfTest<String> run = rig.running(context -> {
            try {
                return context.withTimeout(10, () -> {
                    try {
                        context.sleep(100);
                    } finally {
                        try {
                            context.checkpoint();
                        } catch (TaskCancelled again) {
                            rig.trail.add("again");
                        }
                    }
                    return "value";
                });
            } catch (TaskTimeoutException timeout) {
                context.sleep(5);
                return "after " + (long) context.now();
            }
        });

        rig.host.advance(100);

        assertThat(rig.trail.steps()).containsExactly("again");
        assertThat(run.outcome()).isEqualTo(new Succeeded<>("after 15"));
    }

    @Test
    void T1_limit_standsStillWhilePaused() {
        RunOfTest<Object> run = rig.running(
                context -> context.withTimeout(100, () -> context.inbox().receive()));
        rig.host.advance(40);
        run.pause();
        rig.host.advance(10_000);

        run.resume();
        rig.host.advance(59);
        boolean isEndedBefore = run.state().isEnded();
        rig.host.advance(1);

        assertThat(isEndedBefore).isFalse();
        assertThat(run.failure()).isInstanceOf(TaskTimeoutException.class);
    }

    @Test
    void limit_hasWokenTheTask_aCancelComesBeforeItRuns_theCancelWins() {
        RunOfTest<Object> run = rig.spawned(
                context -> context.withTimeout(10, () -> context.inbox().receive()));
        RunOfTest<Object> canceller = new RunOfTest<>("canceller", null, rig.scheduler, urgent(), (self, context) -> {
            context.sleep(10);
            run.task.cancel("why");
            return null;
        });

        rig.host.advance(10);

        assertThat(canceller.outcome()).isEqualTo(new Succeeded<>(null));
        assertThat(run.outcome()).isEqualTo(new Cancelled<>("why"));
    }

    @Test
    void cancel_whileTheTaskIsPaused_cutsAPausedLimitShort() {
        RunOfTest<Object> run = rig.running(
                context -> context.withTimeout(100, () -> context.inbox().receive()));
        run.pause();

        rig.host.advance(1000);
        TaskState before = run.state();
        run.task.cancel("enough");
        rig.host.runReady();

        assertThat(before).isEqualTo(TaskState.PAUSED);
        assertThat(run.outcome()).isEqualTo(new Cancelled<>("enough"));
    }

    private static TaskOptions urgent() {
        return TaskOptions.DEFAULTS.withPriority(Priority.USER_BLOCKING);
    }

    @Test
    void limit_passed_bodyCatchesItAndReturns_givesItsValue() {
        RunOfTest<String> run = rig.running(context -> context.withTimeout(10, () -> {
            try {
                context.sleep(100);
                return "slept";
            } catch (TaskCancelled limit) {
                return "rescued";
            }
        }));

        rig.host.advance(100);

        assertThat(run.outcome()).isEqualTo(new Succeeded<>("rescued"));
    }

    @Test
    void negativeTimes_areRefusedWithTheirValue() {
        RunOfTest<Object> run = rig.running(context -> {
            assertThatThrownBy(() -> context.sleep(-5))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("millis < 0: -5");
            assertThatThrownBy(() -> context.withTimeout(-6, () -> {}))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("limitMillis < 0: -6");
            assertThatThrownBy(() -> context.uninterruptible(-7, () -> {}))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("limitMillis < 0: -7");
            return null;
        });

        assertThat(run.outcome()).isEqualTo(new Succeeded<>(null));
    }
}
