package dev.taskholder.jvm;

import static dev.taskholder.jvm.Waiting.await;
import static dev.taskholder.jvm.Waiting.awaitFailure;
import static dev.taskholder.jvm.Waiting.awaitIdle;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.taskholder.Answer;
import dev.taskholder.Data;
import dev.taskholder.Outcome;
import dev.taskholder.TaskHandle;
import dev.taskholder.TaskOptions;
import dev.taskholder.TaskState;
import dev.taskholder.demo.Cleaner;
import dev.taskholder.demo.Echo;
import dev.taskholder.demo.Primes;
import dev.taskholder.demo.Sleeper;
import dev.taskholder.demo.Thrower;
import dev.taskholder.demo.Ticker;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The commands of a task from another thread, and that every future settles. */
final class JvmTaskTest {
    private final JvmHolder holder = JvmHolder.open();

    @AfterEach
    void closeHolder() {
        holder.close();
    }

    @Test
    void result_ofATaskThatReturns() throws Exception {
        JvmTask<Integer> task = holder.spawn("primes", new Primes(), input("below", 100));

        assertThat(await(task.result())).isEqualTo(25);
        assertThat(task.outcome().join()).isEqualTo(new Outcome.Succeeded<>(25));
        assertThat(task.state()).isEqualTo(TaskState.SUCCEEDED);
        assertThat(task.progress()).isEqualTo(1);
        assertThat(task).hasToString("primes (SUCCEEDED)");
    }

