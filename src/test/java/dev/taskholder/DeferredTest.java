package dev.taskholder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskholder.Outcome.Cancelled;
import dev.taskholder.Outcome.Succeeded;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Values that come from outside. */
final class DeferredTest {
    private final Rig rig = new Rig();
    private int abandoned;
    private final Deferred<String> deferred = new Deferred<>(() -> abandoned++);

    @AfterEach
    void nothingIsLeftBehind() {
        rig.close();
    }

    @Test
    void await_beforeTheValueIsKnown_waitsForIt() {
        RunOfTest<String> run = rig.running(context -> context.await(deferred));

        boolean endedBefore = run.task.outcome() != null;
        deferred.complete("here");
        boolean endedOnTheCallersStack = run.task.outcome() != null;
        rig.host.runReady();

        assertThat(endedBefore).isFalse();
        assertThat(endedOnTheCallersStack).isFalse();
        assertThat(run.outcome()).isEqualTo(new Succeeded<>("here"));
    }

    @Test
    void await_afterTheValueIsKnown_returnsItAtOnce() {
        deferred.complete("before");

        RunOfTest<String> run = rig.running(context -> context.await(deferred));

        assertThat(run.outcome()).isEqualTo(new Succeeded<>("before"));
    }

    @Test
    void complete_twice_keepsTheFirstValue() {
        deferred.complete("first");
        deferred.complete("second");

        RunOfTest<String> run = rig.running(context -> context.await(deferred));

        assertThat(deferred.isComplete()).isTrue();
        assertThat(run.outcome()).isEqualTo(new Succeeded<>("first"));
    }

    @Test
    void complete_withNull_isAValue() {
        RunOfTest<String> run = rig.running(context -> context.await(deferred) == null ? "null came" : "no");

        deferred.complete(null);
        rig.host.runReady();

        assertThat(run.outcome()).isEqualTo(new Succeeded<>("null came"));
    }

    @Test
    void complete_withSeveralWaiting_letsAllGoOnInOrder() {
        for (String name : new String[] {"a", "b", "c"}) {
            rig.running(context -> {
                context.await(deferred);
                rig.trail.add(name);
                return name;
            });
        }

        deferred.complete("x");
        rig.host.runReady();

        assertThat(rig.trail.steps()).containsExactly("a", "b", "c");
    }

    @Test
    void complete_whilePaused_isSeenAfterResume() {
        RunOfTest<String> run = rig.running(context -> context.await(deferred));
        run.task.pause();
        rig.host.runReady();

        deferred.complete("meanwhile");
        rig.host.runReady();
        boolean endedWhilePaused = run.task.outcome() != null;
        run.task.resume();
        rig.host.runReady();

        assertThat(endedWhilePaused).isFalse();
        assertThat(run.outcome()).isEqualTo(new Succeeded<>("meanwhile"));
    }

    @Test
    void cancel_whileWaiting_abandonsWhatWouldHaveCompletedIt() {
        RunOfTest<String> run = rig.running(context -> context.await(deferred));

        run.task.cancel("enough");
        rig.host.runReady();

        assertThat(run.outcome()).isEqualTo(new Cancelled<>("enough"));
        assertThat(abandoned).isEqualTo(1);
    }

    @Test
    void cancel_ofOneOfTwoWaiting_abandonsNothing() {
        RunOfTest<String> first = rig.running(context -> context.await(deferred));
        RunOfTest<String> second = rig.running(context -> context.await(deferred));

        first.task.cancel("enough");
        rig.host.runReady();
        int abandonedByFirst = abandoned;
        deferred.complete("for the second");
        rig.host.runReady();

        assertThat(abandonedByFirst).isZero();
        assertThat(second.outcome()).isEqualTo(new Succeeded<>("for the second"));
    }

    @Test
    void await_ofAValueGivenUp_isRefused() {
        RunOfTest<String> run = rig.running(context -> {
            try {
                context.withTimeout(10, () -> context.await(deferred));
            } catch (TaskTimeoutException timedOut) {
                rig.trail.add("timed out");
            }
            return context.await(deferred);
        });

        rig.host.advance(10);

        assertThat(rig.trail.steps()).containsExactly("timed out");
        assertThat(run.failure())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the value was given up by the last task that waited for it");
    }

    @Test
    void cancel_ofTheLastWaiting_afterTheValueCame_keepsTheValueForOthers() {
        RunOfTest<String> first = rig.running(context -> context.await(deferred));
        first.pause();
        rig.host.runReady();
        deferred.complete("value");

        first.task.cancel(null);
        RunOfTest<String> second = rig.running(context -> context.await(deferred));

        assertThat(abandoned).isZero();
        assertThat(second.outcome()).isEqualTo(new Succeeded<>("value"));
    }
}
