package dev.taskholder.jvm;

import static dev.taskholder.jvm.Waiting.await;
import static dev.taskholder.jvm.Waiting.awaitFailure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taskholder.Answer;
import dev.taskholder.Data;
import dev.taskholder.Outcome;
import dev.taskholder.TaskOptions;
import dev.taskholder.TaskState;
import dev.taskholder.demo.Cleaner;
import dev.taskholder.demo.Echo;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The end of a holder: tasks clean up or are given up, every future settles, no thread is left. */
final class JvmHolderCloseTest {
    private final JvmHolder holder = JvmHolder.open();

    @AfterEach
    void closeHolder() {
        holder.close();
    }

    @Test
    void close_cancelsAndWaitsForCleanUp() throws Exception {
        JvmTask<Void> task = holder.spawn("cleaner", new Cleaner(), Data.of(Map.of("cleanupMillis", 20)));
        RecordingSubscriber reader = RecordingSubscriber.unlimited();
        task.outputs().subscribe(reader);
        reader.awaitSignals(1);

        boolean clean = holder.close(Waiting.LIMIT);

        assertThat(clean).isTrue();
        assertThat(task.state()).isEqualTo(TaskState.CANCELLED);
        assertThat(reader.awaitSignals(3)).startsWith("next started", "next cleaned");
        assertThat(await(task.outcome())).isEqualTo(new Outcome.Cancelled<>("the holder was closed"));
    }

    @Test
    void close_leavesNoThread() throws Exception {
        CompletableFuture<String> fiberName = new CompletableFuture<>();
        for (int i = 0; i < 20; i++) {
            holder.spawn(
                    "waiter",
                    (input, context) -> {
                        fiberName.complete(Thread.currentThread().getName());
                        return context.inbox().receive();
                    },
                    "input");
        }
        Waiting.awaitIdle(holder);
        String name = await(fiberName);
        List<Thread> threads = Waiting.threads(name.substring(0, name.indexOf("-fiber")));

        holder.close();

        assertThat(threads).hasSizeGreaterThan(20);
        assertThat(Waiting.leftAfterWaiting(threads)).isEmpty();
    }

    @Test
    void close_taskThatIgnoresTheCancel_isGivenUpAndEverythingSettles() throws Exception {
        CountDownLatch blocking = new CountDownLatch(1);
        JvmTask<Object> stuck = holder.spawn(
                "stuck",
                (input, context) -> {
                    blocking.countDown();
                    new CountDownLatch(1).await();
                    return null;
                },
                "input",
                TaskOptions.DEFAULTS.withInputCapacity(0));
        blocking.await();
        CompletableFuture<Void> send = stuck.send("never received");
        RecordingSubscriber reader = RecordingSubscriber.unlimited();
        stuck.outputs().subscribe(reader);

        boolean clean = holder.close(Duration.ofMillis(10));

        assertThat(clean).isFalse();
        assertThat(await(stuck.outcome())).isInstanceOf(Outcome.class);
        assertThat(awaitFailure(stuck.result())).isNotNull();
        assertThat(awaitFailure(send)).isInstanceOf(TaskEndedException.class);
        assertThat(reader.awaitSignals(1)).singleElement().asString().startsWith("error");
        assertThat(holder.tasks()).isEmpty();
    }

    @Test
    void close_taskThatIgnoresEvenTheInterrupt_failsAsTerminated() throws Exception {
        CompletableFuture<Void> begun = new CompletableFuture<>();
        CompletableFuture<Void> release = new CompletableFuture<>();
        JvmTask<Object> stuck = holder.spawn(
                "stuck",
                (input, context) -> {
                    begun.complete(null);
                    release.join(); // no interrupt ends this
                    return "too late";
                },
                "input");
        await(begun);
        CompletableFuture<?> pause = stuck.pause();

        boolean clean = holder.close(Duration.ofMillis(10));
        Throwable failure = awaitFailure(stuck.result());
        release.complete(null);

        assertThat(clean).isFalse();
        assertThat(failure)
                .isInstanceOf(TaskTerminatedException.class)
                .hasMessage("task stuck had not ended when its holder was closed");
        assertThat(await(pause)).isNotNull();
        assertThat(stuck.state()).isEqualTo(TaskState.FAILED);
    }

    @Test
    void close_neighbourOfAStuckTask_isUnwound() throws Exception {
        CompletableFuture<Void> cleanedUp = new CompletableFuture<>();
        JvmTask<Object> neighbour = holder.spawn(
                "neighbour",
                (input, context) -> {
                    try {
                        return context.inbox().receive();
                    } finally {
                        cleanedUp.complete(null);
                    }
                },
                "input");
        Waiting.awaitIdle(holder);
        CompletableFuture<Void> begun = new CompletableFuture<>();
        CompletableFuture<Void> release = new CompletableFuture<>();
        holder.spawn(
                "stuck",
                (input, context) -> {
                    begun.complete(null);
                    return release.join(); // no interrupt ends this
                },
                "input");
        await(begun);

        holder.close(Duration.ofMillis(10));
        boolean cleanedUpInTime = cleanedUp.isDone();
        Throwable failure = awaitFailure(neighbour.result());
        release.complete(null);

        assertThat(cleanedUpInTime).isTrue();
        assertThat(failure).isInstanceOf(TaskTerminatedException.class);
    }

    @Test
    void close_commandsOfAnEndedTaskBehindAStuckOne_areAnsweredLate() throws Exception {
        JvmTask<Object> ended = holder.spawn("ended", (input, context) -> input, "input");
        await(ended.outcome());
        CompletableFuture<Void> begun = new CompletableFuture<>();
        CompletableFuture<Void> release = new CompletableFuture<>();
        holder.spawn(
                "stuck",
                (input, context) -> {
                    begun.complete(null);
                    return release.join(); // no interrupt ends this
                },
                "input");
        await(begun);
        CompletableFuture<Answer> pause = ended.pause();
        CompletableFuture<Answer> resume = ended.resume();
        CompletableFuture<Void> send = ended.send("late");

        holder.close(Duration.ofMillis(10));
        Answer ofPause = await(pause);
        Answer ofResume = await(resume);
        Throwable ofSend = awaitFailure(send);
        release.complete(null);

        assertThat(ofPause.applied()).isFalse();
        assertThat(ofResume.applied()).isFalse();
        assertThat(ofSend).isInstanceOf(TaskEndedException.class);
    }

    @Test
    void close_callerInterrupted_givesUpAtOnceAndStaysInterrupted() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        JvmTask<Object> slow = holder.spawn(
                "slow",
                (input, context) -> {
                    begun.countDown();
                    context.uninterruptible(Long.MAX_VALUE, () -> context.sleep(Long.MAX_VALUE));
                    return null;
                },
                "input");
        begun.await();

        Thread.currentThread().interrupt();
        boolean clean = holder.close(Waiting.LIMIT);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(clean).isFalse();
        assertThat(awaitFailure(slow.result())).isInstanceOf(TaskTerminatedException.class);
    }

    @Test
    void close_insideATask_isRefused() throws Exception {
        JvmTask<Object> task = holder.spawn(
                "closer",
                (input, context) -> {
                    holder.close();
                    return null;
                },
                "input");

        assertThat(awaitFailure(task.result()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("close: called from inside a task");
    }

    @Test
    void spawn_afterClose_isRefused() {
        holder.close();

        assertThatThrownBy(() -> holder.spawn("late", new Echo(), Data.of(null)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the holder is closed");
    }
}
