package dev.taskholder.e2e.tasks;

import dev.taskholder.Answer;
import dev.taskholder.CheckpointPace;
import dev.taskholder.Data;
import dev.taskholder.Deferred;
import dev.taskholder.Outcome;
import dev.taskholder.Task;
import dev.taskholder.TaskContext;
import dev.taskholder.TaskHandle;
import dev.taskholder.TaskHolder;
import dev.taskholder.TaskListener;
import dev.taskholder.TaskOptions;
import dev.taskholder.TaskState;
import dev.taskholder.browser.BrowserHost;
import dev.taskholder.shapes.RushedHost;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Runs a {@link Shape} as a task that is paused wherever it can be, up to a number of times: it has a checkpoint in about each iteration,
 * a slice ends at each, and between two turns it is paused, and resumed between the next two.
 */
final class PausedShapeTask implements Task<Data, List<Integer>> {
    private static final BrowserHost GROUND = new BrowserHost();

    /**
     * Input {@code name}, {@code n}, {@code pauses}; result: that of the shape, and how many pauses were in effect. With {@code beside} a
     * second task runs the shape at the same time, a checkpoint each in turn, and its result is the third.
     */
    @Override
    public List<Integer> run(Data input, TaskContext context) {
        String name = input.getString("name");
        int n = input.getInt("n");
        Deferred<Outcome<Integer>> end = new Deferred<>(() -> {});
        Pauser pauser = new Pauser(input.getInt("pauses"));
        RushedHost host = new RushedHost(GROUND, pauser::beforeTurn);
        host.rush(Integer.MAX_VALUE);
        CheckpointPace.atMost(1);
        TaskHolder holder = new TaskHolder(host);
        Deferred<Outcome<Integer>> endBeside = new Deferred<>(() -> {});
        boolean isBeside = input.getBoolean("beside", false);
        pauser.paused = spawn(holder, name, n, end);
        if (isBeside) {
            spawn(holder, name, n, endBeside);
        }
        try {
            int result = resultOf(context.await(end));
            return isBeside
                    ? List.of(result, pauser.inEffect, resultOf(context.await(endBeside)))
                    : List.of(result, pauser.inEffect);
        } finally {
            CheckpointPace.asLearned();
        }
    }

    private static TaskHandle<Integer> spawn(TaskHolder holder, String name, int n, Deferred<Outcome<Integer>> end) {
        return holder.spawn(
                name, (times, inner) -> Shapes.run(name, times), n, TaskOptions.DEFAULTS, new TaskListener<>() {
                    @Override
                    public void ended(Outcome<Integer> outcome) {
                        end.complete(outcome);
                    }
                });
    }

    private static int resultOf(@Nullable Outcome<Integer> outcome) {
        if (outcome instanceof Outcome.Succeeded<Integer> succeeded) {
            return Objects.requireNonNull(succeeded.value());
        }
        throw new IllegalStateException("no result");
    }

    /** Pauses a task before one turn and resumes it before another. */
    private static final class Pauser {
        private int left;
        private int inEffect;
        private boolean isInEffect;
        private @Nullable TaskHandle<?> paused;

        Pauser(int pauses) {
            left = pauses;
        }

        void beforeTurn() {
            TaskHandle<?> task = Objects.requireNonNull(paused);
            if (isInEffect) {
                isInEffect = false;
                task.resume();
            } else if (left > 0 && task.state() == TaskState.RUNNING) {
                task.pause(TaskHandle.DEFAULT_HOLD, this::answered);
            }
        }

        private void answered(Answer answer) {
            if (answer.paused()) {
                isInEffect = true;
                inEffect++;
                left--;
            }
        }
    }
}
