package dev.taskholder.programs;

import dev.taskholder.Channel;
import dev.taskholder.Outcome;
import dev.taskholder.Task;
import dev.taskholder.TaskContext;
import dev.taskholder.TaskHandle;
import dev.taskholder.TaskHolder;
import dev.taskholder.TaskListener;
import dev.taskholder.TaskOptions;
import dev.taskholder.programs.ProgramModel.ChannelModel;
import dev.taskholder.programs.ProgramModel.OutsideStep;
import dev.taskholder.testing.VirtualHost;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Runs one program on Taskholder in virtual time, to its end. */
final class TaskholderRun {
    /** Longer than any program sleeps. */
    private static final long LONG = 1000;

    /** More often than the tasks of any program can pause each other. */
    private static final int ENDLESS = 100;

    final History history;
    final List<Channel<Integer>> channels = new ArrayList<>();
    final Map<Integer, TaskHandle<Void>> tasks = new HashMap<>();
    private final Map<Integer, Integer> sent = new HashMap<>();
    private final VirtualHost host;
    private final TaskHolder holder;

    private TaskholderRun(VirtualHost host) {
        this.host = host;
        this.holder = new TaskHolder(host);
        this.history = new History(
                host::nowMillis, () -> channels.stream().map(Channel::size).toList());
    }

    /**
     * Runs {@code program}: first as it is, then, from the step {@link HistoryEvent.Quiet} on, to its end by cancelling the channels.
     *
     * @throws AssertionError if some task never ends
     */
    static History play(ProgramModel program) {
        try (VirtualHost host = new VirtualHost()) {
            TaskholderRun run = new TaskholderRun(host);
            run.play(program.channels(), program.tasks(), program.outside());
            return run.history;
        }
    }

    private void play(List<ChannelModel> models, List<List<Op>> bodies, List<OutsideStep> outside) {
        spawn("maker", (nothing, context) -> makeChannels(models, context), new TaskListener<>() {});
        host.runReady();
        for (int i = 0; i < bodies.size(); i++) {
            int task = i;
            tasks.put(
                    task,
                    spawn(
                            Integer.toString(task),
                            (nothing, context) -> TaskholderFiber.run(this, task, context, bodies.get(task)),
                            new Ends(task)));
        }
        TaskholderFiber test = TaskholderFiber.outside(this);
        for (OutsideStep step : outside) {
            host.advance(step.millis());
            test.perform(step.op());
        }
        letFinish(test);
    }

    private @Nullable Void makeChannels(List<ChannelModel> models, TaskContext context) {
        for (ChannelModel model : models) {
            int number = channels.size();
            channels.add(context.channel(model.capacity(), model.overflow(), element -> undelivered(number, element)));
        }
        return null;
    }

    private void letFinish(TaskholderFiber test) {
        goOn(test);
        history.add(new HistoryEvent.Quiet());
        for (int i = 0; i < channels.size(); i++) {
            test.perform(new Op.Discard(i));
        }
        goOn(test);
    }

    /** Nothing stays held, though the tasks may still pause each other on the way. */
    private void goOn(TaskholderFiber test) {
        host.advance(LONG);
        for (int i = 0; i < ENDLESS && isAnyHeld(); i++) {
            List.copyOf(tasks.keySet()).forEach(task -> test.perform(new Op.Command(Op.Order.RESUME, task)));
            host.advance(LONG);
        }
    }

    private boolean isAnyHeld() {
        return tasks.values().stream().anyMatch(task -> !task.heldBy().isEmpty());
    }

    private TaskHandle<Void> spawn(String name, Task<Integer, Void> body, TaskListener<Void> listener) {
        return holder.spawn(name, body, 0, TaskOptions.DEFAULTS, listener);
    }

    /** An element that nobody sent before. */
    int nextElement(int task) {
        return (task + 1) * 1000 + sent.merge(task, 1, Integer::sum);
    }

    private void undelivered(int channel, @Nullable Integer element) {
        history.add(new HistoryEvent.Undelivered(channel, Objects.requireNonNull(element)));
    }

    private final class Ends implements TaskListener<Void> {
        private final int task;

        Ends(int task) {
            this.task = task;
        }

        @Override
        public void ended(Outcome<Void> outcome) {
            history.add(new HistoryEvent.Ended(task, resultOf(outcome)));
        }

        @Override
        public void childChanged(TaskHandle<?> child) {
            Outcome<?> outcome = child.outcome();
            if (outcome != null) {
                history.add(new HistoryEvent.Ended(Integer.parseInt(child.name()), resultOf(outcome)));
            }
        }
    }

    static Seen.Result resultOf(Outcome<?> outcome) {
        if (outcome instanceof Outcome.Succeeded) {
            return Seen.Result.DONE;
        }
        return outcome instanceof Outcome.Failed ? Seen.Result.FAILED : Seen.Result.CANCELLED;
    }
}
