package dev.taskholder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskholder.Outcome.Cancelled;
import dev.taskholder.Outcome.Succeeded;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Law S3 in a supervising scope: a child's failure is only seen by who joins it. */
final class SuperviseTest {
    private final Rig rig = new Rig();
    private final IllegalStateException problem = new IllegalStateException("broken");

    @AfterEach
    void nothingIsLeftBehind() {
        rig.close();
    }

    @Test
    void S3_childFails_siblingsAndBodyGoOn() {
        RunOfTest<String> run = rig.running(context -> context.supervise(() -> {
            context.fork("failing", failingAfter(5));
            TaskHandle<String> sibling = context.fork("sibling", Rig.sleeper(10, "slept"));
            context.sleep(7);
            return "went on, the sibling " + sibling.join();
        }));

        rig.host.advance(10);

        assertThat(run.outcome()).isEqualTo(new Succeeded<>("went on, the sibling slept"));
    }

    @Test
    void S3_childFails_joinThrowsIt() {
        RunOfTest<String> run = rig.running(context -> context.supervise(() -> {
            TaskHandle<String> failing = context.fork("failing", failingAfter(5));
            try {
                return failing.join();
            } catch (ChildFailedException failed) {
                return failed.getMessage();
            }
        }));

        rig.host.advance(5);

        assertThat(run.outcome()).isEqualTo(new Succeeded<>("child failing failed: " + problem));
    }

    @Test
    void S3_childFails_joinThrowsItOutOfTheScope_cancelsTheOthers() {
        RunOfTest<String> run = rig.running(context -> context.supervise(() -> {
            TaskHandle<String> failing = context.fork("failing", failingAfter(5));
            context.fork("sibling", Rig.sleeper(1000, "never"));
            return failing.join();
        }));

        rig.host.advance(5);

        assertThat(run.failure()).isInstanceOf(ChildFailedException.class).hasCause(problem);
        assertThat(run.failure().getSuppressed()).isEmpty();
    }

    @Test
    void S2_supervise_returnsAfterItsChildren_alsoAfterAFailedOne() {
        RunOfTest<Object> run = rig.running(context -> {
            context.supervise(() -> {
                context.fork("failing", failingAfter(5));
                context.fork("slow", Rig.sleeper(10, "slept"));
            });
            return (long) context.now();
        });

        rig.host.advance(10);

        assertThat(run.outcome()).isEqualTo(new Succeeded<>(10L));
    }

    @Test
    void S3_grandchildFails_failsTheChildAndNobodyElse() {
        RunOfTest<Object> run = rig.running(context -> context.supervise(() -> {
            TaskHandle<String> child = context.fork("child", forked -> {
                forked.fork("grandchild", failingAfter(5));
                forked.sleep(1000);
                return "never";
            });
            Outcome<String> outcome = child.awaitOutcome();
            context.checkpoint();
            return outcome instanceof Outcome.Failed<String> failed ? failed.cause() : outcome;
        }));

        rig.host.advance(5);

        assertThat(run.outcome())
                .isInstanceOfSatisfying(
                        Succeeded.class,
                        succeeded -> assertThat((Throwable) succeeded.value())
                                .isInstanceOf(ChildFailedException.class)
                                .hasCause(problem));
    }

    @Test
    void bodyThrows_childrenAreCancelled() {
        RunOfTest<Object> run = rig.running(context -> context.supervise(() -> {
            context.fork("child", Rig.sleeper(1000, "never"));
            context.sleep(5);
            throw problem;
        }));

        rig.host.advance(5);

        assertThat(run.failure()).isSameAs(problem);
        assertThat(run.failure().getSuppressed()).isEmpty();
    }

    @Test
    void cancel_whileWaitingAtTheEnd_reachesTheChildren() {
        RunOfTest<Object> run = rig.running(context -> {
            context.supervise(() -> context.fork("child", Rig.sleeper(1000, "never")));
            return "never";
        });
        List<TaskRun<?>> children = run.task.children();

        run.task.cancel("why");
        rig.host.runReady();

        assertThat(children)
                .singleElement()
                .satisfies(child -> assertThat(child.outcome()).isEqualTo(new Cancelled<>("why")));
        assertThat(run.outcome()).isEqualTo(new Cancelled<>("why"));
    }

    private Program<String> failingAfter(long millis) {
        return context -> {
            context.sleep(millis);
            throw problem;
        };
    }
}
