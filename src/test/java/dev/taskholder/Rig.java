package dev.taskholder;

import dev.taskholder.testing.Trail;
import dev.taskholder.testing.VirtualHost;

/** A scheduler on a virtual host, for tests: starts tasks and trees of them. Closing it checks that nothing was left behind. */
final class Rig implements AutoCloseable {
    final VirtualHost host = new VirtualHost();
    final Scheduler scheduler = new Scheduler(host);
    /** What the bodies of a test write down. */
    final Trail trail = new Trail();

    /** Starts a task and lets it run until it waits. */
    <R> RunOfTest<R> running(Program<R> body) {
        RunOfTest<R> run = spawned(TaskOptions.DEFAULTS, body);
        host.runReady();
        return run;
    }

    /** Spawns a task; its body has not begun. */
    <R> RunOfTest<R> spawned(Program<R> body) {
        return spawned(TaskOptions.DEFAULTS, body);
    }

    <R> RunOfTest<R> spawned(TaskOptions options, Program<R> body) {
        return new RunOfTest<>("task", null, scheduler, options, (self, context) -> body.run(context));
    }

    /** Spawns a task whose body commands itself. */
    <R> RunOfTest<R> spawnedSelf(RunOfTest.SelfBody<R> body) {
        return new RunOfTest<>("task", null, scheduler, TaskOptions.DEFAULTS, body);
    }

    /** Spawns a child of {@code parent}; called by the parent's body. */
    <R> RunOfTest<R> child(RunOfTest<?> parent, String name, Program<R> body) {
        return childSelf(parent, name, (self, context) -> body.run(context));
    }

    /** Spawns a child whose body commands itself. */
    <R> RunOfTest<R> childSelf(RunOfTest<?> parent, String name, RunOfTest.SelfBody<R> body) {
        return new RunOfTest<>(name, parent.task, scheduler, TaskOptions.DEFAULTS, body);
    }

    /** A channel that no task made. */
    <T> Channel<T> channel(int capacity) {
        return new Channel<>(capacity, Overflow.SUSPEND, scheduler, undelivered -> {});
    }

    /** A body that sleeps for {@code millis} and returns {@code result}. */
    static <R> Program<R> sleeper(long millis, R result) {
        return context -> {
            context.sleep(millis);
            return result;
        };
    }

    @Override
    public void close() {
        host.close();
    }
}
