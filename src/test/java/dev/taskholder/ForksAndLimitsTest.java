package dev.taskholder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskholder.Outcome.Cancelled;
import dev.taskholder.Outcome.Succeeded;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Laws T3 and K5 where time limits and shields have children inside. */
final class ForksAndLimitsTest {
    private final Rig rig = new Rig();
    private final IllegalStateException problem = new IllegalStateException("broken");

    @AfterEach
    void nothingIsLeftBehind() {
        rig.close();
    }

    @Test
    void T3_limitPasses_childrenAreCancelledAndTheCallerSeesItAfterTheyHaveEnded() {
        RunOfTest<String> run = rig.running(context -> {
            try {
                context.withTimeout(10, () -> {
                    context.fork("child", cleaner("child", 20));
                    context.sleep(1000);
                });
                return "in time";
            } catch (TaskTimeoutException timeout) {
                context.checkpoint();
                return "timed out, seen at " + (long) context.now();
            }
        });

        rig.host.advance(100);

        assertThat(rig.trail.steps()).containsExactly("child cleaned");
        assertThat(run.outcome()).isEqualTo(new Succeeded<>("timed out, seen at 30"));
    }

    @Test
    void T3_limitPasses_whileTheBodyHasReturnedAndAChildLives_isTimedOut() {
        RunOfTest<String> run = rig.running(context -> {
            try {
                return context.withTimeout(10, () -> {
                    context.fork("child", cleaner("child", 20));
                    return "a value";
                });
            } catch (TaskTimeoutException timeout) {
                return "timed out, seen at " + (long) context.now();
            }
        });

        rig.host.advance(100);

        assertThat(run.outcome()).isEqualTo(new Succeeded<>("timed out, seen at 30"));
    }

    @Test
    void withTimeout_childrenEndInTime_givesItsValueAndLeavesNoTimer() {
        RunOfTest<Object> run = rig.running(context -> {
            Object value = context.withTimeout(1000, () -> {
                context.fork("child", Rig.sleeper(10, "slept"));
                return "value at " + (long) context.now();
            });
            context.inbox().receiveOrClosed();
            return value;
        });

        rig.host.advance(10);
        boolean isTimerArmed = rig.host.isTimerArmed();
        run.task.closeInput();
        rig.host.runReady();

        assertThat(isTimerArmed).isFalse();
        assertThat(run.outcome()).isEqualTo(new Succeeded<>("value at 0"));
    }

    @Test
    void T3_childFailsWhileCleaningUpAfterTheLimit_thatIsWhatTheCallerSees() {
        RunOfTest<Object> run = rig.running(context -> context.withTimeout(10, () -> {
            context.fork("child", child -> {
                try {
                    child.sleep(1000);
                } finally {
                    fail();
                }
                return null;
            });
            context.sleep(1000);
            return null;
        }));

        rig.host.advance(100);

        assertThat(run.failure()).isInstanceOf(ChildFailedException.class).hasCause(problem);
    }

    @Test
    void T3_innerAndOuterLimit_theOuterPassesWhileInnerChildrenCleanUp_theInnerIsSeenFirst() {
        RunOfTest<String> run = rig.running(context -> {
            try {
                return context.withTimeout(20, () -> {
                    try {
                        context.withTimeout(10, () -> {
                            context.fork("child", cleaner("child", 30));
                            context.sleep(1000);
                        });
                    } catch (TaskTimeoutException inner) {
                        rig.trail.add("inner " + inner.limitMillis() + " at " + (long) context.now());
                        context.checkpoint();
                    }
                    return "went on";
                });
            } catch (TaskTimeoutException outer) {
                return "outer " + outer.limitMillis();
            }
        });

        rig.host.advance(100);

        assertThat(rig.trail.steps()).containsExactly("child cleaned", "inner 10 at 40");
        assertThat(run.outcome()).isEqualTo(new Succeeded<>("outer 20"));
    }

    @Test
    void T1_limitAroundForks_standsStillWhilePaused() {
        RunOfTest<Object> run = rig.running(context -> context.withTimeout(10, () -> {
            context.fork("child", Rig.sleeper(9, "slept"));
            return "in time";
        }));
        rig.host.advance(5);
        run.pause();
        rig.host.advance(1000);

        run.resume();
        rig.host.advance(4);

        assertThat(run.outcome()).isEqualTo(new Succeeded<>("in time"));
    }

