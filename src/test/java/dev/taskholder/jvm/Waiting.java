package dev.taskholder.jvm;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Waits for what real threads do. The limits are far above what anything takes, so only a fault meets them. */
final class Waiting {
    static final Duration LIMIT = Duration.ofSeconds(30);

    private Waiting() {}

    /** What {@code future} is completed with; fails as it fails. */
    static <T> T await(CompletableFuture<T> future) throws Exception {
        return future.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** How {@code future} fails. */
    static Throwable awaitFailure(CompletableFuture<?> future) throws Exception {
        return await(future.handle((value, failure) -> failure));
    }

    /**
     * Waits until the host of {@code holder} has run all that was ready: a task that only passes through comes last in line, several times,
     * because a body begins turns after its spawn.
     */
    static void awaitIdle(JvmHolder holder) throws Exception {
        for (int round = 0; round < 5; round++) {
            await(holder.spawn("passer", (input, context) -> input, round).result());
        }
    }

    /** The host's thread called {@code hostName} and those of its coroutines. */
    static List<Thread> threads(String hostName) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> isOf(hostName, thread.getName()))
                .toList();
    }

    private static boolean isOf(String hostName, String threadName) {
        return threadName.equals(hostName) || threadName.startsWith(hostName + "-fiber");
    }

    /** Those of {@code threads} that do not end. */
    static List<Thread> leftAfterWaiting(List<Thread> threads) throws InterruptedException {
        for (Thread thread : threads) {
            thread.join(LIMIT.toMillis());
        }
        return threads.stream().filter(Thread::isAlive).toList();
    }
}
