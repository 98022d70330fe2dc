package dev.taskholder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskholder.Outcome.Cancelled;
import dev.taskholder.Outcome.Failed;
import dev.taskholder.Outcome.Succeeded;
import dev.taskholder.testing.Trail;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Laws S2 to S5 for children of the task itself. */
final class ForkTest {
    private final Rig rig = new Rig();
    private final IllegalStateException problem = new IllegalStateException("broken");

    @AfterEach
    void nothingIsLeftBehind() {
        rig.close();
    }

    @Test
    void fork_runsTheChildLaterInAFiberOfItsOwn() {
        RunOfTest<Object> run = rig.running(context -> {
            context.fork("child", child -> {
                rig.trail.add("child");
                child.emit("an output of the task");
                return null;
            });
            rig.trail.add("parent");
            return null;
        });

        assertThat(rig.trail.steps()).containsExactly("parent", "child");
        assertThat(run.outputs).containsExactly("an output of the task");
        assertThat(run.state()).isEqualTo(TaskState.SUCCEEDED);
    }

    @Test
    void fork_childIsInTheTreeUntilItEnds() {
        RunOfTest<Object> run = rig.running(context -> {
            context.fork("first", Rig.sleeper(10, "slept"));
            context.fork("second", Rig.sleeper(20, "slept"));
            return null;
        });

        List<String> both = names(run);
        TaskHandle<?> parent = run.task.children().get(0).parent();
        rig.host.advance(10);
        List<String> one = names(run);
        rig.host.advance(10);

        assertThat(both).containsExactly("first", "second");
        assertThat(parent).isSameAs(run.task);
        assertThat(one).containsExactly("second");
        assertThat(names(run)).isEmpty();
    }

    @Test
    void fork_everyChangeOfADescendantIsToldToTheTask() {
        Trail changes = new Trail();
        RunOfTest<Object> run =
                new RunOfTest<>("task", null, rig.scheduler, TaskOptions.DEFAULTS, (self, context) -> {
                    context.fork("child", child -> child.fork("grandchild", Rig.sleeper(10, "slept")));
                    return null;
                }) {
                    @Override
                    public void childChanged(TaskHandle<?> child) {
                        changes.add(child.name() + " " + child.state());
                    }
                };

        rig.host.advance(10);

        assertThat(changes.steps())
                .containsExactly("child RUNNING", "grandchild RUNNING", "grandchild SUCCEEDED", "child SUCCEEDED");
        assertThat(run.state()).isEqualTo(TaskState.SUCCEEDED);
    }

    @Test
    void S3_childFails_cancelsSiblingsAndParentAndTheTaskFailsWithIt() {
        RunOfTest<Object> run = rig.running(context -> {
            context.fork("sibling", Rig.sleeper(1000, "never"));
            context.fork("failing", failingAfter(5));
            try {
                context.sleep(1000);
            } catch (TaskCancelled cancelled) {
                rig.trail.add("cancelled by " + cancelled.reason());
            }
            return "a value";
        });

        rig.host.advance(5);

        assertThat(rig.trail.steps()).containsExactly("cancelled by " + run.failure());
        assertThat(run.failure()).isInstanceOf(ChildFailedException.class).hasCause(problem);
        assertThat(run.states).endsWith(TaskState.RUNNING, TaskState.CANCELLING);
    }

    @Test
    void S3_childFails_afterTheBodyReturned_theTaskFails() {
        RunOfTest<Object> run = rig.running(context -> {
            context.fork("failing", failingAfter(5));
            context.fork("sibling", Rig.sleeper(1000, "never"));
            return "a value";
        });

        rig.host.advance(5);

        assertThat(run.failure()).isInstanceOf(ChildFailedException.class).hasCause(problem);
    }

    @Test
    void S3_childFails_whileTheParentIsPaused_cancelsTheParent() {
        RunOfTest<Object> run = rig.running(context -> {
            context.fork("failing", child -> {
                child.uninterruptible(100, () -> child.sleep(10));
                throw problem;
            });
            context.sleep(1000);
            return "never";
        });
        run.pause();

        rig.host.advance(10);

        assertThat(run.failure()).isInstanceOf(ChildFailedException.class).hasCause(problem);
        assertThat(run.told.steps()).startsWith("RUNNING", "PAUSING", "CANCELLING");
    }

    @Test
    void S3_grandchildFails_theFailureClimbsTheTree() {
        RunOfTest<Object> run = rig.running(context -> {
            context.fork("child", child -> {
                child.fork("grandchild", failingAfter(5));
                return null;
            });
            return null;
        });

        rig.host.advance(5);

        assertThat(run.failure())
                .isInstanceOf(ChildFailedException.class)
                .hasRootCause(problem)
                .satisfies(failed -> assertThat(failed.getCause()).isInstanceOf(ChildFailedException.class));
    }

    @Test
    void S2_bodyThrows_whileChildrenLive_isCancellingUntilTheyHaveEnded_thenFails() {
        RunOfTest<Object> run = rig.running(context -> {
            context.fork("child", child -> {
                try {
                    child.sleep(1000);
                } finally {
                    child.uninterruptible(100, () -> child.sleep(10));
                    child.tryEmit("cleaned");
                }
                return null;
            });
            context.sleep(5);
            throw problem;
        });

        rig.host.advance(14);
        TaskState whileCleaning = run.state();
        rig.host.advance(1);

        assertThat(whileCleaning).isEqualTo(TaskState.CANCELLING);
        assertThat(run.failure()).isSameAs(problem);
        assertThat(run.told.steps()).endsWith("CANCELLING", "output cleaned", "ended " + new Failed<>(problem));
    }

    @Test
    void S3_cancelledAndAChildFailsWhileCleaningUp_theTaskFailsWithThat() {
        RunOfTest<Object> run = rig.running(context -> {
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
        });

        run.task.cancel("why");
        rig.host.runReady();

        assertThat(run.failure()).isInstanceOf(ChildFailedException.class).hasCause(problem);
    }

    @Test
    void S5_forkFromACancelledTask_inFinally_neverRunsAndIsCancelledForTheSameReason() {
        RunOfTest<Object> run = rig.running(context -> {
            try {
                context.sleep(1000);
            } finally {
                TaskHandle<String> child = context.fork("late", forked -> {
                    rig.trail.add("ran");
                    return "value";
                });
                rig.trail.add("" + child.outcome());
            }
            return null;
        });

        run.task.cancel("why");
        rig.host.advance(100);

        assertThat(rig.trail.steps()).containsExactly("Cancelled[reason=why]");
        assertThat(run.outcome()).isEqualTo(new Cancelled<>("why"));
    }

    @Test
    void P2_forkFromAPausedTask_doesNotRunUntilTheResume() {
        RunOfTest<Object> run = rig.spawnedSelf((self, context) -> {
            self.pause();
            context.fork("child", child -> {
                rig.trail.add("ran");
                return null;
            });
            return null;
        });

        rig.host.advance(100);
        List<String> whilePaused = rig.trail.steps();
        TaskState state = run.state();
        run.resume();
        rig.host.runReady();

        assertThat(whilePaused).isEmpty();
        assertThat(state).isEqualTo(TaskState.PAUSED);
        assertThat(rig.trail.steps()).containsExactly("ran");
        assertThat(run.outcome()).isEqualTo(new Succeeded<>(null));
    }

    private static List<String> names(RunOfTest<?> run) {
        return run.task.children().stream().map(TaskRun::name).toList();
    }

    private Program<String> failingAfter(long millis) {
        return context -> {
            context.sleep(millis);
            throw problem;
        };
    }

    private void fail() {
        throw problem;
    }
}
