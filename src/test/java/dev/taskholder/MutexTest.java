package dev.taskholder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskholder.Outcome.Cancelled;
import dev.taskholder.Outcome.Succeeded;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Mutual exclusion over blocking calls, and who gets a mutex when. */
final class MutexTest {
    private final Rig rig = new Rig();
    private final Mutex mutex = new Mutex(rig.scheduler);

    @AfterEach
    void nothingIsLeftBehind() {
        rig.close();
    }

    @Test
    void withLock_bodiesThatBlock_areNotInterleaved() {
        RunOfTest<Object> run = rig.running(context -> {
            for (String name : List.of("a", "b")) {
                context.fork(
                        name,
                        child -> mutex.withLock(() -> {
                            rig.trail.add(name + " in");
                            child.sleep(10);
                            rig.trail.add(name + " out");
                            return null;
                        }));
            }
            return null;
        });

        rig.host.advance(20);

        assertThat(rig.trail.steps()).containsExactly("a in", "a out", "b in", "b out");
        assertThat(run.state()).isEqualTo(TaskState.SUCCEEDED);
        assertThat(mutex.isLocked()).isFalse();
    }

    @Test
    void lock_severalWait_areServedInTheOrderTheyCameAndNobodyOvertakes() {
        RunOfTest<Object> owner = rig.running(context -> {
            mutex.lock();
            context.inbox().receive();
            mutex.unlock();
            return mutex.tryLock();
        });
        locker("first");
        locker("second");
        int turns = rig.host.turnsRequested();
        rig.host.advance(1000);
        int turnsWhileWaiting = rig.host.turnsRequested() - turns;

        owner.send("unlock");
        rig.host.runReady();

        assertThat(turnsWhileWaiting).isZero();
        assertThat(owner.outcome()).isEqualTo(new Succeeded<>(false));
        assertThat(rig.trail.steps()).containsExactly("first has it", "second has it");
    }

    @Test
    void owner_endsWithoutUnlocking_losesIt() {
        RunOfTest<Object> forgetful = rig.running(context -> {
            mutex.lock();
            return context.inbox().receive();
        });
        locker("next");

        forgetful.send("end");
        rig.host.runReady();

        assertThat(rig.trail.steps()).containsExactly("next has it");
        assertThat(mutex.isLocked()).isFalse();
    }

    @Test
    void owner_isCancelledWithoutFinally_losesItWhenItHasUnwound() {
        RunOfTest<Object> owner = rig.running(context -> {
            mutex.lock();
            try {
                context.sleep(1000);
            } finally {
                context.uninterruptible(100, () -> context.sleep(10));
            }
            return null;
        });
        locker("next");

        owner.task.cancel("why");
        rig.host.advance(9);
        List<String> whileCleaningUp = rig.trail.steps();
        rig.host.advance(1);

        assertThat(whileCleaningUp).isEmpty();
        assertThat(rig.trail.steps()).containsExactly("next has it");
        assertThat(owner.outcome()).isEqualTo(new Cancelled<>("why"));
    }

    @Test
    void owner_paused_keepsIt() {
        RunOfTest<Object> owner = rig.running(context -> mutex.withLock(() -> {
            context.sleep(10);
            return null;
        }));
        RunOfTest<Object> next = locker("next");
        owner.pause();
        rig.host.advance(1000);
        TaskState whileHeld = next.state();

        owner.resume();
        rig.host.advance(10);

        assertThat(whileHeld).isEqualTo(TaskState.RUNNING);
        assertThat(next.state()).isEqualTo(TaskState.SUCCEEDED);
    }

    @Test
    void P4_heldLocker_isPassedOverAndKeepsItsPlace() {
        RunOfTest<Object> owner =
                rig.running(context -> mutex.withLock(() -> context.inbox().receive()));
        RunOfTest<Object> held = locker("held");
        RunOfTest<Object> second =
                rig.running(context -> mutex.withLock(() -> context.inbox().receive()));
        locker("third");
        held.pause();
        rig.host.runReady();

        owner.send("unlock");
        rig.host.runReady();
        held.resume();
        second.send("unlock");
        rig.host.runReady();

        assertThat(rig.trail.steps()).containsExactly("held has it", "third has it");
    }

    @Test
    void K3_lockGranted_thenCancelled_hasItUntilItUnwinds() {
        List<RunOfTest<Object>> waiting = new ArrayList<>();
        RunOfTest<Object> unlocker = rig.running(context -> {
            mutex.lock();
            context.inbox().receive();
            mutex.unlock();
            waiting.get(0).task.cancel("why");
            return null;
        });
        waiting.add(rig.running(context -> {
            mutex.lock();
            rig.trail.add("granted");
            context.checkpoint();
            rig.trail.add("went on");
            return null;
        }));

        unlocker.send("go");
        rig.host.runReady();

        assertThat(rig.trail.steps()).containsExactly("granted");
        assertThat(waiting.get(0).outcome()).isEqualTo(new Cancelled<>("why"));
        assertThat(mutex.isLocked()).isFalse();
    }

    @Test
    void lock_byItsOwner_isRefused() {
        RunOfTest<String> run = rig.running(context -> {
            mutex.lock();
            boolean isLockedAgain = mutex.tryLock();
            try {
                mutex.lock();
                return "locked twice";
            } catch (IllegalStateException refused) {
                return isLockedAgain + ", " + refused.getMessage();
            }
        });

        assertThat(run.outcome())
                .isEqualTo(new Succeeded<>("false, lock: the fiber has the mutex already and would wait for itself"));
    }

    @Test
    void unlock_byAnotherOrOfAFreeMutex_isRefused() {
        RunOfTest<Object> owner =
                rig.running(context -> mutex.withLock(() -> context.inbox().receive()));
        RunOfTest<Object> thief = rig.running(context -> {
            mutex.unlock();
            return null;
        });
        owner.send("end");
        rig.host.runReady();
        RunOfTest<Object> late = rig.running(context -> {
            mutex.unlock();
            return null;
        });

        assertThat(thief.failure())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("unlock: the mutex is another's");
        assertThat(late.failure())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("unlock: the mutex is not locked");
    }

    @Test
    void T1_tryLock_limitComesFirst_doesNotHaveIt() {
        RunOfTest<Object> owner =
                rig.running(context -> mutex.withLock(() -> context.inbox().receive()));
        RunOfTest<String> run = rig.running(context -> mutex.tryLock(10) + " at " + (long) context.now());

        rig.host.advance(10);
        owner.send("end");
        rig.host.runReady();

        assertThat(run.outcome()).isEqualTo(new Succeeded<>("false at 10"));
        assertThat(mutex.isLocked()).isFalse();
    }

    private RunOfTest<Object> locker(String name) {
        return rig.running(context -> mutex.withLock(() -> {
            rig.trail.add(name + " has it");
            return null;
        }));
    }
}
