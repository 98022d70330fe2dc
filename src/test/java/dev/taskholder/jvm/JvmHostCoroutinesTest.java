package dev.taskholder.jvm;

import static dev.taskholder.jvm.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.taskholder.Coroutine;
import dev.taskholder.Host;
import dev.taskholder.testing.Trail;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Coroutines on threads: one side runs at a time, and none is left when the host is closed. */
final class JvmHostCoroutinesTest {
    private final JvmHost host = new JvmHost();
    private final Trail trail = new Trail();

    @AfterEach
    void closeHost() {
        host.close();
    }

    @Test
    void coroutine_runsOnlyWhileResumed() throws Exception {
        Coroutine[] coroutine = new Coroutine[1];
        CompletableFuture<Void> ended = new CompletableFuture<>();
        inTurn(() -> {
            coroutine[0] = host.newCoroutine(
                    () -> {
                        trail.add("one");
                        coroutine[0].suspend();
                        trail.add("two");
                    },
                    () -> {
                        trail.add("ready");
                        coroutine[0].resume();
                        trail.add("between");
                        coroutine[0].resume();
                        trail.add("ended");
                        ended.complete(null);
                    });
            trail.add("made");
        });

        await(ended);

        assertThat(trail.steps()).containsExactly("made", "ready", "one", "between", "two", "ended");
    }

    @Test
    void suspend_fromOutside_isRefused() throws Exception {
        CompletableFuture<Throwable> refused = new CompletableFuture<>();

        inTurn(() -> {
            Coroutine coroutine = host.newCoroutine(() -> {}, () -> {});
            try {
                coroutine.suspend();
            } catch (IllegalStateException expected) {
                refused.complete(expected);
            }
        });

        assertThat(await(refused)).hasMessage("suspend: called from outside the coroutine");
    }

    @Test
    void threads_ofEndedCoroutines_areUsedAgain() throws Exception {
        Set<Thread> threads = new HashSet<>();
        int rounds = 200;
        for (int i = 0; i < rounds; i++) {
            runCoroutine(() -> threads.add(Thread.currentThread()));
        }

        assertThat(threads).hasSizeBetween(1, rounds / 2);
    }

    @Test
    void close_coroutinesSuspended_unwindsThemAndLeavesNoThread() throws Exception {
        List<String> unwound = new ArrayList<>();
        Coroutine[] coroutine = new Coroutine[10];
        for (int i = 0; i < coroutine.length; i++) {
            int index = i;
            inTurn(() -> coroutine[index] = host.newCoroutine(
                    () -> {
                        try {
                            coroutine[index].suspend();
                        } finally {
                            unwound.add("unwound " + index);
                        }
                    },
                    () -> coroutine[index].resume()));
        }
        List<Thread> threads = Waiting.threads(hostName());

        host.close();

        assertThat(threads).hasSize(11);
        assertThat(unwound).hasSize(10).startsWith("unwound 0", "unwound 1");
        assertThat(Waiting.leftAfterWaiting(threads)).isEmpty();
    }

    @Test
    void close_coroutineThatCatchesEverything_returnsAnyway() throws Exception {
        Coroutine[] coroutine = new Coroutine[1];
        inTurn(() -> coroutine[0] = host.newCoroutine(
                () -> {
                    for (int i = 0; i < 1000; i++) {
                        try {
                            coroutine[0].suspend();
                        } catch (Throwable swallowed) {
                            trail.add("swallowed");
                        }
                    }
                },
                () -> coroutine[0].resume()));
        List<Thread> threads = Waiting.threads(hostName());

        host.close();

        assertThat(trail.steps()).hasSize(1000);
        assertThat(Waiting.leftAfterWaiting(threads)).isEmpty();
    }

    @Test
    void close_coroutineThatBlocks_isInterrupted() throws Exception {
        String name = hostName();
        CountDownLatch blocking = new CountDownLatch(1);
        CompletableFuture<Throwable> interrupted = new CompletableFuture<>();
        Coroutine[] coroutine = new Coroutine[1];
        inTurn(() -> coroutine[0] = host.newCoroutine(
                () -> {
                    try {
                        blocking.countDown();
                        new CountDownLatch(1).await();
                    } catch (InterruptedException expected) {
                        interrupted.complete(expected);
                    }
                },
                () -> coroutine[0].resume()));
        blocking.await();
        List<Thread> threads = Waiting.threads(name);

        host.close();

        assertThat(await(interrupted)).isInstanceOf(InterruptedException.class);
        assertThat(Waiting.leftAfterWaiting(threads)).isEmpty();
    }

