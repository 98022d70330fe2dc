package dev.taskholder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taskholder.Outcome.Cancelled;
import dev.taskholder.Outcome.Succeeded;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Waiting for the end of another task. */
final class JoinTest {
    private final Rig rig = new Rig();
    private final IllegalStateException problem = new IllegalStateException("broken");

    @AfterEach
    void nothingIsLeftBehind() {
        rig.close();
    }

    @Test
    void join_ofAChild_givesItsValue() {
        RunOfTest<String> run = rig.running(
                context -> context.fork("child", Rig.sleeper(10, "value")).join() + " at " + (long) context.now());

        rig.host.advance(10);

        assertThat(run.outcome()).isEqualTo(new Succeeded<>("value at 10"));
    }

    @Test
    void S2_join_ofAChildWhoseBodyReturned_waitsForItsChildrenToo() {
        RunOfTest<String> run = rig.running(context -> context.fork("child", child -> {
                            child.fork("grandchild", Rig.sleeper(10, "slept"));
                            return "value";
                        })
                        .join()
                + " at " + (long) context.now());

        rig.host.advance(10);

        assertThat(run.outcome()).isEqualTo(new Succeeded<>("value at 10"));
    }

    @Test
    void join_afterTheEnd_givesTheValueAgain() {
        RunOfTest<String> other = rig.running(context -> "value");

        RunOfTest<String> run = rig.running(context -> other.task.join() + other.task.join());

        assertThat(run.outcome()).isEqualTo(new Succeeded<>("valuevalue"));
    }

    @Test
    void severalJoin_allGoOnInTheOrderTheyCame() {
        RunOfTest<String> other = rig.running(Rig.sleeper(10, "value"));
        for (String name : List.of("a", "b")) {
            rig.running(context -> {
                rig.trail.add(name + " got " + other.task.join());
                return null;
            });
        }

        rig.host.advance(10);

        assertThat(rig.trail.steps()).containsExactly("a got value", "b got value");
    }

    @Test
    void S3_join_ofAnotherTaskThatFailed_throwsWithWhatItThrew() {
        RunOfTest<Object> other = rig.running(context -> {
            throw problem;
        });

        RunOfTest<Object> run = rig.running(context -> other.task.join());

        assertThat(run.failure()).isInstanceOfSatisfying(ChildFailedException.class, failed -> {
            assertThat(failed).hasCause(problem).hasMessage("child task failed: " + problem);
            assertThat(failed.childName()).isEqualTo("task");
        });
    }

    @Test
    void S3_join_ofAChildThatFails_inAScopeThatFailsWithIt_isCancelledAndTheFailureIsReportedOnce() {
        RunOfTest<Object> run = rig.running(context -> {
            try {
                return context.fork("child", child -> {
                            child.sleep(10);
                            throw problem;
                        })
                        .join();
            } catch (Throwable thrown) {
                rig.trail.add("join threw " + thrown.getClass().getSimpleName());
                throw thrown;
            }
        });

        rig.host.advance(10);

        assertThat(rig.trail.steps()).containsExactly("join threw TaskCancelled");
        assertThat(run.failure()).isInstanceOf(ChildFailedException.class).hasCause(problem);
        assertThat(run.failure().getSuppressed()).isEmpty();
    }

    @Test
    void S3_join_behindAShield_ofAChildThatFails_failsOnceTooWithTheChildsFailure() {
        RunOfTest<Object> run = rig.running(context -> {
            TaskHandle<Object> child = context.fork("child", forked -> {
                forked.sleep(10);
                throw problem;
            });
            return context.uninterruptible(100, child::join);
        });

        rig.host.advance(10);

        assertThat(run.failure()).isInstanceOf(ChildFailedException.class).hasCause(problem);
        assertThat(run.failure().getSuppressed()).isEmpty();
    }

    @Test
    void join_ofACancelledOne_throwsWithItsReasonAndTheJoinerIsNotCancelled() {
        RunOfTest<String> run = rig.running(context -> {
            TaskHandle<String> child = context.fork("child", Rig.sleeper(10, "never"));
            child.cancel("why");
            try {
                return child.join();
            } catch (ChildCancelledException cancelled) {
                context.checkpoint();
                return cancelled.childName() + " " + cancelled.reason() + ", " + cancelled.getMessage();
            }
        });

        assertThat(run.outcome()).isEqualTo(new Succeeded<>("child why, child child was cancelled"));
    }

    @Test
    void cancelOfTheJoiner_leavesTheOtherAlone() {
        RunOfTest<String> other = rig.running(Rig.sleeper(10, "value"));
        RunOfTest<String> joiner = rig.running(context -> other.task.join());

        joiner.task.cancel("why");
        rig.host.advance(10);

        assertThat(joiner.outcome()).isEqualTo(new Cancelled<>("why"));
        assertThat(other.outcome()).isEqualTo(new Succeeded<>("value"));
    }

    @Test
    void join_ofItselfOrAnAncestor_isRefused() {
        RunOfTest<String> run = rig.spawnedSelf((self, context) -> {
            assertThatThrownBy(() -> self.task.join())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("task task would wait for its own end");
            return context.fork("child", child -> {
                        assertThatThrownBy(() -> self.task.join())
                                .isInstanceOf(IllegalStateException.class)
                                .hasMessage("task task would wait for its own end");
                        return "refused";
                    })
                    .join();
        });
        rig.host.runReady();

        assertThat(run.outcome()).isEqualTo(new Succeeded<>("refused"));
    }

    @Test
    void join_fromOutsideATask_isRefused() {
        RunOfTest<String> run = rig.running(context -> "value");

        assertThatThrownBy(() -> run.task.join())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("awaitOutcome: called from outside a task");
    }
}
