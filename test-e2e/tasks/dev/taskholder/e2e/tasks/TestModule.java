package dev.taskholder.e2e.tasks;

import dev.taskholder.TaskRegistry;
import dev.taskholder.browser.Workers;
import dev.taskholder.demo.Sleeper;
import dev.taskholder.shapes.RecursionTask;

/** The module of the browser tests. Scripts run with it by {@code Client.runTestTasks}. */
public final class TestModule {
    private TestModule() {}

    public static void main(String[] args) {
        Workers.serve(TaskRegistry.create()
                .add("sleeper", Sleeper::new)
                .add("promise", PromiseTask::new)
                .add("failing", FailingTask::new)
                .add("fetch", FetchTask::new)
                .add("chunks", ChunksTask::new)
                .add("unclosed", UnclosedTask::new)
                .add("call", CallTask::new)
                .add("timers", TimerTask::new)
                .add("bytes", BytesTask::new)
                .add("shape", ShapeTask::new)
                .add("shape-paused", PausedShapeTask::new)
                .add("waiting", WaitingTask::new)
                .add("lock", LockTask::new)
                .add("interrupted", InterruptedTask::new)
                .add("saving", SavingTask::new)
                .add("recursion", RecursionTask::new));
    }
}