    @Test
    void close_coroutineThatNeverGivesWay_isLeftAlone_andTheOthersAreUnwound() throws Exception {
        String name = hostName();
        Coroutine[] coroutine = new Coroutine[2];
        inTurn(() -> coroutine[0] = host.newCoroutine(
                () -> {
                    try {
                        coroutine[0].suspend();
                    } finally {
                        trail.add("neighbour unwound");
                    }
                },
                () -> coroutine[0].resume()));
        CompletableFuture<Void> begun = new CompletableFuture<>();
        CompletableFuture<Void> release = new CompletableFuture<>();
        CompletableFuture<Throwable> unwound = new CompletableFuture<>();
        inTurn(() -> coroutine[1] = host.newCoroutine(
                () -> {
                    begun.complete(null);
                    release.join(); // no interrupt ends this
                    try {
                        coroutine[1].suspend();
                    } catch (Throwable abandoned) {
                        unwound.complete(abandoned);
                    }
                },
                () -> coroutine[1].resume()));
        await(begun);
        List<Thread> threads = Waiting.threads(name);

        host.close();
        List<Thread> afterClose = threads.stream().filter(Thread::isAlive).toList();
        List<String> steps = trail.steps();
        release.complete(null);

        assertThat(steps).containsExactly("neighbour unwound");
        assertThat(afterClose).extracting(Thread::getName).doesNotContain(name);
        assertThat(await(unwound)).hasMessage("the host was closed");
        assertThat(Waiting.leftAfterWaiting(threads)).isEmpty();
    }

    @Test
    void close_callerInterrupted_returnsAtOnce_andTheRestIsDoneWithoutIt() throws Exception {
        CompletableFuture<Void> begun = new CompletableFuture<>();
        CompletableFuture<Void> unwound = new CompletableFuture<>();
        CompletableFuture<Void> release = new CompletableFuture<>();
        Coroutine[] coroutine = new Coroutine[2];
        inTurn(() -> coroutine[0] = host.newCoroutine(
                () -> {
                    try {
                        coroutine[0].suspend();
                    } finally {
                        unwound.complete(null);
                    }
                },
                () -> coroutine[0].resume()));
        inTurn(() -> coroutine[1] = host.newCoroutine(
                () -> {
                    begun.complete(null);
                    release.join(); // no interrupt ends this
                },
                () -> coroutine[1].resume()));
        await(begun);

        Thread.currentThread().interrupt();
        host.close();
        boolean interrupted = Thread.interrupted();
        boolean unwoundAtOnce = unwound.isDone();
        await(unwound);
        release.complete(null);

        assertThat(interrupted).isTrue();
        assertThat(unwoundAtOnce).isFalse();
    }

    @Test
    void body_thatThrows_isReportedByResume() throws Exception {
        CompletableFuture<Throwable> reported = new CompletableFuture<>();
        Coroutine[] coroutine = new Coroutine[1];
        inTurn(() -> coroutine[0] = host.newCoroutine(
                () -> {
                    throw new IllegalStateException("a bug");
                },
                () -> {
                    Thread.currentThread().setUncaughtExceptionHandler((thread, thrown) -> reported.complete(thrown));
                    coroutine[0].resume();
                }));

        assertThat(await(reported)).hasMessage("a coroutine's body threw").hasRootCauseMessage("a bug");
    }

    private void inTurn(Host.Turn turn) throws Exception {
        CompletableFuture<Void> done = new CompletableFuture<>();
        host.requestTurn(() -> {
            turn.run();
            done.complete(null);
        });
        await(done);
    }

    private void runCoroutine(Coroutine.Body body) throws Exception {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Coroutine[] coroutine = new Coroutine[1];
        inTurn(() -> coroutine[0] = host.newCoroutine(body, () -> {
            coroutine[0].resume();
            done.complete(null);
        }));
        await(done);
    }

    private String hostName() throws Exception {
        CompletableFuture<String> name = new CompletableFuture<>();
        host.requestTurn(() -> name.complete(Thread.currentThread().getName()));
        return await(name);
    }
}
