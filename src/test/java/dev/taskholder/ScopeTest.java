package dev.taskholder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskholder.Outcome.Cancelled;
import dev.taskholder.Outcome.Succeeded;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Laws S2 to S4 for the scopes inside a task. */
final class ScopeTest {
    private final Rig rig = new Rig();
    private final IllegalStateException problem = new IllegalStateException("broken");

    @AfterEach
    void nothingIsLeftBehind() {
        rig.close();
    }

    @Test
    void S2_scope_returnsItsValueAfterItsChildren() {
        RunOfTest<String> run = rig.running(context -> {
            String value = context.scope(() -> {
                context.fork("child", Rig.sleeper(10, "slept"));
                return "value";
            });
            return value + " at " + (long) context.now();
        });

        rig.host.advance(10);

        assertThat(run.outcome()).isEqualTo(new Succeeded<>("value at 10"));
    }

    @Test
    void S2_scope_waitsForGrandchildrenToo() {
        RunOfTest<Object> run = rig.running(context -> {
            context.scope(() -> context.fork("child", child -> child.fork("grandchild", Rig.sleeper(10, "slept"))));
            return (long) context.now();
        });

        rig.host.advance(10);

        assertThat(run.outcome()).isEqualTo(new Succeeded<>(10L));
    }

    @Test
    void S2_scope_doesNotWaitForChildrenOfTheScopeAround() {
        RunOfTest<Object> run = rig.running(context -> {
            context.fork("outer", Rig.sleeper(50, "slept"));
            context.scope(() -> context.fork("inner", Rig.sleeper(10, "slept")));
            rig.trail.add("scope ended at " + (long) context.now());
            return null;
        });

        rig.host.advance(49);
        boolean isEndedEarly = run.state().isEnded();
        rig.host.advance(1);

        assertThat(rig.trail.steps()).containsExactly("scope ended at 10");
        assertThat(isEndedEarly).isFalse();
        assertThat(run.outcome()).isEqualTo(new Succeeded<>(null));
    }

    @Test
    void S3_childFails_cancelsSiblingsAndTheBodyAndIsThrownAfterTheyHaveCleanedUp() {
        RunOfTest<String> run = rig.running(context -> {
            try {
                context.scope(() -> {
                    context.fork("sibling", cleaner("sibling", 10));
                    context.fork("failing", failingAfter(5));
                    cleaner("body", 20).run(context);
                });
                return "no failure";
            } catch (ChildFailedException failed) {
                context.checkpoint();
                return failed.childName() + " failed, seen at " + (long) context.now();
            }
        });

        rig.host.advance(100);

        assertThat(rig.trail.steps()).containsExactly("sibling cleaned", "body cleaned");
        assertThat(run.outcome()).isEqualTo(new Succeeded<>("failing failed, seen at 25"));
    }

    @Test
    void S3_childFails_whileTheScopeWaitsAtItsEnd_cancelsTheOthers() {
        RunOfTest<Object> run = rig.running(context -> context.scope(() -> {
            context.fork("sibling", cleaner("sibling", 10));
            context.fork("failing", failingAfter(5));
            return "value";
        }));

        rig.host.advance(14);
        boolean isEndedEarly = run.state().isEnded();
        rig.host.advance(1);

        assertThat(isEndedEarly).isFalse();
        assertThat(rig.trail.steps()).containsExactly("sibling cleaned");
        assertThat(run.failure()).isInstanceOf(ChildFailedException.class).hasCause(problem);
    }

    @Test
    void S3_childOfAnOuterScopeFails_unwindsTheInnerOnesAndTheirChildren() {
        RunOfTest<String> run = rig.running(context -> {
            try {
                context.scope(() -> {
                    context.fork("failing", failingAfter(5));
                    context.scope(() -> {
                        context.fork("inner child", cleaner("inner child", 10));
                        context.sleep(1000);
                    });
                });
                return "no failure";
            } catch (ChildFailedException failed) {
                return failed.childName() + " failed, seen at " + (long) context.now();
            }
        });

        rig.host.advance(100);

        assertThat(rig.trail.steps()).containsExactly("inner child cleaned");
        assertThat(run.outcome()).isEqualTo(new Succeeded<>("failing failed, seen at 15"));
    }

