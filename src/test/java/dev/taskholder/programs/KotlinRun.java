package dev.taskholder.programs;

import dev.taskholder.programs.ProgramModel.ChannelModel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import kotlin.Unit;
import kotlin.coroutines.Continuation;
import kotlin.coroutines.EmptyCoroutineContext;
import kotlinx.coroutines.BuildersKt;
import kotlinx.coroutines.CoroutineScope;
import kotlinx.coroutines.CoroutineScopeKt;
import kotlinx.coroutines.CoroutineStart;
import kotlinx.coroutines.Job;
import kotlinx.coroutines.channels.BufferOverflow;
import kotlinx.coroutines.channels.Channel;
import kotlinx.coroutines.channels.ChannelKt;
import kotlinx.coroutines.test.TestCoroutineDispatchersKt;
import kotlinx.coroutines.test.TestCoroutineScheduler;

/** Runs one program on kotlinx-coroutines in virtual time: the channels, scopes, jobs, timers and the scheduler are Kotlin's. */
final class KotlinRun {
    /** As long as {@link TaskholderRun} lets a program run by itself. */
    private static final long LONG = 1000;

    final History history;
    final List<Channel<Integer>> channels = new ArrayList<>();
    final Map<Integer, Job> tasks = new HashMap<>();
    private final Map<Integer, Integer> sent = new HashMap<>();
    private final TestCoroutineScheduler scheduler = new TestCoroutineScheduler();
    private final Queue<Continuation<Object>> beginning = new ArrayDeque<>();

    private KotlinRun() {
        this.history = new History(scheduler::getCurrentTime, List::of);
    }

    /** Runs {@code program}, which nothing disturbs, until nothing more would happen. */
    static History play(ProgramModel program) {
        KotlinRun run = new KotlinRun();
        for (ChannelModel model : program.channels()) {
            run.addChannel(model);
        }
        CoroutineScope scope =
                CoroutineScopeKt.CoroutineScope(TestCoroutineDispatchersKt.StandardTestDispatcher(run.scheduler, null));
        for (int task = 0; task < program.tasks().size(); task++) {
            run.launch(scope, task, program.tasks().get(task));
        }
        run.runUntil(LONG);
        return run.history;
    }

    private void addChannel(ChannelModel model) {
        int number = channels.size();
        BufferOverflow overflow = BufferOverflow.valueOf(model.overflow().name());
        channels.add(ChannelKt.Channel(model.capacity(), overflow, element -> {
            history.add(new HistoryEvent.Undelivered(number, element));
            return Unit.INSTANCE;
        }));
    }

    void launch(CoroutineScope scope, int task, List<Op> body) {
        Job job = BuildersKt.launch(
                scope, EmptyCoroutineContext.INSTANCE, CoroutineStart.DEFAULT, new KotlinBody(this, task, task, body));
        tasks.put(task, job);
        job.invokeOnCompletion(cause -> {
            history.add(new HistoryEvent.Ended(task, cause == null ? Seen.Result.DONE : Seen.Result.FAILED));
            return Unit.INSTANCE;
        });
    }

    /**
     * Lets a body begin in the next turn: once nothing is ready any more, as {@link dev.taskholder.TaskContext#fork} says. Kotlin has no
     * turns.
     */
    void beginInNextTurn(Continuation<Object> body) {
        beginning.add(body);
    }

    private void runUntil(long millis) {
        while (scheduler.getCurrentTime() < millis) {
            scheduler.runCurrent();
            while (!beginning.isEmpty()) {
                List<Continuation<Object>> turn = List.copyOf(beginning);
                beginning.clear();
                turn.forEach(body -> body.resumeWith(Unit.INSTANCE));
                scheduler.runCurrent();
            }
            scheduler.advanceTimeBy(1);
        }
    }

    int nextElement(int task) {
        return (task + 1) * 1000 + sent.merge(task, 1, Integer::sum);
    }
}
