package dev.taskholder;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the checkpoints in loops do, called here by hand where the compiler puts them. */
final class CompiledCheckpointTest {
    private final Rig rig = new Rig();

    @AfterEach
    void nothingIsLeftBehind() {
        rig.close();
    }

    @Test
    void pass_cancelled_throwsAtEachOne() {
        RunOfTest<Object> run = rig.spawnedSelf((self, context) -> {
            self.task.cancel("enough");
            try {
                CompiledCheckpoint.pass();
            } finally {
                try {
                    CompiledCheckpoint.pass();
                } catch (TaskCancelled again) {
                    rig.trail.add("again");
                }
            }
            return "never";
        });

        rig.host.runReady();

        assertThat(run.state()).isEqualTo(TaskState.CANCELLED);
        assertThat(rig.trail.steps()).containsExactly("again");
    }

    @Test
    void pass_held_parksUntilResumed() {
        RunOfTest<String> run = rig.spawnedSelf((self, context) -> {
            self.task.pause();
            CompiledCheckpoint.pass();
            rig.trail.add("on");
            return "done";
        });
        rig.host.runReady();
        TaskState held = run.state();
        List<String> stepsHeld = rig.trail.steps();

        run.task.resume();
        rig.host.runReady();

        assertThat(held).isEqualTo(TaskState.PAUSED);
        assertThat(stepsHeld).isEmpty();
        assertThat(run.outcome()).isEqualTo(new Outcome.Succeeded<>("done"));
    }

    @Test
    void pass_sliceUsedUp_givesWay() {
        for (String name : List.of("a", "b")) {
            rig.spawned(context -> {
                for (int i = 0; i < 3; i++) {
                    rig.trail.add(name);
                    rig.host.work(5);
                    CompiledCheckpoint.pass();
                }
                return null;
            });
        }

        rig.host.runReady();

        assertThat(String.join("", rig.trail.steps())).isEqualTo("ababab");
    }

    @Test
    void passUnparked_held_goesOn_butACancelIsThrown() {
        RunOfTest<Object> run = rig.spawnedSelf((self, context) -> {
            self.task.pause();
            CompiledCheckpoint.passUnparked();
            rig.trail.add("held, and going on");
            self.task.cancel(null);
            CompiledCheckpoint.passUnparked();
            rig.trail.add("never");
            return null;
        });

        rig.host.runReady();

        assertThat(run.state()).isEqualTo(TaskState.CANCELLED);
        assertThat(rig.trail.steps()).containsExactly("held, and going on");
    }

    // --- while a class is made ready ---

    @Test
    void pass_inAnInitialiser_doesNothing_untilItHasEnded() {
        RunOfTest<Object> run = rig.spawnedSelf((self, context) -> {
            self.task.cancel("enough");
            Fiber outer = CompiledCheckpoint.initialising();
            Fiber inner = CompiledCheckpoint.initialising();
            CompiledCheckpoint.initialised(inner);
            CompiledCheckpoint.pass();
            CompiledCheckpoint.passUnparked();
            assertThat(CompiledCheckpoint.passOrMustSuspend()).isFalse();
            CompiledCheckpoint.initialised(outer);
            rig.trail.add("ready");
            CompiledCheckpoint.pass();
            rig.trail.add("never");
            return null;
        });

        rig.host.runReady();

        assertThat(run.state()).isEqualTo(TaskState.CANCELLED);
        assertThat(rig.trail.steps()).containsExactly("ready");
    }

    @Test
    void initialiserThatWaitsByItself_keepsNoOtherTaskFromItsCheckpoints() {
        rig.running(context -> {
            Fiber fiber = CompiledCheckpoint.initialising();
            context.sleep(10);
            CompiledCheckpoint.initialised(fiber);
            rig.trail.add("ready");
            return null;
        });
        RunOfTest<Object> other = rig.spawnedSelf((self, context) -> {
            self.task.pause();
            CompiledCheckpoint.pass();
            rig.trail.add("never");
            return null;
        });

        rig.host.advance(10);

        assertThat(other.state()).isEqualTo(TaskState.PAUSED);
        assertThat(rig.trail.steps()).containsExactly("ready");
        other.task.cancel(null);
        rig.host.runReady();
    }

    @Test
    void initialiserOutsideATask_countsForNone() {
        assertThat(CompiledCheckpoint.initialising()).isNull();

        CompiledCheckpoint.initialised(null);
    }

    @Test
    void pass_outsideATask_onlyRefills() {
        CompiledCheckpoint.left = 0;

        int units = CompiledCheckpoint.pass();

        assertThat(units).isPositive().isEqualTo(CompiledCheckpoint.left);
    }

    @Test
    void units_fallAtOnceForASlowLoop_andGrowAgainForAFastOne() {
        rig.spawned(context -> {
            int usual = 0;
            for (int i = 0; i < 20; i++) {
                usual = CompiledCheckpoint.pass();
            }
            rig.host.work(20);
            int afterSlow = CompiledCheckpoint.pass();
            int doubled = CompiledCheckpoint.pass();
            int grown = doubled;
            for (int i = 0; i < 20; i++) {
                grown = CompiledCheckpoint.pass();
            }
            assertThat(afterSlow).isBetween(usual / 100 - 1, usual / 100 + 1);
            assertThat(doubled).isEqualTo(2 * afterSlow);
            assertThat(grown).isEqualTo(usual);
            rig.trail.add("measured");
            return null;
        });

        rig.host.runReady();

        assertThat(rig.trail.steps()).containsExactly("measured");
    }
}
