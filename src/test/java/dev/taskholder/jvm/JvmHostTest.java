package dev.taskholder.jvm;

import static dev.taskholder.jvm.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.taskholder.Host;
import dev.taskholder.testing.Trail;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The host of threads keeps the contract of {@link Host}. The trail is written in turns only, so it needs no lock. */
final class JvmHostTest {
    private static final long MILLI = 1_000_000;

    private final JvmHost host = new JvmHost();
    private final Trail trail = new Trail();

    @AfterEach
    void closeHost() {
        host.close();
    }

    @Test
    void turns_runInTheOrderRequested_onOneDaemonThread() throws Exception {
        Set<Thread> threads = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            String step = "turn " + i;
            host.requestTurn(() -> {
                trail.add(step);
                threads.add(Thread.currentThread());
            });
        }

        List<String> steps = stepsAfterwards();

        assertThat(steps).hasSize(100).startsWith("turn 0", "turn 1").endsWith("turn 99");
        assertThat(threads).singleElement().matches(Thread::isDaemon);
    }

    @Test
    void turn_requestedInATurn_runsAfterThoseWaiting() throws Exception {
        host.requestTurn(() -> {
            host.requestTurn(() -> trail.add("first"));
            host.requestTurn(() -> {
                host.requestTurn(() -> trail.add("third"));
                trail.add("second");
            });
        });

        stepsAfterwards();
        stepsAfterwards();

        assertThat(stepsAfterwards()).containsExactly("first", "second", "third");
    }

    @Test
    void turn_thatThrows_isReportedAndTheNextRuns() throws Exception {
        CompletableFuture<Throwable> reported = new CompletableFuture<>();
        IllegalStateException bug = new IllegalStateException("a bug");

        host.requestTurn(() -> {
            Thread.currentThread().setUncaughtExceptionHandler((thread, thrown) -> reported.complete(thrown));
            throw bug;
        });
        host.requestTurn(() -> trail.add("next"));

        assertThat(await(reported)).isSameAs(bug);
        assertThat(stepsAfterwards()).containsExactly("next");
    }

    @Test
    void timer_firesOnce_notBeforeItsDelay() throws Exception {
        CompletableFuture<Long> firedAfter = new CompletableFuture<>();
        long start = host.nanoTime();

        inTurn(() -> host.armTimer(20 * MILLI, () -> {
            trail.add("fired");
            firedAfter.complete(host.nanoTime() - start);
        }));

        assertThat(await(firedAfter)).isGreaterThanOrEqualTo(20 * MILLI);
        assertThat(stepsAfterwards()).containsExactly("fired");
    }

    @Test
    void timer_armedAgain_replacesTheFormer() throws Exception {
        CompletableFuture<String> fired = new CompletableFuture<>();

        inTurn(() -> {
            host.armTimer(MILLI, () -> fired.complete("former"));
            host.armTimer(2 * MILLI, () -> fired.complete("latter"));
        });

        assertThat(await(fired)).isEqualTo("latter");
    }

    @Test
    void timer_disarmedWhileDueAndInLine_doesNotFire() throws Exception {
        inTurn(() -> {
            host.armTimer(0, () -> trail.add("fired"));
            host.requestTurn(() -> {
                host.disarmTimer();
                trail.add("disarmed");
            });
        });

        stepsAfterwards();

        assertThat(stepsAfterwards()).containsExactly("disarmed");
    }

    @Test
    void timer_thatIsAlwaysDue_doesNotStarveTurns() throws Exception {
        Host.Turn[] again = new Host.Turn[1];
        again[0] = () -> host.armTimer(0, again[0]);
        inTurn(again[0]);

        inTurn(() -> trail.add("turn"));

        assertThat(trail.steps()).containsExactly("turn");
    }

    @Test
    void turns_thatAreAlwaysRequested_doNotStarveTheTimer() throws Exception {
        Host.Turn[] again = new Host.Turn[1];
        again[0] = () -> host.requestTurn(again[0]);
        inTurn(again[0]);
        CompletableFuture<String> fired = new CompletableFuture<>();

        inTurn(() -> host.armTimer(MILLI, () -> fired.complete("fired")));

        assertThat(await(fired)).isEqualTo("fired");
    }

    @Test
    void close_turnsRequestedBefore_stillRun_laterOnesAreDropped() {
        for (int i = 0; i < 100; i++) {
            host.requestTurn(() -> trail.add("before"));
        }

        host.close();
        host.requestTurn(() -> trail.add("after"));
        host.close();

        assertThat(trail.steps()).hasSize(100).containsOnly("before");
    }

    @Test
    void close_fromInside_isRefused() throws Exception {
        CompletableFuture<Throwable> refused = new CompletableFuture<>();

        inTurn(() -> {
            try {
                host.close();
            } catch (IllegalStateException expected) {
                refused.complete(expected);
            }
        });

        assertThat(await(refused)).hasMessage("close: called from inside the host");
    }

    private void inTurn(Host.Turn turn) throws Exception {
        CompletableFuture<Void> done = new CompletableFuture<>();
        host.requestTurn(() -> {
            turn.run();
            done.complete(null);
        });
        await(done);
    }

    /** The steps after the turns that are requested now. */
    private List<String> stepsAfterwards() throws Exception {
        inTurn(() -> {});
        return trail.steps();
    }
}
