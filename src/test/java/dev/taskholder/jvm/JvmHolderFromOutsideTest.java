package dev.taskholder.jvm;

import static dev.taskholder.jvm.Waiting.await;
import static dev.taskholder.jvm.Waiting.awaitFailure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.taskholder.Deferred;
import dev.taskholder.Outcome;
import dev.taskholder.TaskCancelled;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What other threads bring to a task that waits for it. */
final class JvmHolderFromOutsideTest {
    private final JvmHolder holder = JvmHolder.open();
    private final ExecutorService otherThread = Executors.newSingleThreadExecutor();

    @AfterEach
    void close() {
        holder.close();
        otherThread.shutdownNow();
    }

    @Test
    void execute_deferredsCompletedByAnotherThread_noneIsMissed() throws Exception {
        int rounds = 5000;
        JvmTask<Integer> task = holder.spawn(
                "waiter",
                (input, context) -> {
                    int sum = 0;
                    for (int i = 0; i < rounds; i++) {
                        Deferred<Integer> one = new Deferred<>(() -> {});
                        otherThread.execute(() -> holder.execute(() -> one.complete(1)));
                        sum += Objects.requireNonNull(context.await(one));
                    }
                    return sum;
                },
                "input");

        assertThat(await(task.result())).isEqualTo(rounds);
    }

    @Test
    void execute_whileCloseWaitsForCleanUp_stillRuns() throws Exception {
        Deferred<String> answer = new Deferred<>(() -> {});
        CompletableFuture<Void> begun = new CompletableFuture<>();
        CompletableFuture<Void> cleaning = new CompletableFuture<>();
        CompletableFuture<String> cleaned = new CompletableFuture<>();
        holder.spawn(
                "cleaner",
                (input, context) -> {
                    try {
                        begun.complete(null);
                        return context.inbox().receive();
                    } finally {
                        cleaning.complete(null);
                        cleaned.complete(context.uninterruptible(Long.MAX_VALUE, () -> context.await(answer)));
                    }
                },
                "input");
        await(begun);
        CompletableFuture<Boolean> accepted =
                cleaning.thenApplyAsync(now -> holder.execute(() -> answer.complete("cleaned")), otherThread);

        boolean clean = holder.close(Waiting.LIMIT);

        assertThat(clean).isTrue();
        assertThat(await(accepted)).isTrue();
        assertThat(await(cleaned)).isEqualTo("cleaned");
    }

    @Test
    void execute_afterClose_isRefused() {
        holder.close();

        assertThat(holder.execute(() -> {})).isFalse();
    }

    @Test
    void await_stageCompletedByAnotherThread_othersRunMeanwhile() throws Exception {
        CompletableFuture<String> stage = new CompletableFuture<>();
        JvmTask<String> waiter = holder.spawn("waiter", (input, context) -> holder.await(context, stage), "input");
        JvmTask<String> other = holder.spawn("other", (input, context) -> input, "from the other");

        String value = await(other.result());
        otherThread.execute(() -> stage.complete(value));

        assertThat(await(waiter.result())).isEqualTo("from the other");
    }

    @Test
    void await_anotherTaskOfTheSameHolder_isNoDeadlock() throws Exception {
        JvmTask<String> other = holder.spawn("other", (input, context) -> input, "result");
        JvmTask<String> waiter =
                holder.spawn("waiter", (input, context) -> holder.await(context, other.result()), "input");

        assertThat(await(waiter.result())).isEqualTo("result");
    }

    @Test
    void await_stageThatFails_throwsItAsTheCause() throws Exception {
        IllegalStateException failure = new IllegalStateException("no luck");
        JvmTask<Object> task = holder.spawn(
                "waiter", (input, context) -> holder.await(context, CompletableFuture.failedFuture(failure)), "input");

        Throwable thrown = awaitFailure(task.result());

        assertThat(thrown).isInstanceOf(CompletionException.class).hasCause(failure);
    }

    @Test
    void await_stageThatSomebodyCancels_failsTheTask() throws Exception {
        CompletableFuture<Object> stage = new CompletableFuture<>();
        JvmTask<Object> task = holder.spawn("waiter", (input, context) -> holder.await(context, stage), "input");

        stage.cancel(true);
        Outcome<Object> outcome = await(task.outcome());

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        failed -> assertThat(failed.cause()).isInstanceOf(CancellationException.class));
    }

    @Test
    void await_taskCancelled_cancelsTheFuture() throws Exception {
        CompletableFuture<Object> stage = new CompletableFuture<>();
        JvmTask<Object> task = holder.spawn("waiter", (input, context) -> holder.await(context, stage), "input");
        Waiting.awaitIdle(holder);

        Outcome<Object> outcome = await(task.cancel("enough"));

        assertThat(outcome).isEqualTo(new Outcome.Cancelled<>("enough"));
        assertThat(stage).isCancelled();
    }

    @Test
    void await_taskCancelledBefore_cancelsTheFutureToo() throws Exception {
        CompletableFuture<Object> stage = new CompletableFuture<>();
        JvmTask<Object> task = holder.spawn(
                "waiter",
                (input, context) -> {
                    try {
                        return context.inbox().receive();
                    } catch (TaskCancelled cancelled) {
                        return holder.await(context, stage);
                    }
                },
                "input");
        Waiting.awaitIdle(holder);

        await(task.cancel("enough"));

        assertThat(stage).isCancelled();
    }

    @Test
    void await_taskCancelled_leavesTheOriginalOfACopyAlone() throws Exception {
        CompletableFuture<Object> shared = new CompletableFuture<>();
        JvmTask<Object> task =
                holder.spawn("waiter", (input, context) -> holder.await(context, shared.copy()), "input");
        Waiting.awaitIdle(holder);

        await(task.cancel("enough"));

        assertThat(shared).isNotDone();
    }
}
