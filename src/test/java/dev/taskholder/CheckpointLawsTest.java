package dev.taskholder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskholder.Outcome.Cancelled;
import dev.taskholder.Outcome.Failed;
import dev.taskholder.Outcome.Succeeded;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Laws K1 to K5 of checkpoints. */
final class CheckpointLawsTest {
    private final Rig rig = new Rig();

    @AfterEach
    void nothingIsLeftBehind() {
        rig.close();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.taskholder.BlockingCalls#all")
    void K1_anyBlockingCall_afterCancel_throwsThoughItCouldFinishAtOnce(String name, BlockingCalls.Making call) {
        RunOfTest<String> ended = rig.running(context -> "ended before");
        RunOfTest<String> run = rig.spawnedSelf((self, context) -> {
            self.task.cancel("why");
            rig.trail.add("cancelled itself");
            call.in(context, ended.task);
            rig.trail.add("went on");
            return "done";
        });
        run.send("a message");

        rig.host.runReady();

        assertThat(rig.trail.steps()).containsExactly("cancelled itself");
        assertThat(run.outcome()).isEqualTo(new Cancelled<>("why"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.taskholder.BlockingCalls#all")
    void K1_anyBlockingCall_whileHeld_parksThoughItCouldFinishAtOnce(String name, BlockingCalls.Making call) {
        RunOfTest<String> ended = rig.running(context -> "ended before");
        RunOfTest<String> run = rig.spawnedSelf((self, context) -> {
            self.pause();
            call.in(context, ended.task);
            rig.trail.add("went on");
            return "done";
        });
        run.send("a message");

        rig.host.advance(100);
        List<String> whilePaused = rig.trail.steps();
        TaskState paused = run.state();
        run.resume();
        rig.host.advance(100);

        assertThat(whilePaused).isEmpty();
        assertThat(paused).isEqualTo(TaskState.PAUSED);
        assertThat(run.outcome()).isEqualTo(new Succeeded<>("done"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.taskholder.BlockingCalls#all")
    void K1_anyBlockingCall_sliceUsedUp_givesWay(String name, BlockingCalls.Making call) {
        RunOfTest<String> ended = rig.running(context -> "ended before");
        RunOfTest<Object> run = rig.spawned(context -> {
            rig.host.work(6);
            call.in(context, ended.task);
            rig.trail.add("went on");
            return null;
        });
        run.send("a message");
        rig.spawned(context -> {
            rig.trail.add("the other ran");
            return null;
        });

        rig.host.advance(100);

        assertThat(rig.trail.steps()).containsExactly("the other ran", "went on");
    }

    @Test
    void K2_emit_cancelledWhileWaitingForCredit_emitsNothing() {
        RunOfTest<Object> run = rig.spawned(TaskOptions.DEFAULTS.withOutputCapacity(1), context -> {
            context.emit(1);
            context.emit(2);
            return null;
        });
        rig.host.runReady();

        run.task.cancel("why");
        run.task.credit(5);
        rig.host.runReady();

        assertThat(run.outputs).containsExactly(1);
        assertThat(run.outcome()).isEqualTo(new Cancelled<>("why"));
    }

    @Test
    void K2_receive_timedOut_takesNothing() {
        RunOfTest<Object> run = rig.running(context -> {
            try {
                context.withTimeout(10, () -> context.inbox().receive());
            } catch (TaskTimeoutException timeout) {
                rig.trail.add("timed out");
            }
            context.sleep(10);
            return context.inbox().receive();
        });

        rig.host.advance(15);
        run.send("message");
        rig.host.advance(15);

        assertThat(rig.trail.steps()).containsExactly("timed out");
        assertThat(run.outcome()).isEqualTo(new Succeeded<>("message"));
    }

    @Test
    void K2_receive_cancelledWhileHeld_leavesTheMessageInTheInbox() {
        RunOfTest<Object> run = rig.running(context -> {
            try {
                context.inbox().receive();
                rig.trail.add("received");
            } finally {
                rig.trail.add("left: " + context.inbox().tryReceive());
            }
            return null;
        });

        run.pause();
        rig.host.runReady();
        run.send("message");
        run.task.cancel("why");
        rig.host.runReady();

        assertThat(rig.trail.steps()).containsExactly("left: Received[value=message]");
        assertThat(run.outcome()).isEqualTo(new Cancelled<>("why"));
    }

    @Test
    void K3_receive_completedBeforeCancel_isNotUndone() {
        RunOfTest<Object> run = rig.running(context -> {
            Object message = context.inbox().receive();
            rig.trail.add("got " + message);
            context.checkpoint();
            rig.trail.add("went on");
            return null;
        });

        run.send("message");
        run.task.cancel("why");
        rig.host.runReady();

        assertThat(rig.trail.steps()).containsExactly("got message");
        assertThat(run.outcome()).isEqualTo(new Cancelled<>("why"));
    }

    @Test
    void K4_cancel_caughtByTheTask_isThrownAgainAtEveryCheckpointAndInFinally() {
        RunOfTest<Object> run = rig.running(context -> {
            try {
                context.sleep(1000);
            } catch (TaskCancelled first) {
                rig.trail.add("first");
            }
            try {
                context.checkpoint();
            } catch (TaskCancelled second) {
                rig.trail.add("second");
            } finally {
                try {
                    context.emit("late");
                } catch (TaskCancelled third) {
                    rig.trail.add("third: " + third.reason());
                }
            }
            return "a value";
        });

        run.task.cancel("why");
        rig.host.runReady();

        assertThat(rig.trail.steps()).containsExactly("first", "second", "third: why");
        assertThat(run.outcome()).isEqualTo(new Cancelled<>("why"));
    }

    @Test
    void cancel_bodyCatchesException_isNotSwallowed() {
        RunOfTest<Object> run = rig.running(context -> {
            try {
                context.sleep(1000);
            } catch (Exception e) {
                rig.trail.add("swallowed");
            }
            return null;
        });

        run.task.cancel("why");
        rig.host.runReady();

        assertThat(rig.trail.steps()).isEmpty();
        assertThat(run.outcome()).isEqualTo(new Cancelled<>("why"));
    }

    @Test
    void cancel_bodyThrowsSomethingElseWhileUnwinding_failsWithIt() {
        IllegalStateException problem = new IllegalStateException("while cleaning up");
        RunOfTest<Object> run = rig.running(context -> {
            try {
                context.sleep(1000);
            } finally {
                rig.trail.add("cleaning");
                fail(problem);
            }
            return null;
        });

        run.task.cancel("why");
        rig.host.runReady();

        assertThat(run.outcome()).isEqualTo(new Failed<>(problem));
    }

    @Test
    void cancel_closingAResourceFailsWhileUnwinding_failsWithThatAndNotSilently() {
        IllegalStateException problem = new IllegalStateException("while closing");
        RunOfTest<Object> run = rig.running(context -> {
            try (AutoCloseable resource = () -> fail(problem)) {
                rig.trail.add("uses " + (resource == null ? "nothing" : "it"));
                context.sleep(1000);
            }
            return null;
        });

        run.task.cancel("why");
        rig.host.runReady();

        assertThat(run.outcome()).isEqualTo(new Failed<>(problem));
    }

    @Test
    void context_usedOutsideItsFiber_throws() {
        TaskContext[] leaked = new TaskContext[1];
        RunOfTest<String> owner = rig.running(context -> {
            leaked[0] = context;
            context.sleep(10);
            return "done";
        });
        RunOfTest<Object> thief = rig.running(context -> {
            leaked[0].checkpoint();
            return null;
        });

        rig.host.advance(10);

        assertThat(thief.failure())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the context of task task was used outside its fiber");
        assertThat(owner.outcome()).isEqualTo(new Succeeded<>("done"));
    }

    private static void fail(RuntimeException problem) {
        throw problem;
    }
}