    @Test
    void S3_childFailed_theBodySwallowsTheInterruptAndReturns_isThrownAllTheSame() {
        RunOfTest<Object> run = rig.running(context -> context.scope(() -> {
            context.fork("failing", failingAfter(5));
            try {
                context.sleep(100);
            } catch (TaskCancelled swallowed) {
                rig.trail.add("swallowed");
            }
            return "value";
        }));

        rig.host.advance(100);

        assertThat(rig.trail.steps()).containsExactly("swallowed");
        assertThat(run.failure()).isInstanceOf(ChildFailedException.class).hasCause(problem);
    }

    @Test
    void bodyThrows_childrenAreCancelledAndHaveCleanedUpWhenItIsSeen() {
        RunOfTest<String> run = rig.running(context -> {
            try {
                context.scope(() -> {
                    context.fork("child", cleaner("child", 10));
                    context.sleep(5);
                    throw problem;
                });
                return "no failure";
            } catch (IllegalStateException seen) {
                return (seen == problem) + " at " + (long) context.now();
            }
        });

        rig.host.advance(100);

        assertThat(rig.trail.steps()).containsExactly("child cleaned");
        assertThat(run.outcome()).isEqualTo(new Succeeded<>("true at 15"));
    }

    @Test
    void S3_childCancelledAlone_isNoFailure() {
        RunOfTest<String> run = rig.running(context -> context.scope(() -> {
            TaskHandle<String> cancelled = context.fork("cancelled", Rig.sleeper(100, "never"));
            context.fork("sibling", cleaner("sibling", 10));
            context.sleep(5);
            cancelled.cancel("why");
            context.sleep(5);
            return "went on";
        }));

        rig.host.advance(2000);

        assertThat(rig.trail.steps()).containsExactly("sibling slept");
        assertThat(run.outcome()).isEqualTo(new Succeeded<>("went on"));
    }

    @Test
    void S4_cancel_whileWaitingAtTheEnd_cancelsTheChildrenAndIsThrownAfterThem() {
        RunOfTest<Object> run = rig.running(context -> {
            try {
                context.scope(() -> context.fork("child", cleaner("child", 10)));
            } finally {
                rig.trail.add("scope ended at " + (long) context.now());
            }
            return null;
        });
        rig.host.advance(5);

        run.task.cancel("why");
        rig.host.advance(100);

        assertThat(rig.trail.steps()).containsExactly("child cleaned", "scope ended at 15");
        assertThat(run.outcome()).isEqualTo(new Cancelled<>("why"));
    }

    @Test
    void P2_pause_whileWaitingAtTheEnd_theEndComesOnlyAfterTheResume() {
        RunOfTest<String> run = rig.running(context -> {
            context.scope(() -> context.fork("child", Rig.sleeper(10, "slept")));
            rig.trail.add("scope ended");
            return "done";
        });
        TaskRun<?> child = run.task.children().get(0);
        RecordingAnswer pause = run.pause();
        rig.host.runReady();

        child.cancel("the child alone");
        rig.host.advance(1000);
        List<String> whilePaused = rig.trail.steps();
        TaskState state = run.state();
        run.resume();
        rig.host.runReady();

        assertThat(pause.answer().paused()).isTrue();
        assertThat(whilePaused).isEmpty();
        assertThat(state).isEqualTo(TaskState.PAUSED);
        assertThat(run.outcome()).isEqualTo(new Succeeded<>("done"));
    }

    private Program<String> failingAfter(long millis) {
        return context -> {
            context.sleep(millis);
            throw problem;
        };
    }

    /** Sleeps for long, and needs some time to clean up. */
    private Program<String> cleaner(String name, long cleanUpMillis) {
        return context -> {
            try {
                context.sleep(1000);
                rig.trail.add(name + " slept");
            } catch (TaskCancelled cancelled) {
                context.uninterruptible(1000, () -> context.sleep(cleanUpMillis));
                rig.trail.add(name + " cleaned");
                throw cancelled;
            }
            return name;
        };
    }
}
