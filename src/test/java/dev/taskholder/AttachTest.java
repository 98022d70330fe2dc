package dev.taskholder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskholder.Outcome.Cancelled;
import dev.taskholder.Outcome.Succeeded;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a task has open to the outside is let go of at a cancel, and at the end of the body at the latest. */
final class AttachTest {
    private final Rig rig = new Rig();
    private final Deferred.Abandon letGo = () -> rig.trail.add("let go");

    @AfterEach
    void nothingIsLeftBehind() {
        rig.close();
    }

    @Test
    void bodyEnds_isLetGoOf() {
        RunOfTest<Object> run = rig.running(context -> {
            context.attach(letGo);
            rig.trail.add("last");
            return null;
        });

        assertThat(rig.trail.steps()).containsExactly("last", "let go");
        assertThat(run.outcome()).isEqualTo(new Succeeded<>(null));
    }

    @Test
    void detached_isNotLetGoOf() {
        rig.running(context -> {
            context.attach(letGo);
            context.detach(letGo);
            context.detach(letGo);
            return null;
        });

        assertThat(rig.trail.steps()).isEmpty();
    }

    @Test
    void cancel_letsGoAtOnce_andOnlyOnce() {
        RunOfTest<Object> run = rig.running(context -> {
            context.attach(letGo);
            try {
                context.sleep(1000);
            } finally {
                rig.trail.add("unwinds");
                context.uninterruptible(100, () -> context.sleep(10));
            }
            return null;
        });

        run.task.cancel("why");
        List<String> now = rig.trail.steps();
        rig.host.advance(10);

        assertThat(now).containsExactly("let go");
        assertThat(rig.trail.steps()).containsExactly("let go", "unwinds");
        assertThat(run.outcome()).isEqualTo(new Cancelled<>("why"));
    }

    @Test
    void cancel_ofAPausedTask_letsGoAtOnce() {
        RunOfTest<Object> run = rig.running(context -> {
            context.attach(letGo);
            context.sleep(1000);
            return null;
        });
        run.pause();
        rig.host.runReady();

        run.task.cancel("why");

        assertThat(rig.trail.steps()).containsExactly("let go");
        rig.host.runReady();
    }

    @Test
    void K5_cancel_behindAShield_letsGoWhenItFalls() {
        RunOfTest<Object> run = rig.running(context -> {
            context.uninterruptible(10, () -> {
                context.attach(letGo);
                context.sleep(1000);
            });
            return null;
        });

        run.task.cancel("why");
        rig.host.advance(9);
        List<String> behindTheShield = rig.trail.steps();
        rig.host.advance(1);

        assertThat(behindTheShield).isEmpty();
        assertThat(rig.trail.steps()).containsExactly("let go");
        assertThat(run.outcome()).isEqualTo(new Cancelled<>("why"));
    }

    @Test
    void K5_cancel_behindAShield_letsGoAtTheFirstCheckpointAfterIt() {
        RunOfTest<Object> run = rig.running(context -> {
            context.attach(letGo);
            context.uninterruptible(1000, () -> context.sleep(10));
            rig.trail.add("left the shield");
            try {
                context.checkpoint();
            } finally {
                context.uninterruptible(1000, () -> context.sleep(10));
                rig.trail.add("cleaned up");
            }
            return null;
        });

        run.task.cancel("why");
        rig.host.advance(20);

        assertThat(rig.trail.steps()).containsExactly("left the shield", "let go", "cleaned up");
        assertThat(run.outcome()).isEqualTo(new Cancelled<>("why"));
    }

    @Test
    void attachedInCleanUp_isNotLetGoOfByTheCancelThatIsThere() {
        RunOfTest<Object> run = rig.running(context -> {
            try {
                context.sleep(1000);
            } finally {
                context.uninterruptible(100, () -> {
                    context.attach(letGo);
                    context.sleep(10);
                });
                rig.trail.add("cleaned up");
            }
            return null;
        });

        run.task.cancel("why");
        rig.host.advance(10);

        assertThat(rig.trail.steps()).containsExactly("cleaned up", "let go");
        assertThat(run.outcome()).isEqualTo(new Cancelled<>("why"));
    }

    @Test
    void timeLimit_inside_doesNotLetGo() {
        RunOfTest<Object> run = rig.running(context -> {
            context.attach(letGo);
            try {
                context.withTimeout(10, () -> context.sleep(1000));
            } catch (TaskTimeoutException limit) {
                rig.trail.add("timed out");
            }
            return null;
        });

        rig.host.advance(10);

        assertThat(rig.trail.steps()).containsExactly("timed out", "let go");
        assertThat(run.outcome()).isEqualTo(new Succeeded<>(null));
    }
}