    @Test
    void result_ofATaskThatThrows_failsWithWhatItThrew() throws Exception {
        JvmTask<Void> task = holder.spawn("thrower", new Thrower(), input("message", "no luck"));

        assertThat(awaitFailure(task.result()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no luck");
        assertThat(task.outcome().join()).isInstanceOf(Outcome.Failed.class);
        assertThat(task.state()).isEqualTo(TaskState.FAILED);
    }

    @Test
    void ticker_inRealTime_takesItsPeriods() throws Exception {
        long start = System.nanoTime();
        JvmTask<Integer> task = holder.spawn("ticker", new Ticker(), Data.of(Map.of("count", 4, "periodMillis", 10)));

        int ticks = await(task.result());

        assertThat(ticks).isEqualTo(4);
        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(40_000_000);
    }

    @Test
    void cancel_settlesAfterCleanUp_andTheResultIsCancelled() throws Exception {
        JvmTask<Void> task = holder.spawn("cleaner", new Cleaner(), input("cleanupMillis", 5));
        RecordingSubscriber reader = RecordingSubscriber.unlimited();
        task.outputs().subscribe(reader);
        reader.awaitSignals(1);

        Outcome<Void> outcome = await(task.cancel("enough"));

        assertThat(outcome).isEqualTo(new Outcome.Cancelled<>("enough"));
        assertThat(reader.awaitSignals(3))
                .containsExactly(
                        "next started",
                        "next cleaned",
                        "error CancellationException: task cleaner was cancelled: enough");
        assertThat(awaitFailure(task.result())).isInstanceOf(CancellationException.class);
        assertThat(task.result()).isCancelled();
        assertThat(task.state()).isEqualTo(TaskState.CANCELLED);
    }

    @Test
    void pause_acknowledged_nothingIsEmittedUntilResume() throws Exception {
        int count = 100;
        JvmTask<Integer> task =
                holder.spawn("ticker", new Ticker(), Data.of(Map.of("count", count, "periodMillis", 2)));
        RecordingSubscriber reader = RecordingSubscriber.unlimited();
        task.outputs().subscribe(reader);
        reader.awaitSignals(1);

        Answer answer = await(task.pause());
        int atPause = reader.signals().size();
        await(holder.spawn("sleeper", new Sleeper(), input("millis", 30)).result()); // several periods
        int atResume = reader.signals().size();
        TaskState whilePaused = task.state();
        Answer resumed = await(task.resume());

        assertThat(answer).isEqualTo(new Answer(true, true, null, List.of(TaskHandle.DEFAULT_HOLD)));
        assertThat(whilePaused).isEqualTo(TaskState.PAUSED);
        assertThat(atResume).isEqualTo(atPause).isLessThan(count);
        assertThat(resumed.applied()).isTrue();
        assertThat(await(task.result())).isEqualTo(count);
        assertThat(reader.awaitSignals(count + 1)).hasSize(count + 1).endsWith("complete");
    }

    @Test
    void pause_namedHolds_goesOnWhenTheLastIsGone() throws Exception {
        JvmTask<Integer> task = holder.spawn("echo", new Echo(), Data.of(null));
        await(task.pause("a"));
        await(task.pause("b"));

        Answer first = await(task.resume("a"));
        Answer last = await(task.resume("b"));

        assertThat(first).isEqualTo(new Answer(true, true, null, List.of("b")));
        assertThat(last).isEqualTo(new Answer(true, false, null, List.of()));
    }

    @Test
    void spawnedPaused_doesNotBeginUntilResumed() throws Exception {
        JvmTask<Integer> task =
                holder.spawn("primes", new Primes(), input("below", 10), TaskOptions.DEFAULTS.withPaused());
        TaskState atOnce = task.state();
        awaitIdle(holder);
        TaskState later = task.state();

        await(task.resume());

        assertThat(atOnce).isEqualTo(TaskState.PAUSED);
        assertThat(later).isEqualTo(TaskState.PAUSED);
        assertThat(await(task.result())).isEqualTo(4);
    }

    @Test
    void commands_afterTheEnd_areNotApplied() throws Exception {
        JvmTask<Integer> task = holder.spawn("primes", new Primes(), input("below", 10));
        await(task.result());

        assertThat(await(task.pause())).isEqualTo(new Answer(false, false, null, List.of()));
        assertThat(await(task.resume())).isEqualTo(new Answer(false, false, null, List.of()));
        assertThat(await(task.cancel("late"))).isEqualTo(new Outcome.Succeeded<>(4));
        assertThat(awaitFailure(task.send("late")))
                .isInstanceOf(TaskEndedException.class)
                .hasMessage("task primes takes no more messages");
    }

    @Test
    void commands_afterTheHolderWasClosed_settle() throws Exception {
        JvmTask<Integer> task = holder.spawn("echo", new Echo(), Data.of(null));
        holder.close();

        assertThat(await(task.pause()).applied()).isFalse();
        assertThat(await(task.resume()).applied()).isFalse();
        assertThat(await(task.cancel("late"))).isEqualTo(new Outcome.Cancelled<>("the holder was closed"));
        assertThat(awaitFailure(task.send("late"))).isInstanceOf(TaskEndedException.class);
    }

    @Test
    void send_isAcceptedAndEchoed_untilTheInputIsClosed() throws Exception {
        JvmTask<Integer> task = holder.spawn("echo", new Echo(), Data.of(null));
        RecordingSubscriber reader = RecordingSubscriber.unlimited();
        task.outputs().subscribe(reader);

        await(task.send("a"));
        await(task.send(List.of(1, 2)));
        task.closeInput();
        Throwable late = awaitFailure(task.send("late"));

        assertThat(await(task.result())).isEqualTo(2);
        assertThat(late).isInstanceOf(TaskEndedException.class);
        assertThat(reader.awaitSignals(3)).containsExactly("next a", "next [1, 2]", "complete");
    }

    @Test
    void send_inboxFull_waitsForRoom_andFailsIfTheTaskEndsFirst() throws Exception {
        JvmTask<Integer> task = holder.spawn(
                "echo",
                new Echo(),
                Data.of(null),
                TaskOptions.DEFAULTS.withPaused().withInputCapacity(1));
        await(task.send("in the inbox"));
        CompletableFuture<Void> waiting = task.send("no room");
        awaitIdle(holder);
        boolean acceptedAtOnce = waiting.isDone();

        await(task.cancel(null));

        assertThat(acceptedAtOnce).isFalse();
        assertThat(awaitFailure(waiting)).isInstanceOf(TaskEndedException.class);
    }

    @Test
    void waiting_insideATask_isRefusedInsteadOfHanging() throws Exception {
        JvmTask<Integer> other = holder.spawn("echo", new Echo(), Data.of(null));

        JvmTask<Object> waiter =
                holder.spawn("waiter", (input, context) -> other.result().join(), "input");
        JvmTask<Object> dependent = holder.spawn(
                "dependent",
                (input, context) -> other.pause().thenApply(Answer::applied).get(),
                "input");

        assertThat(awaitFailure(waiter.result()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("waiting here would never end");
        assertThat(awaitFailure(dependent.result())).hasMessageStartingWith("waiting here would never end");
    }

    @Test
    void commands_insideATask_ofAnotherOrItself_work() throws Exception {
        JvmTask<Integer> other = holder.spawn("echo", new Echo(), Data.of(null));

        List<CompletableFuture<Void>> sends = new ArrayList<>();
        JvmTask<String> commander = holder.spawn(
                "commander",
                (input, context) -> {
                    sends.add(other.send("from inside"));
                    other.closeInput();
                    context.checkpoint();
                    return "done";
                },
                "input");

        assertThat(await(commander.result())).isEqualTo("done");
        assertThat(sends).singleElement().matches(send -> !send.isCompletedExceptionally());
        assertThat(await(other.result())).isEqualTo(1);
    }

    @Test
    void waiting_insideACallbackOfTheSameTask_isRefused_ofAnotherItWorks() throws Exception {
        JvmTask<Integer> task = holder.spawn("echo", new Echo(), Data.of(null));
        JvmTask<Integer> other = holder.spawn("primes", new Primes(), input("below", 100));
        CompletableFuture<Throwable> same = new CompletableFuture<>();
        CompletableFuture<Integer> another = new CompletableFuture<>();
        task.outputs().subscribe(new RecordingSubscriber(1) {
            @Override
            public void onNext(Object output) {
                another.complete(other.result().join());
                same.complete(catchThrowable(() -> task.result().join()));
            }
        });

        await(task.send("message"));

        assertThat(await(another)).isEqualTo(25);
        assertThat(await(same))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("waiting here would never end");
    }

    @Test
    void subscriberThatBlocks_doesNotHoldUpOtherTasks() throws Exception {
        JvmTask<Integer> blocked = holder.spawn("echo", new Echo(), Data.of(null));
        JvmTask<Integer> other = holder.spawn("primes", new Primes(), input("below", 100));
        CompletableFuture<Void> blocking = new CompletableFuture<>();
        CompletableFuture<Integer> release = new CompletableFuture<>();
        CompletableFuture<Integer> released = new CompletableFuture<>();
        blocked.outputs().subscribe(new RecordingSubscriber(1) {
            @Override
            public void onNext(Object output) {
                blocking.complete(null);
                released.complete(release.join());
            }
        });

        await(blocked.send("message"));
        await(blocking);
        int primes = await(other.result());
        release.complete(primes);

        assertThat(await(released)).isEqualTo(25);
    }

    private static Data input(String name, Object value) {
        return Data.of(Map.of(name, value));
    }
}
