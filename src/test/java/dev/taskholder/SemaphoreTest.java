package dev.taskholder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taskholder.Outcome.Cancelled;
import dev.taskholder.Outcome.Succeeded;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Permits, first come, first served. */
final class SemaphoreTest {
    private final Rig rig = new Rig();

    @AfterEach
    void nothingIsLeftBehind() {
        rig.close();
    }

    @Test
    void withPermit_neverMoreAtOnceThanPermits() {
        int[] inside = new int[2];
        RunOfTest<Object> run = rig.running(context -> {
            Semaphore semaphore = context.semaphore(2);
            for (int i = 0; i < 5; i++) {
                context.fork(
                        "worker",
                        child -> semaphore.withPermit(() -> {
                            inside[1] = Math.max(inside[1], ++inside[0]);
                            child.sleep(10);
                            return --inside[0];
                        }));
            }
            return null;
        });

        rig.host.advance(29);
        boolean isEndedEarly = run.state().isEnded();
        rig.host.advance(1);

        assertThat(inside[1]).isEqualTo(2);
        assertThat(isEndedEarly).isFalse();
        assertThat(run.state()).isEqualTo(TaskState.SUCCEEDED);
    }

    @Test
    void acquire_severalWait_areServedInTheOrderTheyCame() {
        Semaphore semaphore = new Semaphore(0, rig.scheduler);
        List.of("a", "b", "c").forEach(name -> acquirer(semaphore, name));
        int turns = rig.host.turnsRequested();
        rig.host.advance(1000);
        int turnsWhileWaiting = rig.host.turnsRequested() - turns;

        for (int i = 0; i < 3; i++) {
            semaphore.release();
        }
        rig.host.runReady();

        assertThat(turnsWhileWaiting).isZero();
        assertThat(rig.trail.steps()).containsExactly("a", "b", "c");
        assertThat(semaphore.available()).isZero();
    }

    @Test
    void release_permitIsPromisedToWhoWaits_nobodyOvertakes() {
        Semaphore semaphore = new Semaphore(0, rig.scheduler);
        RunOfTest<Boolean> overtaker = rig.spawned(context -> {
            context.inbox().receive();
            semaphore.release();
            return semaphore.tryAcquire();
        });
        acquirer(semaphore, "waiting");

        overtaker.send("go");
        rig.host.runReady();

        assertThat(overtaker.outcome()).isEqualTo(new Succeeded<>(false));
        assertThat(rig.trail.steps()).containsExactly("waiting");
    }

    @Test
    void P4_heldAcquirer_isPassedOverKeepsItsPlaceAndGoesOnFirstAfterTheResume() {
        Semaphore semaphore = new Semaphore(0, rig.scheduler);
        RunOfTest<Object> first = acquirer(semaphore, "first");
        acquirer(semaphore, "second");
        acquirer(semaphore, "third");
        first.pause();
        rig.host.runReady();

        semaphore.release();
        rig.host.runReady();
        List<String> whileHeld = rig.trail.steps();
        first.resume();
        semaphore.release();
        semaphore.release();
        rig.host.runReady();

        assertThat(whileHeld).containsExactly("second");
        assertThat(rig.trail.steps()).containsExactly("second", "first", "third");
    }

    @Test
    void P4_onlyTheHeldOneWaits_tryAcquireOfAnotherTakesThePermit() {
        Semaphore semaphore = new Semaphore(0, rig.scheduler);
        RunOfTest<Object> held = acquirer(semaphore, "held");
        held.pause();
        rig.host.runReady();
        semaphore.release();

        RunOfTest<Boolean> other = rig.running(context -> semaphore.tryAcquire());

        assertThat(other.outcome()).isEqualTo(new Succeeded<>(true));
        held.task.cancel(null);
        rig.host.runReady();
    }

    @Test
    void withPermit_bodyIsCancelledOrThrows_givesThePermitBack() {
        Semaphore semaphore = new Semaphore(1, rig.scheduler);
        RunOfTest<Object> cancelled = rig.running(context -> semaphore.withPermit(() -> {
            context.sleep(1000);
            return null;
        }));
        cancelled.task.cancel("why");
        rig.host.runReady();
        int afterCancel = semaphore.available();
        RunOfTest<Object> failed = rig.running(context -> semaphore.withPermit(() -> {
            throw new IllegalStateException("broken");
        }));

        assertThat(afterCancel).isEqualTo(1);
        assertThat(cancelled.outcome()).isEqualTo(new Cancelled<>("why"));
        assertThat(failed.failure()).hasMessage("broken");
        assertThat(semaphore.available()).isEqualTo(1);
    }

    @Test
    void T1_tryAcquire_limitComesFirst_takesNothing() {
        Semaphore semaphore = new Semaphore(0, rig.scheduler);
        RunOfTest<String> run = rig.running(context -> semaphore.tryAcquire(10) + " at " + (long) context.now());

        rig.host.advance(10);
        semaphore.release();

        assertThat(run.outcome()).isEqualTo(new Succeeded<>("false at 10"));
        assertThat(semaphore.available()).isEqualTo(1);
    }

    @Test
    void permits_negative_areRefusedWithTheirValue() {
        assertThatThrownBy(() -> new Semaphore(-1, rig.scheduler))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("permits < 0: -1");
    }

    private RunOfTest<Object> acquirer(Semaphore semaphore, String name) {
        return rig.running(context -> {
            semaphore.acquire();
            rig.trail.add(name);
            return null;
        });
    }
}
