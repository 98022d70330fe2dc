package dev.taskholder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taskholder.testing.VirtualHost;
import org.junit.jupiter.api.Test;

/** What fails in a turn harms one task at most. */
final class HostWithoutCoroutinesTest {
    private final VirtualHost host = new VirtualHost();
    private boolean isExhausted;

    /** A host that runs out of threads, as a JVM may. */
    private final class Limited implements Host {
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
        public Coroutine newCoroutine(Coroutine.Body body, Turn ready) {
            if (isExhausted) {
                throw new OutOfMemoryError("unable to create native thread");
            }
            return host.newCoroutine(body, ready);
        }
    }

    @Test
    void coroutine_cannotBeMade_failsThatTaskAlone() {
        try (host) {
            TaskHolder holder = new TaskHolder(new Limited());
            TaskHandle<String> before = spawn(holder, new TaskListener<>() {});
            host.runReady();

            isExhausted = true;
            TaskHandle<String> without = spawn(holder, new TaskListener<>() {});
            host.runReady();
            isExhausted = false;
            TaskHandle<String> after = spawn(holder, new TaskListener<>() {});
            host.advance(10);

            assertThat(without.outcome())
                    .isInstanceOfSatisfying(
                            Outcome.Failed.class,
                            failed -> assertThat(failed.cause()).isInstanceOf(OutOfMemoryError.class));
            assertThat(before.outcome()).isEqualTo(new Outcome.Succeeded<>("done"));
            assertThat(after.outcome()).isEqualTo(new Outcome.Succeeded<>("done"));
        }
    }

    @Test
    void listener_throws_theNextTurnComesAllTheSame() {
        try (host) {
            TaskHolder holder = new TaskHolder(host);
            spawn(holder, new TaskListener<>() {
                @Override
                public void stateChanged(TaskState state) {
                    throw new IllegalStateException("a listener must not throw");
                }
            });
            assertThatThrownBy(host::runReady).hasMessage("a listener must not throw");

            TaskHandle<String> next = spawn(holder, new TaskListener<>() {});
            host.advance(10);

            assertThat(next.outcome()).isEqualTo(new Outcome.Succeeded<>("done"));
        }
    }

    private static TaskHandle<String> spawn(TaskHolder holder, TaskListener<String> listener) {
        Task<String, String> sleeper = (input, context) -> {
            context.sleep(10);
            return input;
        };
        return holder.spawn("sleeper", sleeper, "done", TaskOptions.DEFAULTS, listener);
    }
}