    @Test
    void K5_cancel_childrenBehindAShieldLiveOn_theOthersDoNot() {
        RunOfTest<Object> run = rig.running(context -> {
            context.fork("outside", cleaner("outside", 0));
            context.uninterruptible(100, () -> {
                context.fork("inside", child -> {
                    child.scope(() -> child.fork("grandchild", Rig.sleeper(30, "slept")));
                    rig.trail.add("inside slept");
                    return null;
                });
            });
            rig.trail.add("left the shield");
            context.checkpoint();
            return null;
        });

        run.task.cancel("why");
        rig.host.advance(30);

        assertThat(rig.trail.steps()).containsExactly("outside cleaned", "inside slept", "left the shield");
        assertThat(run.outcome()).isEqualTo(new Cancelled<>("why"));
    }

    @Test
    void K5_shieldFallsWhileItWaitsForItsChildren_theCancelReachesThem() {
        RunOfTest<Object> run = rig.running(context -> {
            context.uninterruptible(20, () -> {
                context.fork("inside", cleaner("inside", 5));
            });
            return null;
        });

        run.task.cancel("why");
        rig.host.advance(24);
        boolean isEndedEarly = run.state().isEnded();
        rig.host.advance(1);

        assertThat(isEndedEarly).isFalse();
        assertThat(rig.trail.steps()).containsExactly("inside cleaned");
        assertThat(run.outcome()).isEqualTo(new Cancelled<>("why"));
    }

    @Test
    void K5_innerShieldInsideAFallenOne_itsChildrenLiveOn() {
        RunOfTest<Object> run = rig.running(context -> {
            context.uninterruptible(10, () -> {
                context.fork("between", cleaner("between", 0));
                context.uninterruptible(100, () -> {
                    context.fork("innermost", child -> {
                        child.sleep(30);
                        rig.trail.add("innermost slept");
                        return null;
                    });
                });
            });
            return null;
        });

        run.task.cancel("why");
        rig.host.advance(30);

        assertThat(rig.trail.steps()).containsExactly("between cleaned", "innermost slept");
        assertThat(run.outcome()).isEqualTo(new Cancelled<>("why"));
    }

    @Test
    void K5_pause_childrenBehindAShieldGoOn_acknowledgedWhenTheShieldFallsAndAllAreParked() {
        RunOfTest<Object> run = rig.running(context -> {
            context.uninterruptible(20, () -> {
                context.fork("inside", child -> {
                    for (int i = 0; i < 5; i++) {
                        child.sleep(8);
                        child.emit(i);
                    }
                    return null;
                });
            });
            return null;
        });

        RecordingAnswer pause = run.pause();
        rig.host.advance(19);
        boolean isGivenEarly = pause.isGiven();
        rig.host.advance(1000);
        List<Object> whilePaused = List.copyOf(run.outputs);
        run.resume();
        rig.host.advance(20);

        assertThat(isGivenEarly).isFalse();
        assertThat(pause.answer().paused()).isTrue();
        assertThat(whilePaused).containsExactly(0, 1);
        assertThat(run.outputs).containsExactly(0, 1, 2, 3, 4);
        assertThat(run.outcome()).isEqualTo(new Succeeded<>(null));
    }

    @Test
    void K5_childOutsideTheShieldFails_theShieldedBodyEndsFirst() {
        RunOfTest<Object> run = rig.running(context -> context.scope(() -> {
            context.fork("failing", child -> {
                child.sleep(5);
                throw problem;
            });
            context.uninterruptible(100, () -> {
                context.fork("inside", Rig.sleeper(20, "slept"));
                context.sleep(10);
            });
            rig.trail.add("left the shield at " + (long) context.now());
            context.checkpoint();
            return null;
        }));

        rig.host.advance(100);

        assertThat(rig.trail.steps()).containsExactly("left the shield at 20");
        assertThat(run.failure()).isInstanceOf(ChildFailedException.class).hasCause(problem);
    }

    @Test
    void S3_childInsideAShieldFails_unwindsTheShieldedBody() {
        RunOfTest<Object> run = rig.running(context -> context.uninterruptible(100, () -> {
            context.fork("failing", child -> {
                child.sleep(5);
                throw problem;
            });
            context.sleep(50);
            rig.trail.add("slept");
            return null;
        }));

        rig.host.advance(100);

        assertThat(rig.trail.steps()).isEmpty();
        assertThat(run.failure()).isInstanceOf(ChildFailedException.class).hasCause(problem);
    }

    private Program<String> cleaner(String name, long cleanUpMillis) {
        return context -> {
            try {
                context.sleep(1000);
            } finally {
                context.uninterruptible(1000, () -> context.sleep(cleanUpMillis));
                rig.trail.add(name + " cleaned");
            }
            return name;
        };
    }

    private void fail() {
        throw problem;
    }
}
