package dev.taskholder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskholder.Outcome.Succeeded;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who waits how long beside tasks that compute all the time. */
final class FairnessTest {
    private final Rig rig = new Rig();

    @AfterEach
    void nothingIsLeftBehind() {
        rig.close();
    }

    @Test
    void wokenTask_goesBeforeThoseThatHadUsedUpTheirSlice() {
        rig.spawned(spinner("a", 20));
        rig.spawned(spinner("b", 20));
        rig.spawned(context -> {
            context.sleep(7);
            rig.trail.add("-");
            return null;
        });

        rig.host.runReady();

        assertThat(String.join("", rig.trail.steps())).startsWith("aaaaabbbbbaaaaabbbbb-");
    }

    @Test
    void cancelledTask_goesBeforeThoseThatHadUsedUpTheirSlice() {
        RunOfTest<Object> first = rig.spawned(spinner("a", 20));
        for (int i = 0; i < 20; i++) {
            rig.spawned(spinner("b", 20));
        }
        RunOfTest<Object> last = rig.spawned(spinner("c", 20));
        while (!rig.trail.steps().contains("c")) {
            rig.host.runTurn();
        }

        int before = rig.trail.steps().size();
        first.task.cancel(null);
        last.task.cancel(null);
        while (first.outcomes.isEmpty() || last.outcomes.isEmpty()) {
            rig.host.runTurn();
        }

        assertThat(rig.trail.steps().size() - before)
                .as("milliseconds of the twenty others: a slice before, and one after in the same turn")
                .isLessThanOrEqualTo(10);
        rig.host.runReady();
    }

    @Test
    void taskThatHadUsedUpItsSlice_besideOnesThatAreWokenAllTheTime_isNotStarved() {
        Channel<Integer> there = rig.channel(0);
        Channel<Integer> back = rig.channel(0);
        RunOfTest<Object> ping = rig.spawned(context -> {
            while (true) {
                rig.host.work(1);
                there.send(1);
                back.receive();
            }
        });
        RunOfTest<Object> pong = rig.spawned(context -> {
            while (true) {
                there.receive();
                back.send(1);
            }
        });
        RunOfTest<Object> spinning = rig.spawned(spinner("spin", 50));

        IntStream.range(0, 1000).forEach(i -> rig.host.runTurn());

        assertThat(spinning.outcome()).isEqualTo(new Succeeded<>(null));
        ping.task.cancel(null);
        pong.task.cancel(null);
        rig.host.runReady();
    }

    @Test
    void pauseInEffect_cutsTheTurnShort_soThatItIsToldSoon() {
        rig.spawned(spinner("spin", 20));
        RunOfTest<Object> paused = rig.running(Rig.sleeper(1000, "late"));
        rig.spawned(spinner("spin", 20));
        while (rig.trail.steps().size() < 25) {
            rig.host.runTurn();
        }
        int before = rig.trail.steps().size();

        paused.pause();
        rig.host.runTurn();

        assertThat(paused.state()).isEqualTo(TaskState.PAUSED);
        assertThat(rig.trail.steps().size() - before).isLessThanOrEqualTo(1);
        paused.task.cancel(null);
        rig.host.runReady();
    }

    @Test
    void endOfATask_cutsTheTurnShort_soThatItIsToldSoon() {
        TaskHolder holder = new TaskHolder(rig.host);
        TaskHandle<Object> brief = spawn(holder, context -> {
            context.sleep(1);
            return null;
        });
        spawn(holder, spinner("spin", 20));
        rig.host.runTurn();
        while (brief.outcome() == null) {
            int before = rig.trail.steps().size();
            rig.host.runTurn();
            assertThat(brief.outcome() == null || rig.trail.steps().size() - before <= 1)
                    .isTrue();
        }
        rig.host.runReady();
    }

    @Test
    void timeLimitsThatStrike_giveNobodyMoreThanItsShare() {
        RunOfTest<Object> limited = rig.spawned(context -> {
            while (true) {
                try {
                    context.withTimeout(7, () -> {
                        while (true) {
                            rig.trail.add("limited");
                            rig.host.work(1);
                            context.checkpoint();
                        }
                    });
                } catch (TaskTimeoutException expected) {
                    // again
                }
            }
        });
        RunOfTest<Object> other = rig.spawned(spinner("other", 1_000_000));

        IntStream.range(0, 2000).forEach(i -> rig.host.runTurn());
        List<String> steps = rig.trail.steps();
        List<String> last = steps.subList(steps.size() - 1000, steps.size());

        assertThat(count(last, "other")).isBetween(300L, 700L);
        limited.task.cancel(null);
        other.task.cancel(null);
        rig.host.runReady();
    }

    private static TaskHandle<Object> spawn(TaskHolder holder, Program<Object> body) {
        Task<Object, Object> task = (input, context) -> body.run(context);
        return holder.spawn("task", task, new Object(), TaskOptions.DEFAULTS, new TaskListener<>() {});
    }

    /** Computes {@code steps} milliseconds with a checkpoint after each. */
    private Program<Object> spinner(String name, int steps) {
        return context -> {
            for (int i = 0; i < steps; i++) {
                rig.trail.add(name);
                rig.host.work(1);
                context.checkpoint();
            }
            return null;
        };
    }

    private static long count(List<String> steps, String name) {
        return steps.stream().filter(name::equals).count();
    }
}
