package dev.taskholder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskholder.testing.VirtualHost;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A task that waits for what the runtime does not know, as for a lock of the language in a browser. */
final class LockTest {
    private final VirtualHost host = new VirtualHost();
    private final Lockable ground = new Lockable();
    private final Scheduler scheduler = new Scheduler(ground);
    private final Channel<String> channel = new Channel<>(1, Overflow.SUSPEND, scheduler, undelivered -> {});
    private final RunOfTest<String> run =
            new RunOfTest<>("task", null, scheduler, TaskOptions.DEFAULTS, (self, context) -> {
                ground.lock();
                context.emit("has it");
                channel.send("an element");
                return "done";
            });

    /** A host on which the one coroutine can stop without a word to the runtime. */
    private final class Lockable implements Host {
        private @Nullable Coroutine coroutine;
        private @Nullable Turn ready;

        /** Called by the task: waits until {@link #unlock}. */
        void lock() {
            Objects.requireNonNull(coroutine).suspend();
        }

        void unlock() {
            Objects.requireNonNull(ready).run();
        }

        @Override
        public long nanoTime() {
            return host.nanoTime();
        }

        @Override
        public void requestTurn(Turn turn) {
            host.requestTurn(turn);
        }

        @Override
        public void armTimer(long delayNanos, Turn turn) {
            host.armTimer(delayNanos, turn);
        }

        @Override
        public void disarmTimer() {
            host.disarmTimer();
        }

        @Override
        public Coroutine newCoroutine(Coroutine.Body body, Turn readyToRun) {
            Coroutine made = host.newCoroutine(body, readyToRun);
            coroutine = made;
            ready = readyToRun;
            return made;
        }
    }

    @BeforeEach
    void waitsForTheLock() {
        host.runReady();
    }

    @AfterEach
    void nothingIsLeftBehind() {
        host.close();
    }

    @Test
    void itHasTheLock_goesOnInATurn() {
        ground.unlock();
        boolean ranAtOnce = !run.outputs.isEmpty();
        host.runReady();

        assertThat(ranAtOnce).isFalse();
        assertThat(run.outputs).containsExactly("has it");
        assertThat(run.task.outcome()).isEqualTo(new Outcome.Succeeded<>("done"));
    }

    @Test
    void pausedWhileItWaits_isPausedAtOnce_andGoesOnWhenResumed() {
        RecordingAnswer pause = run.pause();
        host.runReady();
        boolean paused = pause.answer().paused();
        ground.unlock();
        host.runReady();
        TaskState withTheLock = run.task.state();
        boolean ran = !run.outputs.isEmpty();
        run.resume();
        host.runReady();

        assertThat(paused).isTrue();
        assertThat(withTheLock).isEqualTo(TaskState.PAUSED);
        assertThat(ran).isFalse();
        assertThat(run.task.outcome()).isEqualTo(new Outcome.Succeeded<>("done"));
    }

    @Test
    void pausedAndResumedWhileItWaits_waitsOn() {
        run.pause();
        host.runReady();
        run.resume();
        host.runReady();
        boolean ran = !run.outputs.isEmpty();
        ground.unlock();
        host.runReady();

        assertThat(ran).isFalse();
        assertThat(run.task.outcome()).isEqualTo(new Outcome.Succeeded<>("done"));
    }

    @Test
    void cancelledWhileItWaits_endsWhenItHasTheLock() {
        run.task.cancel("enough");
        host.runReady();
        TaskState without = run.task.state();
        ground.unlock();
        host.runReady();

        assertThat(without).isEqualTo(TaskState.CANCELLING);
        assertThat(run.outputs).isEmpty();
        assertThat(run.task.outcome()).isEqualTo(new Outcome.Cancelled<>("enough"));
    }
}
