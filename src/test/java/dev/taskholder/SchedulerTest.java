package dev.taskholder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskholder.Outcome.Succeeded;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Slices, fairness, priorities, and the one timer. */
final class SchedulerTest {
    private final Rig rig = new Rig();

    @AfterEach
    void nothingIsLeftBehind() {
        rig.close();
    }

    @Test
    void spinningTask_givesTheHostATurnEverySlice() {
        RunOfTest<Object> run = rig.spawned(spinner("step", 12));

        List<Long> stepsPerTurn = new ArrayList<>();
        long before = 0;
        while (rig.host.runTurn()) {
            stepsPerTurn.add(rig.host.nowMillis() - before);
            before = rig.host.nowMillis();
        }

        assertThat(stepsPerTurn.stream().filter(steps -> steps > 0)).containsExactly(5L, 5L, 2L);
        assertThat(run.outcome()).isEqualTo(new Succeeded<>(null));
    }

    @Test
    void checkpointsWithoutTimePassing_endTheSliceToo() {
        RunOfTest<Object> run = rig.spawned(context -> {
            while (true) {
                context.checkpoint();
            }
        });

        IntStream.range(0, 10).forEach(i -> rig.host.runTurn());
        run.task.cancel("enough");
        rig.host.runReady();

        assertThat(run.state()).isEqualTo(TaskState.CANCELLED);
    }

    @Test
    void spinningTasks_ofOnePriority_takeTurns() {
        rig.spawned(spinner("a", 10));
        rig.spawned(spinner("b", 10));

        rig.host.runReady();

        assertThat(String.join("", rig.trail.steps())).isEqualTo("aaaaabbbbbaaaaabbbbb");
    }

    @Test
    void higherPriority_goesFirst() {
        rig.spawned(withPriority(Priority.BACKGROUND), spinner("c", 1));
        rig.spawned(withPriority(Priority.USER_VISIBLE), spinner("b", 1));
        rig.spawned(withPriority(Priority.USER_BLOCKING), spinner("a", 1));

        rig.host.runReady();

        assertThat(rig.trail.steps()).containsExactly("a", "b", "c");
    }

    @Test
    void lowerPriorities_besideASpinningHigherOne_areNotStarved() {
        List<RunOfTest<Object>> runs = List.of(
                rig.spawned(withPriority(Priority.USER_BLOCKING), spinner("blocking", 100_000)),
                rig.spawned(withPriority(Priority.USER_VISIBLE), spinner("visible", 100_000)),
                rig.spawned(withPriority(Priority.BACKGROUND), spinner("background", 100_000)));

        IntStream.range(0, 1000).forEach(i -> rig.host.runTurn());
        List<String> steps = rig.trail.steps();
        runs.forEach(run -> run.task.cancel(null));
        rig.host.runReady();

        assertThat(count(steps, "background")).isBetween(50L, 100L);
        assertThat(count(steps, "visible")).isBetween(400L, 700L);
        assertThat(count(steps, "blocking")).isGreaterThan(4000);
    }

    @Test
    void setPriority_reachesTheChildrenThatThereAre() {
        RunOfTest<Object> parent = rig.spawned(withPriority(Priority.BACKGROUND), context -> {
            context.fork("child", child -> {
                child.sleep(10);
                rig.trail.add("child");
                return null;
            });
            return null;
        });
        rig.spawned(withPriority(Priority.USER_VISIBLE), context -> {
            context.sleep(10);
            rig.trail.add("other");
            return null;
        });
        rig.host.runReady();

        parent.task.setPriority(Priority.USER_BLOCKING);
        rig.host.advance(10);

        assertThat(rig.trail.steps()).containsExactly("child", "other");
    }

    @Test
    void setPriority_countsFromTheNextTimeTheTaskIsReady() {
        RunOfTest<Object> late = rig.spawned(withPriority(Priority.BACKGROUND), spinner("late", 6));
        rig.spawned(spinner("other", 6));
        late.task.setPriority(Priority.USER_BLOCKING);

        rig.host.runReady();

        assertThat(rig.trail.steps()).startsWith("late", "late", "late", "late", "late", "late", "other");
    }

    @Test
    void sleeper_besideASpinningTask_wakesInTime() {
        RunOfTest<Object> spinning = rig.spawned(spinner("spin", 100));
        RunOfTest<Long> sleeper = rig.spawned(context -> {
            context.sleep(20);
            return rig.host.nowMillis();
        });

        rig.host.runReady();

        assertThat(spinning.outcome()).isEqualTo(new Succeeded<>(null));
        assertThat(sleeper.outcome())
                .isInstanceOfSatisfying(
                        Succeeded.class,
                        woken -> assertThat((Long) woken.value()).isBetween(20L, 40L));
    }

    @Test
    void timer_isArmedForTheEarliestOnly_andAgainOnlyWhenThatChanges() {
        rig.running(Rig.sleeper(10, "first"));
        int afterFirst = rig.host.timersArmed();
        rig.running(Rig.sleeper(20, "later"));
        int afterLater = rig.host.timersArmed();
        rig.running(Rig.sleeper(5, "earlier"));
        int afterEarlier = rig.host.timersArmed();

        rig.host.advance(20);

        assertThat(List.of(afterFirst, afterLater, afterEarlier, rig.host.timersArmed()))
                .containsExactly(1, 1, 2, 4);
    }

    @Test
    void timer_whileSomethingIsReady_isNotArmed() {
        rig.running(Rig.sleeper(1000, "sleeper"));
        RunOfTest<Object> spinning = rig.spawned(spinner("spin", 100));

        IntStream.range(0, 5).forEach(i -> rig.host.runTurn());

        assertThat(rig.host.isTurnRequested()).isTrue();
        assertThat(rig.host.isTimerArmed()).isFalse();
        rig.host.advance(1000);
        assertThat(spinning.outcomes).hasSize(1);
    }

    @Test
    void sleeperCancelled_itsTimerIsDisarmed() {
        RunOfTest<String> run = rig.running(Rig.sleeper(1000, "done"));

        run.task.cancel(null);
        rig.host.runReady();

        assertThat(rig.host.isTimerArmed()).isFalse();
    }

    @Test
    void thousandSleepers_eachWakesAtItsMoment() {
        List<RunOfTest<Long>> runs = IntStream.range(0, 1000)
                .mapToObj(i -> rig.spawned(context -> {
                    context.sleep((i * 7919L) % 1000);
                    return rig.host.nowMillis();
                }))
                .toList();

        rig.host.advance(1000);

        for (int i = 0; i < 1000; i++) {
            assertThat(runs.get(i).outcome()).isEqualTo(new Succeeded<>((i * 7919L) % 1000));
        }
        assertThat(rig.host.timersArmed()).isLessThanOrEqualTo(1000);
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

    private static TaskOptions withPriority(Priority priority) {
        return TaskOptions.DEFAULTS.withPriority(priority);
    }

    private static long count(List<String> steps, String name) {
        return steps.stream().filter(name::equals).count();
    }

    @Test
    void begin_isToldATurnBeforeTheBodyRuns() {
        RunOfTest<String> run = rig.spawned(context -> {
            rig.trail.add("body");
            return "done";
        });

        rig.host.runTurn();
        TaskState before = run.state();
        List<String> stepsBefore = rig.trail.steps();
        rig.host.runReady();

        assertThat(before).isEqualTo(TaskState.RUNNING);
        assertThat(stepsBefore).isEmpty();
        assertThat(rig.trail.steps()).containsExactly("body");
    }
}
