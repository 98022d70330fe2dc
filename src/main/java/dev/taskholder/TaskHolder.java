package dev.taskholder;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Owns tasks and the scheduler they share: the heart of a worker. Its namesake on the page drives it over the wire; on the JVM a
 * program drives it directly.
 *
 * <pre>{@code
 * TaskHolder holder = new TaskHolder(host);
 * TaskHandle<Integer> task = holder.spawn("countdown", countdown, Data.of(Map.of("from", 3)), TaskOptions.DEFAULTS, listener);
 * task.pause();
 * }</pre>
 *
 * Not for several threads: call it from the host's one thread of control.
 */
public final class TaskHolder {
    private final Scheduler scheduler;
    private final Set<TaskHandle<?>> living = new LinkedHashSet<>();

    /** Makes a holder that runs its tasks on {@code host}. */
    public TaskHolder(Host host) {
        this.scheduler = new Scheduler(host);
    }

    /**
     * Spawns a task. The body begins in a later turn, never on the caller's stack.
     *
     * @param name what the task is called in messages
     * @param listener told everything about the task until it has ended
     */
    public <I, R> TaskHandle<R> spawn(
            String name, Task<I, R> task, I input, TaskOptions options, TaskListener<R> listener) {
        TaskRun<R> run = new TaskRun<>(name, null, scheduler, options, listener, context -> task.run(input, context));
        living.add(run);
        run.start(this::ended);
        return run;
    }

    private void ended(TaskRun<?> run) {
        living.remove(run);
        scheduler.cutSliceShort();
    }

    /** The tasks that have not ended, oldest first. */
    public List<TaskHandle<?>> tasks() {
        return List.copyOf(living);
    }
}
